"""The audit of pinned packages: what it finds, what it lets pass, and that its list is used."""

from __future__ import annotations

from pathlib import Path

import pytest

import audit

LOCK = """\
[[package]]
name = "lxml"
version = "{version}"

[[package]]
name = "pdfminer-six"
version = "20260107"
"""


@pytest.fixture
def known() -> dict[str, dict[str, tuple[str, str]]]:
    return audit.published(audit.ADVISORIES)


def locked(folder: Path, version: str) -> Path:
    lock = folder / "uv.lock"
    lock.write_text(LOCK.format(version=version), encoding="utf-8")
    return lock


def test_nothing_pinned_here_is_known_to_be_weak(
    known: dict[str, dict[str, tuple[str, str]]],
) -> None:
    assert [str(w) for w in audit.weaknesses(audit.pinned(audit.LOCK), known)] == []


@pytest.mark.parametrize(
    ("version", "names"),
    [("6.0.9", ["CVE-2026-41066"]), ("6.1.0", []), ("6.10.0", [])],
)
def test_versions_are_compared_as_numbers(
    version: str, names: list[str], known: dict[str, dict[str, tuple[str, str]]], tmp_path: Path
) -> None:
    """Guards the first mended version and one that only spelling would take for older."""
    found = audit.weaknesses(audit.pinned(locked(tmp_path, version)), known)
    assert [weakness.name for weakness in found] == names


def test_a_package_is_found_under_each_spelling(
    known: dict[str, dict[str, tuple[str, str]]], tmp_path: Path
) -> None:
    lock = locked(tmp_path, "6.1.3")
    lock.write_text(lock.read_text("utf-8").replace("20260107", "20240706"), encoding="utf-8")
    assert {w.package for w in audit.weaknesses(audit.pinned(lock), known)} == {"pdfminer-six"}


def test_the_command_fails_and_names_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main() == 0
    monkeypatch.setattr(audit, "LOCK", locked(tmp_path, "4.9.0"))
    assert audit.main() == 1
    assert "lxml 4.9.0：CVE-2022-2309" in capsys.readouterr().out
