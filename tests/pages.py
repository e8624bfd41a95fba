"""Pages as they were set: geometry read from a PDF by poppler, in points from the top left."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lxml import etree

from app.model.document import Document
from app.word.writer import write_document

MM = 72 / 25.4
TOOLS = ("soffice", "pdftotext", "pdftoppm")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff、，。；：（）“”《》]")
_X = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """A piece of text without spaces, as it stands on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """One page, its words in the order of the file."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    def lines(self) -> list[tuple[Word, ...]]:
        """Words on a common base line, from top to bottom and left to right."""
        rows: dict[int, list[Word]] = {}
        for word in self.words:
            key = next((k for k in rows if abs(k - word.bottom) < 3), round(word.bottom))
            rows.setdefault(key, []).append(word)
        return [tuple(sorted(row, key=lambda w: w.left)) for _, row in sorted(rows.items())]

    def number(self) -> tuple[Word, ...]:
        """The page number with its dashes: the last line."""
        return self.lines()[-1]


def set_by_libreoffice(document: Document, folder: Path) -> Path:
    """The document as Word file and PDF in a folder; returns the PDF."""
    source = folder / "report.docx"
    source.write_bytes(write_document(document))
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "report.pdf"


def pages_of(pdf: Path) -> list[Page]:
    """Every page with its words and where they stand."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    output = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    root = etree.fromstring(output, etree.XMLParser(recover=True))
    return [
        Page(
            float(page.get("width") or 0),
            float(page.get("height") or 0),
            tuple(_word(element) for element in page.iter(f"{_X}word")),
        )
        for page in root.iter(f"{_X}page")
    ]


def texts_of(pdf: Path, *options: str) -> list[str]:
    """The words of each page without spaces and line ends."""
    command = ["pdftotext", *options, str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


@dataclass(frozen=True)
class Line:
    """A line of running text made of Chinese characters only; a mark that hangs is left out."""

    text: str
    left: float
    right: float
    bottom: float


def running_lines(page: Page) -> list[Line]:
    """Lines of running text, full or not, from top to bottom."""
    found: list[Line] = []
    for words in page.lines():
        text = "".join(word.text for word in words)
        if not all(map(_HAN.match, text)) or max(w.bottom - w.top for w in words) < 18:
            continue
        left, right = words[0].left, words[-1].right
        if text[-1] in "，。；：、" and right > page.width - 26 * MM + 4:
            text, right = text[:-1], right - (right - left) / len(text)
        found.append(Line(text, left, right, words[-1].bottom))
    return found


def full_lines(page: Page) -> list[Line]:
    """Lines that fill the measure from where most paragraphs go on, whatever the margin is."""
    lines = running_lines(page)
    edge = min((line.left for line in lines), default=0.0)
    lines = [line for line in lines if line.left - edge < MM]
    widest = max((line.right for line in lines), default=0.0)
    return [line for line in lines if line.right > widest - 4]


def pitches(page: Page) -> Iterator[float]:
    """Distances of full lines that follow each other."""
    for upper, lower in pairwise(full_lines(page)):
        if lower.bottom - upper.bottom < 45:
            yield lower.bottom - upper.bottom


@dataclass(frozen=True)
class Ink:
    """Where a page is not white, in points: the edges of a part of it."""

    left: float
    top: float
    right: float
    bottom: float


def ink_of(pdf: Path, number: int, top: float, bottom: float) -> Ink:
    """The edges of what is printed between two heights of a page (counted from 1)."""
    scale = 288 / 72
    command = [
        "pdftoppm", "-r", "288", "-gray", "-f", str(number), "-l", str(number), "-x", "0",
        "-y", str(round(top * scale)), "-W", "2381", "-H", str(round((bottom - top) * scale)),
        str(pdf),
    ]  # fmt: skip
    image = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    _, width, height, _ = image.split(maxsplit=3)[0], *image.split(maxsplit=4)[1:4]
    columns, rows = int(width), int(height)
    pixels = image[-columns * rows :]
    dark = [
        (index, row)
        for index in range(rows)
        if min(row := pixels[index * columns : (index + 1) * columns]) < 128
    ]
    edges = [[x for x, value in enumerate(row) if value < 128] for _, row in dark]
    return Ink(
        min(e[0] for e in edges) / scale,
        top + dark[0][0] / scale,
        (max(e[-1] for e in edges) + 1) / scale,
        top + (dark[-1][0] + 1) / scale,
    )


def _word(element: etree._Element) -> Word:
    sides = (float(element.get(name) or 0) for name in ("xMin", "yMin", "xMax", "yMax"))
    return Word(element.text or "", *sides)
