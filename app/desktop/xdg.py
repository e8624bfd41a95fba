"""Menu entry, icon and file type on Linux desktops.

Follows the XDG Desktop Entry, Shared MIME-info and Icon Theme specifications.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.desktop.door import FileType
from app.paths import executable, resource
from app.storage.atomic import write_atomically

_TYPE = "application/x-nianbao"
_ENTRY = """[Desktop Entry]
Type=Application
Version=1.0
Name=阳光年报
GenericName=政府信息公开工作年度报告填报工具
Comment=填报、校核政府信息公开工作年度报告
Exec={command} %f
Icon=nianbao
Terminal=false
Categories=Office;
MimeType={type};
StartupNotify=true
"""
_MIME = """<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{type}">
    <comment>{name}</comment>
    <glob pattern="*{suffix}"/>
    <icon name="nianbao"/>
  </mime-type>
</mime-info>
"""


class XdgDesktop:
    """The folders of one user's desktop."""

    def install(self) -> list[str]:
        """Write entry, type and icon; returns the files.  Raises WriteError."""
        files = _files()
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
        _refresh()
        return [str(path) for path in files]

    def uninstall(self) -> list[str]:
        """Remove what `install` wrote; returns the files that were there."""
        there = [path for path in _files() if path.exists()]
        for path in there:
            path.unlink()
        _refresh()
        return [str(path) for path in there]


def _files() -> dict[Path, bytes]:
    share = _share()
    entry = _ENTRY.format(command=_command(), type=_TYPE)
    mime = _MIME.format(type=_TYPE, **FileType()._asdict())
    return {
        share / "applications" / "nianbao.desktop": entry.encode("utf-8"),
        share / "mime" / "packages" / "nianbao.xml": mime.encode("utf-8"),
        share / "icons/hicolor/scalable/apps/nianbao.svg": resource("icons/app.svg").read_bytes(),
    }


def _share() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _command() -> str:
    """How the entry starts the program, escaped as the specification wants it."""
    program = str(executable() or shutil.which("nianbao") or Path(sys.argv[0]).resolve())
    escaped = "".join(f"\\{c}" if c in '\\"$`' else c for c in program).replace("%", "%%")
    return f'"{escaped}"'


def _refresh() -> None:
    """Let the desktop take notice, where its tools are installed; it does so later by itself."""
    share = _share()
    for tool, folder in (
        ("update-desktop-database", "applications"),
        ("update-mime-database", "mime"),
    ):
        found = shutil.which(tool)
        if found and (share / folder).is_dir():
            subprocess.run([found, str(share / folder)], check=False, capture_output=True)  # noqa: S603
