"""One model, view, delegate and header for every table of every form."""
