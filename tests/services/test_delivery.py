"""Guards the files that are sent: proper names, each whole, one failure costs no other."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.exporters import all_exporters
from app.model.document import Document
from app.services.delivery import Job, deliver, plan
from app.services.export import Exporter
from app.services.saving import file_stem


def _never() -> bool:
    return False


def _ignore(_number: int, _path: Path) -> None:
    return


def test_every_kind_has_its_proper_name(tmp_path: Path) -> None:
    jobs = plan(all_exporters(), tmp_path, file_stem("某市某局", 2024))
    names = [job.path.name for job in jobs]
    assert "某市某局2024年政府信息公开工作年度报告.docx" in names
    assert "某市某局2024年政府信息公开工作年度报告.pdf" in names
    assert len(set(names)) == len(names)


def test_a_picture_says_what_it_is(tmp_path: Path) -> None:
    exporter = Exporter(".png", "图解", lambda _: b"", tail="图解")
    assert plan([exporter], tmp_path, "报告")[0].path.name == "报告图解.png"


def test_files_are_written_into_a_new_folder(tmp_path: Path, city_document: Document) -> None:
    folder = tmp_path / "报送" / "2024"
    wanted = [all_exporters()[suffix] for suffix in (".docx", ".html", ".xlsx")]
    told: list[tuple[int, str]] = []
    delivery = deliver(
        city_document,
        plan(wanted, folder, "报告"),
        lambda number, path: told.append((number, path.name)),
        _never,
    )
    assert [path.name for path in delivery.written] == ["报告.docx", "报告.html", "报告.xlsx"]
    assert told == [(0, "报告.docx"), (1, "报告.html"), (2, "报告.xlsx")]
    assert zipfile.is_zipfile(folder / "报告.docx")
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        p.name for p in delivery.written
    )
    assert delivery.describe() == "已写入 3 个文件"


def test_one_failure_costs_no_other_file(tmp_path: Path, city_document: Document) -> None:
    def fail(_document: Document) -> bytes:
        raise ZeroDivisionError

    (tmp_path / "报告.html").mkdir()  # in the way
    wanted = [
        Exporter(".xlsx", "坏的", fail),
        all_exporters()[".html"],
        all_exporters()[".docx"],
    ]
    delivery = deliver(city_document, plan(wanted, tmp_path, "报告"), _ignore, _never)
    assert [path.name for path in delivery.written] == ["报告.docx"]
    assert len(delivery.failed) == 2
    assert "ZeroDivisionError" in delivery.describe()
    assert not (tmp_path / "报告.xlsx").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, city_document: Document) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    jobs = plan([all_exporters()[".docx"]], tmp_path / "文件" / "里面", "报告")
    delivery = deliver(city_document, jobs, _ignore, _never)
    assert not delivery.written
    assert "建不了文件夹" in delivery.describe()


@pytest.mark.parametrize("stop_after", [0, 1, 2])
def test_cancelling_holds_between_two_files(
    tmp_path: Path, city_document: Document, stop_after: int
) -> None:
    begun: list[str] = []
    jobs = [Job(tmp_path / f"{n}.txt", Exporter(".txt", "文字", lambda _: b"x")) for n in range(3)]
    delivery = deliver(
        city_document,
        jobs,
        lambda _, path: begun.append(path.name),
        lambda: len(begun) == stop_after,
    )
    assert len(delivery.written) == stop_after == len(list(tmp_path.iterdir()))
    assert delivery.stopped
    assert "取消" in delivery.describe()
