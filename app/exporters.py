"""The ways out that the program has, for command and window alike; loads none of them."""

from __future__ import annotations

from app.model.document import Document
from app.services.export import EXPORTERS, Exporter, Exporters


def all_exporters() -> Exporters:
    """Those of the services, and those that only the top may know."""
    pdf = Exporter(".pdf", "PDF 文件", _pdf, takes_long=True)
    picture = Exporter(".png", "图解（图片）", _picture, takes_long=True, tail="图解")
    return Exporters((*EXPORTERS, pdf, picture))


def _pdf(document: Document) -> bytes:
    from app.gui.print.pdf import typeset_pdf  # noqa: PLC0415  only this command needs Qt

    return typeset_pdf(document)


def _picture(document: Document) -> bytes:
    from app.gui.picture import graphic_png  # noqa: PLC0415  the same

    return graphic_png(document.graphic)
