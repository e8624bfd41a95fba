"""`rules.toml` → the catalogue of checks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from app.model.rule import Rule, Severity
from app.storage.damage import DamagedInstallationError
from app.storage.strict import MalformedError, decode_toml

Words = Annotated[str, msgspec.Meta(min_length=1)]


class _RuleEntry(msgspec.Struct, forbid_unknown_fields=True):
    severity: Severity
    summary: Words
    example: Words
    remedy: Words
    words: dict[Words, tuple[Words, ...]] = {}


class RulesFileError(DamagedInstallationError):
    """A catalogue of checks that cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"规则文件 {path.name} 有误：{reason}")


def read_rules(path: Path) -> dict[str, Rule]:
    """All rules by id; raise RulesFileError for any fault in the file."""
    try:
        entries = decode_toml(path.read_bytes(), dict[str, _RuleEntry])
    except OSError as error:
        raise RulesFileError(path, "读不到文件") from error
    except MalformedError as error:
        raise RulesFileError(path, str(error)) from error
    return {
        name: Rule(
            name, entry.severity, entry.summary, entry.example, entry.remedy, words=entry.words
        )
        for name, entry in entries.items()
    }
