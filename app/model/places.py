"""Where words of a report stand: in a chapter, named by its id, or in one of four other places."""

from __future__ import annotations

from app.model.report import Report, Slot

DOC_TITLE, PREAMBLE, CONTACT, SIGNATURE = "doc_title", "preamble", "contact", "signature"
"""Places that are in no chapter; all others are ids of chapters."""

_FIELDS = {
    DOC_TITLE: "doc_title",
    PREAMBLE: "preamble",
    CONTACT: "contact",
    SIGNATURE: "signature_unit",
}


def is_chapter(place: str) -> bool:
    """Whether a place is a chapter."""
    return place not in _FIELDS


def slot_of(place: str) -> Slot:
    """Where the text of a place is kept."""
    return Slot("text", place) if is_chapter(place) else Slot("field", _FIELDS[place])


def drafted_places(report: Report) -> list[str]:
    """The preamble and the chapters, in order, beside which last year's text waits."""
    return [place for place in (PREAMBLE, *report.section_ids) if report.draft(place)]


def text_at(report: Report, place: str) -> str:
    """The words at a place, empty where there are none."""
    value = report.get(slot_of(place))
    return value if isinstance(value, str) else ""
