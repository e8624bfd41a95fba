"""Where in the report a sentence stands that was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter by id, by what the user calls it, and what stands in it."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a chapter, by the place where it begins."""

    chapter: Chapter
    position: int

    def span(self, span: tuple[int, int]) -> tuple[int, int]:
        """A piece of the sentence as a piece of the chapter."""
        return span[0] + self.position, span[1] + self.position

    def quote(self, span: tuple[int, int]) -> str:
        """The words of a piece of the sentence."""
        start, end = self.span(span)
        return self.chapter.text[start:end]
