"""One input for each value of a house style, by the kind of value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from app.model.house import HouseStyle, Setting

SIZES: Final = {
    42.0: "初号",
    36.0: "小初",
    26.0: "一号",
    24.0: "小一",
    22.0: "二号",
    18.0: "小二",
    16.0: "三号",
    15.0: "小三",
    14.0: "四号",
    12.0: "小四",
    10.5: "五号",
    9.0: "小五",
}
"""Chinese names of sizes, in points."""

_FAMILIES: Final = (
    "方正小标宋简体",
    "方正小标宋_GBK",
    "方正仿宋_GBK",
    "方正楷体_GBK",
    "方正黑体_GBK",
    "仿宋_GB2312",
    "仿宋",
    "楷体_GB2312",
    "楷体",
    "黑体",
    "宋体",
    "华文中宋",
)
_LONGEST_NAME: Final = 60
"""Characters that a file allows for the name of a family."""


class HouseField(QWidget):
    """Shows and takes some values of a house style, by dotted name."""

    changed = Signal()

    def values(self) -> dict[str, Setting]:
        """What is entered."""
        raise NotImplementedError

    def show_values(self, values: Mapping[str, Setting]) -> None:
        """Enter what a style has."""
        raise NotImplementedError


class NumberField(HouseField):
    """A measure with its unit."""

    def __init__(self, name: str, label: str, bounds: tuple[float, float], unit: str) -> None:
        super().__init__()
        self._name = name
        self._box = QDoubleSpinBox()
        self._box.setRange(*bounds)
        self._box.setDecimals(2 if unit == "磅" else 1)
        self._box.setSingleStep(0.5)
        self._box.setSuffix(f" {unit}")
        self._box.setAccessibleName(label)
        self._box.valueChanged.connect(self.changed)
        _in_row(self, self._box)

    def values(self) -> dict[str, Setting]:
        return {self._name: self._box.value()}

    def show_values(self, values: Mapping[str, Setting]) -> None:
        self._box.setValue(float(str(values[self._name])))


class CountField(HouseField):
    """A whole number."""

    def __init__(self, name: str, label: str, bounds: tuple[int, int], unit: str) -> None:
        super().__init__()
        self._name = name
        self._box = QSpinBox()
        self._box.setRange(*bounds)
        self._box.setSuffix(f" {unit}")
        self._box.setAccessibleName(label)
        self._box.valueChanged.connect(self.changed)
        _in_row(self, self._box)

    def values(self) -> dict[str, Setting]:
        return {self._name: self._box.value()}

    def show_values(self, values: Mapping[str, Setting]) -> None:
        self._box.setValue(int(str(values[self._name])))


class SwitchField(HouseField):
    """Something that is there or not."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self._name = name
        self._box = QCheckBox(words)
        self._box.toggled.connect(self.changed)
        _in_row(self, self._box)

    def values(self) -> dict[str, Setting]:
        return {self._name: self._box.isChecked()}

    def show_values(self, values: Mapping[str, Setting]) -> None:
        self._box.setChecked(bool(values[self._name]))


class FamilyField(HouseField):
    """A family of type by its name, installed here or not: the name goes into the Word file."""

    def __init__(self, name: str, label: str, families: tuple[str, ...] = _FAMILIES) -> None:
        super().__init__()
        self._name = name
        self._before = ""
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.addItems(list(families))
        self._box.setAccessibleName(label)
        self._box.setMinimumWidth(150)
        line = self._box.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST_NAME)
        self._box.currentTextChanged.connect(self.changed)
        _in_row(self, self._box)

    def values(self) -> dict[str, Setting]:
        """An empty name is none: the one before stays."""
        return {self._name: self._box.currentText().strip() or self._before}

    def show_values(self, values: Mapping[str, Setting]) -> None:
        self._before = str(values[self._name])
        self._box.setCurrentText(self._before)


class FaceField(HouseField):
    """Family, size and weight of one kind of text."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self._name = name
        self._usual: tuple[Setting, Setting] = ("", ())
        self._family = FamilyField(f"{name}.family", f"{label}的字体")
        self._size = QComboBox()
        self._size.setAccessibleName(f"{label}的字号")
        for points, words in SIZES.items():
            self._size.addItem(f"{words} {points:g}", points)
        self._bold = QCheckBox("加粗")
        self._bold.setAccessibleName(f"{label}加粗")
        self._family.changed.connect(self.changed)
        self._size.currentIndexChanged.connect(self.changed)
        self._bold.toggled.connect(self.changed)
        _in_row(self, self._family, self._size, self._bold)

    def values(self) -> dict[str, Setting]:
        """The stand-ins of a family that was replaced are none for the new one."""
        family = self._family.values()[f"{self._name}.family"]
        return {
            f"{self._name}.family": family,
            f"{self._name}.fallbacks": self._usual[1] if family == self._usual[0] else (),
            f"{self._name}.size": float(self._size.currentData()),
            f"{self._name}.bold": self._bold.isChecked(),
        }

    def show_values(self, values: Mapping[str, Setting]) -> None:
        family = values[f"{self._name}.family"]
        self._usual = (family, values[f"{self._name}.fallbacks"])
        self._family.show_values(values)
        size = float(str(values[f"{self._name}.size"]))
        if self._size.findData(size) < 0:
            self._size.addItem(f"{size:g}", size)
        self._size.setCurrentIndex(self._size.findData(size))
        self._bold.setChecked(bool(values[f"{self._name}.bold"]))


Group = tuple[str, tuple[tuple[str, HouseField], ...]]


def house_fields() -> tuple[Group, ...]:
    """All inputs in groups, each with its label; an empty label where the input says it."""
    margins = (("top", "上"), ("bottom", "下"), ("left", "左"), ("right", "右"))
    faces = (
        ("title", "标题"),
        ("heading1", "一、"),
        ("heading2", "（一）"),
        ("heading3", "1.（1）"),
        ("body", "正文"),
        ("table", "表格"),
        ("page_number", "页码"),
    )
    return (
        (
            "文字",
            (
                ("行距", NumberField("pitch", "行距", (10.0, 60.0), "磅")),
                ("每行", CountField("characters", "每行字数", (15, 50), "字")),
            ),
        ),
        (
            "字体和字号",
            (
                *((label, FaceField(name, label)) for name, label in faces),
                (
                    "数字和字母",
                    FamilyField("latin", "数字和字母的字体", ("Times New Roman", "仿宋")),
                ),
            ),
        ),
        (
            "页边距",
            tuple(
                (label, NumberField(f"margins.{name}", f"{label}边距", (5.0, 80.0), "毫米"))
                for name, label in margins
            ),
        ),
        (
            "有哪些部分",
            (
                ("", SwitchField("has_cover", "封面")),
                ("", SwitchField("has_preamble", "前言和联系方式")),
                ("", SwitchField("has_signature", "落款")),
                ("", SwitchField("has_seal", "落款处盖章（单位和日期居中对齐，日期右空四字）")),
                ("", SwitchField("has_page_numbers", "页码")),
            ),
        ),
    )


def describe(house: HouseStyle) -> str:
    """What a style comes to on the page; says where letters would collide."""
    lines = int(house.text_height * 72 / 25.4 / house.pitch + 1e-6)
    spacing = house.letter_spacing
    words = f"每页 {lines} 行，每行 {house.characters} 字，字距 {spacing:+.2f} 磅"
    if spacing < -house.body.size / 10:
        return f"{words}。一行排不下这么多字，字会挤在一起"
    if house.pitch < house.body.size * 1.1:
        return f"{words}。行距太小，上下两行会挤在一起"
    return words


def _in_row(holder: QWidget, *widgets: QWidget) -> None:
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch()
    layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
