"""Reading: never fails, never points outside of the text, takes time in proportion."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.case import Memo
from app.rules.prose.lexicon import Lexicon
from app.rules.prose.reader import ProseReader
from app.rules.prose.scope import Reporter
from app.rules.prose.statement import Statement
from app.services.catalogue import Catalogue, load_catalogue

REPORTER = Reporter("示例市民政局", 2024)
BOOK = load_catalogue().rules.phrases
READER = ProseReader(BOOK)

PIECES = st.sampled_from(
    [word for words in BOOK.words.values() for word in words]
    + list("，。；：、（）()《》〔〕【】“”\n 9１三十万%件元年月第")
    + [
        "2024年",
        "2023年",
        "41件",
        "1,234件",
        "1.2万件",
        "〔2019〕60号",
        "占5%",
        "3.5万元",
        "示例市民政局",
    ]
)


def read(text: str) -> list[Statement]:
    """What a text says, read anew, every span counted in the whole text."""
    found: list[Statement] = []
    for position, passage in READER.read(text, REPORTER, "", Memo()):
        for said in passage.statements:
            span, phrase = ((a + position, b + position) for a, b in (said.span, said.phrase))
            found.append(replace(said, span=span, phrase=phrase))
    return found


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_words_is_read_and_spans_stand_in_the_text(text: str) -> None:
    """Guards against a crash at a keystroke, and against underlining what is not there."""
    for statement in read(text):
        for start, end in (statement.span, statement.phrase):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        assert statement.phrase[0] <= statement.span[0]
        assert statement.span[1] <= statement.phrase[1]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Guards against characters that nobody thought of."""
    for statement in read(text):
        assert 0 <= statement.span[0] < statement.span[1] <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "(9",
        "9(",
        "（",
        "）",
        "9，",
        "三",
        "十",
        "9,999",
        "《",
        "〔2019〕",
        "第9",
        "收到",
        "9件",
        "收到9件",
        "件",
        "，",
        "其中9件、",
        "占9%，",
        "增长9%，",
        "一二三四五六七八九十百千万亿",
        "（9件，其中三件、",
    ],
)
def test_a_megabyte_of_anything_is_read_in_proportion(unit: str) -> None:
    """Guards against patterns that go over the text again and again (no time is asserted)."""
    begin = time.perf_counter()
    read(f"收到申请3件。{unit * (1_000_000 // len(unit))}")
    assert time.perf_counter() - begin < 60


def test_sentences_that_did_not_change_are_not_read_again(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the speed of typing: only the sentence under the cursor is read."""
    seen: list[str] = []
    original = ProseReader._read

    def noting(
        self: ProseReader, sentence: str, reporter: Reporter, topic: str, base: str
    ) -> object:
        seen.append(sentence)
        return original(self, sentence, reporter, topic, base)

    monkeypatch.setattr(ProseReader, "_read", noting)
    reader, memo = ProseReader(catalogue.rules.phrases), Memo()
    list(reader.read("收到申请3件。答复申请2件。\n没有收费。", REPORTER, "", memo))
    memo.turn()
    found = list(reader.read("收到申请3件。答复申请12件。\n没有收费。", REPORTER, "", memo))
    assert seen == ["收到申请3件。", "答复申请2件。", "没有收费。", "答复申请12件。"]
    assert [position for position, _ in found] == [0, 7, 16]


def test_a_sentence_with_more_numbers_than_anybody_says_is_not_read() -> None:
    """Guards against a pasted table read as prose, and against lists that take long."""
    said = "收到申请3件，其中"
    assert read(said + "、".join(f"{number}件" for number in range(39)))
    assert not read(said + "、".join(f"{number}件" for number in range(40)))


def test_a_sentence_without_a_word_of_any_phrase_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guards speed: numbers and signs alone say nothing."""
    monkeypatch.setattr(Lexicon, "tokens", lambda *_: pytest.fail("was read"))
    assert not read("除此9件，（9件、（三件）")


SENTENCES = st.lists(
    st.sampled_from(
        [
            "收到申请41件。",
            "收办申请41件，含上年结转3件。",
            "其中自然人30件、法人或其他组织11件。",
            "从申请人看，自然人30件。",
            "行政复议3件。",
            "均维持。",
            "制发规范性文件5件！",
            "废止2件。",
            "上年结转2件。",
            "天气很好",
            "\n",
        ]
    ),
    max_size=8,
).map("".join)


@given(st.lists(SENTENCES, min_size=2, max_size=5), st.sampled_from(["", "requests", "disputes"]))
def test_what_is_remembered_is_what_is_read_anew(texts: list[str], topic: str) -> None:
    """Guards against a sentence remembered with what other sentences were about."""
    memo = Memo()
    for text in texts:
        memo.turn()
        remembered = list(READER.read(text, REPORTER, topic, memo))
        assert remembered == list(READER.read(text, REPORTER, topic, Memo()))
