"""Files dragged over the window: it says what will be done, does it, or says why it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.ui import texts
from app.ui.main_window import MainWindow
from tests.ui.memory_store import MemoryStore

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def files_question(call: Call) -> str:
    return next(q.id for q in call.questions.values() if q.type == "files")


@pytest.fixture
def opened(window: MainWindow, store: MemoryStore, call: Call) -> MainWindow:
    window.open_draft(store.create(call.id, 1, "応募").uid)
    return window


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "計画.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def held(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def send(onto: QWidget, kind: type[QDragEnterEvent] | type[QDropEvent], data: QMimeData) -> bool:
    place = onto.rect().center()
    at = QPoint(place) if kind is QDragEnterEvent else QPointF(place)
    event = kind(at, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)  # type: ignore[arg-type]
    QApplication.sendEvent(onto, event)
    return event.isAccepted()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.json", texts.DROP_ANSWERS),
        ("a.OUBO", texts.DROP_DRAFT),
        ("別添１.docx", texts.DROP_FORMS),
        ("計画.pdf", texts.DROP_NOT_HERE),
    ],
)
def test_it_is_said_what_letting_go_would_do(window: MainWindow, name: str, words: str) -> None:
    assert send(window, QDragEnterEvent, held(Path("/tmp") / name))
    assert window.drop_hint.words == words
    assert window.drop_hint.geometry() == window.centralWidget().rect()  # all of the page
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.drop_hint.words == ""


def test_a_file_beside_the_field_becomes_a_supplement(
    opened: MainWindow, pdf: Path, files_question: str, qtbot: QtBot
) -> None:
    data = held(pdf)
    send(opened, QDragEnterEvent, data)
    assert opened.drop_hint.words == texts.DROP_SUPPLEMENTS
    send(opened, QDropEvent, data)
    session = opened.session
    assert session is not None
    qtbot.waitUntil(lambda: bool(session.answer(files_question)))
    (entry,) = session.answer(files_question)
    assert entry["name"] == "計画.pdf"
    assert opened.focusWidget().objectName() == f"field:{files_question}"
    assert opened.drop_hint.words == ""
    session.undo()
    assert not session.answer(files_question)


def test_without_a_draft_a_file_of_another_kind_is_refused_in_words(
    window: MainWindow, pdf: Path, qtbot: QtBot
) -> None:
    send(window, QDragEnterEvent, held(pdf))
    send(window, QDropEvent, held(pdf))
    qtbot.waitUntil(lambda: "「計画.pdf」は受け取れませんでした" in window.banners.text("drop"))
    assert "下書きを開いてから" in window.banners.text("drop")


def test_where_answers_may_only_be_read_none_is_taken(
    opened: MainWindow, pdf: Path, files_question: str, qtbot: QtBot
) -> None:
    assert opened.session is not None
    opened.session.only_reading = "ほかの人が使っています。"
    send(opened, QDragEnterEvent, held(pdf))
    send(opened, QDropEvent, held(pdf))
    qtbot.waitUntil(lambda: texts.DROP_READING in opened.banners.text("drop"))
    assert not opened.session.answer(files_question)
