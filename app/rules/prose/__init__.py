"""Numbers in the text of chapters: read as statements, held against the tables."""
