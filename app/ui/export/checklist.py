"""The button that makes the 提出チェックリスト to print, and opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from app.errors import KnownError
from app.ui import icons, opening, tasks
from app.ui.export import texts

if TYPE_CHECKING:
    from app.documents.checklist import Submission
    from app.documents.package import Package
    from app.ui.dialogs import Dialogs
    from app.ui.export.letter import Letter
    from app.ui.session import DraftSession


@dataclass(frozen=True, slots=True)
class Made:
    """The list, and under which names what was changed in an earlier one was kept."""

    path: Path
    kept: tuple[str, ...]


ENCLOSED = ("form", "comparison", "supplement")
"""Kinds of files that are sent."""


def submission(session: DraftSession, package: Package, letter: Letter) -> Submission:
    """What is sent where until when, as the package says."""
    from app.documents.checklist import Submission
    from app.drafts.route import applicant

    call = session.call
    return Submission(
        title=call.title,
        applicant=applicant(call, session.draft),
        address=letter.address,
        subject=letter.subject,
        deadline=call.deadline,
        files=tuple((f.name, f.size) for f in package.files if f.kind in ENCLOSED),
        mail_bytes=package.mail_bytes,
        practice=session.draft.practice,
    )


def write(folder: Path, listed: Submission, now: datetime) -> Made:
    """Put the checklist into the package's folder. Raises StorageError."""
    from app.documents import checklist
    from app.errors import StorageError

    if not folder.is_dir():  # moved away since: it is not to be made anew for the list alone
        raise StorageError(*texts.CHECKLIST_FAILED)
    return Made(folder / checklist.NAME, checklist.write(folder, listed, now))


class ChecklistButton(QPushButton):
    """Makes the list in the background."""

    def __init__(
        self,
        make: Callable[[], Made],
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts.CHECKLIST, parent)
        self._make, self._dialogs = make, dialogs
        self.setObjectName("button:checklist")
        self.setProperty("kind", "secondary")
        self.setToolTip(texts.CHECKLIST_TIP)
        icons.place(self, "list", "accent")
        self.clicked.connect(self._start)

    def _start(self) -> None:
        self.setEnabled(False)
        tasks.start(lambda _report, _stop: self._make(), self._done, self._failed)

    def _done(self, made: Made) -> None:
        if not isValid(self):
            return
        self.setEnabled(True)
        for name in made.kept:
            text = texts.CHECKLIST_KEPT.format(name=name)
            self._dialogs.inform(self.window(), texts.CHECKLIST, text)
        opening.show(self._dialogs, self.window(), texts.CHECKLIST, made.path)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        self.setEnabled(True)
        if isinstance(error, KnownError):
            self._dialogs.tell(self.window(), texts.CHECKLIST, error)
        else:
            tasks.unexpected(error)
