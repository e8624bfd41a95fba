"""Paths longer than Windows takes by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.paths import extended, is_there, reachable

LONG = "\\".join(["政府信息公开"] * 40)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("C:\\年报\\2024.nianbao", "C:\\年报\\2024.nianbao"),
        (f"C:\\{LONG}", f"\\\\?\\C:\\{LONG}"),
        (f"\\\\server\\share\\{LONG}", f"\\\\?\\UNC\\server\\share\\{LONG}"),
        (f"\\\\?\\C:\\{LONG}", f"\\\\?\\C:\\{LONG}"),
    ],
    ids=["short", "long", "share", "prefixed"],
)
def test_windows_is_given_the_prefix_where_a_path_is_long(path: str, given: str) -> None:
    assert extended(path) == given


def test_a_path_near_the_limit_leaves_room_for_the_file_beside_it() -> None:
    path = "C:\\" + "a" * 240
    assert extended(path).startswith("\\\\?\\")


def test_other_systems_are_given_the_path_as_it_is() -> None:
    assert reachable(Path("a") / LONG) == Path("a") / LONG


def test_a_name_that_no_system_takes_is_not_there(tmp_path: Path) -> None:
    assert not is_there(tmp_path / ("年" * 4000))
    assert not is_there("a\0b")
    assert is_there(tmp_path)
