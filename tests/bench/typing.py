"""A key press, until text, findings, count and state are painted."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from app.drafts.store import SqliteDraftStore
from app.drafts.supplements import SupplementFolder
from app.environment import FixedClock
from app.ui import theme
from app.ui.dialogs import QtDialogs
from app.ui.editor.page import EditorPage
from app.ui.office import DraftOffice
from app.ui.session import DraftSession
from tests.bench import sample
from tests.bench.figure import Figure, compared

KEYS = 150
SETTLE = 260
"""Milliseconds of waiting in which the review's pause runs out; waiting is not counted."""
FRAME = 1000 / 60


def figures() -> list[Figure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, sample.ROOT / "resources", theme.Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        ours, field = _editor(Path(place))
        beside = QPlainTextEdit(field.toPlainText())
        beside.resize(field.size())
        beside.show()
        field.moveCursor(QTextCursor.MoveOperation.End)
        beside.moveCursor(QTextCursor.MoveOperation.End)
        _press(ours, field), _press(beside, beside)
        found = [(_press(ours, field), _press(beside, beside)) for _ in range(KEYS)]
        ours.close()
    times = [one for one, _ in found]
    floor = [other for _, other in found]
    late, bare = (statistics.quantiles(t, n=100)[98] for t in (times, floor))
    typical = compared("key_press_median", times, floor, "ms", "the same, median", "the same")
    what = "key press to text, findings, count and state painted, 99th percentile"
    than = "a bare QPlainTextEdit"
    return [Figure("key_press", late, bare, late / bare, "ms", what, than), typical]


def _editor(place: Path) -> tuple[EditorPage, QTextEdit]:
    clock, call = FixedClock(sample.NOW), sample.call()
    store = SqliteDraftStore(place / "drafts.sqlite3", clock)
    uid = store.create(call.id, call.version, "応募", answers=sample.answers()).uid
    session = DraftSession(call, store, uid, clock)
    page = EditorPage(
        session,
        supplements=SupplementFolder(place),
        dialogs=QtDialogs(),
        office=DraftOffice(session, clock, session),
    )
    page.resize(1366, 700)
    page.show()
    page.show_section(call.section_of[sample.LONGEST].id)
    _wait(4 * SETTLE)
    assert page.page is not None
    field = page.page.findChild(QTextEdit, f"field:{sample.LONGEST}")
    assert field is not None
    field.setFocus()
    return page, field


def _press(window: object, field: QWidget) -> float:
    """Milliseconds of work of the window's thread that one key brings with it.

    The pause before the review, in which nothing is worked at, does not count.
    """
    start = time.thread_time()
    QTest.keyClick(field, "a")
    _wait(SETTLE if window is not field else 5)
    return (time.thread_time() - start) * 1000


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
