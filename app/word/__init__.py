"""Word files: the writer, its tables, and the reader; all that knows their XML."""
