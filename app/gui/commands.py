"""Every command of the window, once: its words, its keys, its place in the menus, what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow


@dataclass(frozen=True)
class Command:
    """One entry of a menu; `name` is what the window calls it by.

    `keys` holds alternatives separated by " / "; a command that needs a report rests on the
    first page; `is_on` is there for a choice, which has a tick while it is made.
    """

    name: str
    menu: str
    text: str
    keys: str
    act: Callable[[MainWindow], object]
    needs_report: bool = True
    is_on: Callable[[MainWindow], bool] | None = None


def _free(
    name: str, menu: str, text: str, keys: str, act: Callable[[MainWindow], object]
) -> Command:
    return Command(name, menu, text, keys, act, needs_report=False)


COMMANDS = (
    _free("new", "文件", "新建空白报告…", "Ctrl+N", lambda w: w.files.new()),
    _free("succeed", "文件", "从上年报告开始…", "Ctrl+Shift+N", lambda w: w.files.succeed()),
    _free("open", "文件", "打开…", "Ctrl+O", lambda w: w.files.open()),
    _free("import", "文件", "导入…", "Ctrl+Shift+O", lambda w: w.workplace.imports.import_file()),
    Command("save", "文件", "保存", "Ctrl+S", lambda w: w.files.save()),
    Command("save_as", "文件", "另存为…", "Ctrl+Shift+S", lambda w: w.files.save_as()),
    Command("versions", "文件", "以前的版本…", "", lambda w: w.workplace.kept.versions()),
    Command("export", "文件", "导出 Word…", "Ctrl+E", lambda w: w.files.export(".docx")),
    Command("export_page", "文件", "导出网页…", "", lambda w: w.files.export(".html")),
    Command("export_pdf", "文件", "导出 PDF…", "", lambda w: w.files.export(".pdf")),
    Command(
        "suite_pdf",
        "文件",
        "用 Word、WPS 或 LibreOffice 导出 PDF…",
        "",
        lambda w: w.files.export_by_suite(),
    ),
    Command("export_tables", "文件", "导出 Excel 工作簿…", "", lambda w: w.files.export(".xlsx")),
    Command("send", "文件", "准备报送…", "Ctrl+Shift+E", lambda w: w.workplace.show_sending()),
    Command("charts", "文件", "数据图", "F6", lambda w: w.workplace.show_charts()),
    Command("export_picture", "文件", "导出图解…", "", lambda w: w.files.export(".png")),
    Command("print", "文件", "打印…", "Ctrl+P", lambda w: w.workplace.prints.print()),
    Command("house", "文件", "版式设置…", "", lambda w: w.workplace.prints.set_house_style()),
    _free("settings", "文件", "设置…", "Ctrl+,", lambda w: w.show_settings()),
    Command("start", "文件", "回到首页", "", lambda w: w.leave_report()),
    _free("quit", "文件", "退出", "Ctrl+Q", lambda w: w.close()),
    Command("undo", "编辑", "撤销", "Ctrl+Z", lambda w: w.session.undo()),
    Command("redo", "编辑", "重做", "Ctrl+Y / Ctrl+Shift+Z", lambda w: w.session.redo()),
    Command("cut", "编辑", "剪切", "Ctrl+X", lambda w: w.workplace.editing.cut()),
    Command("copy", "编辑", "复制", "Ctrl+C", lambda w: w.workplace.editing.copy()),
    Command(
        "copy_table",
        "编辑",
        "复制整张表（带行名列名）",
        "Ctrl+Shift+C",
        lambda w: w.workplace.editing.copy_table(),
    ),
    Command("paste", "编辑", "粘贴", "Ctrl+V", lambda w: w.workplace.editing.paste()),
    Command("clear", "编辑", "清除内容", "Del", lambda w: w.workplace.editing.clear()),
    Command("select_all", "编辑", "全选", "Ctrl+A", lambda w: w.workplace.editing.select_all()),
    Command("fill_down", "编辑", "向下填充", "Ctrl+D", lambda w: w.workplace.editing.fill(1, 0)),
    Command("fill_right", "编辑", "向右填充", "Ctrl+R", lambda w: w.workplace.editing.fill(0, 1)),
    Command(
        "zeros_selected",
        "编辑",
        "选中的空白处填 0",
        "Ctrl+B",
        lambda w: w.workplace.editing.zeros(everywhere=False),
    ),
    Command(
        "zeros",
        "编辑",
        "本表空白处填 0",
        "Ctrl+Shift+B",
        lambda w: w.workplace.editing.zeros(everywhere=True),
    ),
    Command(
        "zeros_report",
        "编辑",
        "各表空白处填 0",
        "",
        lambda w: w.workplace.editing.zeros_in_report(),
    ),
    Command("find", "编辑", "查找…", "Ctrl+F", lambda w: w.workplace.find.begin(replacing=False)),
    Command("replace", "编辑", "替换…", "Ctrl+H", lambda w: w.workplace.find.begin(replacing=True)),
    Command("find_next", "编辑", "查找下一处", "F3", lambda w: w.workplace.find.step(1)),
    Command("find_previous", "编辑", "查找上一处", "Shift+F3", lambda w: w.workplace.find.step(-1)),
    Command(
        "insert_figure",
        "编辑",
        "插入表中的数…",
        "Ctrl+Shift+I",
        lambda w: w.workplace.insert_figure(),
    ),
    Command(
        "preview",
        "视图",
        "预览",
        "F7",
        lambda w: w.view.toggle_preview(),
        is_on=lambda w: w.view.is_preview_shown,
    ),
    Command("zoom_in", "视图", "放大", "Ctrl+= / Ctrl++", lambda w: w.workplace.zoom.step(1)),
    Command("zoom_out", "视图", "缩小", "Ctrl+-", lambda w: w.workplace.zoom.step(-1)),
    Command("zoom_reset", "视图", "原来大小", "Ctrl+0", lambda w: w.workplace.zoom.reset()),
    Command("step", "检查", "下一步", "F9", lambda w: w.workplace.status.take_next_step()),
    Command("next", "检查", "下一处", "F8", lambda w: w.view.findings.step(1)),
    Command("previous", "检查", "上一处", "Shift+F8", lambda w: w.view.findings.step(-1)),
    Command("mend", "检查", "照建议改这一处", "Ctrl+Return", lambda w: w.workplace.mend()),
    Command("pane", "检查", "去检查清单，或回到正文", "F4", lambda w: w.workplace.switch_pane()),
    Command("why", "检查", "为什么？", "Shift+F1", lambda w: w.workplace.explain()),
    Command("copy_list", "检查", "复制清单", "", lambda w: w.view.findings.copy_list()),
    Command("save_list", "检查", "保存清单…", "", lambda w: w.workplace.lists.save()),
    Command("beside", "检查", "上年对照…", "Ctrl+L", lambda w: w.workplace.beside.compare()),
    Command("attach_previous", "检查", "附上上年报告…", "", lambda w: w.files.attach_previous()),
    Command("detach_previous", "检查", "去掉上年报告", "", lambda w: w.files.detach_previous()),
    Command("totals", "检查", "总计都用计算值", "", lambda w: w.workplace.take_totals()),
    Command(
        "keep_totals",
        "检查",
        "导出时保留读入的总计",
        "",
        lambda w: w.workplace.keep_totals(),
        is_on=lambda w: w.session.report.keeps_printed,
    ),
    Command(
        "adopt",
        "章节",
        "采用上年底稿",
        "Ctrl+Shift+D",
        lambda w: w.chapters.adopt(move_years=False),
    ),
    Command(
        "adopt_moved",
        "章节",
        "采用上年底稿并改年份",
        "Ctrl+Shift+Y",
        lambda w: w.chapters.adopt(move_years=True),
    ),
    Command("add_chapter", "章节", "添加一章…", "Ctrl+Shift+A", lambda w: w.chapters.add()),
    Command("rename_chapter", "章节", "改标题…", "Shift+F2", lambda w: w.chapters.rename()),
    Command("left_chapter", "章节", "这一章左移", "Alt+Shift+Left", lambda w: w.chapters.move(-1)),
    Command("right_chapter", "章节", "这一章右移", "Alt+Shift+Right", lambda w: w.chapters.move(1)),
    Command("remove_chapter", "章节", "删除这一章…", "", lambda w: w.chapters.remove()),
    Command("next_page", "章节", "下一章", "Ctrl+PgDown", lambda w: w.workplace.turn_page(1)),
    Command("previous_page", "章节", "上一章", "Ctrl+PgUp", lambda w: w.workplace.turn_page(-1)),
    Command("help", "帮助", "这里填什么？", "F1", lambda w: w.workplace.help()),
    Command(
        "help_strip",
        "帮助",
        "在页面下方显示填写说明",
        "",
        lambda w: w.workplace.settings.toggle_help(),
        is_on=lambda w: w.view.help.is_wanted,
    ),
    _free("about", "帮助", "关于阳光年报", "", lambda w: w.show_about()),
)
"""In the order of the menus."""

GROUP_ENDS = frozenset(
    {
        "import",
        "send",
        "print",
        "house",
        "redo",
        "preview",
        "select_all",
        "zeros_report",
        "find_previous",
        "zoom_reset",
        "why",
        "save_list",
        "detach_previous",
        "adopt_moved",
        "remove_chapter",
        "help_strip",
    }
)
"""Commands with a line below them in their menu."""
