"""Chooses the earlier draft, then question by question, and makes one step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from app.drafts.draft import Change
from app.drafts.route import route
from app.errors import KnownError
from app.ui import modal, room, theme
from app.ui import texts as frame_texts
from app.ui.buttons import box as button_box
from app.ui.editor.wrapped_list import WrappedList
from app.ui.messages import Action
from app.ui.moments import moment
from app.ui.paragraph import Paragraph
from app.ui.takeover import texts
from app.ui.takeover.matching import Offered, offered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.calls.models import Call
    from app.drafts.contract import DraftSummary
    from app.drafts.draft import Draft
    from app.ui.main_window import MainWindow
    from app.ui.session import DraftSession

BANNER = "takeover"


class Source(NamedTuple):
    """An earlier draft and what may be taken from it."""

    draft: DraftSummary
    call: Call
    answers: list[Offered]


class SourceDialog(QDialog):
    """Lists the earlier drafts that have something to give."""

    def __init__(self, sources: Sequence[Source], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.TITLE)
        self.setObjectName("takeover-source")
        self._sources = list(sources)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addWidget(Paragraph(texts.CHOOSE, parent=self))
        self.list = WrappedList(self)
        self.list.setObjectName("sources")
        self.list.setAccessibleName(texts.DRAFTS)
        self.list.setAccessibleDescription(texts.DRAFTS_HELP)
        self.list.addItems([_line(source) for source in sources])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        column.addWidget(self.list, 1)
        buttons = button_box(self)
        accept = buttons.addButton(texts.NEXT, QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(accept, kind="primary")
        accept.setObjectName("button:accept")
        buttons.addButton(frame_texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        room.give(self, 96, 48)

    @property
    def chosen(self) -> Source:
        return self._sources[self.list.currentRow()]


def _line(source: Source) -> str:
    return texts.DRAFT_LINE.format(
        title=source.draft.title,
        call=f"{source.call.fiscal_year} {source.call.short_title}",
        at=moment(source.draft.modified),
        count=len(source.answers),
    )


def sources(session: DraftSession, calls: Mapping[str, Call]) -> list[Source]:
    """The other drafts that have something to give, the last changed first. Raises KnownError."""
    found = []
    for draft in session.store.drafts():
        other = calls.get(draft.call_id)
        if draft.uid == session.uid or other is None:
            continue
        earlier = session.store.load(draft.uid)
        answers = _all_offered(session, other, earlier)
        if answers:
            found.append(Source(draft, other, answers))
    return found


def _all_offered(session: DraftSession, other: Call, earlier: Draft) -> list[Offered]:
    """What there is to take, also for questions that are asked once the rest is taken.

    A step chosen earlier opens its section: its answers would else wait for a second time.
    """
    asked = {question.id for question in session.route.questions()}
    while True:
        found = offered(session.call, session.draft, asked, other, earlier)
        draft = session.draft
        for one in found:
            if draft.answer(one.question.id) is None:
                draft = draft.changed(Change("answer", one.question.id, one.value))
        after = route(session.call, draft, session.clock.now())
        opened = {question.id for question in after.questions()} - asked
        if not opened:
            return found
        asked |= opened


def take_over(window: MainWindow) -> None:
    """Ask for a draft and its answers, and take the chosen ones as one step of undo."""
    session = window.session
    if session is None or window.desk is None or session.only_reading:
        return
    session.flush()
    try:
        there = sources(session, window.desk.shelf.calls)
    except KnownError as error:
        window.dialogs.tell(window, texts.TITLE, error)
        return
    if not there:
        window.dialogs.inform(window, texts.TITLE, texts.NONE)
        return
    dialog = SourceDialog(there, window)
    if not modal.ask(dialog):
        return
    changes = _chosen(window, session, dialog.chosen)
    if changes:
        session.apply(changes)
        undo = Action(texts.UNDO, session.undo, "undo-takeover")
        text = texts.DONE.format(count=len(changes))
        window.banners.tell(BANNER, "success", text, (undo,), passing=True)


def _chosen(window: MainWindow, session: DraftSession, source: Source) -> list[Change]:
    from app.documents.texts import shown
    from app.ui.compare.dialog import Choice, ChoicesDialog

    choices = [
        Choice(
            key=found.question.id,
            label=" ".join(filter(None, (found.question.group, found.question.label))),
            here=shown(found.question, session.answer(found.question.id)) or texts.EMPTY,
            there=shown(found.question, found.value),
            preselect_there=session.answer(found.question.id) is None,
            context=session.call.section_of[found.question.id].title,
        )
        for found in source.answers
    ]
    dialog = ChoicesDialog(
        window,
        title=texts.TITLE,
        explanation=texts.EXPLANATION.format(title=source.draft.title),
        choices=choices,
        here_title=texts.HERE,
        there_title=texts.THERE,
        accept_text=texts.ACCEPT,
    )
    if not modal.ask(dialog):
        return []
    taken = dialog.chosen
    return [
        Change("answer", found.question.id, found.value)
        for found in source.answers
        if taken[found.question.id]
    ]
