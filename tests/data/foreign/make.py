"""Makes the documents beside it with other programs; run by hand where those are installed.

uv run python tests/data/foreign/make.py FOLDER_WITH_NPM_DOCX
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import foreign

from app.services.catalogue import load_catalogue

HERE = Path(__file__).resolve().parent
FIGURES = "suqian_2023"


def blocks() -> list[str | list[foreign.Box]]:
    """A report with every figure, worded as the form is."""
    form = load_catalogue().forms["2021"]
    figures = foreign.published(FIGURES)
    found: list[str | list[foreign.Box]] = ["某某市2023年政府信息公开工作年度报告"]
    found += ["一、总体情况", "全年依法办理申请，按时答复。"]
    for key, table in form.tables.items():
        found += [foreign.TITLES[key][0], foreign.boxes_of(table, figures)]
    found += [foreign.PROBLEMS[0], "解读形式单一，已增加图解。"]
    return [*found, foreign.OTHERS[0], "没有收取信息处理费。"]


def rows(boxes: list[foreign.Box]) -> list[list[dict[str, object]]]:
    """A table as lines of cells."""
    lines: dict[int, list[dict[str, object]]] = {}
    for box in sorted(boxes, key=lambda box: (box.line, box.position)):
        cell: dict[str, object] = {"text": box.text, "across": box.across, "down": box.down}
        lines.setdefault(box.line, []).append(cell)
    return [lines.get(line, []) for line in range(max(lines) + 1)]


def main() -> int:
    """Write npm-docx.docx, and libreoffice.docx from a page of the same content."""
    content = blocks()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = [b if isinstance(b, str) else rows(b) for b in content]
        given = folder / "blocks.json"
        given.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        command = ["node", str(HERE / "make_docx.mjs"), str(given), str(HERE / "npm-docx.docx")]
        subprocess.run(command, check=True, cwd=sys.argv[1])
        page = "".join(
            f"<p>{b}</p>"
            if isinstance(b, str)
            else foreign.page_table(b).replace("<table>", '<table border="1">')
            for b in content
        )
        source = folder / "libreoffice.html"
        source.write_text(f"<html><meta charset=utf-8><body>{page}</body></html>", "utf-8")
        command = ["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to"]
        command += ["docx:MS Word 2007 XML", "--outdir", str(HERE), str(source)]
        subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
