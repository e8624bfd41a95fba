"""The user's choices for the program itself."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.gui.dialogs.house_fields import describe
from app.model.house import HouseStyle, Setting
from app.services.form_updates import FormUpdate
from app.services.settings import LONGEST_CHAPTER, LONGEST_DELAY, Appearance, Settings
from app.storage.layout_file import LayoutEntry, entry_of, settings_of

_APPEARANCES: dict[Appearance, str] = {
    "system": "跟随系统",
    "light": "浅色",
    "dark": "深色",
    "contrast": "高对比",
}
_WIDTH = 620
_PACKAGES = "格式更新 (*.zip)"


class SettingsDialog(QDialog):
    """Choices hold when 确定 is pressed; forms are taken in and removed at once."""

    add_requested = Signal(Path)
    """A package of forms, a folder or an archive."""

    remove_requested = Signal(object)
    """A FormUpdate to be forgotten."""

    def __init__(
        self,
        settings: Settings,
        usual: HouseStyle,
        present: dict[str, Setting] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        self.setMinimumWidth(_WIDTH)
        self._before = settings
        self._usual = usual
        self._present = present
        self._house = settings.house
        self._updates: list[FormUpdate] = []
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        self._appearance = QComboBox()
        for value, words in _APPEARANCES.items():
            self._appearance.addItem(words, value)
        self._named(form, "外观", self._appearance)
        self._delay = QSpinBox()
        self._delay.setRange(1, LONGEST_DELAY)
        self._delay.setSuffix(" 秒")
        self._named(form, "改动后多久自动备份", self._delay)
        self._folder = QLineEdit()
        self._folder.setPlaceholderText("不填：用户的“文档”文件夹")
        self._named(form, "打开和保存从哪里开始", self._folder, self._button("选择…", self._choose))
        self._limit = QSpinBox()
        self._limit.setRange(0, LONGEST_CHAPTER)
        self._limit.setSingleStep(100)
        self._limit.setSuffix(" 字")
        self._limit.setSpecialValueText("不限")
        self._named(form, "“总体情况”不超过", self._limit)
        self._style = QLabel()
        self._style.setProperty("tone", "quiet")
        self._style.setWordWrap(True)
        take = self._button("用当前报告的", self._take_house)
        take.setEnabled(present is not None)
        self._reset = self._button("恢复默认", self._reset_house)
        self._named(form, "新报告的版式", self._style, take, self._reset)
        self._help = QCheckBox("在页面下方显示填写说明")
        form.addRow("", self._help)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addLayout(self._make_updates())
        buttons = QDialogButtonBox()
        agree = buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        agree.setProperty("look", "primary")
        agree.setDefault(True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        defaults = buttons.addButton("全部恢复默认", QDialogButtonBox.ButtonRole.ResetRole)
        defaults.clicked.connect(lambda: self.show_settings(Settings()))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.show_settings(settings)

    def _named(self, form: QFormLayout, words: str, field: QWidget, *beside: QWidget) -> None:
        field.setAccessibleName(words)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        for widget in beside:
            row.addWidget(widget)
        form.addRow(words, row)

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _make_updates(self) -> QVBoxLayout:
        heading = QLabel("格式更新")
        heading.setProperty("tone", "strong")
        words = QLabel(
            "国家换了新格式时，不必换程序：把收到的文件夹或压缩包加进来，"
            "校验相符才使用，下次启动后生效。"
        )
        words.setProperty("tone", "quiet")
        words.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName("已加入的格式更新")
        self._list.setMaximumHeight(96)
        self._list.currentRowChanged.connect(self._show_removable)
        self._remove = self._button("移除", self._ask_to_remove)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.hide()
        row = QHBoxLayout()
        row.addWidget(self._button("加入压缩包…", self._add_archive))
        row.addWidget(self._button("加入文件夹…", self._add_folder))
        row.addStretch()
        row.addWidget(self._remove)
        column = QVBoxLayout()
        column.setSpacing(6)
        for widget in (heading, words, self._list):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self._said)
        self._show_removable()
        return column

    # -- choices -------------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        """Fill in choices; what this dialog does not show stays as it was."""
        self._appearance.setCurrentIndex(list(_APPEARANCES).index(settings.appearance))
        self._delay.setValue(settings.keep_after)
        self._folder.setText(settings.folder)
        self._limit.setValue(settings.overview_limit)
        self._help.setChecked(settings.shows_help)
        self._show_house(settings.house)

    @property
    def settings(self) -> Settings:
        """The choices as they are entered."""
        return msgspec.structs.replace(
            self._before,
            appearance=self._appearance.currentData(),
            keep_after=self._delay.value(),
            folder=self._folder.text().strip(),
            overview_limit=self._limit.value(),
            shows_help=self._help.isChecked(),
            house=self._house,
        )

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "从哪个文件夹开始", self._folder.text())
        if name:
            self._folder.setText(name)

    def _take_house(self) -> None:
        self._show_house(entry_of(self._present) if self._present else None)

    def _reset_house(self) -> None:
        self._show_house(None)

    def _show_house(self, house: LayoutEntry | None) -> None:
        self._house = house
        changed = {} if house is None else settings_of(house)
        words = describe(self._usual.altered(changed))
        self._style.setText(f"{words}（与格式不同的有 {len(changed)} 项）" if changed else words)
        self._reset.setEnabled(bool(changed))

    # -- forms ---------------------------------------------------------------------------------

    def show_updates(self, updates: list[FormUpdate]) -> None:
        """List the packages of forms."""
        self._updates = updates
        self._list.clear()
        self._list.addItems([update.describe() for update in updates])
        self._show_removable()

    def say(self, sentence: str) -> None:
        """What came of a package."""
        self._said.setText(sentence)
        self._said.show()

    @property
    def sentence(self) -> str:
        """What it says of packages."""
        return self._said.text()

    def _show_removable(self) -> None:
        self._remove.setEnabled(self._list.currentRow() >= 0)

    def _ask_to_remove(self) -> None:
        self.remove_requested.emit(self._updates[self._list.currentRow()])

    def _add_archive(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "加入格式更新", "", _PACKAGES)
        if name:
            self.add_requested.emit(Path(name))

    def _add_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "加入格式更新")
        if name:
            self.add_requested.emit(Path(name))
