"""The ways out that the program has, for command and window alike; loads none of them."""

from __future__ import annotations

from app.services.export import EXPORTERS, Exporters


def all_exporters() -> Exporters:
    """Those of the services, and those that only the top may know."""
    return Exporters(EXPORTERS)
