"""Guards the reader of explanations: a fault names file, place and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.explanation import Explanation
from app.storage.help_file import LONGEST, HelpFileError, read_help


def _read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "2021.toml"
    path.write_text(text, encoding="utf-8")
    return read_help(path)


def test_texts_are_read_by_chapter_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "2021.toml"
    path.write_text(
        '[chapters]\noverview = { text = "写" }\n'
        '[tables.t.rows]\na = { text = "行", basis = "条例第一条" }\n'
        '[tables.t.columns]\nb = { text = "列" }\n',
        encoding="utf-8",
    )
    read = read_help(path)
    assert read.chapters == {"overview": Explanation("写")}
    assert read.tables["t"].rows == {"a": Explanation("行", "条例第一条")}
    assert read.tables["t"].columns == {"b": Explanation("列")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[chapters]\na = { text = "" }', "chapters[...].text：不能为空"),
        (f'[chapters]\na = {{ text = "{"字" * (LONGEST + 1)}" }}', f"不能超过 {LONGEST} 个字"),
        ('[chapters]\na = { text = "字", more = "" }', "不认识的项“more”"),
        ("[chapters", "不是正确的 TOML"),
        ('[tables.t.lines]\na = { text = "字" }', "不认识的项“lines”"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(HelpFileError, match=r"填写说明 2021\.toml 有误") as caught:
        _read(tmp_path, text)
    assert reason in str(caught.value)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(HelpFileError, match="读不到文件"):
        read_help(tmp_path / "2021.toml")


def test_a_form_s_own_text_stands_over_the_common_one(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[tables.t.rows]\na = { text = "旧" }\nb = { text = "留" }', encoding="utf-8"
    )
    (tmp_path / "b.toml").write_text('[tables.t.rows]\na = { text = "新" }', encoding="utf-8")
    both = read_help(tmp_path / "a.toml").overlaid(read_help(tmp_path / "b.toml"))
    assert {key: text.text for key, text in both.tables["t"].rows.items()} == {"a": "新", "b": "留"}
