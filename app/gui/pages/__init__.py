"""One page per tab, and the first page."""
