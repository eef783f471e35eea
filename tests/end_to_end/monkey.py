"""A monkey at the real window: clicks, keys, pastes and resizes at random, from a seed.

Usage: python -m tests.end_to_end.monkey SEED STEPS

After every few steps what is on the screen must be what is stored. Prints what it did when
something is wrong, and the steps it did when nothing is. The data folder is found as always.
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import traceback
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from app.environment import JST, FixedClock, find_paths
from app.errors import KnownError
from app.ui import application
from app.ui.dialogs import QtDialogs
from app.ui.editor.preview_window import PreviewWindow
from app.ui.editor.search_dialog import SearchDialog
from app.ui.help.manual import ManualDialog
from app.ui.theme import Scheme
from tests.end_to_end.hands import wait
from tests.end_to_end.sittings import ROOT

NOW = datetime(2025, 4, 3, 10, 0, tzinfo=JST)
LOOK_EVERY = 20
QUIET = ("propagateSizeHints", "This plugin does not support", "QFontDatabase")
"""What Qt says of the display of the tests itself."""
PASTES = (
    "応募の概要です。",
    "👨‍👩‍👧‍👦🏯",
    "a\x00b",
    "\ud83d lone",
    "部署\t人数\n情報政策課\t3\n人事課\t2",
    "=1+1\t<b>太字</b>\r\n",
    "長い文。" * 25_000,
    "",
)
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_F8, Qt.Key.Key_F4, Qt.Key.Key_F2),
    *(Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Insert),
)
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
CHORDS = (
    *((key, CONTROL) for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_X)),
    *((key, CONTROL) for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_F)),
    *((key, CONTROL) for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_S)),
    *((key, CONTROL) for key in (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_D)),
    *((key, CONTROL) for key in (Qt.Key.Key_J, Qt.Key.Key_Plus, Qt.Key.Key_0)),
    *((key, ALT) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down)),
    (Qt.Key.Key_F8, SHIFT),
)
STAYING = (ManualDialog, PreviewWindow, SearchDialog)
"""Dialogs that stand beside the work and stay."""
UNWANTED = ("button:browse", "button:open-", "button:copy-", "button:mail")
"""Buttons that leave the program."""


class Idle(QtDialogs):
    """Answers every question at random; nothing outside the program is opened."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self._dice = dice

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self._dice.choice([None, ROOT / "resources" / "samples" / "complete.json"])

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return None

    def confirm(
        self, parent: QWidget, title: str, text: str, yes: str, *, danger: bool = False
    ) -> bool:
        return self._dice.random() < 0.5

    def offer(self, parent: QWidget, title: str, text: str, what: str) -> bool:
        return self._dice.random() < 0.5

    def reason(self, parent: QWidget, title: str, text: str, start: str = "") -> str | None:
        return self._dice.choice([None, "理由です。"])

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None: ...

    def inform(self, parent: QWidget, title: str, text: str) -> None: ...

    def show_path(self, path: Path) -> bool:
        return True


class Monkey:
    """Acts at random on whatever can be seen."""

    def __init__(self, window: Any, dice: random.Random) -> None:
        self.window, self.dice = window, dice
        self.done: deque[str] = deque(maxlen=40)
        self.acts: list[tuple[int, Callable[[], str]]] = [
            (30, self.click),
            (25, self.key),
            (12, self.chord),
            (12, self.text),
            (6, self.paste),
            (4, self.compose),
            (4, self.section),
            (3, self.resize),
            (2, self.reopen),
            (1, self.dress),
        ]

    def step(self) -> None:
        weights, acts = zip(*self.acts, strict=True)
        (act,) = self.dice.choices(acts, weights)
        QTimer.singleShot(400, self.escape)  # a dialog that waits must not wait for ever
        self.done.append(act.__name__)
        said = act()
        self.done[-1] = f"{act.__name__} {said}"
        pause(self.dice.choice((0, 0, 5, 30)))

    def escape(self) -> None:
        if modal := QApplication.activeModalWidget():
            modal.close()
        elif popup := QApplication.activePopupWidget():
            popup.close()

    # ---- what it does ----

    def click(self) -> str:
        root = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window
        kind = QAbstractButton if self.dice.random() < 0.6 else QWidget
        seen = [w for w in root.findChildren(kind) if w.isVisible() and w.isEnabled()]
        seen = [w for w in seen if not w.objectName().startswith(UNWANTED)]
        if not seen:
            return "nothing"
        widget = self.dice.choice(seen)
        name = f"{type(widget).__name__} {widget.objectName()}"
        place = QPoint(
            self.dice.randrange(max(1, widget.width())),
            self.dice.randrange(max(1, widget.height())),
        )
        button = self.dice.choice((Qt.MouseButton.LeftButton,) * 9 + (Qt.MouseButton.RightButton,))
        QTest.mouseClick(widget, button, pos=place)
        return name

    def key(self) -> str:
        key = self.dice.choice(KEYS)
        QTest.keyClick(self.focused(), key)
        return key.name

    def chord(self) -> str:
        key, held = self.dice.choice(CHORDS)
        QTest.keyClick(self.focused(), key, held)
        return key.name

    def text(self) -> str:
        text = "".join(self.dice.choices("abc 123.-@/", k=self.dice.randrange(1, 9)))
        QTest.keyClicks(self.focused(), text)
        return repr(text)

    def paste(self) -> str:
        text = self.dice.choice(PASTES)
        QApplication.clipboard().setText(text)
        QTest.keyClick(self.focused(), Qt.Key.Key_V, CONTROL)
        return repr(text[:12])

    def compose(self) -> str:
        widget = self.focused()
        QApplication.sendEvent(widget, QInputMethodEvent("へんかん", []))
        committed = QInputMethodEvent()
        committed.setCommitString(self.dice.choice(("変換", "𠮷野家", "")))
        QApplication.sendEvent(widget, committed)
        return ""

    def section(self) -> str:
        if self.editor is None:
            return "no editor"
        section = self.dice.choice(self.window.session.route.sections)
        self.editor.show_section(section.id)
        return str(section.id)

    def resize(self) -> str:
        size = self.dice.choice(((1024, 640), (1280, 720), (1366, 768), (1920, 1080)))
        self.window.resize(*size)
        return str(size)

    def dress(self) -> str:
        """Other colours or letters of another size."""
        if self.dice.random() < 0.5:
            scheme = self.dice.choice(list(Scheme))
            self.window.choose_scheme(scheme)
            return str(scheme)
        scale = self.dice.choice((0.8, 1.0, 1.0, 1.5, 2.5))
        self.window.choose_scale(scale)
        return str(scale)

    def reopen(self) -> str:
        self.window.go("home")
        pause(20)
        drafts = self.window.desk.store.drafts()
        if drafts and self.dice.random() < 0.8:
            self.window.open_soon(self.dice.choice(drafts).uid)
        else:
            self.window.home.begin(next(iter(self.window.desk.shelf.calls)))
        pause(40)
        return ""

    # ---- what must hold ----

    @property
    def editor(self) -> Any:
        pages = self.window.of_draft
        return pages.made("editor") if pages is not None else None

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def look(self) -> None:
        """What is on the screen is what is stored, and what was closed is gone."""
        if QApplication.activeModalWidget() is None:
            left = [d for d in self.window.findChildren(QDialog) if not isinstance(d, STAYING)]
            assert not left, f"{len(left)} dialogs are left: {left[0]}"
        session, editor = self.window.session, self.editor
        if session is None:
            return
        assert session.flush(), session.save_message
        stored = self.window.desk.store.load(session.uid)
        assert dict(stored.answers) == dict(session.draft.answers)
        if editor is None or editor.page is None:
            return
        editor.page.building.finish()
        for name, box in editor.page.boxes.items():
            shown, kept = box.field.value(), session.answer(name)
            assert (shown or None) == (kept or None) or shown == kept, f"{name}: {shown!r} {kept!r}"


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Walk:
    """The steps one after the other, each from the program's own event loop: in a loop within it
    Qt would delete nothing that it was asked to delete later."""

    def __init__(
        self, window: Any, seed: int, steps: int, dice: random.Random, then: Callable[[], object]
    ) -> None:
        self.window, self.seed, self.steps, self.then = window, seed, steps, then
        self.number = 0
        self.monkey = Monkey(window, dice)

    def begin(self) -> None:
        qInstallMessageHandler(self.message)
        sys.excepthook = self.fault
        wait("the drafts", lambda: self.window.desk)
        self.window.home.begin_from(ROOT / "resources" / "samples" / "complete.json")
        QTimer.singleShot(60, self.step)

    def step(self) -> None:
        self.number += 1
        self.held(self.monkey.step)
        QTimer.singleShot(0, self.look)

    def look(self) -> None:
        if self.number % LOOK_EVERY == 0:
            self.held(self.monkey.look)
        QTimer.singleShot(0, self.step if self.number < self.steps else self.end)

    def held(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:
            self.fault(type(error), error, error.__traceback__)

    def end(self) -> None:
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            self.monkey.escape()
            QTimer.singleShot(0, self.end)
            return
        qInstallMessageHandler(None)
        print(f"{self.steps} steps", flush=True)
        self.then()

    def fail(self, words: str) -> None:
        traceback.print_stack(file=sys.stderr)
        print(f"seed {self.seed}: {words}", *self.monkey.done, sep="\n  ", file=sys.stderr)
        sys.stderr.flush()
        os._exit(3)

    def message(self, _kind: object, _context: object, words: str) -> None:
        if not any(part in words for part in QUIET):
            self.fail(words)

    def fault(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        traceback.print_exception(kind, error, trace)
        self.fail(repr(error))


def main(seed: int, steps: int) -> int:
    faulthandler.enable()
    dice = random.Random(seed)

    class Played(application.Desktop):
        def begin(self) -> None:
            super().begin()
            QTimer.singleShot(0, self.walk)

        def walk(self) -> None:
            self.monkey = Walk(self.window, seed, steps, dice, self.leave)
            self.monkey.begin()

        def leave(self) -> None:
            QApplication.clipboard().clear()  # what it holds must not outlive the interpreter
            self.window.close()

    application.Desktop = Played  # type: ignore[misc]
    return application.run([], find_paths(), FixedClock(NOW), Idle(dice))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
