"""The ways out of the program: what each is called, how its files end, who writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.markup.text import unprintable
from app.model.document import Document, PrintedTable
from app.model.places import drafted_places
from app.model.report import Report
from app.paths import resource
from app.rules.figures import Values
from app.services.compose import kept_totals, replaced_totals
from app.storage.atomic import write_atomically
from app.storage.strict import decode_toml

_NAMED = 3
"""Characters left out that a notice names."""

FAMILIES = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif"
"""Names of type that programs which show a picture try in turn; nothing is fetched."""

Writer = Callable[[Document], bytes]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One way out: the ending of its files, its Chinese name, and what makes the bytes.

    `write` loads what it needs when it is called: an exporter that is not used costs nothing.
    One that `takes_long` keeps a user waiting for more than 100 ms; it may run in any thread.
    `tail` ends the name of a file that is no report itself, such as a picture of it.
    """

    suffix: str
    name: str
    write: Writer
    takes_long: bool = False
    tail: str = ""


class UnknownFormatError(ValueError):
    """A file name whose ending no exporter knows."""

    def __init__(self, path: Path, suffixes: Iterable[str]) -> None:
        kinds = "、".join(suffixes)
        super().__init__(f"不能导出为“{path.suffix or path.name}”：文件名应以 {kinds} 结尾")


class Exporters:
    """All ways out of one program, in the order in which they are offered."""

    def __init__(self, exporters: Iterable[Exporter]) -> None:
        self._by_suffix = {exporter.suffix: exporter for exporter in exporters}

    def __iter__(self) -> Iterator[Exporter]:
        return iter(self._by_suffix.values())

    def __getitem__(self, suffix: str) -> Exporter:
        """The exporter of an ending, with its dot; KeyError for none."""
        return self._by_suffix[suffix]

    def export(self, document: Document, path: Path) -> tuple[str, ...]:
        """Write the document, whole or not at all; raise UnknownFormatError or WriteError.

        Returns the characters of its texts that no file of the kind can hold and that were left
        out, each once.
        """
        exporter = self._by_suffix.get(path.suffix.lower())
        if exporter is None:
            raise UnknownFormatError(path, self._by_suffix)
        write_atomically(path, exporter.write(document))
        return left_out(document)


def left_out(document: Document) -> tuple[str, ...]:
    """Characters of its texts that no file can hold, each once."""
    return unprintable("".join(_texts(document)))


def export_notes(report: Report, values: Values, removed: Sequence[str]) -> list[str]:
    """What a user must know of a file just written: each a clause in Chinese."""
    notes: list[str] = []
    if changed := len(replaced_totals(report, values)):
        notes.append(f"{changed} 个总计写的是计算值，与读入的文件不同")
    if kept := len(kept_totals(report, values)):
        notes.append(f"{kept} 个总计照读入的文件写，与计算值不同")
    if drafts := len(drafted_places(report)):
        notes.append(f"{drafts} 处上年底稿还没有采用，没有写入")
    if removed:
        codes = "、".join(f"U+{ord(character):04X}" for character in removed[:_NAMED])
        more = " 等" if len(removed) > _NAMED else ""
        notes.append(f"文字里有不能印出的控制字符（{codes}{more}），没有写入")
    return notes


def _texts(document: Document) -> Iterator[str]:
    yield document.title
    yield document.unit
    for block in document.blocks:
        if isinstance(block, PrintedTable):
            yield from (cell.text for line in block.lines for cell in line)
        else:
            yield from (run.text for run in block.runs)


def _word(document: Document) -> bytes:
    from app.word.writer import write_document  # noqa: PLC0415  lxml costs the start-up 30 ms

    return write_document(document)


def _page(document: Document) -> bytes:
    from app.web.writer import write_page  # noqa: PLC0415  the same

    return write_page(document)


def _tables(document: Document) -> bytes:
    from app.sheet.writer import write_tables  # noqa: PLC0415  the same

    return write_tables(document)


def _graphic(document: Document) -> bytes:
    from app.picture.bars import Look  # noqa: PLC0415  the same
    from app.picture.writer import graphic_svg  # noqa: PLC0415

    tokens = decode_toml(resource("style/tokens.toml").read_bytes(), dict[str, dict[str, str]])
    return graphic_svg(document.graphic, Look(tokens["light"], FAMILIES))


EXPORTERS = (
    Exporter(".docx", "Word 文档", _word),
    Exporter(".html", "网页", _page),
    Exporter(".xlsx", "工作簿", _tables),
    Exporter(".svg", "图解（矢量图）", _graphic, tail="图解"),
)
"""Those that need no window system; the top adds what else there is."""
