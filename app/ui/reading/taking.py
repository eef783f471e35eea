"""Edited documents, dropped or chosen: read off the window's thread, compared, taken or left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InputError, KnownError
from app.ui import modal, tasks
from app.ui.messages import Action
from app.ui.reading import texts

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.documents.reading import Difference, ReadBack
    from app.ui.compare.dialog import Choice
    from app.ui.main_window import MainWindow

BANNER = "reading"
MOST_TOLD = 20
"""Texts outside of answers that a message holds, where there is nothing to choose."""


def choose(window: MainWindow) -> None:
    """Ask for a file and take it."""
    chosen = window.dialogs.open_file(window, texts.OPEN, texts.KINDS)
    if chosen is not None:
        take(window, [chosen])


def take(window: MainWindow, files: Sequence[Path]) -> None:
    """Read documents, then show what they say otherwise than the open draft."""
    if window.desk is None:
        return
    calls, now = window.desk.shelf.calls, window.clock.now()

    def work(_report: object, _cancelled: object) -> tuple[Call, ReadBack]:
        from app.documents import opc, reading
        from app.review import dates

        contents = [(path.name, opc.bytes_of(path, path.name)) for path in files]
        call = reading.call_of(calls, contents)
        return call, reading.read(call, contents, read_date=dates.parse, now=now)

    def failed(error: Exception) -> None:
        window.banners.take_away(BANNER)
        if not isinstance(error, KnownError):
            tasks.unexpected(error)
            return
        window.dialogs.tell(window, texts.FAILED, error)

    def done(found: tuple[Call, ReadBack]) -> None:
        window.banners.take_away(BANNER)
        try:
            _offer(window, *found)
        except KnownError as error:
            window.dialogs.tell(window, texts.FAILED, error)

    names = "、".join(path.name for path in files)
    window.banners.tell(BANNER, "info", texts.READING.format(names=names))
    tasks.start(work, done, failed)


def _offer(window: MainWindow, call: Call, read: ReadBack) -> None:
    from app.documents import reading

    if window.session is None and not _begin(window, call):
        return
    session = window.session
    assert session is not None
    if session.call.id != call.id:
        what, advice = texts.OTHER_CALL
        raise InputError(what.format(title=call.short_title), advice)
    session.flush()
    found = list(reading.differences(call, session.draft, read))
    notes = _notes(call, read)
    if not found:
        shown, more = notes[:MOST_TOLD], len(notes) - MOST_TOLD
        if more > 0:
            shown.append(texts.OUTSIDE_MORE.format(count=more))
        window.dialogs.inform(window, texts.TITLE, "\n".join([texts.SAME, *shown]))
        return
    _ask(window, call, found, notes)


def _begin(window: MainWindow, call: Call) -> bool:
    """Begin a draft to take the answers into, if the user wants one."""
    assert window.desk is not None
    if not window.dialogs.confirm(window, texts.NEW_TITLE, texts.NEW_TEXT, texts.NEW_YES):
        return False
    title = texts.NEW_NAME.format(title=call.short_title)
    draft = window.desk.store.create(call.id, call.version, title)
    window.open_draft(draft.uid)
    return window.session is not None


def _ask(window: MainWindow, call: Call, found: Sequence[Difference], notes: Sequence[str]) -> None:
    from app.drafts.draft import Change
    from app.ui.compare.dialog import ChoicesDialog

    dialog = ChoicesDialog(
        window,
        title=texts.TITLE,
        explanation=texts.EXPLANATION,
        choices=[_choice(call, one) for one in found],
        here_title=texts.HERE,
        there_title=texts.THERE,
        notes=notes,
        accept_text=texts.ACCEPT,
    )
    if not modal.ask(dialog) or window.session is None:
        return
    chosen = dialog.chosen
    taken = [Change("answer", one.question, one.value) for one in found if chosen[one.question]]
    if taken:
        window.session.apply(taken)
        undo = Action("元に戻す", window.session.undo, "undo-taking")
        window.banners.tell(
            BANNER, "success", texts.TAKEN.format(count=len(taken)), (undo,), passing=True
        )


def _choice(call: Call, one: Difference) -> Choice:
    from app.ui.compare.dialog import Choice

    question = call.questions[one.question]
    section = call.section_of[one.question].title
    return Choice(
        one.question, question.label, one.here, one.there, preselect_there=True, context=section
    )


def _notes(call: Call, read: ReadBack) -> list[str]:
    """What the user must know: nobody shall believe that everything was taken."""
    notes = []
    if read.missing:
        labels = "、".join(call.questions[key].label for key in read.missing)
        notes.append(texts.MISSING.format(labels=labels))
    notes += [_differing(call, read, key) for key in read.others]
    notes += [texts.OUTSIDE.format(text=one.text) for one in read.outside]
    return notes


def _differing(call: Call, read: ReadBack, key: str) -> str:
    from app.documents.reading import on_a_line

    question = call.questions[key]
    one, other = (on_a_line(question, said[key]) for said in (read.others, read.answers))
    return texts.DIFFER.format(label=question.label, one=one, other=other)
