"""A single draft out of a backup, put beside the present ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.errors import KnownError
from app.ui import modal, room, theme
from app.ui import texts as frame_texts
from app.ui.buttons import box as button_box
from app.ui.draft_files import texts
from app.ui.moments import brief, moment
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.drafts.backup import Backup
    from app.drafts.backup_drafts import BackedUp
    from app.ui.main_window import MainWindow

BANNER = "draft-file"


class BackupDialog(QDialog):
    """Lists the backups, and the drafts in the chosen one."""

    def __init__(self, backups: list[Backup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.BACKUP_TITLE)
        self.setObjectName("backup-dialog")
        self._backups = backups
        self.box, self.list = QComboBox(), QListWidget()
        self.note = Paragraph("", "help")
        self._build()
        self._show()
        room.give(self, 84, 64)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(Paragraph(texts.BACKUP_TEXT))
        fields = (
            (texts.BACKUPS, self.box, "field:backup"),
            (texts.BACKUP_DRAFTS, self.list, "backup-drafts"),
        )
        for label, field, name in fields:
            head = QLabel(label)
            head.setProperty("role", "question")
            head.setBuddy(field)
            field.setObjectName(name)
            field.setAccessibleName(label.split("(")[0])
            column.addWidget(head)
            column.addWidget(field)
        column.addWidget(self.note)
        column.setStretchFactor(self.list, 1)
        for backup in self._backups:
            self.box.addItem(moment(backup.at))
        self.box.setAccessibleDescription(texts.BACKUP_HELP)
        self.box.currentIndexChanged.connect(self._show)
        buttons = button_box()
        self._accept = buttons.addButton(
            texts.BACKUP_ACCEPT, QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._accept.setProperty("kind", "primary")
        self._accept.setObjectName("button:accept")
        buttons.addButton(frame_texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(theme.space(1))
        column.addWidget(buttons)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.currentItemChanged.connect(self._enable)

    def _show(self) -> None:
        """List the drafts of the chosen backup."""
        self.list.clear()
        note = texts.NO_BACKUPS
        if self._backups:
            try:
                note = self._fill(self.backup)
            except KnownError:
                note = texts.BACKUP_BROKEN
        self.note.tell(note)
        self.note.setVisible(bool(note))
        self._enable()

    def _fill(self, backup: Backup) -> str:
        from app.drafts.backup_drafts import drafts_in

        for draft in drafts_in(backup):
            text = texts.BACKUP_DRAFT.format(title=draft.title, at=moment(draft.modified))
            item = QListWidgetItem(f"{text}{texts.TRASHED}" if draft.trashed else text)
            item.setData(Qt.ItemDataRole.UserRole, draft)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        return "" if self.list.count() else texts.BACKUP_EMPTY

    def _enable(self) -> None:
        self._accept.setEnabled(self.list.currentItem() is not None)

    @property
    def backup(self) -> Backup:
        return self._backups[self.box.currentIndex()]

    @property
    def draft(self) -> BackedUp:
        """The chosen draft."""
        found: BackedUp = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return found


def restore(window: MainWindow) -> None:
    """Ask for a backup and a draft in it; leave what is open, and put that beside the others."""
    from app.drafts.backup import BackupFolder
    from app.drafts.backup_drafts import whole_in

    if window.desk is None:
        return
    try:
        backups = BackupFolder(window.paths.database, window.clock).backups()
        dialog = BackupDialog(backups, window)
        if not modal.ask(dialog):
            return
        if not window.go("home"):
            return
        chosen = dialog.draft
        title = texts.BACKUP_NAME.format(title=chosen.title, at=brief(dialog.backup.at))
        draft = window.desk.store.take_in(whole_in(dialog.backup, chosen.uid), title)
    except KnownError as error:
        window.dialogs.tell(window, texts.BACKUP_TITLE, error)
        return
    if window.home is not None:
        window.home.refresh(draft.uid)
    window.banners.tell(BANNER, "success", texts.TAKEN.format(title=draft.title), passing=True)
