"""The checks beside the work: always visible, each with its place and its mend."""
