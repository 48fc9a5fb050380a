"""Measurements of what a build spends its time on; they assert nothing."""
