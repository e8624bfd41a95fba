"""What a report is: addresses, forms, figures, edits.  Standard library only."""
