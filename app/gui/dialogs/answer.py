"""The two answers at the foot of a dialog: what it offers, and going back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton


class Answer(QDialogButtonBox):
    """Accepts or rejects its dialog; `agree` stands out, and Return gives it."""

    def __init__(self, dialog: QDialog, agree: str, decline: str) -> None:
        super().__init__()  # without a parent yet: else keys begin at its buttons, not at a field
        self.agree: QPushButton = self.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setProperty("look", "primary")
        self.agree.setDefault(True)
        self.addButton(decline, QDialogButtonBox.ButtonRole.RejectRole)
        self.accepted.connect(dialog.accept)
        self.rejected.connect(dialog.reject)
