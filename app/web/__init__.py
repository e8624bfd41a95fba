"""Web pages: the writer of the page that an office puts on its site."""
