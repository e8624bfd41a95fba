"""Blocks of sentences: all of the text, once, and the same wherever nothing was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.case import Memo
from app.rules.text.facts import Facts
from app.rules.text.reading import Reader
from app.rules.text.sentences import blocks
from app.services.catalogue import Catalogue

TEXTS = st.text("公开了。！；\n，3", max_size=80)
FACTS = Facts(2024, "示例市民政局", "国办公开办函〔2021〕30号", 6)


@given(TEXTS)
def test_blocks_are_the_text_in_pieces(text: str) -> None:
    """Guards that nothing of a text goes unread, and places count from its beginning."""
    pieces = list(blocks(text))
    assert "".join(block for _, block in pieces) == text
    assert all(text.startswith(block, start) for start, block in pieces)
    assert all(block.endswith(("。", "\n")) for _, block in pieces[:-1])


@given(TEXTS, TEXTS, st.sampled_from("公。\n"))
def test_what_is_typed_changes_the_blocks_around_it(before: str, after: str, typed: str) -> None:
    """Guards the speed of typing: few blocks are new, however long the text is."""
    known = {block for _, block in blocks(before + after)}
    new = [block for _, block in blocks(before + typed + after) if block not in known]
    assert len(new) <= 3


def test_blocks_are_neither_sentences_nor_the_whole() -> None:
    """Guards against reading all anew for a letter, and each sentence by itself."""
    text = "".join(f"{'公' * (number % 9)}。" for number in range(400))
    assert 50 < len(list(blocks(text))) < 200


@pytest.mark.parametrize("place", ["overview", "problems", "others"])
def test_after_a_letter_one_block_is_read(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Guards the speed of typing in a long chapter; what is found elsewhere moves along."""
    seen: list[str] = []
    original = Reader._read_block

    def noting(self: Reader, where: str, block: str, facts: Facts) -> object:
        seen.append(block)
        return original(self, where, block, facts)

    monkeypatch.setattr(Reader, "_read_block", noting)
    reader = Reader(tuple(rule for rule in catalogue.rules.values() if rule.wordings))
    memo = Memo()
    first, second = "及时公开信息。" * 40, "本地规范规范待办。电话是13812345678。"
    was = reader.read(place, f"{first}{second}", FACTS, memo)
    memo.turn()
    seen.clear()
    now = reader.read(place, f"主动{first}{second}", FACTS, memo)
    assert len(seen) == 1
    spans = [f.span for f in was if f.span]
    assert len(spans) == 2
    assert [f.span for f in now if f.span] == [(a + 2, b + 2) for a, b in spans]
    assert now == reader.read(place, f"主动{first}{second}", FACTS)
