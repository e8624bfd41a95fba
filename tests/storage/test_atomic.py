"""Writing: at every moment either the old file or the new one is there, whole."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, Self, cast

import pytest

from app.storage.atomic import WriteError, write_atomically

OLD, NEW = "旧".encode() * 100, "新".encode() * 50

Break = Callable[[pytest.MonkeyPatch, int], None]


def failing(code: int) -> Callable[..., NoReturn]:
    """A function that fails as the system would."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(code, "simulated")

    return fail


def break_flush(patch: pytest.MonkeyPatch, code: int) -> None:
    """The disk refuses to make the data lasting."""
    patch.setattr(os, "fsync", failing(code))


def break_replace(patch: pytest.MonkeyPatch, code: int) -> None:
    """The new file cannot take the old one's place (another program holds it)."""
    patch.setattr(os, "replace", failing(code))
    patch.setattr(Path, "replace", failing(code))


def break_mode(patch: pytest.MonkeyPatch, code: int) -> None:
    """The new file cannot be given the old one's permissions."""
    patch.setattr(Path, "chmod", failing(code))


def break_creation(patch: pytest.MonkeyPatch, code: int) -> None:
    """No file can be made beside the target."""
    patch.setattr(tempfile, "mkstemp", failing(code))


def break_write(patch: pytest.MonkeyPatch, code: int) -> None:
    """The disk is full in the middle of writing."""
    real = os.fdopen

    def opened(handle: int, mode: str) -> object:
        file = real(handle, mode)
        write = file.write

        class Half:
            """Writes half of what it gets, then fails."""

            def __enter__(self) -> Self:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, data: bytes) -> NoReturn:
                write(data[: len(data) // 2])
                raise OSError(code, "simulated")

        return Half()

    patch.setattr(os, "fdopen", opened)


BREAKS = [break_flush, break_replace, break_mode, break_creation, break_write]


@pytest.mark.parametrize("stands", [True, False], ids=["over an old file", "a new file"])
@pytest.mark.parametrize("broken", BREAKS, ids=lambda one: one.__name__)
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EIO, "磁盘读写出错"),
        (errno.EACCES, "没有写入的权限，或文件正被别的程序打开"),
        (errno.EROFS, "所在的盘只能读"),
        (errno.ENOTTY, "系统不允许写入"),
    ],
)
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: Break,
    code: int,
    reason: str,
    *,
    stands: bool,
) -> None:
    """Guards the user's only copy: whatever fails, the old file is intact and no rubbish is left."""
    path = tmp_path / "年报.nianbao"
    if stands:
        path.write_bytes(OLD)
    with monkeypatch.context() as patch:
        broken(patch, code)
        with pytest.raises(WriteError) as caught:
            write_atomically(path, NEW)
    assert str(caught.value) == f"无法保存“年报.nianbao”：{reason}"
    assert caught.value.errno == code
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == (
        {"年报.nianbao": OLD} if stands else {}
    )


def test_the_new_content_is_there_and_nothing_beside_it(tmp_path: Path) -> None:
    """Guards the normal case, new and over an old file."""
    path = tmp_path / "年报.nianbao"
    for data in (OLD, NEW, b""):
        write_atomically(path, data)
        assert path.read_bytes() == data
        assert list(tmp_path.iterdir()) == [path]


def test_the_data_is_flushed_before_it_takes_the_old_files_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the order: write, flush to the disk, replace; the other way round a crash loses both."""
    path = tmp_path / "年报.nianbao"
    path.write_bytes(OLD)
    steps: list[str] = []
    flush, replace = os.fsync, Path.replace

    def flushed(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        steps.append(f"flush {kind}")
        if kind == "file":
            assert os.fstat(handle).st_size == len(NEW)
            assert path.read_bytes() == OLD
        flush(handle)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("replace")
        assert self.parent == target.parent
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", replaced)
    write_atomically(path, NEW)
    assert steps[:2] == ["flush file", "replace"]
    assert path.read_bytes() == NEW


def test_a_folder_that_cannot_be_flushed_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards network folders: the file is in place by then, so nothing may say otherwise."""
    path = tmp_path / "年报.nianbao"
    real = os.open

    def refuse(name: object, *rest: int, **more: int) -> int:
        if Path(str(name)) == tmp_path:
            raise PermissionError(errno.EACCES, "simulated")
        return real(str(name), *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_an_interruption_leaves_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against what is no OSError: the temporary file goes in any case."""
    path = tmp_path / "年报.nianbao"
    path.write_bytes(OLD)

    def interrupt(_: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, NEW)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"年报.nianbao": OLD}


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    """Guards a wrong name: a folder is not written over."""
    (tmp_path / "材料").mkdir()
    with pytest.raises(WriteError, match=r"^无法保存“材料”：这个名字是一个文件夹$"):
        write_atomically(tmp_path / "材料", NEW)
    assert [p.name for p in tmp_path.iterdir()] == ["材料"]


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    """Guards a mistyped path."""
    with pytest.raises(WriteError, match=r"^无法保存“a\.docx”：文件夹不存在$"):
        write_atomically(tmp_path / "没有" / "a.docx", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    """Guards a path that leads through a file."""
    (tmp_path / "x").write_bytes(OLD)
    with pytest.raises(WriteError, match=r"文件夹不存在$"):
        write_atomically(tmp_path / "x" / "a.docx", NEW)
    assert (tmp_path / "x").read_bytes() == OLD


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    """Guards names made from long titles."""
    with pytest.raises(WriteError, match=r"文件名太长$"):
        write_atomically(tmp_path / ("长" * 300), NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards read-only files: replacing one would get round its protection."""
    path = tmp_path / "年报.nianbao"
    path.write_bytes(OLD)
    path.chmod(0o444)
    monkeypatch.setattr(
        os, "access", lambda name, mode: not (mode & os.W_OK and Path(name) == path)
    )
    with pytest.raises(WriteError, match=r"没有写入的权限，或文件正被别的程序打开$"):
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666])
def test_the_permissions_of_the_old_file_are_kept(tmp_path: Path, mode: int) -> None:
    """Guards shared folders: colleagues who could read the file still can, others still cannot."""
    path = tmp_path / "年报.nianbao"
    path.write_bytes(OLD)
    path.chmod(mode)
    write_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_that_the_system_gives(
    tmp_path: Path, mask: int, mode: int
) -> None:
    """Guards shared folders: a new file is not locked to its maker as temporary files are."""
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "a.nianbao", NEW)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.nianbao").stat().st_mode) == mode


@pytest.mark.parametrize("code", [errno.EACCES, errno.EBUSY])
def test_a_file_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Guards against virus scanners: they open what was just written, and let go of it."""
    path = tmp_path / "年报.nianbao"
    path.write_bytes(OLD)
    replace, refusals = Path.replace, [3]

    def sometimes(self: Path, target: Path) -> Path:
        if refusals[0]:
            refusals[0] -= 1
            raise OSError(code, "simulated")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", sometimes)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    """Guards shared folders that are reached by links."""
    (tmp_path / "share").mkdir()
    target, link = tmp_path / "share" / "年报.nianbao", tmp_path / "年报.nianbao"
    target.write_bytes(OLD)
    link.symlink_to(target)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_short_writes_of_the_system_are_continued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against systems that take a part of what is written at a time."""
    path = tmp_path / "年报.nianbao"
    real = os.fdopen

    class Slow(io.RawIOBase):
        """Takes seven bytes at a time."""

        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor

        def writable(self) -> bool:
            return True

        def fileno(self) -> int:
            return self._descriptor

        def write(self, data: memoryview, /) -> int:  # type: ignore[override]
            return os.write(self._descriptor, bytes(data)[:7])

        def close(self) -> None:
            if not self.closed:
                super().close()
                os.close(self._descriptor)

    def slow(descriptor: int, mode: str) -> object:
        return (
            io.BufferedWriter(cast("io.RawIOBase", Slow(descriptor)))
            if mode == "wb"
            else real(descriptor, mode)
        )

    monkeypatch.setattr(os, "fdopen", slow)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
