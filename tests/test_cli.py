"""The commands of the contract: what they print, what they write, how they fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from app.cli import main
from app.model.address import Address
from app.model.edits import put_figures
from app.model.numbers import parse_figure
from app.model.report import Report
from app.rules.aside import set_aside
from app.rules.assess import Assessor
from app.services.catalogue import Catalogue
from app.services.opening import open_report
from app.services.saving import save_report

SAMPLE = Path(__file__).parent / "data" / "nangang-2021.nianbao"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "甲.nianbao"
    assert main(["new", "--unit", "甲局", "--year", "2024", "-o", str(path)]) == 0
    return path


def _json(capsys: Capture) -> dict[str, object]:
    return json.loads(capsys.readouterr().out)


def test_new_is_empty_and_of_the_form_in_force(project: Path, capsys: Capture) -> None:
    assert main(["show", str(project), "--json"]) == 0
    shown = _json(capsys)
    assert (shown["unit"], shown["year"], shown["format"]) == ("甲局", 2024, "2021")
    assert shown["forms"] == {"disclosure": "2021", "requests": "2021", "disputes": "2021"}
    assert shown["doc_title"] == "甲局2024年政府信息公开工作年度报告"
    cells = shown["cells"]
    assert isinstance(cells, dict)
    assert len(cells) == 200
    assert set(cells.values()) == {None}
    assert shown["printed"] == {}
    assert "甲局" in project.read_text(encoding="utf-8")


def test_new_for_2020_uses_the_form_of_2019(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.nianbao"
    assert main(["new", "--unit", "甲局", "--year", "2020", "-o", str(path)]) == 0
    assert main(["show", str(path), "--json"]) == 0
    cells = _json(capsys)["cells"]
    assert isinstance(cells, dict)
    assert "requests.other_handling.natural" in cells
    assert "requests.misc.natural" not in cells


def test_new_from_last_year_carries_requests_over(
    tmp_path: Path, published_report: Callable[[str], object], capsys: Capture
) -> None:
    last = tmp_path / "last.nianbao"
    save_report(published_report("suqian_2023"), last)  # type: ignore[arg-type]
    path = tmp_path / "this.nianbao"
    arguments = [
        "new",
        "--unit",
        "宿迁市",
        "--year",
        "2024",
        "--previous",
        str(last),
        "-o",
        str(path),
    ]
    assert main(arguments) == 0
    assert main(["show", str(path), "--json"]) == 0
    cells = _json(capsys)["cells"]
    assert isinstance(cells, dict)
    assert [cells[f"requests.carried_in.{c}"] for c in ("natural", "business", "total")] == [
        118,
        3,
        121,
    ]
    assert cells["requests.received.natural"] is None

    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["previous"]["year"] == 2023
    content["cells"]["requests.carried_in.natural"] = 999
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(path), "--json"]) == 1
    assert "Y-CARRY" in [f["rule"] for f in _findings(capsys)]
    elsewhere = tmp_path / "other.nianbao"
    content = json.loads(last.read_text(encoding="utf-8"))
    content["cells"]["requests.carried_out.natural"] = 999
    content.pop("printed")
    elsewhere.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    main(["check", str(path), "--previous", str(elsewhere), "--json"])
    assert "Y-CARRY" not in [f["rule"] for f in _findings(capsys)], "the one named comes first"


def test_show_gives_amounts_with_their_own_decimals(
    catalogue: Catalogue, project: Path, capsys: Capture
) -> None:
    report = open_report(project, catalogue)
    form = catalogue.form_of(report)
    figures = {
        Address.parse("disclosure.fees.amount"): parse_figure("59237.2400"),
        Address.parse("requests.secret.other"): parse_figure("/"),
    }
    report.apply(put_figures(report, form, figures, ""))
    save_report(report, project)
    assert main(["show", str(project), "--json"]) == 0
    out = capsys.readouterr().out
    assert '"disclosure.fees.amount": 59237.2400' in out
    assert json.loads(out)["raw"] == {"requests.secret.other": "/"}


def test_check_of_the_sample_finds_the_blank_totals_and_exits_1(capsys: Capture) -> None:
    assert main(["check", str(SAMPLE), "--json"]) == 1
    files = _json(capsys)["files"]
    assert isinstance(files, list)
    (entry,) = files
    assert entry["unit"] == "南岗区企业和投资服务局"
    assert entry["unreadable"] is None
    rules = [finding["rule"] for finding in entry["findings"]]
    assert rules[:25] == ["C-EMPTY"] * 25
    assert "C-EMPTY" not in rules[25:]
    assert entry["findings"][0]["severity"] == "error"
    assert entry["findings"][0]["section"] == "requests"
    assert set(entry["findings"][0]) == {
        "rule", "severity", "section", "message", "cells", "quote", "expected", "actual",
    }  # fmt: skip


def test_a_finding_set_aside_is_told_with_its_reason_and_is_no_error(
    tmp_path: Path, catalogue: Catalogue, published_report: Callable[[str], Report], capsys: Capture
) -> None:
    report = published_report("suqian_2024")
    form = catalogue.form_of(report)
    slash = {Address.parse("requests.granted.legal"): parse_figure("/")}
    report.apply(put_figures(report, form, slash, "填数"))
    assessor = Assessor(catalogue.rules)
    for finding in (before := assessor.assess(form, report)).findings:
        report.apply(set_aside(report, before.values, finding, "上级要求保留"))
    path = tmp_path / "a.nianbao"
    save_report(report, path)
    assert main(["check", str(path)]) == 0
    assert "没有发现问题" in (out := capsys.readouterr().out)
    assert "不改 C-SLASH" in out
    assert "（理由：上级要求保留）" in out
    assert main(["check", str(path), "--json"]) == 0
    files = _json(capsys)["files"]
    assert isinstance(files, list)
    assert "C-SLASH" in {f["rule"] for f in files[0]["findings"]}
    assert {f["set_aside"] for f in files[0]["findings"]} == {"上级要求保留"}
    assert main(["export", str(path), "-o", str(tmp_path / "a.docx")]) == 0
    assert "上级要求" not in "".join(
        p.text for p in docx.Document(str(tmp_path / "a.docx")).paragraphs
    )


def test_check_without_errors_exits_0(
    tmp_path: Path, published_report: Callable[[str], object], capsys: Capture
) -> None:
    path = tmp_path / "a.nianbao"
    save_report(published_report("suqian_2023"), path)  # type: ignore[arg-type]
    assert main(["check", str(path)]) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_check_of_several_goes_on_after_an_unreadable_one(
    tmp_path: Path, project: Path, capsys: Capture
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04")
    assert main(["check", str(bad), str(project), "--json"]) == 2
    files = _json(capsys)["files"]
    assert isinstance(files, list)
    assert "坏.docx" in files[0]["unreadable"]
    assert files[0]["findings"] == []
    assert files[1]["findings"]


def test_export_writes_a_word_file_that_another_library_reads(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    assert main(["export", str(SAMPLE), "-o", str(path)]) == 0
    document = docx.Document(str(path))
    assert len(document.tables) == 3
    assert "一、主动公开政府信息情况" in [p.text for p in document.paragraphs]


def test_import_prints_what_show_prints(tmp_path: Path, capsys: Capture) -> None:
    document, project = tmp_path / "报告.docx", tmp_path / "读入.nianbao"
    main(["export", str(SAMPLE), "-o", str(document)])
    assert main(["import", str(document), "-o", str(project), "--json"]) == 0
    imported = _json(capsys)
    assert main(["show", str(project), "--json"]) == 0
    assert _json(capsys) == imported
    assert main(["show", str(document), "--json"]) == 0
    assert _json(capsys) == imported


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["new", "--unit", "甲局", "-o", "x.nianbao"], "缺少 --year"),
        (["new", "--unit", "甲局", "--year", "24", "-o", "x.nianbao"], "年度“24”应为四位数的年份"),
        (["new", "--unit", " ", "--year", "2024", "-o", "x.nianbao"], "单位名称不能为空"),
        (["new", "--unit", "甲", "--year", "2024", "-o", "x.txt"], "应以 .nianbao 结尾"),
        (["show", "没有.nianbao", "--json"], "打不开“没有.nianbao”：没有这个文件"),
        (["show", ".", "--json"], "这是一个文件夹"),
        (["check"], "缺少"),
        (["export", str(SAMPLE), "-o", "x.odt"], "不能导出为“.odt”"),
        (["export", str(SAMPLE), "-o", "没有/x.docx"], "无法保存“x.docx”：文件夹不存在"),
        (["export", str(SAMPLE)], "缺少 -o"),
        (["export", str(SAMPLE), "-o"], "-o 后面要有内容"),
        (["check", "--json=1", str(SAMPLE)], "--json 后面不能有内容"),
        (["check", str(SAMPLE), "--nonsense"], "不认识 --nonsense"),
    ],
)  # fmt: skip
def test_bad_arguments_are_one_chinese_sentence_and_exit_2(
    arguments: list[str],
    words: str,
    capsys: Capture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert list(tmp_path.iterdir()) == []


def test_new_does_not_overwrite_work(project: Path, capsys: Capture) -> None:
    before = project.read_bytes()
    assert main(["new", "--unit", "乙局", "--year", "2024", "-o", str(project)]) == 2
    assert "已有文件" in capsys.readouterr().err
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"nianbao": 2}', b"\xff\xfe", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7",
     b'{"nianbao": 1, "forms": {}}', b'{"nianbao": 1, "forms": {"requests": "2099"}}', b"[" * 100_000],
)  # fmt: skip
def test_any_file_is_read_or_refused_with_one_sentence(
    content: bytes, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "件.nianbao"
    path.write_bytes(content)
    assert main(["show", str(path), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("打不开“件.nianbao”：")


def test_commands_load_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from app.cli import main\n"
        f"main(['export', {str(SAMPLE)!r}, '-o', {str(tmp_path / 'x.docx')!r}])\n"
        f"main(['check', {str(SAMPLE)!r}])\n"
        f"main(['show', {str(tmp_path / 'x.docx')!r}, '--json'])\n"
        "bad = [m for m in sys.modules if m.startswith(('PySide6', 'shiboken6', 'docx'))]\n"
        "sys.exit(f'loaded: {bad}' if bad else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_output_is_utf8_whatever_the_console_is() -> None:
    command = [sys.executable, "-m", "app", "check", str(SAMPLE), "--json"]
    environment = {"PYTHONIOENCODING": "cp936", "PATH": ""}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode == 1
    assert json.loads(done.stdout.decode("utf-8"))["files"][0]["year"] == 2021


def test_names_and_titles_that_the_console_cannot_show_break_nothing(
    tmp_path: Path, project: Path
) -> None:
    odd = tmp_path / "\udcc4\udcea.nianbao"  # a GBK name on a UTF-8 system
    odd.write_bytes(project.read_bytes().replace("甲局".encode(), "甲局😀".encode()))
    for arguments in (["check", str(odd)], ["check", str(odd), "--json"], ["--help"]):
        for coding in ("gbk", "cp1252", "ascii"):
            done = subprocess.run(
                [sys.executable, "-m", "app", *arguments],
                capture_output=True, check=False,
                env={**os.environ, "PYTHONIOENCODING": coding},
            )  # fmt: skip
            assert done.returncode in (0, 1), (arguments, coding, done.stderr)
            assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("word", ["chekc", "batch", "没有.nianbao"])
def test_a_word_that_is_neither_command_nor_file_is_named(word: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", word], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"没有“{word}”这个命令，也没有这个文件" in done.stderr


def test_version_is_that_of_the_project(capsys: Capture) -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"阳光年报 {project['project']['version']}\n"


def test_special_files_are_refused_without_waiting(tmp_path: Path, capsys: Capture) -> None:
    pipe = tmp_path / "管道.docx"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        assert main(["check", str(path)]) == 2
        assert "这不是普通的文件" in capsys.readouterr().err


def test_a_name_too_long_is_one_sentence(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "长" * 120 + ".nianbao"
    assert main(["new", "--unit", "甲", "--year", "2024", "-o", name]) == 2
    assert capsys.readouterr().err.endswith("文件名太长\n")
    assert main(["show", name, "--json"]) == 2
    assert capsys.readouterr().err.endswith("文件名太长\n")


def test_output_that_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "读入.nianbao"
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app", "import", str(SAMPLE), "-o", str(target), "--json"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "读写出错：磁盘已满，没有写出结果\n"
    assert not target.exists()


def test_what_nobody_foresaw_is_a_sentence_too(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.cli.current_catalogue", fail)
    assert main(["check", str(SAMPLE)]) == 2
    assert capsys.readouterr().err == "程序内部出错（ZeroDivisionError），没有写出结果\n"


def test_check_against_last_years_report(
    tmp_path: Path, published_report: Callable[[str], Report], capsys: Capture
) -> None:
    """Suqian: what 2023 carried over is what 2024 began with; one figure changed breaks it."""
    last, this = tmp_path / "2023.nianbao", tmp_path / "2024.nianbao"
    save_report(published_report("suqian_2023"), last)
    save_report(published_report("suqian_2024"), this)
    main(["check", str(this), "--json"])
    alone = [f["rule"] for f in _findings(capsys)]
    main(["check", str(this), "--previous", str(last), "--json"])
    compared = [f["rule"] for f in _findings(capsys)]
    assert "Y-CARRY" not in alone
    assert "Y-CARRY" not in compared

    content = json.loads(last.read_text(encoding="utf-8"))
    content["cells"]["requests.carried_out.natural"] += 1
    content.pop("printed", None)
    last.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(this), "--previous", str(last), "--json"]) == 1
    assert "Y-CARRY" in [f["rule"] for f in _findings(capsys)]


def test_a_report_of_another_year_is_not_compared_and_that_is_said(
    tmp_path: Path, published_report: Callable[[str], Report], capsys: Capture
) -> None:
    this = tmp_path / "2024.nianbao"
    save_report(published_report("suqian_2024"), this)
    main(["check", str(this), "--previous", str(this), "--json"])
    captured = capsys.readouterr()
    assert "上年报告是 2024 年的，没有对照" in captured.err
    assert "Y-" not in captured.out


def test_an_attached_report_that_is_none_of_last_year_is_said_to_be_left_aside(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "a.nianbao"
    content = json.loads(SAMPLE.read_text(encoding="utf-8"))
    content["previous"] = {"unit": "甲局", "year": 2018}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    main(["check", str(path), "--json"])
    assert "上年报告是 2018 年的，没有对照" in capsys.readouterr().err


def test_last_years_report_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["check", str(SAMPLE), "--previous", str(tmp_path / "无.nianbao")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_check_writes_the_findings_as_a_workbook(tmp_path: Path, capsys: Capture) -> None:
    """Guards the contract: check FILE… -o FINDINGS.xlsx, beside what is printed."""
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"")
    target = tmp_path / "清单.xlsx"
    assert main(["check", str(SAMPLE), str(bad), "--json", "-o", str(target)]) == 2
    files = _json(capsys)["files"]
    assert isinstance(files, list)
    entry = files[0]
    book = openpyxl.load_workbook(target)
    rows = list(book["问题"].iter_rows(values_only=True))
    assert [row[6] for row in rows[1:]] == [f["message"] for f in entry["findings"]]
    assert [row[6] for row in book["各报告"].iter_rows(min_row=2, values_only=True)] == [
        SAMPLE.name,
        "坏.docx",
    ]


@pytest.mark.parametrize(
    ("file", "target", "words"),
    [
        (SAMPLE, "清单.docx", "问题清单的文件名应以 .xlsx 结尾"),
        (Path("没有.docx"), "清单.xlsx", "没有"),
        (SAMPLE, "没有/清单.xlsx", "文件夹不存在"),
    ],
)
def test_a_workbook_of_findings_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, capsys: Capture, file: Path, target: str, words: str
) -> None:
    path = tmp_path / target
    assert main(["check", str(file), "-o", str(path)]) == 2
    assert words in capsys.readouterr().err
    assert not path.exists()


def _findings(capsys: Capture) -> list[dict[str, object]]:
    files = _json(capsys)["files"]
    assert isinstance(files, list)
    (entry,) = files
    found: list[dict[str, object]] = entry["findings"]
    return found
