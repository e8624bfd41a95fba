"""Why a finding is left as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QWidget

_USUAL = (
    "已核对，数据无误",
    "统计口径不同，正文已说明",
    "本单位无此类业务",
    "上级要求按此填报",
)


def ask_reason(parent: QWidget, message: str) -> str | None:
    """A reason, chosen from the usual ones or typed; None if the user thinks better of it."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle("不改这一处")
    dialog.setLabelText(f"{message}\n\n不改的理由（只存在年报文件里，不会导出）：")
    dialog.setComboBoxItems(list(_USUAL))
    dialog.setComboBoxEditable(True)
    dialog.setTextValue("")
    dialog.setOkButtonText("不改")
    dialog.setCancelButtonText("取消")
    dialog.resize(460, dialog.sizeHint().height())
    _require_words(dialog)
    accepted = bool(dialog.exec())
    reason = dialog.textValue().strip()
    dialog.deleteLater()
    return reason if accepted and reason else None


def _require_words(dialog: QInputDialog) -> None:
    """No reason, no button for it: else the dialog would close and nothing would have happened."""
    box = dialog.findChild(QDialogButtonBox)
    agree = box.button(QDialogButtonBox.StandardButton.Ok) if box else None
    if agree is not None:
        agree.setEnabled(bool(dialog.textValue().strip()))
        dialog.textValueChanged.connect(lambda text: agree.setEnabled(bool(text.strip())))
