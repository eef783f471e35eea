"""Running text: its last word stays in one piece, what is copied and spoken is the text itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui.check.answer_table import AnswerTable
from app.ui.paragraph import WORD_JOINER, Paragraph, held_together


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("結果を具体的に記入してください。", "してください。"),
        ("支援の期間に行います。", "行います。"),
        ("添付するのは別紙記載例。", "紙記載例。"),
        ("部署のデータ", "データ"),
        ("（該当する場合のみ）", "のみ）"),
    ],
)
def test_the_last_word_is_held_together(text: str, word: str) -> None:
    assert held_together(text).endswith(WORD_JOINER.join(word))


@pytest.mark.parametrize("text", ["", "い", "ABC", "第１章", "2025-04-10", "a\n\nb"])
def test_other_ends_are_left_alone(text: str) -> None:
    assert held_together(text).replace(WORD_JOINER, "") == text
    assert len(held_together(text)) <= len(text) + 1


@given(st.text())
def test_nothing_of_a_text_is_lost(text: str) -> None:
    plain = text.replace(WORD_JOINER, "")
    assert held_together(plain).replace(WORD_JOINER, "") == plain


@pytest.mark.parametrize("before", range(10))
def test_no_bit_of_a_word_stands_in_a_line_alone(qtbot: QtBot, before: int) -> None:
    made = Paragraph("国" * before + "の課題を整理して記入してください。")
    qtbot.addWidget(made)
    width = made.fontMetrics().horizontalAdvance("国") * 10 + 2
    document = QTextDocument()
    document.setDefaultFont(made.font())
    document.setDocumentMargin(0)
    document.setHtml(made.text())
    document.setTextWidth(width)
    assert document.documentLayout().documentSize().width() <= width
    end = QTextCursor(document)
    end.movePosition(QTextCursor.MoveOperation.End)
    end.movePosition(QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveMode.KeepAnchor)
    assert len(end.selectedText().replace(WORD_JOINER, "")) >= 4


def test_it_is_spoken_as_it_is_written(qtbot: QtBot) -> None:
    made = Paragraph("具体的に記入してください。")
    qtbot.addWidget(made)
    interface = QAccessible.queryAccessibleInterface(made)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == made.plain == "具体的に記入してください。"


def test_what_is_copied_is_the_text(qtbot: QtBot) -> None:
    made = Paragraph("具体的に記入してください。", selectable=True)
    qtbot.addWidget(made)
    made.show()
    QTest.mouseDClick(made, Qt.MouseButton.LeftButton, pos=made.rect().center())
    QTest.keyClick(made, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "具体的に記入してください。"


@pytest.mark.parametrize("is_table", [False, True])
def test_a_word_longer_than_a_line_goes_on_in_the_next(qtbot: QtBot, is_table: bool) -> None:
    words = "アドレスは" + "a" * 300 + "です。"
    made = _table(words) if is_table else Paragraph(words, selectable=True)
    qtbot.addWidget(made)
    made.resize(300, made.heightForWidth(300))
    made.show()
    made.grab()  # which takes the fonts, and would break between words only again
    document = made.findChild(QTextDocument)
    assert document is not None
    document.setTextWidth(300)
    assert document.size().width() <= 300
    assert made.heightForWidth(300) >= document.size().height()


@pytest.mark.parametrize("width", [200, 333, 700])
def test_a_table_is_as_high_as_the_label_that_shows_it(qtbot: QtBot, width: int) -> None:
    made = _table("結果を具体的に記入してください。\n" * 5)
    qtbot.addWidget(made)
    made.show()
    made.grab()
    assert made.heightForWidth(width) == QLabel.heightForWidth(made, width)


def _table(words: str) -> AnswerTable:
    question = SimpleNamespace(columns=[SimpleNamespace(label=label, width=2) for label in "左右"])
    return AnswerTable(question, [{"left": "いち", "right": words}] * 3, None)


def test_what_is_copied_of_a_long_word_is_the_word(qtbot: QtBot) -> None:
    made = Paragraph("a" * 300, selectable=True)
    qtbot.addWidget(made)
    made.resize(300, made.heightForWidth(300))
    made.show()
    made.setSelection(0, 300)
    assert made.selectedText() == "a" * 300
