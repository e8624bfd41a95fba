"""What is inside the executables, part by part: who made it, under which licence, which files.

Data only: `licences.py` takes the versions and texts from where the parts come from, `sbom.py`
holds that everything inside an executable belongs to one of them.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

LINUX, WINDOWS = "linux", "windows"
BOTH = (LINUX, WINDOWS)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `files` and `modules` are patterns for the whole name of what is its own.

    `origin` says where version and text come from: `wheel NAME`, `old PACKAGE` (of the Debian that
    the build happens in), `new PACKAGE` (of the Debian underneath, for what a wheel has inside),
    `python linux`, `python windows` or `program`. `texts` are common licences that it refers to.
    """

    name: str
    licence: str
    origin: str
    files: str = ""
    modules: str = ""
    texts: tuple[str, ...] = ()
    systems: tuple[str, ...] = BOTH
    version: str = ""
    """Where the origin does not tell it."""


LGPL = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
QT_VERSION = "6.8.3"
XCB = "MIT"

PARTS: tuple[Part, ...] = (
    Part("阳光年报", "Apache-2.0", "program", r"resources/.+", r"app(\..+)?"),
    Part(
        "Qt", LGPL, "wheel PySide6-Essentials",
        r"PySide6/(Qt/(lib/libQt6\w+\.so\.6|plugins/.+|translations/.+)|Qt6\w+\.dll|plugins/.+"
        r"|translations/.+)",
        texts=("LGPL-3", "GPL-3", "GPL-2"),
    ),
    Part("Qt 所含的第三方代码", "BSD-3-Clause AND MIT AND Zlib AND LicenseRef-others",
         "new libqt6core6 libqt6svg6", version=QT_VERSION),
    Part("ICU", "Unicode-3.0", "new libicu72", r"PySide6/Qt/lib/libicu\w+\.so\.73",
         systems=(LINUX,), version="73.2"),
    Part("PySide6", LGPL, "wheel PySide6-Essentials",
         r"PySide6/(\w+\.(abi3\.so|pyd)|(lib)?pyside6\.abi3\.(so\.[\d.]+|dll))", r"PySide6(\..+)?",
         texts=("LGPL-3", "GPL-3", "GPL-2")),
    Part("Shiboken6", LGPL, "wheel shiboken6", r"shiboken6/[^/]+", r"shiboken6(\..+)?",
         texts=("LGPL-3", "GPL-3", "GPL-2")),
    Part("lxml", "BSD-3-Clause", "wheel lxml", r"lxml/.+", r"lxml(\..+)?"),
    Part("libxml2 (lxml)", "MIT", "new libxml2"),
    Part("libxslt (lxml)", "MIT", "new libxslt1.1"),
    Part("msgspec", "BSD-3-Clause", "wheel msgspec", r"msgspec/.+", r"msgspec(\..+)?"),
    Part("platformdirs", "MIT", "wheel platformdirs", modules=r"platformdirs(\..+)?"),
    Part("PDFium (pypdfium2)", "(Apache-2.0 OR BSD-3-Clause) AND LicenseRef-others",
         "wheel pypdfium2", r"pypdfium2_raw/.+", r"pypdfium2_raw(\..+)?"),
    Part("leather", "MIT", "wheel leather", modules=r"leather(\..+)?"),
    Part("python-docx", "MIT", "wheel python-docx", r"docx/.+", r"docx(\..+)?"),
    Part("xlrd", "BSD-3-Clause AND BSD-4-Clause", "wheel xlrd", modules=r"xlrd(\..+)?"),
    Part("typing_extensions", "PSF-2.0", "wheel typing-extensions", modules="typing_extensions"),
    Part("PyInstaller", "GPL-2.0-or-later WITH Bootloader-exception", "wheel pyinstaller",
         r"PYZ\.(pyz|txt)|nianbao(\.exe)?", r"_pyi_rth_utils(\..+)?|pyi\w+"),
    Part("Python", "Python-2.0", "python linux",
         r"libpython3\.11\.so\.1\.0|python3\.11/lib-dynload/.+|base_library\.zip",
         systems=(LINUX,)),
    Part("Python", "Python-2.0", "python windows",
         r"python3(11)?\.dll|\w+\.pyd|base_library\.zip|libffi-\d+\.dll", r"(?!app\b).+",
         systems=(WINDOWS,)),
    Part("Microsoft Visual C++ Runtime", "LicenseRef-Microsoft-Distributable-Code",
         "python windows", r"(.+/)?(vcruntime140(_1)?|msvcp140(_[12])?|VCRUNTIME.+|MSVCP.+)\.dll",
         systems=(WINDOWS,), version="14"),
    Part("libffi", "MIT", "old libffi7", r"libffi\.so\.\d+", systems=(LINUX,)),
    Part("libxcb", XCB, "old libxcb1",
         r"libxcb-(randr|render|shape|shm|sync|xfixes|xkb)\.so\.\d", systems=(LINUX,)),
    Part("xcb-util", XCB, "old libxcb-util1", r"libxcb-util\.so\.1", systems=(LINUX,)),
    Part("xcb-util-cursor", XCB, "old libxcb-cursor0", r"libxcb-cursor\.so\.0", systems=(LINUX,)),
    Part("xcb-util-image", XCB, "old libxcb-image0", r"libxcb-image\.so\.0", systems=(LINUX,)),
    Part("xcb-util-keysyms", XCB, "old libxcb-keysyms1", r"libxcb-keysyms\.so\.1",
         systems=(LINUX,)),
    Part("xcb-util-renderutil", XCB, "old libxcb-render-util0", r"libxcb-render-util\.so\.0",
         systems=(LINUX,)),
    Part("xcb-util-wm", XCB, "old libxcb-icccm4", r"libxcb-icccm\.so\.4", systems=(LINUX,)),
    Part("libxkbcommon", "MIT", "old libxkbcommon0", r"libxkbcommon(-x11)?\.so\.0",
         systems=(LINUX,)),
)  # fmt: skip


def part_of_file(name: str, system: str) -> Part | None:
    """Whose a file inside an executable is; None if nobody has been named for it."""
    own = (part for part in PARTS if system in part.systems and part.files)
    return next((part for part in own if re.fullmatch(part.files, name)), None)


def part_of_module(name: str, system: str) -> Part | None:
    """Whose a Python module is; None if nobody has been named for it."""
    if name.partition(".")[0] in sys.stdlib_module_names:
        return next(part for part in PARTS if part.origin == f"python {system}")
    own = (part for part in PARTS if system in part.systems and part.modules)
    return next((part for part in own if re.fullmatch(part.modules, name)), None)
