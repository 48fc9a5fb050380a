"""Every step: turn finished texts, pictures and words into what somebody should look at, though nothing is wrong."""
