"""What goes wrong when the program's own files are not what was shipped."""

from __future__ import annotations


class DamagedInstallationError(ValueError):
    """A form, the rules or the phrases cannot be read; one Chinese sentence names the place."""
