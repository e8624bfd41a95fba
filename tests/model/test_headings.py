"""Which piece of a paragraph is a （一） heading, to be set in 楷体."""

from __future__ import annotations

import pytest

from app.model.headings import second_level_length


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("（一）主动公开。我局按照规定。", "（一）主动公开。"),
        ("（一）主动公开情况：我局按照规定。", "（一）主动公开情况："),
        ("（一）主动公开情况:我局。", "（一）主动公开情况:"),
        ("（一）主动公开", "（一）主动公开"),
        ("(二)依申请公开。其他。", "(二)依申请公开。"),
        ("（十一） 监督保障。", "（十一） 监督保障。"),
        ("（一）" + "长" * 38 + "。余下", "（一）" + "长" * 38 + "。"),
        ("（一）" + "长" * 38, "（一）" + "长" * 38),
        ("（二）存在的问题。一是，二是；三是。", "（二）存在的问题。"),
        ("（一）加强领导，落实责任。", "（一）加强领导，落实责任。"),
    ],
)
def test_headings_end_with_their_first_stop(paragraph: str, heading: str) -> None:
    """Guards the face of （一） headings: to the first full stop or colon, or the whole line."""
    assert paragraph[: second_level_length(paragraph)] == heading


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "我局按照规定。",
        "一、总体情况",
        "1.主动公开。",
        "（1）主动公开。",
        "（一）",
        "（一）。",
        "一）主动公开。",
        "见（一）主动公开。",
        "（一）" + "长" * 39 + "。",
        "（一）" + "长" * 39,
        "（一）甲；乙。",
        "（百）主动公开。",
        "（一主动公开。",
    ],
)
def test_other_paragraphs_have_no_heading(paragraph: str) -> None:
    """Guards body text: a sentence of more than 38 characters is a sentence."""
    assert second_level_length(paragraph) == 0
