"""Every step: turn templates and data into finished text, whoever wrote the template."""
