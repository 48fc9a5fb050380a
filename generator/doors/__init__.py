"""Every step: turn what somebody asks for into calls of the steps; each command has its module, and so has MkDocs."""
