"""How large a window begins: as its content needs, but never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.ui import theme

FRAME = QSize(16, 48)
"""Pixels that the desktop's frame and title take."""
NEEDED = QSize(675, 360)
"""Pixels that the pages need, with letters of the usual size, to be read and worked with."""
WIDEST_PAGE = 165
"""Steps of the grid: from what stands at the left of a wider one, the eye loses its line."""
NOBODYS = QSize(800, 800)
"""The screen that Qt makes up where there is no display; it tells nothing of a real one."""


def most(widget: QWidget) -> QSize:
    """The largest size that is seen whole on the widget's screen."""
    screen = widget.screen()
    return widget.maximumSize() if _is_nobodys(screen) else _free(screen)


def seen(window: QWidget) -> QRect:
    """The part of a window that its screen shows, in pixels of the desktop."""
    screen, place = window.screen(), window.geometry()
    return place if _is_nobodys(screen) else place & screen.availableGeometry()


def largest_scale(widget: QWidget) -> float:
    """The largest letters with which the window's pages still have room on the screen."""
    return _largest(most(widget))


def first_scale(wanted: float) -> float:
    """So large at most before there is a window: the screen may have been another one."""
    screen = QGuiApplication.primaryScreen()
    return wanted if screen is None or _is_nobodys(screen) else min(wanted, _largest(_free(screen)))


def _largest(there: QSize) -> float:
    fits = min(there.width() / NEEDED.width(), there.height() / NEEDED.height())
    return max(1.0, min(theme.LARGEST_SCALE, fits))


def _free(screen: QScreen) -> QSize:
    return screen.availableSize() - FRAME


def _is_nobodys(screen: QScreen) -> bool:
    is_offscreen = QGuiApplication.platformName() == "offscreen"
    return is_offscreen and screen.availableSize() == NOBODYS


def beside(width: int) -> int:
    """Pixels to leave at each side of a page to be read, so that its lines do not grow too long."""
    return max(theme.space(3), (width - theme.space(WIDEST_PAGE)) // 2)


def give(dialog: QWidget, width: float, height: float) -> None:
    """Resize to so many steps of the grid, where the screen is large enough."""
    dialog.resize(QSize(theme.space(width), theme.space(height)).boundedTo(most(dialog)))


def fit(dialog: QWidget, width: float) -> None:
    """Resize to so many steps of the grid, and to the height that the words need then.

    A layout is not asked by Qt itself, which gives a dialog two thirds of the screen at most.
    """
    layout = dialog.layout()
    assert layout is not None
    largest = most(dialog)
    wide = min(theme.space(width), largest.width())
    dialog.ensurePolished()
    layout.totalSizeHint()  # by which what stands in the dialog takes its fonts
    dialog.setMinimumWidth(wide)
    dialog.resize(QSize(wide, layout.totalHeightForWidth(wide)).boundedTo(largest))
