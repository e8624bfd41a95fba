"""Reports as other programs write them: pages, workbooks, texts and PDF files made here.

Their words are those of the form; none of the program's writers takes part.  `judge` says of every figure of a document whether it
was read right, is in doubt, or is silently wrong.
"""

from __future__ import annotations

import html
import io
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
from foreign_pdf import Press
from openpyxl.utils import get_column_letter

from app.model.address import Address
from app.model.form import Form, Table
from app.model.numbers import BLANK, Figure
from app.model.report import Report
from app.model.source import UnreadableError
from app.services.catalogue import Catalogue
from app.services.opening import open_report

Figures = Mapping[Address, Decimal]

REPORTS = Path(__file__).parent / "data" / "reports"

TITLES = {
    "disputes": (
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    "disclosure": ("二、主动公开政府信息情况",),
    "requests": ("三、收到和处理政府信息公开申请情况",),
}
PROBLEMS = (
    "五、存在的主要问题及改进情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
    "五、存在问题及改进情况",
    "五、存在的主要问题及整改措施",
)
OTHERS = ("六、其他需要报告的事项", "六、其他报告的事项")
_NARROW = "brackets,numbers,breaks,upright,spaces".split(",")


def published(name: str) -> dict[Address, Decimal]:
    """The figures of one of the published reports."""
    text = (REPORTS / f"{name}.json").read_text(encoding="utf-8")
    cells = json.loads(text, parse_float=Decimal)["cells"]
    return {Address.parse(key): Decimal(str(value)) for key, value in cells.items()}


@dataclass(slots=True)
class Box:
    """One cell of a table to be written; `address` where it holds a figure."""

    text: str
    line: int
    position: int
    across: int = 1
    down: int = 1
    address: Address | None = None


def boxes_of(table: Table, figures: Figures) -> list[Box]:
    """The table as the form prints it."""
    found = [Box(e.text, e.line, e.position, e.across, e.down) for e in table.labels]
    found += [
        Box(f"{figures[e.address]:f}", e.line, e.position, e.across, 1, e.address)
        for e in table.figures
    ]
    return sorted(found, key=lambda box: (box.line, box.position))


@dataclass(slots=True)
class Foreign:
    """A document of another program: its file, and what its figures' cells really say."""

    data: bytes
    suffix: str
    texts: dict[Address, str]
    variants: tuple[str, ...]


def make(form: Form, figures: Figures, kind: str, chance: random.Random) -> Foreign:
    """A document with a random choice of the variants that published reports have."""
    texts: dict[Address, str] = {}
    maybe = _Choice(chance, [])
    blocks: list[str | list[Box]] = ["某某市2024年政府信息公开工作年度报告"]
    blocks += ["一、总体情况", "全年依法办理申请，按时答复。"]
    for key, table in form.tables.items():
        blocks.append(chance.choice(TITLES[key]))
        boxes = boxes_of(table, figures)
        _vary(boxes, table, maybe)
        pieces = _vary_rows(boxes, table, maybe) if key == "requests" else [boxes]
        blocks += pieces
        kept = (box for piece in pieces for box in piece)
        texts |= {box.address: box.text for box in kept if box.address is not None}
    blocks += [chance.choice(PROBLEMS), "解读形式单一，已增加图解。"]
    blocks += [chance.choice(OTHERS), "没有收取信息处理费。"]
    return Foreign(WRITERS[kind](blocks, chance), f".{kind}", texts, tuple(maybe.chosen))


@dataclass(slots=True)
class _Choice:
    """Throws dice, and keeps what was chosen."""

    chance: random.Random
    chosen: list[str]

    def __call__(self, name: str, share: float) -> bool:
        if self.chance.random() >= share:
            return False
        self.chosen.append(name)
        return True


def _vary(boxes: list[Box], table: Table, maybe: _Choice) -> None:
    """Other ways to write labels and figures."""
    for style in _NARROW:
        if maybe(f"{table.key}:{style}", 0.25):
            _restyle(boxes, style)
    for style, share in (("wide", 0.2), ("commas", 0.2), ("units", 0.1), ("signs", 0.15)):
        if maybe(f"{table.key}:{style}", share):
            _refigure(boxes, style, maybe.chance)
    if maybe(f"{table.key}:blank totals", 0.1):
        for box in boxes:
            box.text = "" if box.address in table.derived else box.text
    if maybe(f"{table.key}:caption", 0.2):
        _caption(boxes, table)


def _vary_rows(boxes: list[Box], table: Table, maybe: _Choice) -> list[list[Box]]:
    """Rows moved or left out, the table split over pages."""
    if maybe("shifted row", 0.15):
        _shift(boxes, maybe.chance)
    if maybe("row left out", 0.1):
        boxes = _without_row(boxes, maybe.chance)
    if maybe("split", 0.2):
        return _split(boxes, table, has_head=maybe("head repeated", 0.5))
    return [boxes]


def _restyle(boxes: list[Box], style: str) -> None:
    for box in boxes:
        if box.address is not None:
            continue
        text = box.text
        if style == "brackets":
            text = text.replace("（", "(").replace("）", ")")
        elif style == "numbers":
            text = re.sub(r"^(\d)\.", r"\1、", text)
        elif style == "breaks" and len(text) > 6:
            text = f"{text[:5]}\n{text[5:]}"
        elif style == "upright" and box.down > 2:
            text = "\n".join(text)
        elif style == "spaces" and len(text) > 2:
            text = f" {text[:2]} {text[2:]}\u3000"
        box.text = text


def _refigure(boxes: list[Box], style: str, chance: random.Random) -> None:
    for box in boxes:
        if box.address is None or not box.text.strip():
            continue
        if style == "wide" and box.text.isascii():
            box.text = box.text.translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"})
        elif style == "commas" and box.text.isdecimal() and box.text.isascii():
            box.text = f"{int(box.text):,}"
        elif style == "units" and chance.random() < 0.1:
            box.text = f"{box.text}件"
        elif style == "signs" and box.text.strip() in ("0", "\uff10"):
            box.text = chance.choice(("", "/", "—", "无", "-"))


def _caption(boxes: list[Box], table: Table) -> None:
    for box in boxes:
        box.line += 1
    boxes.insert(0, Box(table.title, 0, 0, len(table.widths), 1))


def _shift(boxes: list[Box], chance: random.Random) -> None:
    """One row of figures moved by a column: its first cell blank, its total lost."""
    row = chance.choice(sorted({box.address.row for box in boxes if box.address}))
    cells = [box for box in boxes if box.address and box.address.row == row]
    texts = ["", *(box.text for box in cells)]
    for box, text in zip(cells, texts, strict=False):
        box.text = text


def _without_row(boxes: list[Box], chance: random.Random) -> list[Box]:
    """A row that was forgotten, among those whose label stands alone in its line."""
    lines = sorted({box.line for box in boxes if box.address and box.address.row == "granted"})
    line = chance.choice(lines)
    left = [box for box in boxes if not (box.address and box.line == line)]
    for box in left:
        if box.address is None and box.text.replace("\n", "").strip()[1:2] == "一" and box.line == line:  # fmt: skip
            box.text = ""
    return left


def _split(boxes: list[Box], table: Table, *, has_head: bool) -> list[list[Box]]:
    """Two tables, as after a page break between （二） and （三）."""
    cut = min(b.line for b in boxes if b.address and b.address.row == "secret")
    top = min(b.line for b in boxes if b.address) - table.head
    first = [b for b in boxes if b.line < cut]
    second: list[Box] = []
    if has_head:
        second = [
            Box(b.text, b.line - top, b.position, b.across, b.down)
            for b in boxes
            if top <= b.line < top + table.head
        ]
    shift = cut - (table.head if has_head else 0)
    for box in first:
        if box.line + box.down > cut:  # the cell that reaches over the break goes on
            rest = Box(box.text, cut - shift, box.position, box.across, box.line + box.down - cut)
            second.append(rest)
            box.down = cut - box.line
    second += [
        Box(b.text, b.line - shift, b.position, b.across, b.down, b.address)
        for b in boxes
        if b.line >= cut
    ]
    return [first, second]


# -- files -------------------------------------------------------------------------------------


def page_table(boxes: list[Box]) -> str:
    """An HTML table."""
    lines: dict[int, list[Box]] = {}
    for box in boxes:
        lines.setdefault(box.line, []).append(box)
    rows = (
        "<tr>"
        + "".join(
            f'<td colspan="{b.across}" rowspan="{b.down}">'
            + html.escape(b.text).replace("\n", "<br>")
            + "</td>"
            for b in sorted(lines.get(line, []), key=lambda b: b.position)
        )
        + "</tr>"
        for line in range(max(lines) + 1)
    )
    return f"<table>{''.join(rows)}</table>"


def _page(blocks: list[str | list[Box]], chance: random.Random) -> bytes:
    mark = chance.choice(("<p>{}</p>", "<div><span>{}</span></div>", "<p><b>{}</b></p>", "{}<br>"))
    title = blocks[0]
    parts = [
        mark.format(html.escape(b)) if isinstance(b, str) else f"<div>{page_table(b)}</div>"
        for b in blocks[1:]
    ]
    body = "\n".join(parts)
    if chance.random() < 0.5:
        body = f"<table><tr><td><h1>{title}</h1>{body}</td></tr></table>"
    else:
        body = f"<h1>{title}</h1><div>{body}</div>"
    chrome = "<div><a href='/'>首页</a> <a href='/a'>政务公开</a></div>"
    encoding, declared = chance.choice(
        (("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gbk"))
    )
    whole = f"<html><head><meta charset={declared}><title>{title}_某某市人民政府</title><style>td{{color:red}}</style></head><body>{chrome}<script>var a='<td>9</td>'</script>{body}<!-- 99 --></body></html>"
    return whole.encode(encoding)


def _book(blocks: list[str | list[Box]], chance: random.Random) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    on_one_sheet = chance.random() < 0.5
    has_gaps, as_text = chance.random() < 0.5, chance.random() < 0.3
    line = 1 + chance.randrange(3)
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(line, 1, block)
            line += 1
            continue
        if has_gaps:
            line += 1
        for box in block:
            row, column = line + box.line, 1 + box.position
            is_number = box.address is not None and re.fullmatch(
                r"-?\d+(\.\d+)?", box.text, re.ASCII
            )
            value = float(box.text) if is_number and not as_text else box.text
            sheet.cell(row, column, value if value != "" else None)
            if box.across > 1 or box.down > 1:
                last = f"{get_column_letter(column + box.across - 1)}{row + box.down - 1}"
                sheet.merge_cells(f"{get_column_letter(column)}{row}:{last}")
        line += max(box.line + box.down for box in block) + has_gaps
        if not on_one_sheet:
            sheet = book.create_sheet()
            line = 1
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _text(blocks: list[str | list[Box]], chance: random.Random) -> bytes:
    """Markdown, as converters write it: a merged cell is its words and blanks."""
    parts = [f"# {blocks[0]}" if chance.random() < 0.5 else f"**{blocks[0]}**"]
    mark = chance.choice(("## {}", "**{}**", "{}"))
    for block in blocks[1:]:
        if isinstance(block, str):
            parts.append(mark.format(block) if re.match("[一二三四五六]、", block) else block)
        else:
            parts.append(_pipes(block))
    encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return chance.choice(("\n\n", "\r\n\r\n")).join(parts).encode(encoding)


def _pipes(boxes: list[Box]) -> str:
    lines = max(box.line + box.down for box in boxes)
    width = max(box.position + box.across for box in boxes)
    rows = [[""] * width for _ in range(lines)]
    for box in boxes:
        rows[box.line][box.position] = box.text.replace("\n", "<br>")
    rows.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _print(blocks: list[str | list[Box]], chance: random.Random) -> bytes:
    press = Press(chance)
    press.title(str(blocks[0]))
    for block in blocks[1:]:
        if isinstance(block, str):
            press.paragraph(block)
        else:
            width = max(box.position + box.across for box in block)
            head = min((box.line for box in block if box.address is not None), default=0)
            press.table(block, width, head)
    return press.finished(str(blocks[0]))


WRITERS: dict[str, Callable[[list[str | list[Box]], random.Random], bytes]] = {
    "html": _page,
    "xlsx": _book,
    "md": _text,
    "pdf": _print,
}

KINDS = tuple(WRITERS)
"""All kinds of files that are made."""

_FAULTY = ("units", "signs", "shifted row", "row left out")


def is_clean(foreign: Foreign) -> bool:
    """Whether the document only looks otherwise: nothing in it is wrong, missing or moved."""
    return not any(variant.endswith(_FAULTY) for variant in foreign.variants)


# -- judgement ---------------------------------------------------------------------------------


def judge(foreign: Foreign, figures: Figures, catalogue: Catalogue, path: Path) -> Counter[str]:
    """How many figures were read right, are in doubt, or are wrong without a word."""
    path.write_bytes(foreign.data)
    try:
        report = open_report(path, catalogue)
    except UnreadableError:
        return Counter({"refused": len(figures)})
    form = catalogue.form_of(report)
    return Counter(_verdict(a, foreign, figures[a], report, form) for a in figures)


def read_figure(report: Report, form: Form, a: Address) -> Figure:
    """What was read into a cell, a total as it was printed."""
    if a not in form.derived:
        return report.figure(a)
    printed = report.printed(a)
    return BLANK if printed is None else printed


def _verdict(a: Address, foreign: Foreign, truth: Decimal, report: Report, form: Form) -> str:
    name = form.tables[a.table].name
    whole = any(
        not doubt.cells and (name in doubt.message or form.tables[a.table].title in doubt.message)
        for doubt in report.doubts
    )
    if any(a in doubt.cells for doubt in report.doubts):
        return "doubt"
    read = read_figure(report, form, a)
    text = foreign.texts.get(a)
    is_right = read.is_blank if not (text or "").strip() else read.value == truth
    if is_right and read.raw is None and text is not None:
        return "right"
    return "doubt" if whole else f"wrong {a}: {text!r} read as {read!r}"
