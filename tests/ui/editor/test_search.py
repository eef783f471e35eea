"""Ctrl+F: hits in all answers, led to, replaced after a look, taken back in one step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.review.finding import Place
from app.ui.editor.page import EditorPage
from app.ui.editor.search import Hit, find, replaced, spans
from app.ui.editor.search_dialog import SearchDialog
from tests.ui.conftest import OpenSession
from tests.ui.editor.conftest import field
from tests.ui.fields.keys import commit

CONTROL = Qt.KeyboardModifier.ControlModifier
Search = Callable[[EditorPage, str], SearchDialog]
ANSWERS: dict[str, Any] = {
    "applicant.prefecture": "20",
    "overview.title": "ＤＸ人材の確保",
    "overview.summary": "DX人材が足りない。ＤＸ推進課がDXを担う。",
    "organisation.units": [
        {"_id": "r1", "unit": "ＤＸ推進課", "role": "統括"},
        {"_id": "r2", "unit": "人事課", "role": "DXの採用"},
    ],
}


@pytest.fixture
def search(qtbot: QtBot) -> Search:
    """Ctrl+F in the editor, and words typed into what opens."""

    def begun(page: EditorPage, words: str) -> SearchDialog:
        qtbot.keyClick(page, Qt.Key.Key_F, CONTROL)
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SearchDialog))
        qtbot.addWidget(dialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.words.setText(words)
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
        return dialog

    return begun


def ticks(dialog: SearchDialog) -> list[bool]:
    items = (dialog.list.item(n) for n in range(dialog.list.count()))
    return [item.checkState() == Qt.CheckState.Checked for item in items]


class TestFinding:
    @pytest.mark.parametrize("words", ["DX", "dx", "ＤＸ", "ｄｘ"])
    def test_width_and_case_do_not_matter(self, words: str) -> None:
        assert spans("ＤＸとDX", words) == [(0, 2), (3, 5)]

    def test_what_is_cut_off_around_a_hit_says_so(self, open_session: OpenSession) -> None:
        text = "県内の市町村が共同で確保するデジタル人材プールを、令和８年１月から運用する。"
        session = open_session({"overview.summary": text})
        (hit,) = find(session.draft, session.route, "人材")
        assert (hit.before, hit.behind) == (
            "…町村が共同で確保するデジタル",
            "プールを、令和８年１月から運…",
        )
        (whole,) = find(session.draft, session.route, text)
        assert (whole.before, whole.behind) == ("", "")

    def test_they_matter_where_it_is_asked(self) -> None:
        assert spans("ＤＸとDX", "DX", exact=True) == [(3, 5)]

    @pytest.mark.parametrize(
        ("text", "words", "found"),
        [("ﾃﾞｼﾞﾀﾙ人材", "デジタル", "ﾃﾞｼﾞﾀﾙ"), ("㈱北信", "(株)", "㈱"), ("𠮷野家", "野", "野")],
    )
    def test_a_hit_covers_whole_characters(self, text: str, words: str, found: str) -> None:
        assert [text[start:end] for start, end in spans(text, words)] == [found]

    def test_part_of_a_character_is_no_hit(self) -> None:
        assert spans("㈱", "株") == []
        assert spans("ガ", "カ") == []

    @given(st.text(), st.text(min_size=1, max_size=3))
    def test_hits_stand_in_the_text_in_order_and_apart(self, text: str, words: str) -> None:
        ends = [0]
        for start, end in spans(text, words):
            assert ends[-1] <= start < end <= len(text)
            ends.append(end)
        assert len(spans(text, words, exact=True)) == text.count(words)

    def test_only_what_is_asked_for_is_searched(self, open_session: OpenSession) -> None:
        session = open_session({"step1.selection": "DX", "steps.wanted": ["2"]})
        assert find(session.draft, session.route, "DX") == []

    def test_choices_are_found_by_what_is_read_and_cannot_be_replaced(
        self, open_session: OpenSession
    ) -> None:
        session = open_session(ANSWERS)
        (hit,) = find(session.draft, session.route, "長野")
        assert not hit.can_be_replaced
        assert replaced(session.draft, [hit], "新潟") == []

    @given(st.lists(st.sampled_from(["あ", "い", "あい", "𠮷"]), max_size=12).map("".join))
    def test_replacing_all_is_replacing_each(self, text: str) -> None:
        draft: Any = SimpleNamespace(answer=lambda _question: text)
        hits = [Hit(Place("q", start=a, end=b), "", "", "あ", "") for a, b in spans(text, "あ")]
        changes = replaced(draft, hits, "うう")
        assert [c.value for c in changes] == ([text.replace("あ", "うう")] if hits else [])

    @given(st.text("あい", max_size=9), st.text("あい", max_size=9))
    def test_only_what_still_stands_there_is_replaced(self, before: str, now: str) -> None:
        draft: Any = SimpleNamespace(answer=lambda _question: now)
        hits = [Hit(Place("q", start=a, end=b), "", "", "あ", "") for a, b in spans(before, "あ")]
        kept = now and "".join(
            "う" if a == b == "あ" else b for a, b in zip_longest(before, now, fillvalue="")
        )
        assert [c.value or "" for c in replaced(draft, hits, "う")] == (
            [kept] if kept != now else []
        )


class TestDialog:
    def test_hits_of_the_whole_draft_are_listed_in_reading_order(
        self, edit: Callable[..., EditorPage], search: Search
    ) -> None:
        dialog = search(edit(ANSWERS), "dx")
        lines = [dialog.list.item(n).text() for n in range(dialog.list.count())]
        assert len(lines) == 6
        assert lines[0] == "応募の概要　応募の名称\n【ＤＸ】人材の確保"
        assert lines[-1].startswith("体制と関係部局との調整　部署2　役割")

    def test_enter_on_a_hit_leads_to_its_letters(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        page = edit(ANSWERS)
        dialog = search(page, "採用")
        assert dialog.list.hasFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.section_id == "organisation")

        def there() -> bool:
            focused: Any = page.focusWidget()
            return bool(focused.objectName() == "field:organisation.units/1/role") and (
                focused.textCursor().selectedText() == "採用"
            )

        qtbot.waitUntil(there)

    def test_the_list_shows_what_would_come_instead(
        self, edit: Callable[..., EditorPage], search: Search
    ) -> None:
        dialog = search(edit(ANSWERS), "人事課")
        dialog.other.setText("職員課")
        assert "【人事課→職員課】" in dialog.list.item(0).text()
        assert dialog.replace.text() == "選んだ1か所を置き換える"

    def test_ticked_hits_are_replaced_and_taken_back_in_one_step(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        page = edit(ANSWERS)
        session = page._session
        dialog = search(page, "DX")
        dialog.other.setText("デジタル")
        dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
        qtbot.mouseClick(dialog.replace, Qt.MouseButton.LeftButton)
        assert session.answer("overview.title") == "デジタル人材の確保"
        assert session.answer("overview.summary") == (
            "DX人材が足りない。デジタル推進課がデジタルを担う。"
        )
        rows = session.answer("organisation.units")
        assert [(row["_id"], row["unit"], row["role"]) for row in rows] == [
            ("r1", "デジタル推進課", "統括"),
            ("r2", "人事課", "デジタルの採用"),
        ]
        session.undo()
        assert {key: session.answer(key) for key in ANSWERS} == ANSWERS

    def test_what_was_put_in_is_not_offered_again(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        """A second Enter closes; the words that were put in are not put in once more."""
        page = edit(ANSWERS)
        dialog = search(page, "人事課")
        commit(dialog.other, "人事課等")
        dialog.replace.setFocus()
        qtbot.keyClick(dialog.replace, Qt.Key.Key_Return)
        rows = page._session.answer("organisation.units")
        assert rows[1]["unit"] == "人事課等"
        assert dialog.list.count() == 1
        assert dialog.list.item(0).checkState() == Qt.CheckState.Unchecked
        assert not dialog.replace.isEnabled()
        assert "1か所を改めました" in dialog.told.plain
        assert dialog.close_button.hasFocus()
        qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
        assert page._session.answer("organisation.units") == rows
        assert not dialog.isVisible()

    def test_what_was_left_out_stays_left_out(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        dialog = search(edit(ANSWERS), "DX")
        qtbot.keyClicks(dialog.other, "dx")
        dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
        qtbot.mouseClick(dialog.replace, Qt.MouseButton.LeftButton)
        assert ticks(dialog) == [False] * 6
        dialog.words.setFocus()
        dialog.words.selectAll()
        qtbot.keyClicks(dialog.words, "X")
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
        assert ticks(dialog) == [False, True, *[False] * 4]  # the others stand there already

    def test_a_place_that_reads_so_already_is_not_ticked(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        dialog = search(edit(ANSWERS), "DX")
        commit(dialog.other, "ＤＸ推進")
        assert ticks(dialog) == [True, True, False, True, False, True]
        dialog.list.item(2).setCheckState(Qt.CheckState.Checked)
        commit(dialog.other, "室")
        assert ticks(dialog) == [True] * 6
        qtbot.keyClick(dialog.other, Qt.Key.Key_Backspace)
        assert ticks(dialog) == [True, True, True, True, False, True]  # one's own choice stays

    def test_typing_in_the_editor_and_replacing_at_once_cuts_nothing(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        page = edit(ANSWERS, "overview")
        dialog = search(page, "DX")
        commit(dialog.other, "デジタル")
        title = field(page, "overview.title")
        title.setCursorPosition(0)
        commit(title, "県の")
        qtbot.mouseClick(dialog.replace, Qt.MouseButton.LeftButton)
        assert page._session.answer("overview.title") == "県のＤＸ人材の確保"
        assert "探し直しました" in dialog.told.plain
        qtbot.mouseClick(dialog.replace, Qt.MouseButton.LeftButton)
        assert page._session.answer("overview.title") == "県のデジタル人材の確保"

    def test_words_changed_and_replacing_at_once_replaces_only_what_was_shown(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        page = edit(ANSWERS)
        dialog = search(page, "DX人材")
        commit(dialog.other, "人")
        dialog.words.setText("人材")
        qtbot.mouseClick(dialog.replace, Qt.MouseButton.LeftButton)
        assert {key: page._session.answer(key) for key in ANSWERS} == ANSWERS
        assert "【人材→人】" in dialog.list.item(0).text()

    def test_nothing_is_offered_before_it_is_said_what_comes_instead(
        self, edit: Callable[..., EditorPage], search: Search, qtbot: QtBot
    ) -> None:
        dialog = search(edit(ANSWERS), "")
        assert (dialog.replace.text(), dialog.replace.isEnabled()) == ("置き換える", False)
        qtbot.keyClicks(dialog.words, "DX")
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
        assert (dialog.replace.text(), dialog.replace.isEnabled()) == ("置き換える", False)
        qtbot.mouseClick(dialog.other, Qt.MouseButton.LeftButton)
        assert dialog.replace.text() == "選んだ6か所を取り除く"
        assert dialog.replace.isEnabled()
        assert dialog.replace.property("kind") == "danger"
        commit(dialog.other, "デジタル")
        assert dialog.replace.text() == "選んだ6か所を置き換える"
        assert dialog.replace.property("kind") == "primary"

    def test_the_buttons_stand_as_in_all_dialogs(
        self, edit: Callable[..., EditorPage], search: Search
    ) -> None:
        dialog = search(edit(ANSWERS), "DX")
        assert dialog.replace.x() < dialog.close_button.x()

    def test_it_says_when_there_is_nothing(
        self, edit: Callable[..., EditorPage], search: Search
    ) -> None:
        dialog = search(edit(ANSWERS), "架空の言葉")
        assert dialog.list.count() == 0
        assert "見つかりません" in dialog.told.plain
        assert not dialog.replace.isEnabled()

    def test_words_selected_in_a_field_are_searched_at_once(
        self, edit: Callable[..., EditorPage], qtbot: QtBot
    ) -> None:
        page = edit(ANSWERS, "overview")
        assert page.page is not None
        page.page.focus_at(Place("overview.summary", start=0, end=4))
        qtbot.keyClick(page, Qt.Key.Key_F, CONTROL)
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SearchDialog))
        qtbot.addWidget(dialog)
        assert dialog.words.text() == "DX人材"
        assert dialog.list.count() == 2

    def test_it_goes_where_the_editor_goes(
        self, edit: Callable[..., EditorPage], search: Search
    ) -> None:
        page = edit(ANSWERS)
        dialog = search(page, "DX")
        assert dialog.isVisible()
        page.hide()
        assert not dialog.isVisible()
