"""How it looks: the only package that knows Qt, with the top that starts it."""
