"""`help/*.toml` → what chapters, rows and columns mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from app.model.explanation import Explanation, Explanations, TableExplanations
from app.storage.damage import DamagedInstallationError
from app.storage.strict import MalformedError, decode_toml

LONGEST = 120
"""Characters of one text: two lines beside the grid."""


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
    basis: Annotated[str, msgspec.Meta(max_length=40)] = ""


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    rows: dict[str, _Entry] = {}
    columns: dict[str, _Entry] = {}


class _File(msgspec.Struct, forbid_unknown_fields=True):
    chapters: dict[str, _Entry] = {}
    tables: dict[str, _Table] = {}


class HelpFileError(DamagedInstallationError):
    """Explanations that cannot be used; the sentence names file, place and reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"填写说明 {path.name} 有误：{reason}")


def read_help(path: Path) -> Explanations:
    """All that one file explains; raise HelpFileError for any fault in it."""
    try:
        file = decode_toml(path.read_bytes(), _File)
    except OSError as error:
        raise HelpFileError(path, "读不到文件") from error
    except MalformedError as error:
        raise HelpFileError(path, str(error)) from error
    tables = {
        key: TableExplanations(_all(table.rows), _all(table.columns))
        for key, table in file.tables.items()
    }
    return Explanations(_all(file.chapters), tables)


def _all(entries: dict[str, _Entry]) -> dict[str, Explanation]:
    return {key: Explanation(entry.text, entry.basis) for key, entry in entries.items()}
