"""The ways out of the program, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.model.document import Document
from app.storage.atomic import write_atomically

Writer = Callable[[Document], bytes]


def _word(document: Document) -> bytes:
    from app.word.writer import write_document  # noqa: PLC0415  lxml costs the start-up 30 ms

    return write_document(document)


WRITERS: Mapping[str, Writer] = {".docx": _word}


class UnknownFormatError(ValueError):
    """A file name whose ending no writer knows."""

    def __init__(self, path: Path) -> None:
        kinds = "、".join(WRITERS)
        super().__init__(f"不能导出为“{path.suffix or path.name}”：文件名应以 {kinds} 结尾")


def export(document: Document, path: Path) -> None:
    """Write the document, whole or not at all; raise UnknownFormatError or WriteError."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UnknownFormatError(path)
    write_atomically(path, writer(document))
