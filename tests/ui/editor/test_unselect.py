"""Selected words are marked where keys act on them, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QTextEdit

from app.review.finding import Place
from app.ui.editor.page import EditorPage
from app.ui.editor.search_button import selected
from app.ui.editor.search_dialog import SearchDialog
from tests.ui.editor.conftest import CONTROL, Edit, click, field, press, settle

SUMMARY = Place("overview.summary", start=0, end=3)


@pytest.fixture
def page(edit: Edit, complete: dict[str, Any]) -> EditorPage:
    made = edit(complete, "overview")
    assert made.page is not None
    made.page.focus_at(SUMMARY)
    settle()
    assert selected(field(made, SUMMARY.question)) == "本県は"
    return made


@pytest.mark.parametrize("way", ["tab", "click", "finding"])
def test_a_text_that_is_left_has_nothing_selected(page: EditorPage, way: str) -> None:
    left, other = field(page, SUMMARY.question), field(page, "overview.title")
    place = left.textCursor().position()
    if way == "tab":
        press(Qt.Key.Key_Tab)
    elif way == "click":
        click(other)
    else:
        page.go_to(Place("overview.title", start=0, end=1))
        settle()
    assert QApplication.focusWidget() is not left
    assert not left.textCursor().hasSelection()
    assert left.textCursor().position() == place


def test_it_stays_selected_for_what_acts_on_it(page: EditorPage) -> None:
    """A menu, the user's phrases, another window: one comes back to the same words."""
    left = field(page, SUMMARY.question)
    press(Qt.Key.Key_J, CONTROL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert selected(left) == "本県は"
    menu.close()
    other = QDialog(page)
    other.show()
    other.activateWindow()
    settle()
    assert QApplication.activeWindow() is other
    assert selected(left) == "本県は"
    other.close()


def test_the_search_marks_the_last_hit_alone(page: EditorPage) -> None:
    press(Qt.Key.Key_F, CONTROL)
    (dialog,) = page.findChildren(SearchDialog)
    assert dialog.words.text() == "本県は"
    dialog.words.setText("推進会議")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert dialog.list.count() > 3
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        settle()
        assert marked(page) == [page.focusWidget()], dialog.list.item(row).text()


def marked(page: EditorPage) -> list[Any]:
    """The inputs of all sections in which something is selected."""
    boxes = (box for shown in page._pages.values() for box in shown.boxes.values())
    inputs = (widget for box in boxes for widget in inputs_in(box))
    return [widget for widget in inputs if selected(widget)]


def inputs_in(box: Any) -> list[Any]:
    return [*box.findChildren(QLineEdit), *box.findChildren(QTextEdit)]


def test_a_comment_that_is_left_has_nothing_selected(page: EditorPage) -> None:
    page.begin_comment()
    settle()
    comment = page.side.comments.edit
    comment.setPlainText("確認してください")
    comment.setFocus()
    comment.selectAll()
    assert comment.textCursor().hasSelection()
    click(field(page, "overview.title"))
    assert not comment.textCursor().hasSelection()
    assert comment.textCursor().atEnd()
