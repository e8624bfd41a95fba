"""`nianbao --install-desktop`: menu entry, icon and file type on Linux desktops, for one user.

Follows the XDG Desktop Entry, Shared MIME-info and Icon Theme specifications; needs no rights but
the user's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    <comment>阳光年报工程</comment>
    <glob pattern="*.nianbao"/>
    <icon name="nianbao"/>
  </mime-type>
</mime-info>
"""


class DesktopError(OSError):
    """A system without such desktops; one Chinese sentence."""


def install() -> list[Path]:
    """Write entry, type and icon; returns the files.  Raises DesktopError or WriteError."""
    files = _files()
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    _refresh()
    return list(files)


def uninstall() -> list[Path]:
    """Remove what `install` wrote; returns the files that were there."""
    there = [path for path in _files() if path.exists()]
    for path in there:
        path.unlink()
    _refresh()
    return there


def _files() -> dict[Path, bytes]:
    if not sys.platform.startswith("linux"):
        raise DesktopError("只有 Linux 桌面需要安装菜单项；Windows 上右击文件选择打开方式即可")
    share = _share()
    entry = _ENTRY.format(command=_command(), type=_TYPE)
    return {
        share / "applications" / "nianbao.desktop": entry.encode("utf-8"),
        share / "mime" / "packages" / "nianbao.xml": _MIME.format(type=_TYPE).encode("utf-8"),
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
