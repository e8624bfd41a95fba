"""The words that checks look for: strict like every data file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.storage.rules_file import RulesFileError
from app.storage.text_rules_file import read_text_rules

GOOD = """
[fragments]
year = '20\\d\\d'
spell = '{{year}}年'

[[rules.Q-X]]
places = ["chapters"]
find = '(?P<at>{{spell}})度'
unless = ['比{{year}}', '较']
message = "“{quote}”：{year} {at}"
put = "{right}"
"""


def test_fragments_are_put_in_and_exceptions_joined(tmp_path: Path) -> None:
    path = tmp_path / "text_rules.toml"
    path.write_text(GOOD, encoding="utf-8")
    (wording,) = read_text_rules(path)["Q-X"]
    assert wording.find is not None
    assert wording.unless is not None
    found = wording.find.search("在2024年度")
    assert found is not None
    assert found["at"] == "2024年"
    assert [bool(wording.unless.search(text)) for text in ("比2023", "较", "和")] == [
        True,
        True,
        False,
    ]
    assert (wording.places, wording.put, wording.since) == ({"chapters"}, "{right}", 0)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("{{spell}})", "{{spall}})", "rules.Q-X[0].find：没有片段“spall”"),
        ("'{{year}}年'", "'{{later}}年'", "fragments.spell：没有片段“later”"),
        ("(?P<at>", "(?P<at", "rules.Q-X[0].find：不是正确的正则式"),
        ("'较'", "'（('", "rules.Q-X[0].unless：不是正确的正则式"),
        ("{at}", "{other}", "rules.Q-X[0].message：不认识的项“other”"),
        ("{right}", "{right", "rules.Q-X[0].put：花括号不成对"),
        ("find =", "lacks = 'x'\nfind =", "rules.Q-X[0]：“find”“lacks”“most”应有且只有一个"),
        ('["chapters"]', "[]", "rules.Q-X[0].places：不能为空"),
        ("put =", 'judge = "nobody"\nput =', "不认识的值“nobody”"),
        ("put =", "sinse = 3\nput =", "rules.Q-X[0]：不认识的项“sinse”"),
        ("message =", "massage =", "不认识的项“massage”"),
        ('"chapters"', "3", "rules.Q-X[0].places[0]：应为文字，实为整数"),
        ("[fragments]", "[fragments", "不是正确的 TOML"),
    ],
)
def test_faults_are_refused_with_their_place(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    path = tmp_path / "text_rules.toml"
    assert before in GOOD
    path.write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(RulesFileError) as caught:
        read_text_rules(path)
    assert str(caught.value).startswith("规则文件 text_rules.toml 有误：")
    assert words in str(caught.value)


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RulesFileError, match="读不到文件"):
        read_text_rules(tmp_path / "text_rules.toml")
