"""The commands: `nianbao new | import | show | check | export | selftest`; no window, no Qt.

Exit codes: 0 done; 1 done, with findings of severity error (check, selftest); 2 the input cannot
be read or the arguments are wrong, with one Chinese sentence on standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from app import __version__
from app.desktop.door import DesktopError, this_desktop
from app.exporters import all_exporters
from app.model.blank import blank_report
from app.model.opinion import Opinion
from app.model.previous import Previous
from app.model.report import FIRST_YEAR, LAST_YEAR, Report
from app.model.rule import SEVERITY_WORDS
from app.model.source import SeveralReportsError, UnreadableError
from app.paths import is_there, user_data
from app.rules.assess import Assessment, Assessor
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.describe import describe_check, describe_report, describe_unreadable
from app.services.export import UnknownFormatError, export_notes
from app.services.form_updates import current_catalogue
from app.services.opening import open_report
from app.services.opinion import LIST, list_file, opinion_of
from app.services.previous import previous_of
from app.services.succession import succeed
from app.storage.atomic import WriteError, reason_of, write_atomically
from app.storage.damage import DamagedInstallationError
from app.storage.project import SUFFIX, dump_project
from app.storage.strict import encode_json

DONE, ERRORS_FOUND, FAILED = 0, 1, 2
_INSTALL, _UNINSTALL = "--install-desktop", "--uninstall-desktop"
_NUMBER, _MAX_NUMBER = "--report", 999
_DESKTOP = (_INSTALL, _UNINSTALL)


class CommandError(ValueError):
    """Arguments that cannot be carried out; one Chinese sentence."""


class _Parser(argparse.ArgumentParser):
    """argparse, except that a fault is one Chinese sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        option, _, fault = message.removeprefix("argument ").partition(": ")
        if "required" in message:
            reason = f"缺少 {message.partition(': ')[2]}"
        elif fault.startswith("expected"):
            reason = f"{option} 后面要有内容"
        elif fault.startswith("ignored explicit"):
            reason = f"{option} 后面不能有内容"
        elif "unrecognized arguments" in message:
            reason = f"不认识 {message.partition(': ')[2]}"
        else:
            reason = message.rpartition(": ")[2]
        raise CommandError(f"命令不完整或有误：{reason}（用法见 {self.prog} --help）")


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise argparse.ArgumentTypeError(f"年度“{text[:20]}”应为四位数的年份")


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= _MAX_NUMBER:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text[:20]}”应为第几份，例如 1")


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    parser = _Parser(prog="nianbao", description="阳光年报：政府信息公开工作年度报告填报工具")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    new = commands.add_parser("new", help="新建空白报告，或从上年报告开始")
    new.add_argument("--unit", required=True, metavar="单位")
    new.add_argument("--year", required=True, type=_year, metavar="年度")
    new.add_argument("--previous", type=Path, metavar="上年报告")
    new.add_argument("-o", dest="output", required=True, type=Path, metavar="文件.nianbao")
    _add_number(new)
    new.set_defaults(run=_new)

    take = commands.add_parser("import", help="读入报告，存为年报文件")
    take.add_argument("file", type=Path, metavar="文件")
    take.add_argument("-o", dest="output", required=True, type=Path, metavar="文件.nianbao")
    take.add_argument("--json", action="store_true", help="输出内容")
    _add_number(take)
    take.set_defaults(run=_import)

    show = commands.add_parser("show", help="输出报告的内容")
    show.add_argument("file", type=Path, metavar="文件")
    show.add_argument("--json", action="store_true", required=True, help="按 JSON 输出")
    _add_number(show)
    show.set_defaults(run=_show)

    check = commands.add_parser("check", help="校核一份或多份报告")
    check.add_argument("files", type=Path, nargs="+", metavar="文件")
    check.add_argument(
        "--previous", type=Path, metavar="上年报告", help="与这份上年报告对照，不用附在年报文件里的"
    )
    check.add_argument("--json", action="store_true", help="按 JSON 输出")
    check.add_argument("-o", dest="output", type=Path, metavar="问题清单.xlsx", help="存为工作簿")
    _add_number(check)
    check.set_defaults(run=_check)

    export_ = commands.add_parser("export", help="导出正式文件")
    export_.add_argument("file", type=Path, metavar="文件")
    kinds = "|".join(exporter.suffix for exporter in all_exporters())
    export_.add_argument("-o", dest="output", required=True, type=Path, metavar=f"文件{kinds}")
    _add_number(export_)
    export_.set_defaults(run=_export)

    selftest = commands.add_parser("selftest", help="检查程序自身是否完好")
    selftest.add_argument("--json", action="store_true", help="按 JSON 输出")
    selftest.set_defaults(run=_selftest)
    parser.add_argument("--version", action="version", version=f"阳光年报 {__version__}")
    return parser


def _add_number(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        _NUMBER, dest="number", type=_number, metavar="N", help="文件里不止一份报告时，读第几份"
    )


def refuse(word: str) -> int:
    """What was asked for is neither a command nor a file; returns the exit code."""
    _never_fail_on_a_character()
    sys.stderr.write(f"没有“{word}”这个命令，也没有这个文件（用法见 nianbao --help）\n")
    return FAILED


def commands() -> frozenset[str]:
    """Words that make a call of the program a command rather than a file to open."""
    return frozenset(
        {"new", "import", "show", "check", "export", "selftest", "-h", "--help", "--version"}
        | set(_DESKTOP)
    )


def main(arguments: Sequence[str]) -> int:
    """Run one command; never raises, returns the exit code."""
    _never_fail_on_a_character()
    try:
        if list(arguments[:1]) and arguments[0] in _DESKTOP:
            return _desktop(arguments[0])
        parsed = build_parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    except SeveralReportsError as error:
        sys.stderr.write(f"{_asked(error)}\n")
        return FAILED
    except (
        CommandError,
        UnreadableError,
        UnknownFormatError,
        WriteError,
        DesktopError,
        DamagedInstallationError,
    ) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    except BrokenPipeError:
        sys.stdout = None  # type: ignore[assignment]  # the reader has gone: nothing to flush to
        return DONE
    except Exception as error:  # noqa: BLE001  whatever happens, a command ends with a sentence
        return _broken(error)


def _asked(error: UnreadableError) -> str:
    """The sentence for a file that was not read; of several reports in it, how to choose one."""
    return (
        f"{error}，请用 {_NUMBER} 指明读第几份"
        if isinstance(error, SeveralReportsError)
        else str(error)
    )


def _broken(error: Exception) -> int:
    """Something that nobody foresaw: say so in one sentence, as well as it still can be said."""
    if isinstance(error, OSError):
        words = f"读写出错：{reason_of(error)}"
    else:
        words = f"程序内部出错（{type(error).__name__}）"
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"{words}，没有写出结果\n")
    if isinstance(error, OSError):
        sys.stdout = None  # type: ignore[assignment]  # it is what failed: leave no flush to do
    return FAILED


def _never_fail_on_a_character() -> None:
    """Consoles of other code pages and names that are no UTF-8 are no reason to break off."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _desktop(option: str) -> int:
    desktop = this_desktop()
    for name in desktop.install() if option == _INSTALL else desktop.uninstall():
        sys.stdout.write(f"{'已安装' if option == _INSTALL else '已删除'} {name}\n")
    return DONE


def _new(arguments: argparse.Namespace) -> int:
    catalogue = current_catalogue(user_data())
    unit = arguments.unit.strip()
    if not unit:
        raise CommandError("单位名称不能为空")
    if arguments.previous is None and arguments.number is not None:
        raise CommandError(f"{_NUMBER} 要与 --previous 一起用")
    if arguments.previous is None:
        report = blank_report(catalogue.form_for_year(arguments.year), unit, arguments.year)
    else:
        previous = open_report(arguments.previous, catalogue, arguments.number)
        report = succeed(previous, catalogue, unit, arguments.year)
    _write_project(arguments.output, report)
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    catalogue = current_catalogue(user_data())
    report = open_report(arguments.file, catalogue, arguments.number)
    _require_new(arguments.output)
    if arguments.json:
        _print_report(catalogue, report)
    _write_project(arguments.output, report)
    if not arguments.json:
        for doubt in report.doubts:
            sys.stderr.write(f"存疑：{doubt.message}\n")
    return DONE


def _show(arguments: argparse.Namespace) -> int:
    catalogue = current_catalogue(user_data())
    _print_report(catalogue, open_report(arguments.file, catalogue, arguments.number))
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    if arguments.output is not None and arguments.output.suffix.lower() != LIST:
        raise CommandError(f"“{arguments.output.name}”：问题清单的文件名应以 {LIST} 结尾")
    catalogue = current_catalogue(user_data())
    entries: list[dict[str, object]] = []
    opinions: list[Opinion] = []
    code = DONE
    assessor = Assessor(catalogue.rules)
    previous = _previous(arguments.previous, catalogue)
    for path in arguments.files:
        try:
            report = open_report(path, catalogue, arguments.number)
            form = catalogue.form_of(report)
        except UnreadableError as error:
            code = FAILED
            entries.append(describe_unreadable(path, fault := _asked(error)))
            opinions.append(Opinion(path.name, fault=fault))
            if not arguments.json:
                sys.stderr.write(f"{fault}\n")
            continue
        last = previous or report.previous
        if last is not None and not last.precedes(report.year):
            sys.stderr.write(
                f"“{path.name}”是 {report.year} 年的，上年报告是 {last.year} 年的，没有对照\n"
            )
        assessment = assessor.assess(form, report, previous)
        if any(finding.severity == "error" for finding in assessment.findings):
            code = max(code, ERRORS_FOUND)
        entries.append(describe_check(path, report, form, assessment))
        asides = ((aside.finding, aside.reason) for aside in assessment.set_aside)
        opinions.append(opinion_of(path.name, form, report, assessment.findings, asides))
        if not arguments.json:
            _print_findings(path, assessment)
    if arguments.output is not None and any(not opinion.fault for opinion in opinions):
        write_atomically(arguments.output, list_file(opinions))
    if arguments.json:
        _print_json({"files": entries})
    return code


def _previous(path: Path | None, catalogue: Catalogue) -> Previous | None:
    """Last year's report, where one was named; raise UnreadableError."""
    if path is None:
        return None
    try:
        return previous_of(open_report(path, catalogue), catalogue)
    except SeveralReportsError as error:
        raise UnreadableError(f"{error}，请先用 import {_NUMBER} 取出上年那一份") from error


def _export(arguments: argparse.Namespace) -> int:
    catalogue = current_catalogue(user_data())
    report = open_report(arguments.file, catalogue, arguments.number)
    form = catalogue.form_of(report)
    values = compute(form, report)
    removed = all_exporters().export(compose(form, report, values), arguments.output)
    for note in export_notes(report, values, removed):
        sys.stderr.write(f"{note}\n")
    return DONE


def _selftest(arguments: argparse.Namespace) -> int:
    from app.selftest import run_selftest  # noqa: PLC0415  the only command that needs Qt

    results = run_selftest()
    if arguments.json:
        _print_json(
            {"passed": all(r.passed for r in results), "steps": [r.describe() for r in results]}
        )
    else:
        for result in results:
            sys.stdout.write(
                f"{'通过' if result.passed else '失败'}  {result.name}  {result.detail}\n"
            )
    return DONE if all(result.passed for result in results) else ERRORS_FOUND


def _require_new(path: Path) -> None:
    if path.suffix.lower() != SUFFIX:
        raise CommandError(f"“{path.name}”：年报文件名应以 {SUFFIX} 结尾")
    if is_there(path):
        raise CommandError(f"已有文件“{path.name}”，不覆盖；请换一个名字")


def _write_project(path: Path, report: Report) -> None:
    _require_new(path)
    write_atomically(path, dump_project(report))


def _print_report(catalogue: Catalogue, report: Report) -> None:
    form = catalogue.form_of(report)
    _print_json(describe_report(form, report, compute(form, report)))


def _print_json(value: object) -> None:
    """JSON is UTF-8 whatever the console's own encoding is."""
    sys.stdout.flush()
    text = encode_json(value)
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text.decode())
    else:
        buffer.write(text)
        buffer.flush()


def _print_findings(path: Path, assessment: Assessment) -> None:
    lines = [f"{path}"]
    counts = dict.fromkeys(SEVERITY_WORDS, 0)
    for finding in assessment.findings:
        counts[finding.severity] += 1
        lines.append(f"  {SEVERITY_WORDS[finding.severity]} {finding.rule.id}  {finding.message}")
    for aside in assessment.set_aside:
        finding = aside.finding
        lines.append(f"  不改 {finding.rule.id}  {finding.message}（理由：{aside.reason}）")
    total = "，".join(f"{SEVERITY_WORDS[s]} {n} 处" for s, n in counts.items() if n)
    lines.append(f"  {total or '没有发现问题'}")
    sys.stdout.write("\n".join(lines) + "\n")
