"""Guards forms that come after the program: used as if shipped, checked at every start."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_packages import files_of_next_form, write_archive, write_folder

from app.model.address import Address
from app.paths import resource
from app.services.explaining import load_explainer
from app.services.form_updates import current_catalogue, install, installed, remove
from app.storage.form_package import FormPackageError


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "用户"


def test_a_new_form_is_used_for_its_years(tmp_path: Path, user: Path) -> None:
    update = install(user, write_archive(tmp_path / "新.zip", files_of_next_form()))
    assert update.describe() == "2026 年格式　某省政务公开办　2026-10-01"
    catalogue = current_catalogue(user)
    assert catalogue.problems == ()
    assert catalogue.form_for_year(2026).notice == "国办公开办函〔2026〕1号"
    assert catalogue.form_for_year(2025).id == "2021"
    explainer = load_explainer(added=catalogue.added)
    form = catalogue.forms["2026"]
    texts = explainer.cell(form, Address.parse("requests.misc.natural")).texts
    assert texts[0].text == "新格式的说明"
    common = explainer.cell(form, Address.parse("requests.internal.natural")).texts
    assert "人事管理" in common[0].text


def test_it_can_be_listed_and_removed(tmp_path: Path, user: Path) -> None:
    assert installed(user) == []
    install(user, write_folder(tmp_path / "新", files_of_next_form()))
    install(user, tmp_path / "新")  # once more is no second one
    (update,) = installed(user)
    assert update.forms == ("2026",)
    remove(update)
    assert installed(user) == []
    assert "2026" not in current_catalogue(user).forms
    assert list((user / "forms").iterdir()) == []


def test_one_damaged_later_is_left_out_and_named(tmp_path: Path, user: Path) -> None:
    update = install(user, write_folder(tmp_path / "新", files_of_next_form()))
    form = update.folder / "formats/2026/format.toml"
    form.write_bytes(form.read_bytes() + b"#")
    catalogue = current_catalogue(user)
    assert "2026" not in catalogue.forms
    assert "与校验清单不符" in catalogue.problems[0]
    assert catalogue.problems[0].endswith("没有使用")


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("format", 'rule = "T3-BAL"', 'rule = "T9-NEW"', "没有规则“T9-NEW”"),
        ("format", "first_year = 2026", "first_year = 2021", "首用年度相同"),
        ("format", 'title = "一、总体情况"', "", "缺少“title”"),
        ("format", "granted:misc", "granted:nothing", "本表没有“nothing”"),
        ("layout", "pitch", "pith", "不认识的项“pith”"),
        ("help", "misc", "misc = 1\nnone", "help"),
    ],
)
def test_a_form_that_does_not_hold_is_refused_and_not_kept(
    tmp_path: Path, user: Path, file: str, old: str, new: str, reason: str
) -> None:
    files = files_of_next_form()
    name = "help/2026.toml" if file == "help" else f"formats/2026/{file}.toml"
    changed = files[name].decode().replace(old, new)
    assert changed != files[name].decode()
    with pytest.raises(FormPackageError) as caught:
        install(user, write_folder(tmp_path / "坏", {**files, name: changed.encode()}))
    assert str(caught.value).startswith("“坏”不能用作格式更新：")
    assert reason in str(caught.value) or file == "help"
    assert not (user / "forms").exists()


def _repair(tmp_path: Path, old: str, new: str, year: int = 2021) -> Path:
    """A package that replaces a shipped form by itself, altered."""
    files = {
        "package.toml": files_of_next_form()["package.toml"],
        f"formats/{year}/format.toml": resource(f"formats/{year}/format.toml")
        .read_text(encoding="utf-8")
        .replace(old, new)
        .encode(),
        f"formats/{year}/layout.toml": resource(f"formats/{year}/layout.toml").read_bytes(),
    }
    return write_folder(tmp_path / "修订", files)


def test_a_form_in_force_can_be_put_right(tmp_path: Path, user: Path) -> None:
    install(user, _repair(tmp_path, '"规章"', '"规章（修订）"'))
    table = current_catalogue(user).forms["2021"].tables["disclosure"]
    assert table.row("rules").label == "规章（修订）"


def test_figures_already_filled_in_keep_their_places(tmp_path: Path, user: Path) -> None:
    """Guards reports: a row that disappears would take its figures with it."""
    path = _repair(tmp_path, 'row = "procurement"', 'row = "purchases"', 2019)
    with pytest.raises(FormPackageError, match="缺少已有的格，已填的数会丢失"):
        install(user, path)
    assert installed(user) == []


def test_a_folder_of_the_user_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "用户").write_text("", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        install(tmp_path / "用户", write_folder(tmp_path / "新", files_of_next_form()))
