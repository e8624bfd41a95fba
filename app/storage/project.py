"""The project file `*.nianbao`: UTF-8 JSON, a version of its own, nothing lost both ways.

A file of an older version is read for ever (`upgrades`); one of a newer version is refused with a
sentence, never half understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, cast

import msgspec

from app.model.address import Address, MalformedAddressError
from app.model.drafts import Draft
from app.model.numbers import BLANK, Figure, is_writable
from app.model.previous import Previous
from app.model.references import Reference, are_sound
from app.model.report import FIRST_YEAR, LAST_YEAR, Doubt, Report, Section, Slot, Value
from app.model.source import UnreadableError
from app.storage.layout_file import LayoutEntry, entry_of, settings_of
from app.storage.strict import MalformedError, decode_json, decoded, encode_json
from app.storage.upgrades import upgraded

VERSION = 1
SUFFIX = ".nianbao"

Year = Annotated[int, msgspec.Meta(ge=FIRST_YEAR, le=LAST_YEAR)]
Fingerprint = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9]+-[A-Z0-9]+:[0-9a-f]{16}$")]
Reason = Annotated[str, msgspec.Meta(min_length=1)]
Version = Annotated[int, msgspec.Meta(ge=1)]
_BOM = b"\xef\xbb\xbf"
_FIELDS = ("unit", "doc_title", "scope", "preamble", "contact", "signature_unit")


class _VersionEntry(msgspec.Struct):
    nianbao: Version


class _SectionEntry(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: str
    text: str = ""


class _SignatureEntry(msgspec.Struct, forbid_unknown_fields=True):
    unit: str = ""
    date: date | None = None


class _DoubtEntry(msgspec.Struct, forbid_unknown_fields=True):
    message: str
    cells: list[str] = []
    quote: str = ""


class _LinkEntry(msgspec.Struct, forbid_unknown_fields=True):
    start: int
    end: int
    cell: str


class _PreviousEntry(msgspec.Struct, forbid_unknown_fields=True):
    unit: str = ""
    year: Year | None = None
    cells: dict[str, Decimal] = {}
    sections: list[_SectionEntry] = []


class _DraftEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    text: Reason
    year: Year | None = None


class _ProjectEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    nianbao: int
    forms: dict[str, str]
    unit: str = ""
    year: Year | None = None
    doc_title: str = ""
    scope: str = ""
    preamble: str = ""
    contact: str = ""
    signature: _SignatureEntry = msgspec.field(default_factory=_SignatureEntry)
    sections: list[_SectionEntry] = []
    cells: dict[str, Decimal] = {}
    printed: dict[str, Decimal | None] = {}
    raw: dict[str, str] = {}
    keep_printed: bool = False
    layout: LayoutEntry | None = None
    doubts: list[_DoubtEntry] = []
    set_aside: dict[Fingerprint, Reason] = {}
    links: dict[str, list[_LinkEntry]] = {}
    drafts: dict[str, _DraftEntry] = {}
    evidence: dict[Reason, Reason | tuple[Reason, ...]] = {}
    """What the import saw and the report does not show: see `model/evidence`."""
    previous: _PreviousEntry | None = None
    """What is compared with: see `model/previous`."""


def dump_project(report: Report) -> bytes:
    """Write a report; `load_project` of the result is equal to it.

    Equal reports give equal bytes, whatever was edited in which order.
    Half characters (lone surrogates), which no file can hold, become U+FFFD.
    """
    cells = {a: report.figure(a) for a in sorted(report.cell_addresses)}
    printed = {a: report.printed(a) or BLANK for a in sorted(report.printed_addresses)}
    entry = _ProjectEntry(
        nianbao=VERSION,
        forms=report.forms,
        unit=_sound(report.unit),
        year=report.year,
        doc_title=_sound(report.doc_title),
        scope=_sound(report.scope),
        preamble=_sound(report.preamble),
        contact=_sound(report.contact),
        signature=_SignatureEntry(_sound(report.signature_unit), report.signature_date),
        sections=[_SectionEntry(s.id, _sound(s.title), _sound(s.text)) for s in report.sections],
        cells={str(a): f.value for a, f in cells.items() if f.value is not None},
        printed={str(a): f.value for a, f in printed.items()},
        raw={str(a): _sound(f.raw) for a, f in (cells | printed).items() if f.raw is not None},
        keep_printed=report.keeps_printed,
        layout=entry_of(report.house) if report.house else None,
        doubts=[
            _DoubtEntry(_sound(d.message), [str(a) for a in d.cells], _sound(d.quote))
            for d in report.doubts
        ],
        links={s.id: links for s in report.sections if (links := _links(report, s))},
        drafts=_drafts(report),
        set_aside={key: _sound(report.asides[key]) for key in sorted(report.asides)},
        evidence=_evidence(report),
        previous=_previous_entry(report.previous) if report.previous else None,
    )
    return encode_json(entry)


def _previous_entry(previous: Previous) -> _PreviousEntry:
    return _PreviousEntry(
        _sound(previous.unit),
        previous.year,
        {str(address): previous.values[address] for address in sorted(previous.values)},
        [
            _SectionEntry(key, _sound(previous.titles.get(key, "")), _sound(text))
            for key, text in previous.texts.items()
        ],
    )


def _previous(entry: _PreviousEntry) -> Previous:
    values = {Address.parse(key): value for key, value in entry.cells.items()}
    _require_writable(values)
    _require_single(entry.sections, "previous.sections")
    texts = {section.id: section.text for section in entry.sections}
    titles = {section.id: section.title for section in entry.sections}
    return Previous(entry.unit, entry.year, values, texts, titles)


def _drafts(report: Report) -> dict[str, _DraftEntry]:
    drafts = {str(slot.key): value for slot, value in report.slots.items() if slot.kind == "draft"}
    return {
        _sound(key): _DraftEntry(_sound(draft.text), draft.year)
        for key, draft in sorted(drafts.items())
        if isinstance(draft, Draft)
    }


def _evidence(report: Report) -> dict[str, str | tuple[str, ...]]:
    seen = {str(slot.key): value for slot, value in report.slots.items() if slot.kind == "evidence"}
    return {
        _sound(key): _sound(value)
        if isinstance(value, str)
        else tuple(_sound(name) for name in value if isinstance(name, str))
        for key, value in sorted(seen.items())
        if isinstance(value, (str, tuple))
    }


def load_project(data: bytes) -> Report:
    """Read a project file; raise UnreadableError with one sentence for any fault in it."""
    data = data.removeprefix(_BOM)  # what Windows editors put in front
    try:
        version = decode_json(data, _VersionEntry).nianbao
    except MalformedError as error:
        raise UnreadableError("这不是完整的阳光年报文件") from error
    if version > VERSION:
        raise UnreadableError("文件由更新版本的阳光年报保存，请用新版程序打开")
    try:
        return _report(_decoded(data, version))
    except (MalformedError, MalformedAddressError) as error:
        raise UnreadableError(f"年报文件内容有误：{error}") from error


def _decoded(data: bytes, version: int) -> _ProjectEntry:
    if version < VERSION:
        return decoded(upgraded(data, version, VERSION), _ProjectEntry, "")
    return decode_json(data, _ProjectEntry)


def shape() -> dict[str, object]:
    """What a file of today's version may contain, as JSON Schema: it changes with the version."""
    return msgspec.json.schema(_ProjectEntry)


def _report(entry: _ProjectEntry) -> Report:
    slots: dict[Slot, Value] = {
        Slot("field", "forms"): tuple(f"{table}={form}" for table, form in entry.forms.items()),
        Slot("field", "sections"): tuple(section.id for section in entry.sections),
    }
    fields: dict[str, Value | None] = {
        name: cast("str", getattr(entry, name, "")) for name in _FIELDS
    }
    fields |= {
        "year": entry.year,
        "signature_unit": entry.signature.unit,
        "signature_date": entry.signature.date,
        "keep_printed": entry.keep_printed,
    }
    slots |= {Slot("field", name): value for name, value in fields.items() if value}
    if entry.layout is not None:
        house = settings_of(entry.layout)
        slots |= {Slot("house", name): value for name, value in house.items()}
    _require_single(entry.sections, "sections")
    for section in entry.sections:
        texts = {Slot("title", section.id): section.title, Slot("text", section.id): section.text}
        slots |= {slot: text for slot, text in texts.items() if text}
    raw = {Address.parse(key): text for key, text in entry.raw.items()}
    printed = {Address.parse(key): value for key, value in entry.printed.items()}
    cells: dict[Address, Decimal | None] = {Address.parse(k): v for k, v in entry.cells.items()}
    cells |= {address: None for address in raw if address not in cells and address not in printed}
    _require_writable(cells | printed)
    for address, value in cells.items():
        slots[Slot("cell", address)] = Figure(value, raw.get(address))
    for address, value in printed.items():
        slots[Slot("printed", address)] = Figure(value, raw.get(address))
    for section_id, links in entry.links.items():
        references = tuple(Reference(e.start, e.end, Address.parse(e.cell)) for e in links)
        text = slots.get(Slot("text", section_id), "")
        if not isinstance(text, str) or not references or not are_sound(references, text):
            raise MalformedError(f"links.{section_id}", "不在正文里")
        slots[Slot("links", section_id)] = references
    slots |= {Slot("draft", key): Draft(d.text, d.year) for key, d in entry.drafts.items()}
    slots |= {Slot("aside", key): reason for key, reason in entry.set_aside.items()}
    slots |= {Slot("evidence", key): seen for key, seen in entry.evidence.items()}
    if entry.previous is not None:
        slots[Slot("field", "previous")] = _previous(entry.previous)
    doubts = (
        Doubt(d.message, tuple(Address.parse(key) for key in d.cells), d.quote)
        for d in entry.doubts
    )
    return Report(slots, doubts)


def _require_single(sections: list[_SectionEntry], place: str) -> None:
    if len({section.id for section in sections}) != len(sections):
        raise MalformedError(place, "同一章出现两次")


def _require_writable(figures: Mapping[Address, Decimal | None]) -> None:
    for address, value in figures.items():
        if value is not None and not is_writable(value):
            raise MalformedError(str(address), "数太大，或不是数")


def _links(report: Report, section: Section) -> list[_LinkEntry]:
    """The references of a chapter; places in a text that no file can hold as it is are lost."""
    if len(_sound(section.text)) != len(section.text):
        return []
    return [_LinkEntry(r.start, r.end, str(r.address)) for r in report.links(section.id)]


def _sound(text: str) -> str:
    """The text without half characters; whole pairs of halves become the character they make."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
