"""Every step: turn what is known of people into files that are their owner's alone, and that can be forgotten."""
