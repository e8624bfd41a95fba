"""Colours by name, the style sheet made from them, and the fonts of window and chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.gui.contrast import wants_contrast
from app.paths import resource
from app.services.settings import Appearance
from app.storage.strict import decode_toml

_NAME = re.compile(r"@(\w+)@")
UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
FIGURE_FAMILIES = ("Segoe UI", "Noto Sans", "Liberation Sans", *UI_FAMILIES)
BODY_FAMILIES = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang R", "FandolFang")
SECOND_LEVEL_FAMILIES = ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "FandolKai")
TITLE_FAMILIES = ("黑体", "SimHei", "FandolHei", *UI_FAMILIES)


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance."""

    colours: Mapping[str, str]

    def colour(self, name: str) -> QColor:
        """A token as a colour; KeyError for a name that is none."""
        return QColor(self.colours[name])

    def style_sheet(self) -> str:
        """The window's style sheet with these colours."""
        text = resource("style/window.qss").read_text(encoding="utf-8")
        words = {**self.colours, "icons": resource("icons").as_posix()}
        return _NAME.sub(lambda found: words[found[1]], text)

    def palette(self) -> QPalette:
        """What widgets without a rule in the style sheet use."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "ground",
            QPalette.ColorRole.Base: "card",
            QPalette.ColorRole.AlternateBase: "label",
            QPalette.ColorRole.Button: "card",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.ToolTipBase: "card",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
        }
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        return palette


def load_theme(name: str) -> Theme:
    """`light`, `dark` or `contrast`."""
    themes = decode_toml(resource("style/tokens.toml").read_bytes(), dict[str, dict[str, str]])
    return Theme(themes[name])


def system_theme() -> Theme:
    """The appearance that the desktop asks for."""
    if wants_contrast():
        return load_theme("contrast")
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return load_theme("dark" if dark else "light")


def theme_for(appearance: Appearance) -> Theme:
    """The appearance that the user asks for, which may be the desktop's."""
    return system_theme() if appearance == "system" else load_theme(appearance)


def dress(application: QApplication, theme: Theme) -> None:
    """Give the whole program this appearance."""
    application.setStyle("Fusion")
    application.setFont(window_font())
    application.setPalette(theme.palette())
    application.setStyleSheet(theme.style_sheet())


def window_font() -> QFont:
    """For everything that is neither a figure nor a chapter."""
    font = QFont(list(UI_FAMILIES))
    font.setPixelSize(13)
    return font


def figure_font() -> QFont:
    """For figures in grids: all digits of one width."""
    font = QFont(list(FIGURE_FAMILIES))
    font.setPixelSize(14)
    return font


def scaled(font: QFont, scale: float) -> QFont:
    """The same font in another size."""
    other = QFont(font)
    other.setPixelSize(round(font.pixelSize() * scale))
    return other


def chapter_font(families: tuple[str, ...] = BODY_FAMILIES) -> QFont:
    """For the text of chapters, in the faces of the printed document."""
    font = QFont(["Times New Roman", "Liberation Serif", *families, *UI_FAMILIES])
    font.setPixelSize(17)
    return font
