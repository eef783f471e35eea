"""Where files are asked for: among one's own, then where the last one was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs import QtDialogs
from app.ui.message_dialog import MessageDialog

KINDS = "PDF (*.pdf)"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def when_asked(act: Callable[[QFileDialog], object]) -> None:
    """Do something with the dialog once it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_files_are_sought_among_ones_own_and_then_where_the_last_was(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the folder the program was started in, which is its own."""
    own, other = tmp_path / "Documents", tmp_path / "other"
    for folder in (own, other):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    begun: list[Path] = []

    def choose(dialog: QFileDialog) -> None:
        begun.append(Path(dialog.directory().path()))
        dialog.selectFile(str(other / "a.pdf"))
        dialog.accept()

    def leave(dialog: QFileDialog) -> None:
        begun.append(Path(dialog.directory().path()))
        dialog.reject()

    asked = QtDialogs()
    when_asked(leave)
    assert asked.open_file(parent, "開く", KINDS) is None
    when_asked(choose)
    assert asked.save_file(parent, "保存", "a.pdf", KINDS) == other / "a.pdf"
    when_asked(leave)
    asked.save_file(parent, "保存", "a.pdf", KINDS)
    when_asked(leave)
    asked.open_file(parent, "開く", KINDS)
    assert begun == [own, own, other, other]


@pytest.mark.parametrize("taken", [True, False])
def test_what_may_be_done_next_is_offered_with_nothing_to_cancel(
    parent: QWidget, qtbot: QtBot, taken: bool
) -> None:
    labels: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, MessageDialog)
        labels.extend(button.text() for button in box.findChildren(QPushButton))
        QTest.keyClick(box, Qt.Key.Key_Return if taken else Qt.Key.Key_Escape)

    QTimer.singleShot(0, look)
    assert QtDialogs().offer(parent, "決裁用PDF", "保存しました。", "PDFを開く") is taken
    assert sorted(labels) == ["PDFを開く", "閉じる"]
