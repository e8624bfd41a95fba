"""The functions of PDFium that are used here, with their types.

PDFium is C: it is not told apart by the type checker, and it must not run in two threads at once.
"""

from __future__ import annotations

import ctypes
import functools
import importlib
import threading
from typing import Protocol, cast

Handle = int | None
"""What PDFium calls a document, a page, an object of a page; None where there is none."""

LOCK = threading.Lock()
"""Held by whoever calls any function of the library."""

PASSWORD, SECURITY = 4, 5
"""Of `FPDF_GetLastError`: a file that wants a password, or is protected in an unknown way."""
PATH, IMAGE, FORM = 2, 3, 5
"""Kinds of objects on a page."""
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2
"""Kinds of segments of a path."""


class Matrix(Protocol):
    """How an object's own coordinates lie on the page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


class Rect(Protocol):
    """A rectangle in the coordinates of a page, which count upwards."""

    left: float
    top: float
    right: float
    bottom: float


class Pdfium(Protocol):
    """PDFium's own names; all return 0 or None for what is not there."""

    def FS_MATRIX(self) -> Matrix: ...  # noqa: D102, N802
    def FS_RECTF(self) -> Rect: ...  # noqa: D102, N802
    def FPDF_InitLibrary(self) -> None: ...  # noqa: D102, N802
    def FPDF_LoadMemDocument64(  # noqa: D102, N802
        self, data: bytes, size: int, password: bytes | None, /
    ) -> Handle: ...
    def FPDF_CloseDocument(self, document: Handle, /) -> None: ...  # noqa: D102, N802
    def FPDF_GetLastError(self) -> int: ...  # noqa: D102, N802
    def FPDF_GetPageCount(self, document: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDF_GetMetaText(  # noqa: D102, N802
        self, document: Handle, tag: bytes, buffer: ctypes.Array[ctypes.c_char] | None, size: int, /
    ) -> int: ...
    def FPDF_LoadPage(self, document: Handle, number: int, /) -> Handle: ...  # noqa: D102, N802
    def FPDF_ClosePage(self, page: Handle, /) -> None: ...  # noqa: D102, N802
    def FPDF_GetPageBoundingBox(self, page: Handle, rect: object, /) -> int: ...  # noqa: D102, N802
    def FPDFPage_GetRotation(self, page: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFPage_CountObjects(self, page: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFPage_GetObject(self, page: Handle, index: int, /) -> Handle: ...  # noqa: D102, N802
    def FPDFPageObj_GetType(self, item: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFPageObj_GetMatrix(self, item: Handle, matrix: object, /) -> int: ...  # noqa: D102, N802
    def FPDFPageObj_GetBounds(  # noqa: D102, N802
        self, item: Handle, left: object, bottom: object, right: object, top: object, /
    ) -> int: ...
    def FPDFFormObj_CountObjects(self, item: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFFormObj_GetObject(self, item: Handle, index: int, /) -> Handle: ...  # noqa: D102, N802
    def FPDFPath_CountSegments(self, item: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFPath_GetPathSegment(self, item: Handle, index: int, /) -> Handle: ...  # noqa: D102, N802
    def FPDFPathSegment_GetType(self, segment: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFPathSegment_GetClose(self, segment: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFPathSegment_GetPoint(self, segment: Handle, x: object, y: object, /) -> int: ...  # noqa: D102, N802
    def FPDFPath_GetDrawMode(self, item: Handle, fill: object, stroke: object, /) -> int: ...  # noqa: D102, N802
    def FPDFText_LoadPage(self, page: Handle, /) -> Handle: ...  # noqa: D102, N802
    def FPDFText_ClosePage(self, text: Handle, /) -> None: ...  # noqa: D102, N802
    def FPDFText_CountChars(self, text: Handle, /) -> int: ...  # noqa: D102, N802
    def FPDFText_GetUnicode(self, text: Handle, index: int, /) -> int: ...  # noqa: D102, N802
    def FPDFText_IsGenerated(self, text: Handle, index: int, /) -> int: ...  # noqa: D102, N802
    def FPDFText_HasUnicodeMapError(self, text: Handle, index: int, /) -> int: ...  # noqa: D102, N802
    def FPDFText_GetFontSize(self, text: Handle, index: int, /) -> float: ...  # noqa: D102, N802
    def FPDFText_GetMatrix(self, text: Handle, index: int, matrix: object, /) -> int: ...  # noqa: D102, N802
    def FPDFText_GetCharOrigin(  # noqa: D102, N802
        self, text: Handle, index: int, x: object, y: object, /
    ) -> int: ...
    def FPDFText_GetCharAngle(self, text: Handle, index: int, /) -> float: ...  # noqa: D102, N802
    def FPDFText_GetLooseCharBox(self, text: Handle, index: int, rect: object, /) -> int: ...  # noqa: D102, N802


@functools.cache
def pdfium() -> Pdfium:
    """The library, loaded at the first PDF file."""
    library = cast("Pdfium", importlib.import_module("pypdfium2_raw"))
    library.FPDF_InitLibrary()
    return library
