"""From the menu to the dialog: which file, of which call; read off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from app.errors import KnownError
from app.ui import modal, tasks
from app.ui.template import texts

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.ui.main_window import MainWindow
    from app.ui.template.plan import Plan


def show(window: MainWindow) -> None:
    """Ask for a form file, look it over and show what was found."""
    call = _call(window)
    if call is None:
        return
    file = window.dialogs.open_file(window, texts.PICK, texts.KINDS)
    if file is None:
        return

    def work(_report: object, _cancelled: object) -> Plan:
        from app.ui.template.plan import Plan

        return Plan.read(call, file)

    def found(plan: Plan) -> None:
        from app.ui.template.dialog import TemplateDialog

        modal.ask(TemplateDialog(plan, window.dialogs, window))

    def failed(error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        window.dialogs.tell(window, texts.FAILED, error)

    tasks.start(work, found, failed)


def _call(window: MainWindow) -> Call | None:
    """The open draft's call; else the only one, or the one a person picks."""
    if window.session is not None:
        return window.session.call
    shelf = window.desk.shelf if window.desk is not None else None
    calls = {call.title: call for call in shelf.calls.values()} if shelf else {}
    if len(calls) < 2:
        return next(iter(calls.values()), None)
    title, chosen = QInputDialog.getItem(
        window, texts.WHICH, texts.WHICH_CALL, list(calls), 0, False
    )
    return calls[title] if chosen else None
