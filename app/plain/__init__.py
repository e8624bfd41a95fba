"""Plain text and Markdown: a reader."""
