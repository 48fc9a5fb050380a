"""Measurements of what builds, and the sheets of a class, spend their time on; they assert nothing."""
