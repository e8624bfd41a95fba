"""The project file: nothing lost both ways, and every damage told in one sentence."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.model.address import Address
from app.model.drafts import Draft
from app.model.house import Setting
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.previous import Previous
from app.model.report import Doubt, Report, Slot, Value
from app.model.source import UnreadableError
from app.storage.project import VERSION, dump_project, load_project

RARE = '𠮷㙍\ue000〇①“”《》〔2021〕　\u200b\ufffe🈶\x00\x1f\x7f\u2028"\\/\r\n\t'
HOUSE: dict[str, Setting] = {
    "pitch": 28.95,
    "characters": 27,
    "has_cover": True,
    "has_seal": False,
    "latin": "𠮷 Sans",
    "margins.top": 36.5,
    "body.family": "仿宋",
    "body.fallbacks": ("宋体", "FangSong"),
    "table.size": 12.0,
    "title.bold": True,
}
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|Error|Traceback|Expected|Object|object|invalid")


def texts() -> st.SearchStrategy[str]:
    """Any text that a file can hold, rare characters among them."""
    return st.one_of(
        st.sampled_from(["", "总体情况", RARE, "=1+1", "null", "0"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    )


@st.composite
def decimals(draw: st.DrawFn) -> Decimal:
    """Numbers with their own decimals: 100.50 is not 100.5."""
    figure = parse_figure(
        draw(st.from_regex(r"-?(0|[1-9][0-9]{0,7})(\.[0-9]{1,4})?", fullmatch=True))
    )
    assert figure.value is not None
    return figure.value


def figures() -> st.SearchStrategy[Figure]:
    """What a cell can hold, except nothing."""
    return st.one_of(
        decimals().map(Figure),
        st.sampled_from(["/", "—", "无", "3件", "减4", RARE, "1" * 40]).map(parse_figure),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(parse_figure),
    ).filter(lambda figure: not figure.is_blank)


def addresses(tables: list[str]) -> st.SearchStrategy[Address]:
    """Addresses, with rows and columns of any year."""
    keys = st.sampled_from(["received", "a", "misc", "r_1", "规章"])
    return st.builds(Address, st.sampled_from(tables), keys, keys)


@st.composite
def asides(draw: st.DrawFn) -> dict[Slot, Value]:
    """Findings that were set aside, by their fingerprints."""
    fingerprints = st.from_regex(r"(T3-BAL|S-ORDER):[0-9a-f]{16}", fullmatch=True)
    reasons = draw(st.dictionaries(fingerprints, texts().filter(bool), max_size=2))
    return {Slot("aside", fingerprint): reason for fingerprint, reason in reasons.items()}


@st.composite
def choices(draw: st.DrawFn) -> dict[Slot, Value]:
    """What the user chose for the document."""
    names = draw(st.lists(st.sampled_from(list(HOUSE))))
    house: dict[Slot, Value] = {Slot("house", name): HOUSE[name] for name in names}
    return house | ({Slot("field", "keep_printed"): True} if draw(st.booleans()) else {})


@st.composite
def previous(draw: st.DrawFn) -> dict[Slot, Value]:
    """Last year's report, attached or not."""
    if draw(st.booleans()):
        return {}
    texts_of = draw(st.dictionaries(st.sampled_from(["overview", "extra-1"]), texts(), max_size=2))
    titles = {key: draw(texts()) for key in texts_of}
    values = draw(st.dictionaries(addresses(["requests"]), decimals(), max_size=3))
    year = draw(st.one_of(st.none(), st.integers(1900, 2999)))
    return {Slot("field", "previous"): Previous(draw(texts()), year, values, texts_of, titles)}


@st.composite
def drafts(draw: st.DrawFn) -> dict[Slot, Value]:
    """Last year's texts that nobody has adopted yet."""
    year = st.one_of(st.none(), st.integers(1900, 2999))
    draft = st.builds(Draft, texts().filter(bool), year)
    found = draw(st.dictionaries(st.sampled_from(["overview", "extra-1"]), draft))
    return {Slot("draft", key): value for key, value in found.items()}


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports of every shape: chapters of one's own, blanks, raw texts, printed totals, doubts."""
    slots: dict[Slot, Value] = {
        Slot("field", "forms"): draw(
            st.sampled_from([(), ("requests=2021",), ("disclosure=2021", "requests=2019")])
        ),
    }
    for name in ("unit", "doc_title", "scope", "preamble", "contact", "signature_unit"):
        if text := draw(texts()):
            slots[Slot("field", name)] = text
    if draw(st.booleans()):
        slots[Slot("field", "year")] = draw(st.integers(1900, 2999))
    if draw(st.booleans()):
        slots[Slot("field", "signature_date")] = draw(st.dates())
    slots |= draw(choices())
    ids = draw(
        st.lists(st.sampled_from(["overview", "others", "extra-1", "extra-12"]), unique=True)
    )
    slots[Slot("field", "sections")] = tuple(ids)
    for section in ids:
        for kind in ("title", "text"):
            if text := draw(texts()):
                slots[Slot(kind, section)] = text
    for address, figure in draw(st.dictionaries(addresses(["requests"]), figures())).items():
        slots[Slot("cell", address)] = figure
    printed = st.one_of(figures(), st.just(BLANK))
    for address, figure in draw(st.dictionaries(addresses(["disputes"]), printed)).items():
        slots[Slot("printed", address)] = figure
    slots |= draw(asides()) | draw(previous()) | draw(drafts())
    doubts = draw(
        st.lists(
            st.builds(Doubt, texts(), st.lists(addresses(["t"])).map(tuple), texts()), max_size=2
        )
    )
    return Report(slots, doubts)


@given(reports())
@example(Report({Slot("field", "forms"): (), Slot("field", "sections"): ()}))
def test_a_report_is_read_back_as_it_was_written(report: Report) -> None:
    """Guards saving: load ∘ dump is the identity, decimals and blanks included."""
    data = dump_project(report)
    again = load_project(data)
    assert again == report
    assert dict(again.slots) == dict(report.slots)
    assert dump_project(again) == data


@given(reports(), st.randoms(use_true_random=False))
def test_equal_reports_give_equal_bytes(report: Report, random: Random) -> None:
    """Guards comparison of files: the order of edits leaves no trace."""
    slots = list(report.slots.items())
    random.shuffle(slots)
    assert dump_project(Report(dict(slots), report.doubts)) == dump_project(report)


@given(reports())
def test_characters_are_written_as_themselves(report: Report) -> None:
    """Guards files that people read and compare: no escapes but those that JSON demands."""
    text = dump_project(report).decode("utf-8")
    escapes = re.findall(r"\\(?:u(?P<code>[0-9a-f]{4})|.)", text)
    assert all(int(code, 16) < 0x20 or int(code, 16) == 0x7F for code in escapes if code)
    assert json.loads(text)["nianbao"] == VERSION


def test_printed_decimals_are_numbers_with_their_own_digits() -> None:
    """Guards amounts: 100.50 万元 stands in the file as it was printed."""
    fee, total = Address("disclosure", "fees", "amount"), Address("disputes", "direct", "total")
    report = Report(
        {
            Slot("field", "forms"): (),
            Slot("field", "sections"): (),
            Slot("cell", fee): parse_figure("100.50"),
            Slot("printed", total): BLANK,
        }
    )
    data = dump_project(report)
    assert b'"disclosure.fees.amount": 100.50' in data
    assert b'"disputes.direct.total": null' in data
    assert load_project(data).figure(fee).text == "100.50"
    assert load_project(data).printed(total) == BLANK


def test_raw_text_stands_beside_the_value_it_may_have() -> None:
    """Guards N-TEXT and C-SLASH after saving: `3件` is 3 and still `3件`."""
    cells = {
        Address("requests", "granted", "legal"): parse_figure("3件"),
        Address("requests", "granted", "other"): parse_figure("/"),
    }
    printed = {
        Address("requests", "granted", "total"): parse_figure("—"),
        Address("requests", "partial", "total"): parse_figure("4件"),
    }
    slots: dict[Slot, Value] = {Slot("field", "forms"): (), Slot("field", "sections"): ()}
    slots |= {Slot("cell", a): f for a, f in cells.items()}
    slots |= {Slot("printed", a): f for a, f in printed.items()}
    report = load_project(dump_project(Report(slots)))
    assert {a: report.figure(a) for a in cells} == cells
    assert {a: report.printed(a) for a in printed} == printed
    file = json.loads(dump_project(report))
    assert file["raw"] == {str(a): f.raw for a, f in (cells | printed).items()}
    assert file["cells"] == {"requests.granted.legal": 3}
    assert file["printed"] == {"requests.granted.total": None, "requests.partial.total": 4}


def test_half_characters_do_not_prevent_saving() -> None:
    """Guards saving after a damaged paste: what no file can hold becomes U+FFFD."""
    report = Report(
        {
            Slot("field", "forms"): (),
            Slot("field", "sections"): ("overview",),
            Slot("text", "overview"): "前\ud842后\ud842\udfb7",
            Slot("cell", Address("t", "r", "c")): parse_figure("\udc00"),
        },
        [Doubt("\ud800", quote="\ud800")],
    )
    again = load_project(dump_project(report))
    assert again.section("overview").text == "前\ufffd后𠮷"
    assert again.figure(Address("t", "r", "c")).raw == "\ufffd"
    assert again.doubts == (Doubt("\ufffd", quote="\ufffd"),)


# -- damage ------------------------------------------------------------------------------------


def small() -> dict[str, object]:
    """The content of a small, right file."""
    return {
        "nianbao": 1,
        "forms": {"requests": "2021"},
        "unit": "甲局",
        "year": 2024,
        "signature": {"unit": "甲局", "date": "2025-01-17"},
        "sections": [{"id": "overview", "title": "一、总体情况", "text": "文字"}],
        "cells": {"requests.received.legal": 3},
        "printed": {"requests.received.total": None},
        "raw": {"requests.received.other": "/"},
        "previous": {
            "unit": "甲局",
            "year": 2023,
            "cells": {"requests.carried_out.legal": 3.50},
            "sections": [{"id": "overview", "title": "一、总体情况", "text": "去年"}],
        },
        "doubts": [{"message": "看", "cells": ["requests.received.legal"], "quote": "引"}],
    }


def refusal(data: bytes | dict[str, object]) -> str:
    """The sentence with which a file is refused; checked to be one, and Chinese."""
    if isinstance(data, dict):
        data = json.dumps(data, ensure_ascii=False).encode()
    with pytest.raises(UnreadableError) as caught:
        load_project(data)
    sentence = str(caught.value)
    assert re.search(r"[\u4e00-\u9fff]{4}", sentence)
    assert not ENGLISH.search(sentence), sentence
    assert "\n" not in sentence
    assert "`" not in sentence
    return sentence


def test_the_small_file_is_read() -> None:
    """Guards the tests below: they break a file that is right."""
    report = load_project(json.dumps(small()).encode())
    assert (report.unit, report.year, report.forms) == ("甲局", 2024, {"requests": "2021"})
    assert report.signature_date == date(2025, 1, 17)
    assert report.figure(Address("requests", "received", "legal")).text == "3"
    assert report.figure(Address("requests", "received", "other")).text == "/"
    assert report.printed(Address("requests", "received", "total")) == BLANK
    assert report.doubts[0].cells == (Address("requests", "received", "legal"),)
    last = report.previous
    assert last is not None
    assert (last.unit, last.year, last.texts) == ("甲局", 2023, {"overview": "去年"})
    assert last.value(Address("requests", "carried_out", "legal")) == Decimal("3.5")


def test_a_truncated_file_is_refused_wherever_it_ends(sample_path: Path) -> None:
    """Guards against half a file after a full disk: every 97th byte, whole or inside a character."""
    data = sample_path.read_bytes()
    ends = range(0, len(data.rstrip()), 97)
    assert len(ends) > 100
    for end in ends:
        assert refusal(data[:end]) == "这不是完整的阳光年报文件", end


@pytest.mark.parametrize(
    "data",
    [
        b"", b" ", b"null", b"true", b"1", b'"nianbao"', b"[]", b"{}", b"[1]", b'{"a": 1}', b"{", b"}",
        b'{"nianbao"', b'{"nianbao": null}', b'{"nianbao": "1"}', b'{"nianbao": 1.0}', b'{"nianbao": true}',
        b'{"nianbao": 0, "forms": {}}', b'{"nianbao": -1, "forms": {}}', b'{"nianbao": 1, "forms": {}',
        b'{"nianbao": 1, "forms": {}} x', b'{"nianbao": 1,, "forms": {}}', b"PK\x03\x04", b"\x00" * 50,
        b"<html></html>", b"\xff\xfe{\x00}\x00", b'{"nianbao": 1, "unit": "\\ud800", "forms": {}}',
        b'{"swagger": "2.0", "info": {"title": "x"}, "paths": {}}',
    ],
)  # fmt: skip
def test_foreign_files_are_refused(data: bytes) -> None:
    """Guards against JSON of other programs, files of other kinds and nothing at all."""
    assert refusal(data) == "这不是完整的阳光年报文件"


@pytest.mark.parametrize("version", [2, 3, 10**30])
def test_a_newer_version_is_refused_even_where_it_looks_quite_different(version: int) -> None:
    """Guards against half understanding what a later program has written."""
    sentence = "文件由更新版本的阳光年报保存，请用新版程序打开"
    assert refusal({"nianbao": version, "chapters": [1, 2]}) == sentence
    assert refusal(small() | {"nianbao": version}) == sentence


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ({"unit": 5}, "unit：应为文字，实为整数"),
        ({"unit": None}, "unit：应为文字，实为空值"),
        ({"year": "2024"}, "year：应为整数或空值，实为文字"),
        ({"year": 2024.5}, "year：应为整数或空值，实为小数"),
        ({"year": 24}, "year：不能小于 1900"),
        ({"year": 3000}, "year：不能大于 2999"),
        ({"forms": []}, "forms：应为一组项，实为列表"),
        ({"forms": {"requests": 2021}}, "forms[...]：应为文字，实为整数"),
        ({"previous": []}, "previous：应为一组项或空值，实为列表"),
        ({"previous": {"year": 24}}, "previous.year：不能小于 1900"),
        ({"previous": {"cells": {"a.b.c": "NaN"}}}, "a.b.c：数太大，或不是数"),
        (
            {"previous": {"sections": [{"id": "a", "title": ""}, {"id": "a", "title": ""}]}},
            "previous.sections：同一章出现两次",
        ),
        ({"sections": {}}, "sections：应为列表，实为一组项"),
        ({"sections": [1]}, "sections[0]：应为一组项，实为整数"),
        ({"sections": [{"id": "overview"}]}, "sections[0]：缺少“title”"),
        ({"sections": [{"title": "x"}]}, "sections[0]：缺少“id”"),
        ({"sections": [{"id": "a", "title": "b", "body": "c"}]}, "sections[0]：不认识的项“body”"),
        (
            {"sections": [{"id": "a", "title": "", "text": None}]},
            "sections[0].text：应为文字，实为空值",
        ),
        ({"cells": []}, "cells：应为一组项，实为列表"),
        ({"cells": {"requests.received.legal": "三"}}, "cells[...]：内容不完整或不合规定"),
        ({"cells": {"requests.received.legal": None}}, "cells[...]：应为数，实为空值"),
        ({"cells": {"requests.received.legal": True}}, "cells[...]：应为数，实为是否值"),
        ({"cells": {"requests.received.legal": [1]}}, "cells[...]：应为数，实为列表"),
        (
            {"cells": {"requests.received.legal": "NaN"}},
            "requests.received.legal：数太大，或不是数",
        ),
        (
            {"cells": {"requests.received.legal": "-Infinity"}},
            "requests.received.legal：数太大，或不是数",
        ),
        (
            {"cells": {"requests.received.legal": 10**15}},
            "requests.received.legal：数太大，或不是数",
        ),
        (
            {"printed": {"requests.received.total": 10**15}},
            "requests.received.total：数太大，或不是数",
        ),
        ({"printed": {"requests.received.total": {}}}, "printed[...]：应为数或空值，实为一组项"),
        ({"raw": {"requests.received.legal": 3}}, "raw[...]：应为文字，实为整数"),
        ({"signature": "甲局"}, "signature：应为一组项，实为文字"),
        ({"signature": {"date": "2025-02-30"}}, "signature.date：内容不完整或不合规定"),
        ({"signature": {"date": "2025年1月17日"}}, "signature.date：内容不完整或不合规定"),
        ({"signature": {"seal": 1}}, "signature：不认识的项“seal”"),
        ({"doubts": [{"cells": []}]}, "doubts[0]：缺少“message”"),
        ({"notes": "x"}, "不认识的项“notes”"),
    ],
)
def test_wrong_types_and_unknown_items_are_refused(piece: dict[str, object], words: str) -> None:
    """Guards strictness: the sentence names the place and, in Chinese, what is wrong there."""
    assert refusal(small() | piece) == f"年报文件内容有误：{words}"


def test_a_file_without_forms_is_refused() -> None:
    """Guards the one item besides the version that cannot be left out."""
    content = small()
    del content["forms"]
    assert refusal(content) == "年报文件内容有误：缺少“forms”"


def test_a_huge_exponent_is_refused_before_it_is_written_out() -> None:
    """Guards against a file that would fill the memory: 1e999999999 has a billion digits."""
    data = b'{"nianbao": 1, "forms": {}, "cells": {"a.b.c": 1e999999}}'
    assert refusal(data) == "年报文件内容有误：a.b.c：数太大，或不是数"


@pytest.mark.parametrize("place", ["cells", "printed", "raw"])
@pytest.mark.parametrize(
    "address", ["", "a", "a.b", "a.b.c.d", "a..b", "requests.received.1", "a b.c.d"]
)
def test_malformed_addresses_are_refused(place: str, address: str) -> None:
    """Guards addresses wherever they stand in the file."""
    value: object = "/" if place == "raw" else 1
    expected = f"年报文件内容有误：“{address}”不是单元格地址（应为 表.行.列）"
    assert refusal(small() | {place: {address: value}}) == expected


def test_a_malformed_address_in_a_doubt_is_refused() -> None:
    """Guards the same for what an import was unsure of."""
    doubts = [{"message": "看", "cells": ["x"]}]
    assert refusal(small() | {"doubts": doubts}).endswith("“x”不是单元格地址（应为 表.行.列）")


def test_a_chapter_that_stands_twice_is_refused() -> None:
    """Guards against losing the text of the first of them."""
    chapters = [{"id": "overview", "title": "一", "text": text} for text in ("甲", "乙")]
    assert refusal(small() | {"sections": chapters}) == "年报文件内容有误：sections：同一章出现两次"


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b'{"nianbao": 1, "forms": {}, "x": ' + b"[" * 200_000,
        b'{"nianbao": 1, "forms": {}, "x": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b'{"a":' * 100_000,
    ],
    ids=["lists", "in an item", "closed", "objects"],
)
def test_deep_nesting_is_refused(data: bytes) -> None:
    """Guards against a file built to exhaust the stack."""
    refusal(data)


def test_bytes_that_are_no_utf8_are_refused() -> None:
    """Guards against a file converted to GBK on its way."""
    data = json.dumps(small(), ensure_ascii=False).encode("gb18030")
    assert refusal(data) == "年报文件内容有误：不是 UTF-8 文字"


def test_a_byte_order_mark_is_harmless(sample_path: Path) -> None:
    """Guards files that a Windows editor has saved again."""
    data = sample_path.read_bytes()
    assert load_project(b"\xef\xbb\xbf" + data) == load_project(data)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Guards robustness: nothing but UnreadableError comes out."""
    for content in (data, b'{"nianbao": 1, "forms": {}, ' + data + b"}"):
        try:
            load_project(content)
        except UnreadableError:
            continue


@given(st.data())
def test_one_altered_byte_never_raises_anything_else(data: st.DataObject) -> None:
    """Guards robustness against a failing disk: one byte of a file flipped."""
    content = bytearray(json.dumps(small(), ensure_ascii=False).encode())
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableError):
        load_project(bytes(content))


@pytest.mark.parametrize(
    ("layout", "sentence"),
    [
        ({"pitch": 5}, "layout.pitch：不能小于 10.0"),
        ({"pitch": 100}, "layout.pitch：不能大于 60.0"),
        ({"pitch": "28"}, "layout.pitch：应为小数，实为文字"),
        ({"pitsch": 28}, "layout：不认识的项“pitsch”"),
        ({"body": {"family": ""}}, "layout.body.family：不能为空"),
        ({"body": {"weight": 1}}, "layout.body：不认识的项“weight”"),
        ({"body": 1}, "layout.body：应为一组项，实为整数"),
        ({"title": {"fallbacks": ["宋" * 61]}}, "layout.title.fallbacks[0]：不能超过 60 个字"),
        ({"has_cover": 1}, "layout.has_cover：应为是否值，实为整数"),
    ],
)
def test_a_layout_that_cannot_be_is_told_with_its_place(
    layout: dict[str, object], sentence: str
) -> None:
    """Guards the layout in a project file against slips of the hand."""
    data = json.dumps({"nianbao": 1, "forms": {}, "layout": layout}).encode()
    with pytest.raises(UnreadableError) as caught:
        load_project(data)
    assert str(caught.value) == f"年报文件内容有误：{sentence}"


def test_a_file_without_layout_and_choices_is_as_before() -> None:
    """Guards old files: nothing said, nothing deviates, and nothing is added on saving."""
    report = load_project(b'{"nianbao": 1, "forms": {}}')
    assert (report.house, report.keeps_printed) == ({}, False)
    assert b"layout" not in dump_project(report)
    assert b"keep_printed" not in dump_project(report)


@pytest.mark.parametrize(
    "links",
    [
        {"overview": [{"start": 0, "end": 9, "cell": "requests.received.total"}]},
        {"overview": [{"start": 1, "end": 1, "cell": "requests.received.total"}]},
        {"overview": [{"start": 0, "end": 1, "cell": "requests.received"}]},
        {"overview": []},
        {"problems": [{"start": 0, "end": 1, "cell": "requests.received.total"}]},
        {"overview": [{"start": 0, "end": 1, "cell": "a.b.c", "more": 1}]},
    ],
)
def test_references_outside_of_their_text_are_damage(links: object) -> None:
    """Guards texts: digits that only seem to follow the table are never taken up."""
    entry = {
        "nianbao": 1,
        "forms": {},
        "sections": [{"id": "overview", "title": "一、总体情况", "text": "12件"}],
        "links": links,
    }
    with pytest.raises(UnreadableError, match="年报文件内容有误"):
        load_project(json.dumps(entry).encode())
