"""Files of old formats: what is inside decides; suites are played, and once there is the real one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.model.form import Form
from app.model.report import Report
from app.model.source import UnreadableError
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.office import OfficeError, installed_suites
from app.services.old_files import is_old, read_old
from app.services.opening import open_report
from app.word.writer import write_document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = _OLE + "WordDocument".encode("utf-16-le") + bytes(40)
LOCKED = _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(40)
RICH = b"{\\rtf1\\ansi text}"


@dataclass
class Played:
    """A suite that gives what it is told to, and remembers what it was given."""

    gives: bytes | None
    name: str = "WPS"
    suffix: str = ""

    def convert(self, source: Path, target: Path, seconds: float = 1.0) -> None:
        assert seconds
        self.suffix = source.suffix
        if self.gives is None:
            raise OfficeError(self.name, "启动不了")
        target.write_bytes(self.gives)


@pytest.fixture
def modern(sample: Report, form_2021: Form) -> bytes:
    return write_document(compose(form_2021, sample, compute(form_2021, sample)))


@pytest.mark.parametrize(("data", "suffix"), [(WORD, ".doc"), (RICH, ".rtf")])
def test_a_suite_makes_a_word_file_of_it(data: bytes, suffix: str, modern: bytes) -> None:
    assert is_old(data)
    broken, suite = Played(None), Played(modern)
    document = read_old(data, [broken, suite])
    assert document.unit == "南岗区企业和投资服务局"
    assert (broken.suffix, suite.suffix) == (suffix, suffix)


@pytest.mark.parametrize(
    ("data", "suites", "sentence"),
    [
        (WORD, [], "另存为 .docx 后再读入"),
        (WORD, [Played(None)], "用 WPS 没有转换成功：启动不了；请在 Word 或 WPS 里另存为 .docx"),
        (WORD, [Played(b"PK\x03\x04")], "Word 文件已损坏"),
        (LOCKED, [], "文件设有密码"),
        (_OLE, [Played(b"")], "旧格式的文件已损坏"),
    ],
)
def test_what_cannot_be_converted_is_one_sentence(
    data: bytes, suites: list[Played], sentence: str
) -> None:
    with pytest.raises(UnreadableError, match=sentence) as caught:
        read_old(data, suites)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not installed_suites(), reason="no office suite")
@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
def test_the_real_one_converts_what_it_wrote(
    suffix: str, modern: bytes, tmp_path: Path, sample: Report, catalogue: Catalogue
) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(modern)
    old = tmp_path / f"b{suffix}"
    installed_suites()[0].convert(source, old)
    report = open_report(old.rename(tmp_path / "报告.wps"), catalogue)
    assert report.doubts == ()
    assert report.unit == sample.unit
    assert {a: report.figure(a) for a in sample.cell_addresses} == {
        a: sample.figure(a) for a in sample.cell_addresses
    }
    assert report.sections == sample.sections
