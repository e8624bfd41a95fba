"""All files that an office sends, into one folder, with their proper names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.model.document import Document
from app.services.export import Exporter
from app.storage.atomic import WriteError, write_atomically


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of it: files written, and why others were not; `stopped`: before the last."""

    written: tuple[Path, ...]
    failed: tuple[str, ...]
    stopped: bool

    def describe(self) -> str:
        """In one sentence."""
        parts = [f"已写入 {len(self.written)} 个文件"]
        if self.stopped:
            parts.append("其余的取消了")
        return "；".join((*parts, *self.failed))


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be written."""

    path: Path
    exporter: Exporter


def plan(exporters: Iterable[Exporter], folder: Path, stem: str) -> list[Job]:
    """Where each kind of file goes: 〈单位〉〈年〉年政府信息公开工作年度报告 and its ending."""
    return [Job(folder / f"{stem}{e.tail}{e.suffix}", e) for e in exporters]


def deliver(
    document: Document,
    jobs: Sequence[Job],
    begun: Callable[[int, Path], object],
    is_cancelled: Callable[[], bool],
) -> Delivery:
    """Write one file after the other, each whole or not at all; for a thread.

    `begun` is told the number of each file and its path; what one file fails with does not keep
    the others from being written.  Cancelling holds between two files.
    """
    written: list[Path] = []
    failed: list[str] = []
    for number, job in enumerate(jobs):
        path = job.path
        if is_cancelled():
            return Delivery(tuple(written), tuple(failed), stopped=True)
        begun(number, path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, job.exporter.write(document))
        except WriteError as error:
            failed.append(str(error))
        except OSError:
            failed.append(f"建不了文件夹“{path.parent}”")
        except Exception as error:  # noqa: BLE001  one kind of file must not cost the others
            failed.append(f"程序内部出错（{type(error).__name__}），没有写“{path.name}”")
        else:
            written.append(path)
    return Delivery(tuple(written), tuple(failed), stopped=False)
