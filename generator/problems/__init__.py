"""Every step: turn what is wrong with somebody's files into problems that name the place and a way out."""
