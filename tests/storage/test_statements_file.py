"""The sentences that checks read numbers from: strict like every data file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.form import Form
from app.services.catalogue import Catalogue
from app.storage.statements_file import StatementsFileError, read_statements

GOOD = """
before = ["total"]
after = ["request"]
claiming = ["not"]

[units]
count = ["件"]
other = ["条"]

[topics]
requests = ["request"]

[subjects]
received = ["receive"]

[words]
total = ["共"]
receive = ["收到"]
request = ["申请"]
not = ["未"]

[[sayings]]
rule = "X-NEW"
table = "requests"
topic = "requests"
base = "received"
beside = ["total"]
cells = "received.total"
phrases = ["receive request? count"]

[[sayings]]
rule = "X-NONE"
table = "requests"
claims_zero = true
cells = { unsaid = "received.total", handled = ["carried_in.total"] }
phrases = ["not receive request"]
"""


def read(path: Path, forms: tuple[Form, ...], text: str) -> object:
    """The file, read with two known rules."""
    path.write_text(text, encoding="utf-8")
    return read_statements(path, forms, ("X-NEW", "X-NONE"))


def test_phrases_are_read_in_steps(tmp_path: Path, form_2021: Form) -> None:
    path = tmp_path / "statements.toml"
    path.write_text(GOOD, encoding="utf-8")
    book = read_statements(path, (form_2021,), ("X-NEW", "X-NONE"))
    new, none = book.sayings
    assert [(step.kinds, step.optional) for step in new.phrases[0]] == [
        (("receive",), False),
        (("request",), True),
        (("count",), False),
    ]
    assert (new.base, new.claims_zero, none.claims_zero) == ("received", False, True)
    assert book.topics == {"request": "requests"}
    assert book.subjects == {"receive": "received"}
    assert (new.beside, none.beside) == ({"total"}, frozenset())


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("[units]", "[units", "不是正确的 TOML"),
        ('before = ["total"]', 'before = ["totals"]', "before：没有“totals”这种词"),
        ('claiming = ["not"]', 'claiming = ["no"]', "claiming：没有“no”这种词"),
        ('requests = ["request"]', 'requests = ["requests"]', "requests：没有“requests”这种词"),
        ('received = ["receive"]', 'received = ["recieve"]', "received：没有“recieve”这种词"),
        ('beside = ["total"]', 'beside = ["totals"]', "sayings[0].beside：没有“totals”这种词"),
        ('not = ["未"]', 'not = ["共"]', "words.not：“共”在 total 里已经有了"),
        ('not = ["未"]', 'not = ["未"]\ncount = ["个"]', "words.count：这是数的种类，不能再列词"),
        ('not = ["未"]', 'not = [""]', "[0]：不能为空"),
        ('"X-NEW"', '"X-NEU"', "sayings[0].rule：没有规则“X-NEU”"),
        ('table = "requests"\ntopic', 'table = "request"\ntopic', "sayings[0].table：没有表"),
        ('cells = "received.total"', 'cells = "received.sum"', "sayings[0].cells："),
        ("topic =", "tropic =", "不认识的项“tropic”"),
        ("receive request? count", "receive request?? count", "phrases[0]：看不懂“request??”"),
        ("receive request? count", "recieve count", "phrases[0]：没有“recieve”这种词"),
        ("receive request? count", "receive request", "sayings[0].phrases[0]：要有一个数"),
        ("not receive request", "not receive count", "sayings[1].phrases[0]：不能有数"),
        ("not receive request", "not? request?", "sayings[1].phrases[0]：不能有数，也不能全可省略"),
        ("not receive request", "receive request", "sayings[1].phrases[0]：没有 claiming 里的词"),
        ("not receive request", "not? receive request", "没有 claiming 里的词"),
        ("not receive request", "not|total receive", "没有 claiming 里的词"),
    ],
)
def test_every_error_is_one_sentence_with_its_place(
    tmp_path: Path, form_2021: Form, before: str, after: str, words: str
) -> None:
    """Guards against phrases that look right and are never found in any text."""
    assert before in GOOD
    with pytest.raises(StatementsFileError) as caught:
        read(tmp_path / "statements.toml", (form_2021,), GOOD.replace(before, after, 1))
    sentence = str(caught.value)
    assert sentence.startswith("词句文件 statements.toml 有误：")
    assert words in sentence
    assert "\n" not in sentence


def test_a_missing_file_is_one_sentence(tmp_path: Path, form_2021: Form) -> None:
    with pytest.raises(StatementsFileError, match="读不到文件"):
        read_statements(tmp_path / "statements.toml", (form_2021,), ())


def test_every_shipped_phrase_means_something(catalogue: Catalogue) -> None:
    """Guards against sayings whose cells no form has."""
    assert catalogue.rules.phrases.sayings
    for saying in catalogue.rules.phrases.sayings:
        assert saying.meanings, saying.phrases
