"""Saving the open draft as a draft file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.errors import KnownError
from app.ui import modal, opening, room, tasks, theme
from app.ui import texts as frame_texts
from app.ui.buttons import box as button_box
from app.ui.draft_files import texts
from app.ui.draft_files.choosing import below
from app.ui.messages import Action
from app.ui.paragraph import Paragraph
from app.ui.scrolled import put_together

if TYPE_CHECKING:
    from app.drafts.supplements import SupplementFolder
    from app.drafts.whole import WholeDraft
    from app.ui.main_window import MainWindow

BANNER = "draft-file"
WIDTH = 70
"""Of the dialog, in steps of the grid."""


class SaveDialog(QDialog):
    """Asks what goes into the file."""

    def __init__(self, supplements: int, size: int, parent: QWidget | None = None) -> None:
        """`supplements`: how many there are; `size`: of all of them, in bytes."""
        super().__init__(parent)
        self.setWindowTitle(texts.SAVE_TITLE)
        self.setObjectName("save-draft-file")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(Paragraph(texts.SAVE_TEXT))
        self.history = QCheckBox(texts.WITH_HISTORY)
        self.history.setObjectName("field:with-history")
        self.history.setAccessibleDescription(texts.WITH_HISTORY_HELP)
        self.history.setChecked(True)
        column.addWidget(self.history)
        column.addWidget(below(self.history, texts.WITH_HISTORY_HELP))
        column.addSpacing(theme.space(1))
        shown = texts.WITH_SUPPLEMENTS.format(count=supplements, size=_shown(size))
        self.supplements = QCheckBox(shown if supplements else texts.NO_SUPPLEMENTS)
        self.supplements.setObjectName("field:with-supplements")
        self.supplements.setChecked(bool(supplements))
        self.supplements.setEnabled(bool(supplements))
        column.addWidget(self.supplements)
        column.addSpacing(theme.space(1))
        column.addWidget(Paragraph(texts.ALWAYS, "help"))
        buttons = button_box()
        accept = buttons.addButton(texts.SAVE_ACCEPT, QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("kind", "primary")
        accept.setObjectName("button:accept")
        buttons.addButton(frame_texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        put_together(self, inside, buttons)
        room.fit(self, WIDTH)


def save(window: MainWindow) -> None:
    """Save the open draft as a file, off the window's thread; the banner tells where it is."""
    from app.documents.file_names import safe
    from app.drafts.draft_file import ENDING
    from app.drafts.draft_file_parts import supplements_in
    from app.drafts.supplements import SupplementFolder

    session = window.session
    if session is None or not session.flush():
        return
    files = supplements_in(session.draft.answers).values()
    dialog = SaveDialog(len(files), sum(int(file.get("size", 0)) for file in files), window)
    if not modal.ask(dialog):
        return
    name = safe(f"{session.draft.title}{ENDING}")
    path = window.dialogs.save_file(window, texts.SAVE_TITLE, name, texts.KINDS)
    if path is None:
        return
    try:
        whole = session.store.whole(session.uid)
    except KnownError as error:
        window.dialogs.tell(window, texts.FAILED, error)
        return
    session.end_step()
    folder = SupplementFolder(window.paths.supplements) if dialog.supplements.isChecked() else None
    _write(window, path, whole, folder, history=dialog.history.isChecked())


def _write(
    window: MainWindow,
    path: Path,
    whole: WholeDraft,
    folder: SupplementFolder | None,
    *,
    history: bool,
) -> None:
    from app.drafts import draft_file

    def work(_report: object, _cancelled: object) -> None:
        draft_file.write(path, whole, folder, history=history)

    def done(_nothing: object) -> None:
        folder = partial(opening.show, window.dialogs, window, texts.SAVE_TITLE, path.parent)
        show = Action(texts.SHOW_FOLDER, folder, "show-draft-file")
        text = texts.SAVED.format(path=path)
        window.banners.tell(BANNER, "success", text, (show,), closable=True)

    def failed(error: Exception) -> None:
        window.banners.take_away(BANNER)
        if not isinstance(error, KnownError):
            raise error
        window.dialogs.tell(window, texts.FAILED, error)

    window.banners.tell(BANNER, "info", texts.SAVING)
    tasks.start(work, done, failed)


def _shown(size: int) -> str:
    """A size as officials say it."""
    return f"{size / 1e6:,.1f}MB" if size >= 100_000 else f"{max(1, round(size / 1e3)):,}KB"
