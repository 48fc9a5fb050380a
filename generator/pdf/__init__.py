"""Step 5: turn a finished HTML document into a finished PDF, its first page's picture and its number of pages.

`typeset` alone imports WeasyPrint, `room` pdfium; `fill`, `finish`, `form_font` and `press` import pikepdf: each can be
replaced on its own. Importing this package imports none of them, so that an unchanged rebuild stays quick.
"""
