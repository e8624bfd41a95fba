"""`nianbao --install-desktop`: .nianbao files open in this program by a double-click.

For one user, with no rights but the user's own, and only when asked for: XDG desktops on Linux,
the user's own classes on Windows.
"""
