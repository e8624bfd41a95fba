"""Faults of a format file: each is refused with a sentence that names file, place and reason."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from app.model.address import Address
from app.paths import resource
from app.storage.format_file import FormatFileError, read_format

GOOD = """
id = "9"
name = "试"
notice = "某号"
first_year = 2000
doc_title = "{unit}{year}"

[[sections]]
id = "one"
title = "一、数"
short = "数"
table = "t"

[[tables]]
key = "t"
name = "表一"
title = "数"
widths = [10, 10, 10, 10]
head = 1
lines = [
  [{ text = "项" }, { text = "甲", column = "a" }, { text = "乙", column = "b" }, { text = "计", column = "sum" }],
  [{ text = "一", row = "x" }],
  [{ text = "二", row = "y" }],
]

[[tables.formulas]]
cell = "{row}.sum"
over = { row = "x:y" }
value = "{row}.a + {row}.b"

[[tables.checks]]
rule = "R-1"
over = { row = "x:y" }
expected = "sum({row}.a:b)"
actual = "{row}.sum"
message = "“{row}”行“{sum}”[{row}.sum]，应为 {expected}，实为 {actual}，差 {gap}"
"""

FOREIGN_WORDS = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+)+")
"""Two words of English: a key such as `tables[0].lines` is none."""


def write(folder: Path, text: str) -> Path:
    """A format file where the program would look for it."""
    path = folder / "9" / "format.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    shutil.copy(resource("formats/2021/layout.toml"), path.with_name("layout.toml"))
    return path


def refusal(folder: Path, text: str) -> str:
    """The sentence with which a format file is refused."""
    with pytest.raises(FormatFileError) as caught:
        read_format(write(folder, text))
    return str(caught.value)


def swapped(old: str, new: str) -> str:
    """The good file with one piece put in place of another."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_the_good_file_is_read(tmp_path: Path) -> None:
    """Guards the tests below: they break a file that is right."""
    form, first_year = read_format(write(tmp_path, GOOD))
    table = form.tables["t"]
    assert (form.id, first_year) == ("9", 2000)
    assert [str(a) for a in table.addresses] == [
        f"t.{r}.{c}" for r in "xy" for c in ("a", "b", "sum")
    ]
    assert [str(a) for a in table.inputs] == ["t.x.a", "t.x.b", "t.y.a", "t.y.b"]
    check = table.checks[1]
    values = {a: Decimal(n) for n, a in enumerate(table.addresses)}
    assert check.message.fill(values, Decimal(7), Decimal(5)) == "“二”行“计”5，应为 7，实为 5，差 2"
    assert [str(a) for a in check.cells] == ["t.y.sum", "t.y.a", "t.y.b"]
    assert check.focus == Address("t", "y", "sum")


def test_a_check_can_say_which_of_its_cells_is_tinted(tmp_path: Path) -> None:
    """Guards `focus`: it comes first among the cells, once."""
    text = swapped('rule = "R-1"', 'rule = "R-1"\nfocus = "{row}.b"')
    check = read_format(write(tmp_path, text))[0].tables["t"].checks[1]
    assert check.focus == Address("t", "y", "b")
    assert [str(a) for a in check.cells] == ["t.y.b", "t.y.sum", "t.y.a"]


@pytest.mark.parametrize("year", ["2019", "2021"])
def test_shipped_files_are_read(year: str) -> None:
    """Guards the shipped files against the loader's strictness."""
    form, first = read_format(resource(f"formats/{year}/format.toml"))
    assert (form.id, first) == (year, int(year))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "9"', 'id = "9"\nsize = 3', "不认识的项“size”"),
        (
            'text = "一", row = "x"',
            'text = "一", row = "x", colour = 1',
            "tables[0].lines[1][0]：不认识的项“colour”",
        ),
        ('rule = "R-1"', 'rule = "R-1"\nlevel = 1', "tables[0].checks[0]：不认识的项“level”"),
        ('notice = "某号"\n', "", "缺少“notice”"),
        ('short = "数"\n', "", "sections[0]：缺少“short”"),
        ('actual = "{row}.sum"\n', "", "tables[0].checks[0]：缺少“actual”"),
        ('value = "{row}.a + {row}.b"\n', "", "tables[0].formulas[0]：缺少“value”"),
        ("first_year = 2000", 'first_year = "2000"', "first_year：应为整数，实为文字"),
        (
            "widths = [10, 10, 10, 10]",
            "widths = [10, 1.5]",
            "tables[0].widths[1]：应为整数，实为小数",
        ),
        ('title = "一、数"', "title = 1", "sections[0].title：应为文字，实为整数"),
        ("head = 1", "head = true", "tables[0].head：应为整数，实为是否值"),
        ('text = "项"', "text = 1999-01-01", "tables[0].lines[0][0].text：应为文字，实为日期"),
        (
            'over = { row = "x:y" }\nvalue',
            'over = { rows = "x:y" }\nvalue',
            "tables[0].formulas[0].over：不认识的值“rows”",
        ),
        (
            'rule = "R-1"',
            'rule = "R-1"\nrelation = "<="',
            "tables[0].checks[0].relation：不认识的值“<=”",
        ),
        (
            'column = "a"',
            'column = "a", kind = "money"',
            "tables[0].lines[0][1].kind：不认识的值“money”",
        ),
        ("first_year = 2000", "first_year = ", "第 5 行第 14 列：不是正确的 TOML"),
        ('notice = "某号"', 'notice = "某号', "第 4 行第 13 列：不是正确的 TOML"),
        ("lines = [", "lines = [[", "不是正确的 TOML"),
    ],
)
def test_faults_of_writing(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Guards strictness: unknown, missing, of the wrong type, no TOML."""
    sentence = refusal(tmp_path, swapped(old, new))
    assert sentence.startswith("格式文件 9/format.toml 有误：")
    assert sentence.endswith(words)
    assert not FOREIGN_WORDS.search(sentence)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'value = "{row}.a + {row}.b"',
            'value = "{row}.a + {row}.z"',
            "tables[0].formulas[0]：算式“{row}.a + {row}.z”第 18 个字符处：本表没有“z”",
        ),
        ('value = "{row}.a + {row}.b"', 'value = "z.a + x.b"', "本表没有“z”"),
        ('value = "{row}.a + {row}.b"', 'value = "{column}.a"', "“{column}”没有取值范围（over）"),
        ('value = "{row}.a + {row}.b"', 'value = "{row}.a * 2"', "多出的内容"),
        ('value = "{row}.a + {row}.b"', 'value = ""', "应为单元格或 sum(…)"),
        ('value = "{row}.a + {row}.b"', 'value = "{row}.a:b"', "范围“{row}.a:b”要写在 sum(…) 里"),
        ('cell = "{row}.sum"', 'cell = "{row}.q"', "本表没有“q”"),
        (
            'cell = "{row}.sum"',
            'cell = "sum({row}.a:sum)"',
            "tables[0].formulas[0].cell：应为一个格",
        ),
        ('cell = "{row}.sum"', 'cell = "-{row}.sum"', "tables[0].formulas[0].cell：应为一个格"),
        ('cell = "{row}.sum"', 'cell = "x.sum"', "tables[0].formulas：“t.x.sum”算了两次"),
        (
            'value = "{row}.a + {row}.b"',
            'value = "{row}.a + {row}.sum"',
            "tables[0].formulas：“t.x.sum”用到后面才算的“t.x.sum”",
        ),
        (
            'value = "{row}.a + {row}.b"',
            'value = "{row}.a + y.sum"',
            "“t.x.sum”用到后面才算的“t.y.sum”",
        ),
        (
            'over = { row = "x:y" }\nvalue',
            'over = { row = "x:z" }\nvalue',
            "tables[0].formulas[0].over：本表没有“z”",
        ),
        (
            'over = { row = "x:y" }\nvalue',
            'over = { row = "y:x" }\nvalue',
            "tables[0].formulas[0].over：本表没有“y:x”",
        ),
        (
            'over = { row = "x:y" }\nexpected',
            'over = { column = "x" }\nexpected',
            "tables[0].checks[0].over：本表没有“x”",
        ),
        (
            'actual = "{row}.sum"',
            'actual = "{row}.sum +"',
            "tables[0].checks[0]：算式“{row}.sum +”第 12 个字符处：应为单元格或 sum(…)",
        ),
        ('expected = "sum({row}.a:b)"', 'expected = "sum({row}.a:b"', "缺少“)”"),
        (
            'rule = "R-1"',
            'rule = "R-1"\nfocus = "{row}.a:b"',
            "范围“{row}.a:b”要写在 sum(…) 里",
        ),
        (
            'rule = "R-1"',
            'rule = "R-1"\nfocus = "sum({row}.a:b)"',
            "tables[0].checks[0].focus：应为一个格",
        ),
        ("“{sum}”", "“{summe}”", "tables[0].checks[0].message：本表没有“summe”"),
        ("[{row}.sum]", "[{row}.summe]", "本表没有“summe”"),
        (
            "[{row}.sum]",
            "[sum({row}.a:b)]",
            "tables[0].checks[0].message：“[sum({row}.a:b)]”应为一个格",
        ),
        ("[{row}.sum]", "[-{row}.sum]", "应为一个格"),
        (
            'doc_title = "{unit}{year}"',
            'doc_title = "{unit}{title}"',
            "doc_title：只能用 {unit} 和 {year}",
        ),
        (
            'doc_title = "{unit}{year}"',
            'doc_title = "{unit.owner}"',
            "doc_title：只能用 {unit} 和 {year}",
        ),
        ('doc_title = "{unit}{year}"', 'doc_title = "{unit"', "doc_title：只能用 {unit} 和 {year}"),
        (
            'doc_title = "{unit}{year}"',
            'doc_title = "{}{year}"',
            "doc_title：只能用 {unit} 和 {year}",
        ),
    ],
)
def test_faults_of_reckoning(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Guards formulas, checks and messages: unknown rows, circles, bad expressions."""
    sentence = refusal(tmp_path, swapped(old, new))
    assert sentence.startswith("格式文件 9/format.toml 有误：")
    assert sentence.endswith(words)
    assert not FOREIGN_WORDS.search(sentence)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'text = "一", row = "x"',
            'text = "一", row = "x", across = 5',
            "tables[0].lines[1]：“一”超出了表格",
        ),
        (
            'text = "二", row = "y"',
            'text = "二", row = "y", down = 2',
            "tables[0].lines[2]：“二”超出了表格",
        ),
        (
            'text = "甲", column = "a"',
            'text = "甲", column = "a", down = 2',
            "tables[0].lines[1]：“一”与别的格重叠",
        ),
        (
            'text = "二", row = "y"',
            'text = "二", row = "x"',
            "tables[0].lines[2]：“t.x.a”出现了两次",
        ),
        (
            'text = "乙", column = "b"',
            'text = "乙", column = "a"',
            "tables[0].lines[1]：“t.x.a”出现了两次",
        ),
        (
            '{ text = "项" }',
            '{ text = "项" }, { text = "丙" }',
            "tables[0].lines[0]：“计”超出了表格",
        ),
        ('text = "乙", column = "b"', 'text = "乙"', "tables[0].lines[1]：第 3 格没有行名或列名"),
        ('text = "二", row = "y"', 'text = "二"', "tables[0].lines[2]：第 2 格没有行名或列名"),
        ('text = "一", row = "x"', 'text = "一"', "tables[0].lines[1]：第 2 格没有行名或列名"),
        (
            'text = "一", row = "x"',
            'text = "一", row = "x", across = 4',
            "tables[0].lines[1]：“一”行没有可填的格",
        ),
        (
            'row = "x" }',
            'row = "x", group = "g" }',
            "tables[0].lines[1][0]：row、column、group 只能有一个",
        ),
        (
            'text = "一", row = "x"',
            'text = "一", row = "x", across = 0',
            "tables[0].lines[1][0]：across、down 至少是 1",
        ),
        (
            'text = "一", row = "x"',
            'text = "一", row = "x", down = -1',
            "tables[0].lines[1][0]：across、down 至少是 1",
        ),
        (
            "widths = [10, 10, 10, 10]",
            "widths = []",
            "tables[0].widths：至少有一列，每列的宽度至少是 1",
        ),
        (
            "widths = [10, 10, 10, 10]",
            "widths = [10, 0, 10, 10]",
            "tables[0].widths：至少有一列，每列的宽度至少是 1",
        ),
        ("head = 1", "head = 4", "tables[0].head：表头行数应在 0 和 3 之间"),
        ('table = "t"\n', 'table = "u"\n', "sections[0].table：没有表“u”"),
        ('table = "t"\n', "", "tables：表“t”不属于任何一章"),
    ],
)
def test_faults_of_the_table(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Guards the layout: labels that overlap, run over, repeat or leave a figure nameless."""
    text = swapped(old, new)
    if old.startswith('text = "甲"'):  # a label must be wide to run into what hangs from above
        text = text.replace('text = "一", row = "x" }', 'text = "一", row = "x", across = 2 }')
    sentence = refusal(tmp_path, text)
    assert sentence.startswith("格式文件 9/format.toml 有误：")
    assert sentence.endswith(words)
    assert not FOREIGN_WORDS.search(sentence)


def test_a_figure_that_would_run_under_a_label_is_refused(tmp_path: Path) -> None:
    """Guards the layout: a wide head does not swallow a label that stands in its way."""
    text = swapped(
        '{ text = "甲", column = "a" }, { text = "乙", column = "b" }',
        '{ text = "甲", column = "a", across = 2 }',
    )
    text = text.replace(
        '[{ text = "一", row = "x" }]',
        '[{ text = "一", row = "x" }, { text = "长" }, { text = "短", down = 2 }]',
    )
    assert refusal(tmp_path, text).endswith("tables[0].lines[2]：“甲”列下第 2 格与别的格重叠")


@pytest.mark.parametrize(
    ("block", "place"),
    [("sections", "sections[1]：“one”出现了两次"), ("tables", "tables[1]：“t”出现了两次")],
)
def test_twins_are_refused(tmp_path: Path, block: str, place: str) -> None:
    """Guards ids: a second table or chapter of the same key would silently win."""
    head, rest = GOOD.split("[[sections]]")
    section, table = rest.split("[[tables]]")
    twice = {"sections": [section, section], "tables": [section]}[block]
    tables = {"sections": [table], "tables": [table, table]}[block]
    text = (
        head
        + "".join(f"[[sections]]{s}" for s in twice)
        + "".join(f"[[tables]]{t}" for t in tables)
    )
    assert refusal(tmp_path, text).endswith(place)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Guards an incomplete installation: the sentence says which file is missing."""
    with pytest.raises(FormatFileError, match=r"^格式文件 9/format\.toml 有误：读不到文件$"):
        read_format(tmp_path / "9" / "format.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Guards against a file saved by an old editor in GBK."""
    path = write(tmp_path, "")
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(FormatFileError, match=r"不是 UTF-8 文字$"):
        read_format(path)


def test_a_figure_takes_its_row_from_above_where_its_line_has_none(tmp_path: Path) -> None:
    """Guards the layout of table four: rows set side by side over one line of figures."""
    text = re.sub(
        r"lines = \[.*?\n\]\n",
        'lines = [\n  [{ text = "一", row = "x", across = 2 }, { text = "二", row = "y", across = 2 }],\n'
        '  [{ text = "甲", column = "a" }, { text = "计", column = "sum" }, '
        '{ text = "甲", column = "a" }, { text = "计", column = "sum" }],\n  [],\n]\n',
        GOOD,
        flags=re.DOTALL,
    )
    text = text.replace("{row}.a + {row}.b", "{row}.a").replace("a:b", "a")
    form, _ = read_format(write(tmp_path, text))
    cells = [(cell.address, cell.line, cell.position) for cell in form.tables["t"].figures]
    assert cells == [
        (Address("t", "x", "a"), 2, 0),
        (Address("t", "x", "sum"), 2, 1),
        (Address("t", "y", "a"), 2, 2),
        (Address("t", "y", "sum"), 2, 3),
    ]
