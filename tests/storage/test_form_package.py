"""Guards packages of forms: read whole and as listed, or refused with one sentence."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from form_packages import INFO, files_of_next_form, sums, write_archive, write_folder

from app.storage.form_package import FormPackageError, read_package


def test_folder_and_archive_read_alike(tmp_path: Path) -> None:
    files = files_of_next_form()
    packages = [
        read_package(write_folder(tmp_path / "文件夹", files)),
        read_package(write_archive(tmp_path / "平.zip", files)),
        read_package(write_archive(tmp_path / "带文件夹.zip", files, "格式2026/")),
    ]
    for package in packages:
        assert package.info.name == "2026 年格式"
        assert package.info.issued == date(2026, 10, 1)
        assert package.forms == ("2026",)
        assert dict(package.files) == files
    assert len({package.digest for package in packages}) == 1


def test_one_changed_byte_is_refused(tmp_path: Path) -> None:
    files = files_of_next_form()
    folder = write_folder(tmp_path / "改过", files)
    form = folder / "formats/2026/format.toml"
    form.write_bytes(form.read_bytes().replace(b"2026", b"2027", 1))
    with pytest.raises(FormPackageError, match="与校验清单不符，可能损坏或被改过"):
        read_package(folder)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"formats/2026/evil.py": b""}, "里面有不认识的文件“formats/2026/evil.py”"),
        ({"../outside.toml": b""}, "里面有不认识的文件“../outside.toml”"),
        ({"formats/../../x/format.toml": b""}, "里面有不认识的文件"),
        ({"/etc/passwd": b""}, "里面有不认识的文件"),
        ({"formats/2026/charts.toml": b" " * 1_000_001}, "太大，不像格式更新"),
        ({"package.toml": b"name = 1"}, "package.toml"),
        ({"package.toml": INFO.encode() + b"by = 1"}, "不认识的项“by”"),
        ({f"help/h{n}.toml": b"" for n in range(30)}, "太大，不像格式更新"),
    ],
)
def test_what_does_not_belong_there_is_refused(
    tmp_path: Path, change: dict[str, bytes], reason: str
) -> None:
    path = write_archive(tmp_path / "坏.zip", {**files_of_next_form(), **change})
    with pytest.raises(FormPackageError) as caught:
        read_package(path)
    assert str(caught.value).startswith("“坏.zip”不能用作格式更新：")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("left_out", "reason"),
    [
        ("package.toml", "没有 package.toml"),
        ("formats/2026/format.toml", "里面没有格式"),
    ],
)
def test_what_must_be_there_is_missed(tmp_path: Path, left_out: str, reason: str) -> None:
    files = files_of_next_form()
    del files[left_out]
    with pytest.raises(FormPackageError, match=reason):
        read_package(write_folder(tmp_path / "缺", files))


def test_the_list_must_name_every_file_and_only_those(tmp_path: Path) -> None:
    files = files_of_next_form()
    short = b"".join(sums(files).splitlines(keepends=True)[1:])
    with pytest.raises(FormPackageError, match="不在校验清单里"):
        read_package(write_folder(tmp_path / "少", files, short))
    more = sums({**files, "help/2027.toml": b""})
    with pytest.raises(FormPackageError, match=r"缺少“help/2027\.toml”"):
        read_package(write_folder(tmp_path / "多", files, more))
    with pytest.raises(FormPackageError, match="SHA256SUMS 第 1 行有误"):
        read_package(write_folder(tmp_path / "乱", files, b"\n"))
    with pytest.raises(FormPackageError, match="不是文字"):
        read_package(write_folder(tmp_path / "码", files, b"\xff"))


def test_no_list_no_package(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "无", files_of_next_form())
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(FormPackageError, match="没有校验清单"):
        read_package(folder)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"not a zip"])
def test_other_files_are_no_packages(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "别的.zip"
    path.write_bytes(data)
    with pytest.raises(FormPackageError, match="读不出来"):
        read_package(path)


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FormPackageError, match="读不出来"):
        read_package(tmp_path / "没有.zip")


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    """Guards memory: sizes are told before anything is unpacked."""
    files = {**files_of_next_form(), "help/2026.toml": b"#" * 50_000_000}
    with pytest.raises(FormPackageError, match="太大"):
        read_package(write_archive(tmp_path / "胀.zip", files))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "链", files_of_next_form())
    (folder / "help/2027.toml").symlink_to(folder / "help/2026.toml")
    with pytest.raises(FormPackageError, match="是链接"):
        read_package(folder)


def test_an_archive_with_a_file_without_a_name_is_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.zip", files_of_next_form())
    data = path.read_bytes().replace(b"package.toml", b"\0ackage.toml")
    path.write_bytes(data)
    with pytest.raises(FormPackageError):
        read_package(path)


def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "双.zip", files_of_next_form())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("package.toml", INFO)
    with pytest.raises(FormPackageError, match="出现了两次"):
        read_package(path)
