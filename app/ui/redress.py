"""Puts another look on the window while it is in use: other colours, or letters of another size.

Widgets keep the distances and icons they were made with, and Qt dresses every widget there is. So
what is not in sight is given up before, and what is in sight is made anew afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.ui import room, theme
from app.ui.slices import take_down

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.ui.home.page import HomePage
    from app.ui.main_window import MainWindow

WAIT = 400
"""Milliseconds until it is tried again while somebody composes characters."""


def put_on(window: MainWindow) -> None:
    """Put on what the preferences say; where one is stays as it is."""
    pages = window.of_draft
    if pages is not None and pages.is_composing:
        QTimer.singleShot(WAIT, window, lambda: put_on(window))
        return
    take_down(pages.shed() if pages is not None else [], lambda: _dress(window))


def _dress(window: MainWindow) -> None:
    app, preferences = QApplication.instance(), window.preferences
    assert isinstance(app, QApplication)
    scale = min(preferences.scale, room.largest_scale(window))
    theme.apply(app, window.paths.resources, preferences.scheme, scale)
    _renew_home(window)
    if window.of_draft is not None:
        take_down(window.of_draft.renew())


def complete_home(window: MainWindow, home: HomePage, shelf: Shelf) -> None:
    """Give the first page the packs; where it shows other ones, as it was begun, make it anew."""
    from app.calls import outline

    home.complete(shelf)
    if home.outline != outline.of(shelf):
        _renew_home(window)


def _renew_home(window: MainWindow) -> None:
    """Make the first page anew, as it was."""
    old = window.home
    if old is None or window.listed is None:
        return
    window.banners.take_away("home")  # what it offers to undo is the old page's
    window.home = window.make_home(window.listed)
    window.home.stand_as(old)
    if window.pages.currentWidget() is old:
        window.pages.setCurrentWidget(window.home)
        window.home.take_focus()
    window.pages.removeWidget(old)
    take_down([old])
