"""PDF files with text: a reader."""
