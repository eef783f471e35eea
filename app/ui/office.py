"""What goes on around an open draft: comments, approval, what was sent."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.drafts.approval import STEPS, Approval, Comment, Frozen, fingerprint
from app.drafts.draft import State
from app.errors import KnownError

if TYPE_CHECKING:
    from app.environment import Clock
    from app.ui.session import DraftSession

NOT_SAVED = (
    "入力した内容をまだ保存できていません。",
    "保存できてから、もう一度お試しください。",
)
LOOK_AFTER = 500
"""Milliseconds after a change before it is asked whether the draft still says the same."""


class DraftOffice(QObject):
    """The one way through which pages read and change what stands around a draft.

    Every change raises KnownError where the store refuses; nothing has changed then.
    """

    comments_changed = Signal()
    state_changed = Signal()
    """A step through the office, or the draft says something else than at the last one (or than
    its newest package)."""

    def __init__(self, session: DraftSession, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._store, self._clock = session, session.store, clock
        self._comments: list[Comment] = []
        self._approvals: list[Approval] = []
        self._packages: list[Frozen] = []
        self._marks: dict[int, str] = {}
        self._told = (False, False)
        self._read()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER)
        self._timer.timeout.connect(self._look)
        session.draft_changed.connect(self._timer.start)
        self._told = self._changes

    @property
    def clock(self) -> Clock:
        return self._clock

    def _read(self) -> None:
        uid = self._session.uid
        self._comments = self._store.comments(uid)
        self._approvals = self._store.approvals(uid)
        self._packages = self._store.packages(uid)

    def stop(self) -> None:
        self._timer.stop()
        self._session.draft_changed.disconnect(self._timer.start)

    # ---- who ----

    @property
    def who(self) -> str:
        """The name of whoever writes here; "" while it is not known."""
        return self._session.who

    @property
    def names(self) -> list[str]:
        """Of all who commented on the draft or took it a step further, the latest first."""
        said: list[Comment | Approval] = [*reversed(self._comments), *reversed(self._approvals)]
        said.sort(key=lambda one: one.at, reverse=True)
        return list(dict.fromkeys(one.who for one in said if one.who))

    def _introduce(self, name: str) -> None:
        """Remember the name of whoever writes here, for what is done from here on."""
        self._session.who = name
        self._session.keep_setting(WHO, name)

    # ---- comments ----

    @property
    def comments(self) -> Sequence[Comment]:
        return self._comments

    def open_comments(self, question: str | None = None) -> list[Comment]:
        """The open ones, of a question or of all."""
        return [c for c in self._comments if c.is_open and question in (None, c.question)]

    def remark(self, question: str, text: str, name: str | None = None) -> Comment:
        """Add a comment on a question ("" for the draft as a whole).

        `name`: of whoever comments, often a superior at the writer's own desk; None for the
        writer. The writer's own name stays as it is.
        """
        who = self.who if name is None else name.strip()
        made = Comment(secrets.token_hex(8), question, self._clock.now(), who, text.strip())
        self._put(made)
        return made

    def resolve(self, comment: Comment) -> None:
        self._put(replace(comment, resolved=self._clock.now(), resolved_by=self.who))

    def reopen(self, comment: Comment) -> None:
        self._put(replace(comment, resolved=None, resolved_by=""))

    def take_back(self, comment: Comment) -> None:
        """Remove a comment altogether."""
        self._store.remove_comment(self._session.uid, comment.uid)
        self._comments = self._store.comments(self._session.uid)
        self.comments_changed.emit()

    def _put(self, comment: Comment) -> None:
        self._store.put_comments(self._session.uid, [comment])
        self._comments = self._store.comments(self._session.uid)
        self.comments_changed.emit()

    # ---- approval ----

    @property
    def approvals(self) -> Sequence[Approval]:
        """The steps so far, the first one first."""
        return self._approvals

    @property
    def state(self) -> State:
        return self._approvals[-1].state if self._approvals else State.WRITING

    @property
    def ways(self) -> tuple[State, ...]:
        """Where the draft may go from here."""
        return STEPS[self.state]

    def advance(self, state: State, comment: str = "", name: str = "") -> None:
        """Take the draft a step further; what is typed is saved first.

        `name`: of whoever takes the step, often a superior at the writer's own desk; it becomes
        that of the writer only if that is not known yet and a check is asked for.
        """
        if not self._session.flush():
            raise KnownError(*NOT_SAVED)
        who, comment = name.strip() or self.who, comment.strip()
        self._store.set_state(self._session.uid, state, who=who, comment=comment)
        if who and not self.who and state is State.REVIEW_ASKED:
            self._introduce(who)
        self._read()
        self._told = self._changes
        self.state_changed.emit()

    @property
    def is_changed_since(self) -> bool:
        """Whether the draft says something else than at its last step through the office."""
        if self.state is State.WRITING:
            return False
        return self._says_otherwise(self._approvals[-1].revision)

    # ---- packages ----

    @property
    def packages(self) -> Sequence[Frozen]:
        """Those that were made so far, the first one first."""
        return self._packages

    def freeze(self, folder: str, revision: int) -> None:
        """Remember that a package was made from a revision."""
        self._store.freeze(self._session.uid, revision, folder, who=self.who)
        self._packages = self._store.packages(self._session.uid)
        self._told = self._changes
        self.state_changed.emit()

    @property
    def outdated(self) -> Frozen | None:
        """The newest package, if the draft says something else than that."""
        return None if self.is_exported or not self._packages else self._packages[-1]

    @property
    def sent(self) -> Frozen | None:
        """The package that was sent, if the draft was told to be submitted."""
        return next((p for p in reversed(self._packages) if p.sent), None)

    @property
    def is_exported(self) -> bool:
        """Whether the newest package says what the draft says now."""
        mark = fingerprint(self._session.draft)
        return bool(self._packages) and self._packages[-1].fingerprint == mark

    @property
    def is_correction(self) -> bool:
        """Whether a package made now says something else than the one that was sent (§6)."""
        sent = self.sent
        return sent is not None and fingerprint(self._session.draft) != sent.fingerprint

    def _says_otherwise(self, revision: int) -> bool:
        if revision not in self._marks:
            try:
                then = self._store.at_revision(self._session.uid, revision)
            except KnownError:
                return False
            self._marks[revision] = fingerprint(then)
        return fingerprint(self._session.draft) != self._marks[revision]

    def _look(self) -> None:
        if self._changes != self._told:
            self._told = self._changes
            self.state_changed.emit()

    @property
    def _changes(self) -> tuple[bool, bool]:
        """Whether the draft was changed since its last step, and since its newest package."""
        return self.is_changed_since, self.outdated is not None


WHO = "who"
"""The setting that keeps the person's name."""
