"""Typesetting with Qt: the report on pages, for the PDF file, the printer and the preview."""
