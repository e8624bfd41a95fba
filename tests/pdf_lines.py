"""Lines of a PDF file with their places, as poppler reads them."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(
    r'<line xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</line>', re.DOTALL
)


@dataclass(frozen=True)
class Line:
    """One line of a PDF file as pdftotext finds it, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def read_lines(data: bytes, path: Path) -> list[Line]:
    """Every line, page by page; the file is written to `path` for pdftotext to read."""
    path.write_bytes(data)
    command = ["pdftotext", "-bbox-layout", str(path), "-"]
    words = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    found: list[Line] = []
    for number, page in enumerate(words.split("<page ")[1:], 1):
        for line in _LINE.finditer(page):
            left, top, right, bottom = (float(line[group]) for group in range(1, 5))
            text = "".join(re.findall(r">([^<]+)</word>", line[5]))
            found.append(Line(number, left, top, right, bottom, text))
    return found
