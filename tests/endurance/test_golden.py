"""Guards how every page looks, at two scales and in both appearances.

Among the long runs: it draws the whole window forty-four times, in processes of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from golden_pages import (
    APPEARANCES,
    FACES,
    GOLDEN,
    PAGES,
    SCALES,
    difference,
    draw_all,
    name_of,
)
from PySide6.QtGui import QColor, QFontDatabase, QImage

_ALLOWED = 0.015
"""Part of the pixels: a digit, an edge, a wavy line more; a button or a line of words is more."""

NAMES = [
    name_of(page, appearance, scale)
    for page in PAGES
    for appearance in APPEARANCES
    for scale in SCALES
]


@pytest.fixture(scope="module")
def drawn(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages as the program draws them now."""
    assert qapp
    if missing := sorted(set(FACES) - set(QFontDatabase.families())):
        pytest.skip(f"the pictures are drawn with fonts that are not here: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("pages")
    draw_all(folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_should(drawn: Path, name: str) -> None:
    unlike = difference(QImage(str(GOLDEN / name)), QImage(str(drawn / name)))
    assert unlike <= _ALLOWED, (
        f"{unlike:.1%} of {drawn / name} is not as in {GOLDEN / name}; where that is meant: "
        "uv run python tests/golden_pages.py"
    )


def test_the_pictures_are_those_of_the_pages() -> None:
    """Guards against pictures that nothing compares, and large files."""
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(NAMES)
    assert all(path.stat().st_size < 60_000 for path in GOLDEN.iterdir())


def _plain(width: int, colour: str) -> QImage:
    image = QImage(width, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.mark.parametrize(
    ("width", "colour", "unlike"),
    [(100, "#f4f6f9", 0.0), (100, "#e4e6e9", 0.0), (100, "#1b222b", 1.0), (99, "#f4f6f9", 1.0)],
)
def test_what_counts_as_a_difference(width: int, colour: str, unlike: float) -> None:
    assert difference(_plain(100, "#f4f6f9"), _plain(width, colour)) == unlike


def test_a_missing_button_is_more_than_is_allowed() -> None:
    """Guards the limit itself: a button of the top bar, at half size, on a white page."""
    page = QImage(683, 384, QImage.Format.Format_RGB32)
    page.fill(QColor("#ffffff"))
    other = page.copy()
    for x in range(240, 320):
        for y in range(50):
            other.setPixelColor(x, y, QColor("#1f5fae"))
    assert difference(page, other) > _ALLOWED
