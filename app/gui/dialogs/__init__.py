"""Small dialogs that ask for a few words."""
