"""Turn a school's profile and the shared templates into its edition: a site, a book, sheets and handouts.

Log policy: *error* means that something is missing from the output, *warning* that the output is complete but
somebody should look at it, *info* names the steps. A finished edition has logged no error.
"""

__version__ = "0.1.0"
