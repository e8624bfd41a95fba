"""Folding: patterns meet one way of writing, findings quote the text as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.text.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２２１１ 年", "2211年"),
        ("国办公开办函[2021] 30 号", "国办公开办函〔2021〕30号"),
        ("(一)主动公开", "（一）主动公开"),
        ("138 0013  8000", "138 0013  8000"),
        ("　　二〇二四年 \u200b一月", "二〇二四年一月"),
        ("第一段 \n 第二段", "第一段\n第二段"),
        ("", ""),
    ],
)
def test_signs_have_one_form_and_spaces_go(text: str, folded: str) -> None:
    assert fold(text).text == f"\n{folded}"


@given(st.text(alphabet=st.sampled_from("年12ab（( 　\n\u200b〔[。"), max_size=60), st.data())
def test_a_piece_of_the_folded_text_is_found_again_in_the_text(
    text: str, data: st.DataObject
) -> None:
    """Guards spans: inside the text, and folding what they quote gives what was found."""
    folded = fold(text)
    start = data.draw(st.integers(1, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    if end > start:
        kept = "".join(folded.text[start:end].split(" "))
        assert "".join(fold(text[first:last]).text[1:].split(" ")) == kept
