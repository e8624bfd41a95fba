"""Files of other programs: read beside the window, looked at, taken over as one edit."""
