"""Last year's text of a chapter, kept beside it until somebody adopts it or writes anew."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that may become a chapter's; until then nothing prints, counts or checks it.

    `year` is the year of the report that it was written for, None where that is not known.
    """

    text: str
    year: int | None
