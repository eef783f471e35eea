"""What a button, undo or redo did to an answer is in sight, and said beside it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from app.review.finding import Place
from app.ui.editor.done import DoneNote, behind_change
from app.ui.editor.page import EditorPage
from tests.ui.editor.conftest import Edit, click, field, press, settle
from tests.ui.editor.test_mending import SUMMARY, TITLE, buttons

Complete = dict[str, Any]


class TestWhatWasDoneIsSeen:
    """The answer stays in sight, and a line beside it says what was done."""

    def seen(self, page: EditorPage, question: str, *, note: bool = True) -> bool:
        """Whether the cursor in a question's field, and the note on it, are in sight."""
        assert page.page is not None
        view, edit = page.page.viewport(), field(page, question)
        inner, at = edit, edit.rect()
        if isinstance(edit, QTextEdit):
            inner, at = edit.viewport(), edit.cursorRect()
        (said,) = page.page.boxes[question].findChildren(DoneNote)
        places = [(inner, at), (said, said.rect())] if note else [(inner, at)]
        return all(
            view.rect().contains(QRect(widget.mapTo(view, part.topLeft()), part.size()))
            for widget, part in places
        )

    def done(self, page: EditorPage, question: str) -> str:
        assert page.page is not None
        note = page.page.boxes[question].done_note
        return note.words if note else ""

    @pytest.mark.parametrize("last", [False, True])
    def test_after_a_mend(self, edit: Edit, complete: Complete, last: bool) -> None:
        long = "長い文。" * 300
        page = edit(complete | {SUMMARY: f"ｼｽﾃﾑ{long}ﾃﾞｰﾀ"}, "overview")
        page.resize(1366, 400)  # less than the field takes
        settle()
        mend = buttons(page, SUMMARY, "mend")[last]
        page.page.ensureWidgetVisible(mend)  # type: ignore[union-attr]
        mend.setFocus()
        press(Qt.Key.Key_Space)
        made = f"ｼｽﾃﾑ{long}データ" if last else f"システム{long}ﾃﾞｰﾀ"
        assert field(page, SUMMARY).toPlainText() == made
        assert self.done(page, SUMMARY).startswith("1か所を直しました。")
        assert field(page, SUMMARY).hasFocus()
        assert field(page, SUMMARY).textCursor().position() == (len(made) if last else 4)
        assert not field(page, SUMMARY).textCursor().hasSelection()
        assert self.seen(page, SUMMARY, note=last)

    def test_all_of_a_kind_say_how_many(self, edit: Edit) -> None:
        page = edit({TITLE: "ｼｽﾃﾑの整備", SUMMARY: "ﾃﾞｰﾀとﾈｯﾄ"}, "overview")
        click(buttons(page, SUMMARY, "mend-all")[1])
        assert self.done(page, SUMMARY).startswith("3か所を直しました。")
        assert field(page, SUMMARY).textCursor().position() == len("データとネット")
        assert self.done(page, TITLE) == ""
        assert self.seen(page, SUMMARY)

    def test_a_button_that_came_too_late_says_so(self, edit: Edit) -> None:
        page = edit({TITLE: "ｼｽﾃﾑ"}, "overview")
        (mend,) = buttons(page, TITLE, "mend")
        field(page, TITLE).setFocus()
        field(page, TITLE).selectAll()
        QTest.keyClicks(field(page, TITLE), "DX")
        click(mend)
        assert page._session.answer(TITLE) == "DX"
        assert self.done(page, TITLE) == "直す箇所は、今の回答にはありません。"

    def test_it_goes_with_the_next_key(self, edit: Edit) -> None:
        page = edit({TITLE: "ｼｽﾃﾑの整備"}, "overview")
        click(buttons(page, TITLE, "mend")[0])
        QTest.keyClicks(field(page, TITLE), "a")
        assert field(page, TITLE).text() == "システムaの整備"
        assert self.done(page, TITLE) == ""

    def test_undo_and_redo_show_what_they_changed(self, edit: Edit, complete: Complete) -> None:
        page = edit(complete | {SUMMARY: "ｼｽﾃﾑの整備"}, "overview")
        click(buttons(page, SUMMARY, "mend")[0])
        for act, words, text in (
            (page._session.undo, "元に戻しました", "ｼｽﾃﾑの整備"),
            (page._session.redo, "やり直しました", "システムの整備"),
        ):
            field(page, "overview.difficulty_detail").setFocus()
            page.page.verticalScrollBar().setValue(10_000)  # type: ignore[union-attr]
            assert act()
            settle()
            assert field(page, SUMMARY).toPlainText() == text
            assert words in self.done(page, SUMMARY)
            assert self.seen(page, SUMMARY)
            assert field(page, SUMMARY).hasFocus()

    def test_undo_leads_to_the_section_where_it_changed_something(self, edit: Edit) -> None:
        page = edit({TITLE: "ｼｽﾃﾑ"}, "overview")
        click(buttons(page, TITLE, "mend")[0])
        page.show_section("contact")
        page._session.undo()
        settle()
        assert page.section_id == "overview"
        assert "元に戻しました" in self.done(page, TITLE)
        page.show_section("contact")
        page.show_section("overview")
        assert self.done(page, TITLE) == ""

    def test_of_a_number_among_others_it_is_said_over_the_whole_width(self, edit: Edit) -> None:
        page = edit(section="pool")
        field(page, "pool.present_contract").setFocus()
        QTest.keyClicks(field(page, "pool.present_contract"), "3")
        field(page, "pool.operation").setFocus()
        assert page._session.undo()
        settle()
        assert page.page is not None
        box = page.page.boxes["pool.present_contract"]
        assert box.done_note is not None
        assert box.done_note.isVisible()
        assert box.done_note.width() > 3 * box.width()

    def test_undo_in_the_field_itself_moves_nothing_and_says_nothing(self, edit: Edit) -> None:
        page = edit({TITLE: "計画"}, "overview")
        line = field(page, TITLE)
        line.setFocus()
        line.setCursorPosition(1)
        QTest.keyClicks(line, "abc")
        page._session.undo()
        settle()
        assert line.text() == "計画"
        assert line.hasFocus()
        assert self.done(page, TITLE) == ""


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        ("ｼｽﾃﾑの", "システムの", 4),
        ("", "あ", 1),
        ("ああ", "あ", 0),
        (None, "𠮷", 1),
        ("いあ", "うあ", 1),
    ],
)
def test_where_two_texts_cease_to_differ(before: str | None, after: str, end: int) -> None:
    assert behind_change("q", before, after) == Place("q", start=end, end=end)


def test_where_two_tables_differ() -> None:
    one = [{"_id": "a", "x": "同じ"}, {"_id": "b", "x": "前"}]
    other = [{"_id": "a", "x": "同じ"}, {"_id": "b", "x": "前後"}]
    assert behind_change("q", one, other) == Place("q", "b", "x", 2, 2)
    assert behind_change("q", one, one[:1]) == Place("q")


def test_undo_where_one_types_scrolls_no_further_than_to_the_cursor(edit: Edit) -> None:
    page = edit({SUMMARY: "長い文。" * 300}, "overview")
    page.resize(1366, 400)  # less than the field takes
    text = field(page, SUMMARY)
    text.setFocus()
    settle()
    bar = page.page.verticalScrollBar()  # type: ignore[union-attr]
    view = page.page.viewport()  # type: ignore[union-attr]
    bar.setValue(bar.value() + text.mapTo(view, text.rect().topLeft()).y() - 20)
    before = bar.value()
    QTest.keyClicks(text, "abc")
    assert page._session.undo()
    settle()
    assert text.toPlainText() == "長い文。" * 300
    assert bar.value() == before
    bar.setValue(0)
    QTest.keyClicks(text, "abc")
    bar.setValue(bar.maximum())
    assert page._session.undo()
    settle()
    cursor = text.cursorRect()
    place = text.viewport().mapTo(view, cursor.topLeft())
    assert view.rect().contains(QRect(place, cursor.size()))
