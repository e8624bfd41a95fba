"""Forms that came after the program: taken in from a package, kept in the user's folder.

Each package has a folder there, named after its digest, with the very files of the package: at
every start they are held against their list again, and one that does not hold is left out.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from app.model.form import Form
from app.services.catalogue import Catalogue, load_catalogue
from app.services.explaining import load_explainer
from app.storage.atomic import WriteError, write_atomically
from app.storage.damage import DamagedInstallationError
from app.storage.form_package import SUMS, FormPackageError, PackageInfo, read_package

_FOLDER = "forms"
_NAMED = 16


@dataclass(frozen=True, slots=True)
class FormUpdate:
    """A package that was taken in."""

    folder: Path
    info: PackageInfo
    forms: tuple[str, ...]
    """Ids of the forms that it brings."""

    def describe(self) -> str:
        """Name, source and date, in one line."""
        return f"{self.info.name}　{self.info.source}　{self.info.issued.isoformat()}"


def current_catalogue(folder: Path) -> Catalogue:
    """The shipped forms with those of the packages in the user's folder.

    A package that no longer holds is left out and named in `problems`; raise
    DamagedInstallationError only for what was shipped.
    """
    catalogue = load_catalogue()
    problems: list[str] = []
    for package in _folders(folder):
        try:
            read_package(package)
            catalogue = _extended(catalogue, package, package)
        except (FormPackageError, DamagedInstallationError) as error:
            problems.append(f"{error}，没有使用")
    return replace(catalogue, problems=tuple(problems))


def installed(folder: Path) -> list[FormUpdate]:
    """The packages in the user's folder that hold, newest first."""
    found: list[FormUpdate] = []
    for package in _folders(folder):
        try:
            read = read_package(package)
        except FormPackageError:
            continue
        found.append(FormUpdate(package, read.info, read.forms))
    return sorted(found, key=lambda update: update.info.issued, reverse=True)


def install(folder: Path, path: Path) -> FormUpdate:
    """Take in a package whole or not at all; raise FormPackageError, or WriteError.

    Everything is tried before anything is kept: the list of digests, each form with its checks
    and texts, and that figures of a form already known keep their places.
    """
    package = read_package(path)
    target = folder / _FOLDER / package.digest[:_NAMED]
    with tempfile.TemporaryDirectory(prefix="nianbao-forms-") as trial:
        tried = Path(trial)
        for name, data in package.files.items():
            (tried / name).parent.mkdir(parents=True, exist_ok=True)
            (tried / name).write_bytes(data)
        try:
            _extended(current_catalogue(folder), tried, path)
        except DamagedInstallationError as error:
            raise FormPackageError(path, str(error)) from error
    try:
        for name, data in package.files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target / name, data)
        write_atomically(target / SUMS, package.sums)  # last: without it the folder is no package
    except (OSError, WriteError):
        shutil.rmtree(target, ignore_errors=True)
        raise
    return FormUpdate(target, package.info, package.forms)


def remove(update: FormUpdate) -> None:
    """Forget a package; its list goes first, so that half a folder is never one."""
    (update.folder / SUMS).unlink(missing_ok=True)
    shutil.rmtree(update.folder, ignore_errors=True)


def _folders(folder: Path) -> list[Path]:
    root = folder / _FOLDER
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if (path / SUMS).is_file())


def _extended(catalogue: Catalogue, root: Path, named: Path) -> Catalogue:
    """A catalogue with the forms of a package; raise FormPackageError naming the user's file."""
    extended = load_catalogue(added=(*catalogue.added, root))
    for form in extended.forms.values():
        known = catalogue.forms.get(form.id)
        if known is not None and known is not form and not known.known <= form.known:
            raise FormPackageError(named, f"“{form.name}”缺少已有的格，已填的数会丢失")
        if known is not form and not _is_usual(form, catalogue):
            raise FormPackageError(named, f"“{form.name}”的表与已有的格式不同")
    load_explainer(added=(root,))
    return extended


def _is_usual(form: Form, catalogue: Catalogue) -> bool:
    """Tables may be put together year by year: every form has the same ones."""
    return all(set(form.tables) == set(other.tables) for other in catalogue.forms.values())
