"""What a chapter or a cell of a report means: the texts beside the grid and on F1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.model.address import Address
from app.model.explanation import Explanation, Explanations
from app.model.form import Form
from app.paths import resource
from app.storage.help_file import read_help

OWN = "own"
"""What is said of every chapter that the form does not know."""

_COMMON = "common"


@dataclass(frozen=True, slots=True)
class Topic:
    """All there is to say of one place; `short` is the heading where there is little room.

    The text that matters most comes first.
    """

    heading: str
    short: str
    texts: tuple[Explanation, ...]
    relations: tuple[str, ...] = ()


class Explainer:
    """Knows the texts of every form; a form without any of its own has the common ones."""

    def __init__(self, common: Explanations, by_form: Mapping[str, Explanations]) -> None:
        self._common = common
        self._by_form = by_form

    def of_table(self, form: Form, table: str) -> Explanations:
        """The texts for a table of this form, which may be another year's."""
        own = self._by_form.get(form.tables[table].form)
        return self._common.overlaid(own) if own else self._common

    def chapter(self, form: Form, section_id: str, title: str) -> Topic:
        """What belongs into a chapter; where no text is kept of it, what the form itself says."""
        own = self._by_form.get(form.id)
        chapters = (self._common.overlaid(own) if own else self._common).chapters
        spec = form.section(section_id)
        said = Explanation(spec.hint) if spec is not None and spec.hint else chapters.get(OWN)
        known = chapters.get(section_id, said)
        return Topic(title, title, () if known is None else (known,))

    def cell(self, form: Form, address: Address) -> Topic:
        """What a figure counts: its row, its column, and what it must agree with."""
        table = form.tables[address.table]
        row, column = table.row(address.row), table.column(address.column)
        texts = self.of_table(form, address.table).tables.get(address.table)
        found: Sequence[Explanation | None] = (
            () if texts is None else (texts.rows.get(row.key), texts.columns.get(column.key))
        )
        briefs = (c.brief for c in table.checks if c.brief and address in c.cells)
        computed = "（自动计算）" if address in table.derived else ""
        return Topic(
            f"{row.full_label} · {column.label}{computed}",
            row.label,
            tuple(text for text in found if text is not None),
            tuple(dict.fromkeys(briefs)),
        )


def load_explainer(folder: Path | None = None, added: Iterable[Path] = ()) -> Explainer:
    """Read the shipped texts; raise DamagedInstallationError for a fault in them.

    Texts in `added` folders are those of forms that came after the program.
    """
    root = folder or resource("help")
    read = {path.stem: read_help(path) for path in sorted(root.glob("*.toml"))}
    common = read.pop(_COMMON, Explanations())
    for more in added:
        read |= {path.stem: read_help(path) for path in sorted(more.glob("help/*.toml"))}
    return Explainer(common, read)
