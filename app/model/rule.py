"""The identity of a check: what it is called, how grave its breach is, how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.model.wording import Wording

Severity = Literal["error", "warning", "hint"]
"""error 错误: both figures cannot be right or a required part is missing; warning 警告: very
likely wrong, a person must look; hint 提示: worth a look."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
"""Worst first."""

SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "hint": "提示"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue of checks (`resources/rules.toml`).

    `example` is a breach of it as it stands in a report, for the user who asks why.
    `wordings` are what it looks for in texts, where it is about texts; `words` are lists of words
    that the check goes by, each by its name.
    """

    id: str
    severity: Severity
    summary: str
    example: str
    remedy: str
    wordings: tuple[Wording, ...] = field(default=(), hash=False)
    words: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]], hash=False
    )
