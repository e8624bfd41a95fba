"""What the user asks for: opening, importing, exporting, describing."""
