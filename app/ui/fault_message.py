"""Tells of a fault of ours in the look of the pages; where that fails itself, plainly.

Whatever broke may be what the message is made of, too: the look, the icons, a widget of ours.
"""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from app.ui import modal, texts


class FaultMessage(QObject):
    """One message at a time (FaultLog sees to that)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pending = False
        """Whether the message is not seen yet."""
        self._failed = False
        self._box: QDialog | None = None

    def tell(self, log: Path | None) -> None:
        """Show the message until it is closed. What failed meanwhile is raised afterwards."""
        text = texts.UNEXPECTED.format(log=log) if log else texts.UNEXPECTED_WITHOUT_LOG
        try:
            seen = self._ask(text)
        except Exception:
            _tell_plainly(text)
            raise
        if not seen:
            _tell_plainly(text)

    def interrupt(self) -> None:
        """Something failed while telling: a message that is not seen yet is not to be relied on.

        Faults in what Qt calls (showing, painting) come here and nowhere else.
        """
        if self._pending and not self._failed:
            self._failed = True
            if self._box is not None:
                QTimer.singleShot(0, self._box, self._box.reject)  # once it waits for an answer

    def _ask(self, text: str) -> bool:
        """Whether the message was shown whole."""
        from app.ui.message_dialog import MessageDialog

        self._pending, self._failed = True, False
        try:
            box = MessageDialog("warning", texts.UNEXPECTED_TITLE, text, parent=self._window)
            box.setObjectName("fault")
            box.add(texts.OK).setDefault(True)
            if not self._failed:
                self._box = box
                box.installEventFilter(self)
                modal.ask(box)
        finally:
            self._pending, self._box = False, None
        return not self._failed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:  # all within the message is painted in the same go
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._see)
        return False

    def _see(self) -> None:
        self._pending = False


def _tell_plainly(text: str) -> None:
    """With nothing of ours but the words."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, texts.UNEXPECTED_TITLE, text)
    box.setObjectName("fault-plainly")
    box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    box.addButton(texts.OK, QMessageBox.ButtonRole.AcceptRole)
    box.exec()
