"""A fault of ours is told, whatever else is broken."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.environment import FixedClock
from app.ui import message_dialog, room
from app.ui.fault_message import FaultMessage
from app.ui.faults import FaultLog
from app.ui.message_dialog import MessageDialog
from app.ui.paragraph import Paragraph


@dataclass
class Fault:
    """A window that tells of faults, and who reads what it tells."""

    log: FaultLog
    message: FaultMessage
    meanwhile: Callable[[], None] | None = None
    """What else happens while the message is there."""

    def happen(self) -> list[tuple[str, str]]:
        """Something of ours fails; names and words of the messages, each closed once seen."""
        seen: list[tuple[str, str]] = []

        def close() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                seen.append((box.objectName(), box.text()))
                (button,) = box.buttons()
                assert button.text() == "閉じる"
                button.click()
            elif isinstance(box, QDialog) and not self.message._pending:
                if (further := self.meanwhile) is not None:
                    self.meanwhile = None
                    further()
                seen.append((box.objectName(), box.accessibleDescription()))
                QTest.keyClick(box, Qt.Key.Key_Escape)

        timer = QTimer()
        timer.setInterval(10)
        timer.timeout.connect(close)
        timer.start()
        sys.excepthook(ValueError, ValueError("何か"), None)
        timer.stop()
        return seen


@pytest.fixture
def fault(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> Iterator[Fault]:
    hook, window = sys.excepthook, QWidget()
    qtbot.addWidget(window)
    log = FaultLog(tmp_path / "logs", clock)
    with capture_exceptions():  # pytest-qt's own hook, which would fail the test, gives way
        message = FaultMessage(window)
        log.install(message.tell, message.interrupt)
        yield Fault(log, message)
    sys.excepthook = hook


def broken(*_arguments: object, **_further: object) -> None:
    raise RuntimeError("broken")


def test_a_fault_is_told_in_the_look_of_the_pages(fault: Fault) -> None:
    ((name, text),) = fault.happen()
    assert name == "fault"
    assert str(fault.log.path) in text


@pytest.mark.parametrize("part", ["making", "adding", "showing", "waiting"])
def test_where_the_message_fails_it_is_told_plainly(
    fault: Fault, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    place, name = {
        "making": (message_dialog.MessageDialog, "__init__"),
        "adding": (message_dialog.MessageDialog, "add"),
        "showing": (room, "fit"),
        "waiting": (message_dialog.MessageDialog, "exec"),
    }[part]
    monkeypatch.setattr(place, name, broken)
    ((name, text),) = fault.happen()
    assert name == "fault-plainly"
    assert "予期しない問題" in text
    assert str(fault.log.path) in text
    written = fault.log.path.read_text("utf-8")
    assert written.index("ValueError") < written.index("RuntimeError")


def test_a_message_that_cannot_be_painted_gives_way(
    fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def paint(self: Paragraph, event: QPaintEvent) -> None:
        raise RuntimeError

    monkeypatch.setattr(Paragraph, "paintEvent", paint, raising=False)
    names = [name for name, _text in fault.happen()]
    assert names == ["fault-plainly"]


def test_without_anything_to_tell_it_with_the_program_goes_on(
    fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MessageDialog, "__init__", broken)
    monkeypatch.setattr(QMessageBox, "exec", broken)
    assert fault.happen() == []
    monkeypatch.undo()
    assert [name for name, _text in fault.happen()] == ["fault"]


def test_what_fails_elsewhere_while_one_reads_does_not_close_the_message(fault: Fault) -> None:
    fault.meanwhile = lambda: sys.excepthook(RuntimeError, RuntimeError(), None)
    assert [name for name, _text in fault.happen()] == ["fault"]
    assert fault.meanwhile is None
    assert "RuntimeError" in fault.log.path.read_text("utf-8")


def test_a_log_that_fails_oddly_does_not_keep_it_from_being_told(
    fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FaultLog, "record", broken)
    ((name, text),) = fault.happen()
    assert name == "fault"
    assert "記録ファイルは書き込めませんでした" in text
