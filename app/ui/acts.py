"""What each menu entry does: a table from the entry's name to an act on the window."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING

from app.ui import countdown, theme

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

STEP = 0.1
"""One step larger or smaller, of the usual size of letters."""


def of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """The acts by entry name (see menus.MENUS). What is heavy is imported when it is wanted."""
    return {
        "new": lambda: window.at_home("new_draft"),
        "open": lambda: window.at_home("open_answers"),
        "read": lambda: _read_back(window),
        "home": lambda: window.go("home"),
        "save": window.save,
        "rename": window.rename,
        "save-file": lambda: _save_file(window),
        "settings": lambda: _settings(window),
        "from-backup": lambda: _from_backup(window),
        "compare": lambda: _compare(window),
        "milestones": lambda: countdown.show(window),
        "export": lambda: window.go("export"),
        "quit": window.close,
        "undo": lambda: window.session and window.session.undo(),
        "redo": lambda: window.session and window.session.redo(),
        "search": lambda: _search(window),
        "phrases": lambda: _phrases(window),
        "takeover": lambda: _take_over(window),
        "editor": lambda: window.go("editor"),
        "check": lambda: window.go("check"),
        "to-export": lambda: window.go("export"),
        "larger": lambda: window.choose_scale(theme.active().scale + STEP),
        "smaller": lambda: window.choose_scale(theme.active().scale - STEP),
        "usual": lambda: window.choose_scale(1.0),
        "template": lambda: _template(window),
        "tour": lambda: _tour(window),
        "manual": lambda: _manual(window),
        "keys": lambda: _help().show_keys(window),
        "data": lambda: _show_data(window),
        "about": lambda: _help().show_about(window, window.paths.data),
    }


def _show_data(window: MainWindow) -> None:
    from app.ui import opening, texts

    opening.show(window.dialogs, window, texts.DATA_FOLDER_TITLE, window.paths.data)


def _take_over(window: MainWindow) -> None:
    from app.ui.takeover.dialog import take_over

    take_over(window)


def _search(window: MainWindow) -> None:
    if window.of_draft is not None:
        window.of_draft.search()


def _phrases(window: MainWindow) -> None:
    if window.of_draft is not None:
        window.of_draft.offer_phrases()


def _read_back(window: MainWindow) -> None:
    from app.ui.reading.taking import choose

    choose(window)


def _save_file(window: MainWindow) -> None:
    from app.ui.draft_files.saving import save

    save(window)


def _template(window: MainWindow) -> None:
    from app.ui.template.desk import show

    show(window)


def _from_backup(window: MainWindow) -> None:
    from app.ui.draft_files.from_backup import restore

    restore(window)


def _compare(window: MainWindow) -> None:
    from app.ui.history.dialog import show

    if window.session is not None:
        show(window.session, window.dialogs, window)


def _settings(window: MainWindow) -> None:
    from app.ui.settings.dialog import show

    show(window)


def _manual(window: MainWindow) -> None:
    from app.ui.help.manual import ManualDialog

    there = window.findChild(ManualDialog)
    manual = there or ManualDialog(window.paths.resources / "help", window)
    manual.show()
    manual.raise_()
    manual.activateWindow()


def _tour(window: MainWindow) -> None:
    from app.ui.tour import begin

    begin(window)


def _help() -> ModuleType:
    from app.ui import help_dialogs

    return help_dialogs
