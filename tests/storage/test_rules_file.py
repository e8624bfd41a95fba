"""The catalogue of checks: strict like every data file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.rule import Rule
from app.storage.rules_file import RulesFileError, read_rules

GOOD = '[X-1]\nseverity = "hint"\nsummary = "说明"\nexample = "例子"\nremedy = "办法。"\n'


def test_a_rule_is_read(tmp_path: Path) -> None:
    """Guards the fields of a rule."""
    path = tmp_path / "rules.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_rules(path) == {"X-1": Rule("X-1", "hint", "说明", "例子", "办法。")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("hint", "grave"), "不认识的值“grave”"),
        (GOOD.replace('remedy = "办法。"', ""), "缺少“remedy”"),
        (GOOD.replace('example = "例子"', ""), "缺少“example”"),
        (GOOD.replace("例子", ""), "不能为空"),
        (GOOD + "colour = 1\n", "不认识的项“colour”"),
        (GOOD.replace('"说明"', "3"), "应为文字，实为整数"),
        (GOOD + "[X-1]\n", "第 6 行第 5 列：不是正确的 TOML"),
        ("[X-1", "文件末尾：不是正确的 TOML"),
    ],
)
def test_faults_are_refused_with_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    """Guards strictness: unknown, missing, of the wrong type, twice, no TOML."""
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesFileError) as caught:
        read_rules(path)
    assert str(caught.value).startswith("规则文件 rules.toml 有误：")
    assert str(caught.value).endswith(words)


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """Guards an incomplete installation."""
    with pytest.raises(RulesFileError, match="读不到文件"):
        read_rules(tmp_path / "rules.toml")
