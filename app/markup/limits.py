"""What no report needs: files that go past these are left alone, for they would fill memory.

Every sentence says what was met; the limits of a package stand with it, in `package.py`.
"""

from __future__ import annotations

from typing import Final

MAX_SPAN: Final = 100
"""Columns or rows of one merged cell."""

MAX_WIDTH: Final = 200
"""Word allows 63 columns; more is a broken or hostile file and not worth a large grid."""

MAX_ROWS: Final = 400
"""Rows of one table that are read; the largest of the form has 28."""

MAX_BLOCKS: Final = 30_000
"""Paragraphs and tables of a report: some 600 pages."""

MAX_PAGE_BYTES: Final = 30_000_000
"""Of a web page; pictures that Word puts into pages as text make them this large."""

MAX_ELEMENTS: Final = 150_000
"""Of a web page; Word's own pages of the longest reports have 30,000."""

MAX_CELLS: Final = 200_000
"""Of all sheets of a workbook; the tables of a report have 600."""

MAX_CHARACTERS: Final = 3_000_000
"""Of all cells of a workbook, where a few bytes may repeat one text in every cell; of a text."""

MAX_OLD_BYTES: Final = 8_000_000
"""Of an .xls file, all of whose cells are in memory before they can be counted."""

MAX_PAGES: Final = 300
"""Of a PDF file; the longest reports have 60."""

MAX_MARKS: Final = 600_000
"""Letters and strokes of a PDF file; a page full of words has 1,000."""

MAX_STREAM_BYTES: Final = 64_000_000
"""Of one part of a PDF file as it unpacks; a page scanned in colour has 26 million."""

MAX_UNPACKED_BYTES: Final = 500_000_000
"""Of all large parts together: they are unpacked once to see."""

TOO_MANY_PAGES: Final = f"PDF 文件超过 {MAX_PAGES} 页，不像一份年度报告"
TOO_MANY_MARKS: Final = "PDF 文件里的内容太多，不像一份年度报告"
TOO_SWOLLEN: Final = "PDF 文件展开后太大，不像一份年度报告"
TOO_MANY_ROWS: Final = f"文件里有一张表超过 {MAX_ROWS} 行，不像年度报告"
TOO_WIDE: Final = f"文件里有一张表超过 {MAX_WIDTH} 列，不像年度报告"
TOO_LARGE: Final = "网页太大，不像一份年度报告"
TOO_LONG: Final = "文字太多，不像一份年度报告"
TOO_MANY_CELLS: Final = "工作簿里的内容太多，不像一份年度报告"
TOO_MANY_BLOCKS: Final = "文件里的段落太多，不像一份年度报告"
