"""Blocks as other programs put them on the clipboard, made from a table and its figures.

Excel and WPS after the shape that they document and write: quirks of their markup are kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData

from app.model.address import Address
from app.model.form import Table
from app.model.source import SourceCell, SourceTable
from app.services.blocks import rows_of

Figures = Mapping[Address, str]

_EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{{mso-displayed-decimal-separator:"\\.";}}
td
	{{padding-top:1px; mso-ignore:padding; color:black; mso-number-format:General;}}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=720 style='border-collapse:
 collapse;width:540pt'>
<!--StartFragment-->
 <col width=72 span=10 style='width:54pt'>
{rows}<![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=72 style='width:54pt'></td>
 </tr>
 <![endif]>
<!--EndFragment-->
</table>
</body>
</html>"""

_WPS = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><meta name="ProgId" content="Excel.Sheet"/><meta name="Generator" content="WPS Office ET"/><style>
<!-- @page {{mso-page-orientation:portrait;}} .font0 {{color:#000000;font-family:"宋体";}} .et2 {{mso-number-format:"General";}} -->
</style></head><body><table width="720" border="0" cellpadding="0" cellspacing="0" style='width:540.00pt;border-collapse:collapse;table-layout:fixed;'>
<!--StartFragment--><col width="72" span="10" style='width:54.00pt;'/>
{rows}<!--EndFragment--></table></body></html>"""


def block_of(table: Table, figures: Figures) -> SourceTable:
    """The whole table as printed, with these figures."""
    labels = [SourceCell(x.text, x.line, x.position, x.across, x.down) for x in table.labels]
    cells = [
        SourceCell(figures.get(c.address, ""), c.line, c.position, c.across) for c in table.figures
    ]
    return SourceTable(table.line_count, len(table.widths), (*labels, *cells))


def part_of(block: SourceTable, lines: range, positions: range) -> SourceTable:
    """A rectangle of a block, as somebody selects it."""
    inside = [c for c in block.cells if c.line in lines and c.position in positions]
    moved = tuple(
        SourceCell(c.text, c.line - lines.start, c.position - positions.start, c.across, c.down)
        for c in inside
    )
    return SourceTable(len(lines), len(positions), moved)


def from_excel(block: SourceTable) -> QMimeData:
    """Unquoted attributes, words broken over lines of the source, thousands with commas."""

    def cell(c: SourceCell) -> str:
        spans = (f" colspan={c.across}" * (c.across > 1)) + (f" rowspan={c.down}" * (c.down > 1))
        words = f"{c.text[:8]}\n  {c.text[8:]}" if len(c.text) > 12 else _grouped(c.text)
        align = " align=right" if c.text.isdigit() else ""
        return f"  <td{spans} height=18{align} class=xl65 style='height:14.0pt'>{words}</td>\n"

    rows = _rows(block, cell, " <tr height=18 style='height:14.0pt'>\n")
    return _mime(_EXCEL.format(rows=rows), block)


def from_wps(block: SourceTable) -> QMimeData:
    """Attributes of its own for numbers and texts."""

    def cell(c: SourceCell) -> str:
        kind = f' x:num="{c.text}"' if c.text.isdigit() else " x:str" * bool(c.text)
        spans = f' colspan="{c.across}" rowspan="{c.down}"'
        words = _grouped(c.text) or "&nbsp;"
        return f'<td class="et2"{spans} height="18" style=\'height:13.50pt;\'{kind}>{words}</td>'

    rows = _rows(block, cell, "<tr height=\"18\" style='height:13.50pt;'>")
    return _mime(_WPS.format(rows=rows), block)


def from_browser(block: SourceTable) -> QMimeData:
    """A piece of a page, with a paragraph before the table."""

    def cell(c: SourceCell) -> str:
        return f'<td colspan="{c.across}" rowspan="{c.down}"><p>{c.text}</p></td>'

    rows = _rows(block, cell, "<tr>")
    html = f"<html><body><!--StartFragment--><p>情况如下：</p><table>{rows}</table></body></html>"
    return _mime(html, block)


def _rows(block: SourceTable, cell: Callable[[SourceCell], str], opening: str) -> str:
    lines = [[c for c in block.cells if c.line == line] for line in range(block.line_count)]
    return "".join(
        f"{opening}{''.join(map(cell, sorted(line, key=lambda c: c.position)))}</tr>\n"
        for line in lines
    )


def _mime(html: str, block: SourceTable) -> QMimeData:
    mime = QMimeData()
    mime.setHtml(html)
    text = ["\t".join(_grouped(text or "") for text in row) for row in rows_of(block)]
    mime.setText("\r\n".join(text) + "\r\n")
    return mime


def _grouped(text: str) -> str:
    return f"{int(text):,}" if text.isdigit() else text
