"""阳光年报: fills in, checks and typesets the annual report on open government information."""

__version__ = "0.1.0"
