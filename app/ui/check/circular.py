"""The button that saves the PDF for approval (決裁用PDF) of the open draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from app.errors import KnownError
from app.ui import icons, opening, tasks
from app.ui.check import texts

if TYPE_CHECKING:
    from app.ui.dialogs import Dialogs
    from app.ui.session import DraftSession


class CircularButton(QPushButton):
    """Asks where to, makes the PDF in the background and offers to open it."""

    def __init__(
        self, session: DraftSession, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts.CIRCULAR, parent)
        self._session, self._dialogs = session, dialogs
        self.setObjectName("button:circular")
        self.setProperty("kind", "secondary")
        self.setToolTip(texts.CIRCULAR_TIP)
        icons.place(self, "document", "accent")
        self.clicked.connect(self._save)

    def _save(self) -> None:
        from app.preview import circular

        session, now = self._session, self._session.clock.now()
        session.review()
        proposed = circular.name(session.call, session.draft, now)
        target = self._dialogs.save_file(
            self.window(), texts.CIRCULAR, proposed, texts.CIRCULAR_KINDS
        )
        if target is None:
            return
        call, draft, findings = session.call, session.draft, list(session.findings)
        self.setEnabled(False)
        self.setText(texts.CIRCULAR_RUNNING)

        def work(report: tasks.Report, _stop: object) -> Path:
            circular.save(target, circular.compose(call, draft, findings, now, report))
            return target

        tasks.start(work, self._done, self._failed)

    def _rest(self) -> bool:
        """Offer the button again; False where it is gone meanwhile."""
        if not isValid(self):
            return False
        self.setEnabled(True)
        self.setText(texts.CIRCULAR)
        return True

    def _done(self, target: Path) -> None:
        if not self._rest():
            return
        text = texts.CIRCULAR_DONE.format(path=target)
        if self._dialogs.offer(self.window(), texts.CIRCULAR, text, texts.CIRCULAR_OPEN):
            opening.show(self._dialogs, self.window(), texts.CIRCULAR, target)

    def _failed(self, error: Exception) -> None:
        if not self._rest():
            return
        if isinstance(error, KnownError):
            self._dialogs.tell(self.window(), texts.CIRCULAR, error)
        else:
            tasks.unexpected(error)
