"""One open draft: what is typed, what is saved, what the review says.

A change is in memory at once and on disk within half a second. While the disk refuses, changes
wait here in order and are tried again until it takes them; nothing typed is thrown away.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.drafts.draft import Change, Draft, Value
from app.errors import KnownError, StorageBusyError
from app.ui import saving
from app.ui.moving_on import MovingOn
from app.ui.saving import SaveState, changed

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.contract import DraftStore, Revision
    from app.drafts.route import Route
    from app.environment import Clock
    from app.review.finding import Finding
    from app.review.states import SectionState

__all__ = ["DraftSession", "SaveState"]
TYPED = frozenset({"short_text", "long_text", "email", "telephone"})
"""Question types that change with every key: their route is worked out with the review."""


class DraftSession(QObject):
    """The only thing through which fields and pages read and change a draft."""

    answer_changed = Signal(str)
    """A question's answer is another one now, whether by typing, undo or an import."""
    findings_changed = Signal()
    states_changed = Signal()
    route_changed = Signal()
    """Other sections or questions apply now, or are wanted."""
    save_state_changed = Signal(object)
    """SaveState; the reason of a failure is `save_message`."""
    undo_changed = Signal()
    draft_changed = Signal()
    """Anything about the draft: title, overrides, dismissals, answers."""
    stepped = Signal(object, bool)
    """Undo (True) or redo went a step from this Draft to the present one."""

    def __init__(
        self,
        call: Call,
        store: DraftStore,
        uid: str,
        clock: Clock,
        who: str = "",
        parent: QObject | None = None,
    ) -> None:
        """Open the draft `uid`. Raises KnownError if it cannot be read."""
        from app.drafts.route import route
        from app.review.engine import Reviewer

        super().__init__(parent)
        self.call = call
        self.uid = uid
        self.who = who
        self._store = store
        self._clock = clock
        self._draft: Draft = store.load(uid)
        self.only_reading = store.only_reading
        """Why nothing may be changed, as it was when the draft was opened; "" if it may."""
        self._pending: list[tuple[str, list[Change]]] = []
        self._step = self._new_step()
        self._reviewer = Reviewer(call)
        self._findings: list[Finding] = []
        self._misfits: list[Finding] = []
        self._route: Route = route(call, self._draft, clock.now())
        self._states: dict[str, SectionState] = {}
        self._reserved = ""
        """The question that is being answered for the first time."""
        self._noted: int | None = None
        """The revision of which it was noted whether it can be undone."""
        self.save_state = SaveState.SAVED
        self.save_message = ""
        self._can_undo = store.can_undo(uid)
        self._can_redo = store.can_redo(uid)
        self._retry_wait = saving.FIRST_RETRY
        self._busy_tries = 0
        self.closed = False
        self._save_timer = self._timer(saving.SAVE_AFTER, self._flush_now)
        self._latest_timer = self._timer(saving.SAVE_AT_LATEST, self._flush_now)
        self._retry_timer = self._timer(saving.FIRST_RETRY, self._flush_now)
        self._review_timer = self._timer(saving.REVIEW_AFTER, self.review)
        self._moving_on = MovingOn(self._move_on, self)
        self.review()

    def _timer(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _flush_now(self) -> None:
        self.flush()

    def _move_on(self) -> None:
        self.end_step()
        self.flush()

    # ---- reading ----

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def store(self) -> DraftStore:
        return self._store

    @property
    def draft(self) -> Draft:
        """The draft as it is on screen, saved or not yet."""
        return self._draft

    @property
    def findings(self) -> list[Finding]:
        """In reading order; overridden and dismissed ones are among them, flagged."""
        return self._findings

    @property
    def told(self) -> list[Finding]:
        """The findings, but for what is wrong with an answer that is just being given."""
        if not self._reserved:
            return self._findings
        return [f for f in self._findings if f.missing or f.place.question != self._reserved]

    @property
    def route(self) -> Route:
        return self._route

    @property
    def states(self) -> dict[str, SectionState]:
        """Section id → state, of the sections that apply."""
        return self._states

    def history(self) -> list[Revision]:
        """The newest revisions first. Raises KnownError."""
        self.flush()
        return self._store.history(self.uid)

    def setting(self, name: str) -> Value:
        """A remembered setting; None if there is none or it cannot be read."""
        try:
            return self._store.setting(name)
        except KnownError:
            return None

    def keep_setting(self, name: str, value: Value) -> None:
        """Remember a setting; losing one is not worth a message."""
        with suppress(KnownError):
            self._store.set_setting(name, value)

    @property
    def can_undo(self) -> bool:
        return not self.only_reading and (bool(self._pending) or self._can_undo)

    @property
    def can_redo(self) -> bool:
        return not (self.only_reading or self._pending) and self._can_redo

    def answer(self, question_id: str) -> Value:
        return self._draft.answer(question_id)

    def findings_of(self, question_id: str) -> list[Finding]:
        """The findings that stand at a question."""
        return [finding for finding in self._findings if finding.place.question == question_id]

    # ---- changing ----

    def set_answer(self, question_id: str, value: Value) -> None:
        """Take what a field holds now; typing on in the same field is one step of undo."""
        kept = None if value in ("", []) else value
        if self._draft.answer(question_id) == kept or self.only_reading or self.closed:
            return
        self._take([Change("answer", question_id, kept)], f"{question_id}/{self._step}")
        self.answer_changed.emit(question_id)
        if self.call.questions[question_id].type not in TYPED:
            self._update_route()

    def apply(self, changes: Sequence[Change]) -> None:
        """Make several changes as one step of undo."""
        if self.only_reading or self.closed:
            return
        before = self._draft
        self.end_step()
        self._take(list(changes), "")
        self._tell_differences(before)
        self.flush()

    def end_step(self) -> None:
        """What is typed from here on is a further step of undo, also in the same field."""
        self._step = self._new_step()

    def override(self, clause: str, reason: str) -> None:
        """Knowingly set an overridable error aside, with a reason; an empty one takes it back."""
        self.apply([Change("override", clause, reason.strip() or None)])

    def dismiss(self, finding: Finding) -> None:
        """Do not show this advice any more in this draft."""
        self.apply([Change("dismissal", finding.key, True)])

    def restore_dismissed(self, finding: Finding) -> None:
        self.apply([Change("dismissal", finding.key, None)])

    def rename(self, title: str) -> None:
        self.apply([Change("title", "", title)])

    def undo(self) -> bool:
        """Take the newest step back. False if there was none or the disk refused."""
        return self._travel(back=True)

    def redo(self) -> bool:
        return self._travel(back=False)

    def _travel(self, *, back: bool) -> bool:
        if self.only_reading or not self.flush():
            return False
        before = self._draft
        try:
            found = self._store.undo(self.uid) if back else self._store.redo(self.uid)
        except KnownError as error:
            self._set_save_state(SaveState.FAILED, str(error))
            return False
        if found is None:
            return False
        self._draft = found[0]
        self.end_step()
        self._tell_differences(before)
        self._note_undo()
        self.stepped.emit(before, back)
        return True

    def _take(self, changes: list[Change], step: str) -> None:
        for change in changes:
            self._draft = self._draft.changed(change)
        if step and self._pending and self._pending[-1][0] == step:
            self._pending[-1] = (step, changes)
        else:
            self._pending.append((step, changes))
        if self.save_state is not SaveState.FAILED:
            self._set_save_state(SaveState.SAVING, "")
            self._save_timer.start()
            if not self._latest_timer.isActive():
                self._latest_timer.start()
        self._review_timer.start()
        self.draft_changed.emit()
        self.undo_changed.emit()

    def _tell_differences(self, before: Draft) -> None:
        for key in changed(before.answers, self._draft.answers):
            self.answer_changed.emit(key)
        self._update_route()
        self.review()
        self.draft_changed.emit()

    @staticmethod
    def _new_step() -> str:
        return secrets.token_hex(6)

    # ---- saving ----

    def flush(self) -> bool:
        """Write what is not written yet. False while the disk refuses (it is tried again)."""
        self._save_timer.stop()
        self._latest_timer.stop()
        mine: set[str] = set()
        try:
            while self._pending:
                step, changes = self._pending[0]
                saved = self._store.apply(self.uid, changes, who=self.who, step=step)
                del self._pending[0]
                mine.update(change.key for change in changes)
                self._adopt(saved, mine)
        except KnownError as error:
            self._saving_failed(error)
            return False
        self._busy_tries = 0
        if self.save_state is not SaveState.SAVED:
            self._retry_timer.stop()
            self._retry_wait = saving.FIRST_RETRY
            self._set_save_state(SaveState.SAVED, "")
            if self._draft.revision != self._noted:  # typing on in a step makes no other one
                self._note_undo()
        return True

    def _adopt(self, saved: Draft, mine: set[str]) -> None:
        """Take number and time of the stored revision; what is typed since stays."""
        if not self._pending:
            before, self._draft = self._draft, saved
            for key in changed(before.answers, saved.answers):
                if key not in mine:  # written by the command line: else it is typed over unseen
                    self.answer_changed.emit(key)
            return
        self._draft = replace(self._draft, revision=saved.revision, modified=saved.modified)

    def _saving_failed(self, error: KnownError) -> None:
        if isinstance(error, StorageBusyError) and self._busy_tries < saving.MOST_BUSY_TRIES:
            # A virus scanner lets go after a moment; nobody need be alarmed before.
            self._busy_tries += 1
            self._retry_timer.start(saving.BUSY_RETRY)
            return
        self._retry_timer.start(self._retry_wait)
        self._retry_wait = min(saving.LAST_RETRY, self._retry_wait * 2)
        self._set_save_state(SaveState.FAILED, str(error))

    def _set_save_state(self, state: SaveState, message: str) -> None:
        if (state, message) != (self.save_state, self.save_message):
            self.save_state, self.save_message = state, message
            self.save_state_changed.emit(state)

    def _note_undo(self) -> None:
        try:
            self._can_undo = self._store.can_undo(self.uid)
            self._can_redo = self._store.can_redo(self.uid)
            self._noted = self._draft.revision
        except KnownError:
            return
        self.undo_changed.emit()

    # ---- review ----

    def review(self) -> None:
        """Look at the whole draft now and tell what changed."""
        from app.review.states import section_states

        self._review_timer.stop()
        found = self._reviewer.review(self._draft, self._clock.now())
        self._follow_route(self._reviewer.route)
        if self._misfits:
            from app.documents.fitting import merged

            found = merged(self.call, found, self._misfits)
        if found != self._findings:
            self._findings = found
            self.findings_changed.emit()
        states = section_states(self.call, self._draft, self.told, self._route)
        if states != self._states:
            self._states = states
            self.states_changed.emit()

    def reserve(self, question_id: str) -> None:
        """Tell nothing of an answer while it is given for the first time; "" when it was given."""
        before, self._reserved = self.told, question_id
        if self.told != before:
            self.findings_changed.emit()
            self.review()

    def tell_misfits(self, found: list[Finding]) -> None:
        """Take what does not fit its place in the documents; it stands among the findings."""
        if found != self._misfits:
            self._misfits = found
            self.review()

    def _update_route(self) -> None:
        from app.drafts.route import route

        self._follow_route(route(self.call, self._draft, self._clock.now()))

    def _follow_route(self, route: Route) -> None:
        before, self._route = self._route, route
        if _asked(before) != _asked(self._route):
            self.route_changed.emit()

    @property
    def open_errors(self) -> int:
        """Errors that stand in the way of the export."""
        return sum(finding.blocks for finding in self._findings)

    def close(self) -> bool:
        """Write what is left and let go. False if the disk refuses: the draft then stays open."""
        if not self.flush():
            return False
        if self.closed:
            return True
        self.closed = True
        self.review()
        with suppress(KnownError):  # only the number in the list of drafts would be out of date
            self._store.note_errors(self.uid, self.open_errors)
        for timer in (self._save_timer, self._latest_timer, self._retry_timer, self._review_timer):
            timer.stop()
        self._moving_on.stop()
        return True


def _asked(route: Route) -> tuple[object, ...]:
    return [s.id for s in route.sections], [q.id for q in route.questions()], route.demands
