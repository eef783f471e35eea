"""Joins the header's chip, the dialog and the banners to what goes on around the open draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.drafts.draft import State
from app.errors import KnownError
from app.ui import modal
from app.ui.approval import texts
from app.ui.messages import Action
from app.ui.moments import brief

if TYPE_CHECKING:
    from app.ui.approval.chip import ApprovalChip
    from app.ui.dialogs import Dialogs
    from app.ui.messages import Banners
    from app.ui.office import DraftOffice
    from app.ui.session import DraftSession

BANNER = "approval"


class ApprovalDesk(QObject):
    """Shows where the open draft stands, and takes it a step further when asked to."""

    def __init__(
        self,
        session: DraftSession,
        office: DraftOffice,
        chip: ApprovalChip,
        banners: Banners,
        dialogs: Dialogs,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._office, self._chip = session, office, chip
        self._banners, self._dialogs, self._window = banners, dialogs, window
        self._closed: tuple[str, int, int] | None = None
        """The message that was closed, and how far the draft was then."""
        banners.closed.connect(self._note_closed)
        chip.clicked.connect(self.ask)
        office.state_changed.connect(self.show)
        self.show()

    def leave(self) -> None:
        """The draft is closed."""
        self._chip.clicked.disconnect(self.ask)
        self._banners.closed.disconnect(self._note_closed)
        self._chip.hide()
        self._banners.take_away(BANNER)
        self.deleteLater()

    def show(self) -> None:
        """Show state and banner as they are now."""
        office = self._office
        self._chip.tell(office.state, changed=office.is_changed_since)
        if not (text := self._what_changed()) or self._closed == self._told:
            self._banners.take_away(BANNER)
            return
        kind = "warning" if office.is_changed_since else "info"
        ways = (Action(texts.SHOW_CHANGES, self.show_changes, "show-changes"),)
        self._banners.tell(BANNER, kind, text, ways, closable=True)

    @property
    def _told(self) -> tuple[str, int, int]:
        """What there is to tell, and how many steps were taken and packages made."""
        office = self._office
        return self._what_changed(), len(office.approvals), len(office.packages)

    def _note_closed(self, key: str) -> None:
        # Whoever has read it goes on writing: it would push the page down with every answer.
        if key == BANNER:
            self._closed = self._told

    def _what_changed(self) -> str:
        """What was changed since the last step, else since the newest package; "" if nothing."""
        office = self._office
        if office.is_changed_since:
            sent = office.state is State.SUBMITTED
            text = texts.SENT_CHANGED if sent else texts.CHANGED_SINCE
            return text.format(state=office.state.label)
        if (made := office.outdated) is not None:
            return texts.EXPORTED_CHANGED.format(at=brief(made.at), revision=made.revision)
        return ""

    def show_changes(self) -> None:
        """Compare the version that the message speaks of with the present one."""
        from app.ui.history.dialog import show

        office, then = self._office, 0
        if office.is_changed_since:
            then = office.approvals[-1].revision
        elif (made := office.outdated) is not None:
            then = made.revision
        show(self._session, self._dialogs, self._window, then)

    def ask(self) -> None:
        """Show the steps so far, and take the one that is chosen."""
        from app.ui.approval.dialog import ApprovalDialog

        self._session.flush()
        self._session.review()
        dialog = ApprovalDialog(self._office, self._remarks(), self._window)
        if not modal.ask(dialog):
            return
        try:
            self._office.advance(dialog.chosen, dialog.comment.toPlainText(), dialog.name.text())
        except KnownError as error:
            self._dialogs.tell(self._window, texts.FAILED, error)

    def _remarks(self) -> list[str]:
        """What one should know before the next step."""
        found = []
        if self._session.open_errors:
            found.append(texts.OPEN_ERRORS.format(count=self._session.open_errors))
        if opened := len(self._office.open_comments()):
            found.append(texts.OPEN_COMMENTS.format(count=opened))
        if self._office.state is State.APPROVED and not self._office.is_exported:
            found.append(texts.NOT_EXPORTED)
        return found
