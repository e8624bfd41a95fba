"""The ways out that the program has, for command and window alike; loads none of them."""

from __future__ import annotations

from app.model.document import Document
from app.services.export import EXPORTERS, Exporter, Exporters


def all_exporters() -> Exporters:
    """Those of the services, and those that only the top may know."""
    return Exporters((*EXPORTERS, Exporter(".pdf", "PDF 文件", _pdf, takes_long=True)))


def _pdf(document: Document) -> bytes:
    from app.gui.print.pdf import typeset_pdf  # noqa: PLC0415  only this command needs Qt

    return typeset_pdf(document)
