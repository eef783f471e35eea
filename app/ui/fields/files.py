"""Supplements: added by dialog or drop, with their sizes against the mail's limit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import KnownError
from app.ui import drops, icons, sizes, theme
from app.ui.fields import texts
from app.ui.fields.base import Field, FieldContext
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.questions import Column, Question


PASTE = QKeySequence.StandardKey.Paste
LEAST_LISTED, MOST_LISTED = 2, 8


class FileList(QListWidget):
    """The files; says what to do while there are none."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.count():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().placeholderText().color())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect(), flags, texts.DROP_HERE)
        painter.end()


class FilesField(Field):
    """A list of files. Each is copied when it is added, so that moving the original is harmless."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self._entries: list[dict[str, Any]] = []
        self.setAcceptDrops(True)
        self.list = FileList(self)
        self.list.setObjectName(name)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAcceptDrops(False)  # the field takes them, wherever they fall
        self.takes_focus(self.list)
        self.total = Paragraph(texts.FILES_HERE, "help")
        self.add = QPushButton(texts.ADD_FILE, self)
        self.add.setObjectName(f"button:add-file:{asked.id}")
        self.add.setProperty("kind", "secondary")
        icons.place(self.add, "attachment", "accent")
        self.remove = QPushButton(texts.REMOVE_FILE, self)
        self.remove.setObjectName(f"button:remove-file:{asked.id}")
        icons.place(self.remove, "trash")
        for button in (self.add, self.remove):
            self.names_aid(button, button.text())
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list)
        column.addWidget(self.total)
        column.addLayout(buttons)
        self.add.clicked.connect(self._ask)
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._show_remove)
        for key, act in ((Qt.Key.Key_Delete, self._remove), (PASTE, self._paste)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self._show()

    def value(self) -> Any:
        return list(self._entries) or None

    def set_value(self, value: Any) -> None:
        entries = (
            [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
        )
        if entries != self._entries:
            self._entries = entries
            self._show()

    def _ask(self) -> None:
        file = self.context.dialogs.open_file(self, texts.FILES_TITLE, texts.FILES_KINDS)
        if file is not None:
            self.take([file])

    def _paste(self) -> None:
        """Files that were copied in a file manager."""
        self.take(drops.local(QGuiApplication.clipboard().mimeData()))

    def take(self, files: list[Path]) -> None:
        """Add files; one that cannot be read is told and the others are taken."""
        before = list(self._entries)
        for file in files:
            if not self._agreed(file):
                continue
            try:
                entry = self.context.supplements.add(file)
            except KnownError as error:
                self.context.dialogs.tell(self, texts.FILE_REFUSED, error)
                continue
            if entry not in self._entries:
                self._entries.append(entry)
        if self._entries != before:
            self._show()
            self.changed.emit()

    def _agreed(self, file: Path) -> bool:
        """Whether a file may be added: asked only where there is something to be careful of."""
        from app.documents.cautions import cautions

        found = cautions(file)
        if not found:
            return True
        points = "\n".join(f"・{caution}。" for caution in found)
        text = texts.FILE_CAUTIONS.format(name=file.name, points=points)
        return self.context.dialogs.confirm(
            self, texts.FILE_CAUTION, text, texts.FILE_ANYWAY, danger=True
        )

    def _remove(self) -> None:
        gone = {self.list.row(item) for item in self.list.selectedItems()}
        if gone:
            self._entries = [e for n, e in enumerate(self._entries) if n not in gone]
            if self.remove.hasFocus():  # else it goes on to any button that comes next
                (self.list if self._entries else self.add).setFocus()
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        self.list.clear()
        for entry in self._entries:
            size = sizes.shown(int(entry.get("size", 0) or 0))
            item = QListWidgetItem(
                icons.icon("file"), texts.FILE_LINE.format(name=entry.get("name", ""), size=size)
            )
            self.list.addItem(item)
        lines = min(MOST_LISTED, max(LEAST_LISTED, len(self._entries)))
        self.list.ensurePolished()
        # A row too low by a single pixel would have a scroll bar.
        row = max(self.list.sizeHintForRow(0), theme.space(4.5))
        border = self.list.height() - self.list.contentsRect().height()
        self.list.setFixedHeight(row * lines + border)
        total = sum(int(entry.get("size", 0) or 0) for entry in self._entries)
        mail, limit = total * 4 // 3, self.context.mail_bytes
        words = texts.FILES_HERE
        if self._entries:
            words = texts.FILES_TOTAL.format(
                count=len(self._entries),
                size=sizes.shown(total),
                mail=sizes.shown(mail),
                limit=sizes.shown(limit),
            )
        over = mail > limit
        self.total.tell(
            f"{words}\n{texts.FILES_OVER.format(limit=sizes.shown(limit))}" if over else words
        )
        theme.mark(self.total, role="warning" if over else "help")
        self._show_remove()

    def _show_remove(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def only_show(self) -> None:
        super().only_show()
        self.setAcceptDrops(False)

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        if drops.local(event.mimeData()):
            drops.as_copy(event)
            theme.mark(self.list, dropping=True)

    dragMoveEvent = dragEnterEvent  # noqa: N815

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        theme.mark(self.list, dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:
        files = drops.local(event.mimeData())
        drops.as_copy(event)
        theme.mark(self.list, dropping=False)
        QTimer.singleShot(0, self, lambda: self.take(files))  # whoever let them fall waits
