"""A paragraph as lines of the house style's pitch."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from itertools import groupby

from app.gui.print.boxes import Box, Style
from app.gui.print.breaking import balanced, break_lines
from app.gui.print.faces import Faces
from app.gui.print.lettering import Alignment, Setter, clusters_of
from app.model.document import Paragraph, ParagraphRole, RunRole
from app.model.house import POINTS_PER_MM, Face, HouseStyle

BASELINE = 0.8
"""Where letters stand in a line of exact height, as word processors put them."""

_INDENT = 2.0
"""Characters that the first line begins further right."""

_LINES_A_STEP = 20

_INDENTED: frozenset[ParagraphRole] = frozenset(
    {"preamble", "heading1", "heading2", "heading3", "body"}
)


class Paragraphs:
    """Sets paragraphs in one house style; each is set once and remembered."""

    def __init__(self, house: HouseStyle, faces: Faces) -> None:
        self._house = house
        self._faces = faces
        self._width = house.text_width * POINTS_PER_MM
        self._set: dict[Paragraph, tuple[Box, ...]] = {}

    def steps(self, paragraph: Paragraph) -> Generator[None, None, tuple[Box, ...]]:
        """One box a line, each as high as the pitch, `x` counted from the left margin.

        Pauses now and then; the boxes are what it returns.
        """
        found = self._set.get(paragraph)
        if found is None:
            boxes: list[Box] = []
            for box in self._lines(paragraph):
                boxes.append(box)
                if len(boxes) % _LINES_A_STEP == 0:
                    yield
            found = self._set[paragraph] = tuple(boxes)
        return found

    def forget(self, but: frozenset[Paragraph]) -> None:
        """Keep only these."""
        self._set = {paragraph: self._set[paragraph] for paragraph in but & self._set.keys()}

    def _lines(self, paragraph: Paragraph) -> Iterator[Box]:
        house, role = self._house, paragraph.role
        first = _INDENT * house.em if role in _INDENTED else 0.0
        for pieces in _hard_lines(paragraph, self._styles(paragraph)):
            clusters = clusters_of(pieces, self._faces)
            setter = Setter(clusters, [style for _, style in pieces])
            em = pieces[0][1].face.size
            left = paragraph.left * house.em
            if role == "title":
                lines = balanced(clusters, self._width, em)
            else:
                rooms = (self._width - left - first, self._width - left)
                lines = break_lines(clusters, lambda n, rooms=rooms: rooms[min(n, 1)], em)
            for number, line in enumerate(lines):
                begin = left + (first if number == 0 else 0.0)
                is_last = number == len(lines) - 1
                words = setter.words(
                    line,
                    begin,
                    self._width - begin,
                    BASELINE * house.pitch,
                    self._alignment(paragraph, is_last=is_last),
                )
                yield Box(house.pitch, words)
            first = 0.0

    def _alignment(self, paragraph: Paragraph, *, is_last: bool) -> Alignment:
        if paragraph.role == "title":
            return "centre"
        if paragraph.role in ("signature", "date"):
            return "centre" if self._house.has_seal else "left"
        return "left" if is_last else "justified"

    def _styles(self, paragraph: Paragraph) -> Mapping[RunRole, Style]:
        house = self._house
        spacing = 0.0 if paragraph.role == "title" else house.letter_spacing
        own = face_of(house, paragraph.role)
        faces: dict[RunRole, Face] = {
            "plain": own,
            "heading2": house.heading2,
            "heading3": house.heading3,
        }
        return {role: Style(face, house.latin, spacing) for role, face in faces.items()}


def face_of(house: HouseStyle, role: ParagraphRole) -> Face:
    """The face of a kind of paragraph."""
    match role:
        case "title":
            return house.title
        case "heading1":
            return house.heading1
        case "heading2":
            return house.heading2
        case "heading3":
            return house.heading3
        case _:
            return house.body


def _hard_lines(
    paragraph: Paragraph, styles: Mapping[RunRole, Style]
) -> Iterator[list[tuple[str, Style]]]:
    """The runs, parted where the text itself begins a new line."""
    parts: list[tuple[str, Style] | None] = []
    for run in paragraph.runs:
        lines = run.text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").split("\n")
        for number, text in enumerate(lines):
            if number:
                parts.append(None)
            parts.append((text, styles[run.role]))
    plain = styles["plain"]
    for is_break, group in groupby(parts, key=lambda part: part is None):
        if not is_break:
            yield [part for part in group if part is not None] or [("", plain)]
