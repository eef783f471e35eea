"""The side panel: findings that lead to the field, the guideline beside the question, history."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.calls.base import Severity
from app.drafts.contract import Revision
from app.drafts.draft import Change
from app.review.finding import Place
from app.ui import leading, slices, theme
from app.ui.editor.history import LOOK_AFTER
from app.ui.editor.page import EditorPage
from app.ui.editor.tasks import TaskList
from tests.ui.editor.conftest import Edit, click, field, inner, press, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
FAULTY = {
    "contact.email": "x",
    "applicant.document_date": "2025-04-31",
    "overview.summary": "𠮷野町のﾃﾞｼﾞﾀﾙ人材を育てる。採用の方法は検討中とする。",
}


def messages(page: EditorPage) -> list[str]:
    found = page.side.findings.list
    return [found.item(n).text() for n in range(found.count()) if not found.item(n).isHidden()]


def at(page: EditorPage, question: str) -> int:
    return [f.place.question for f in page.side.findings.shown].index(question)


class TestTasks:
    def test_only_the_section_that_changed_is_shown_anew(self, edit: Edit) -> None:
        page = edit({"contact.email": "dx@pref.nagano.lg.jp", "overview.summary": "ﾃﾞｼﾞ"})
        changed: set[str] = set()
        tasks = page.tasks
        tasks.itemChanged.connect(lambda item, _column: changed.add(item.text(0)))
        page._session.set_answer("contact.email", "x")
        page._session.review()
        settle()
        section = page._session.call.section_of["contact.email"]
        assert changed == {section.title}
        assert "要修正\n指摘1件" in [
            tasks.itemFromIndex(index).text(1) for index in _rows_of(tasks)
        ]

    def test_once_all_is_told_the_counts_add_up(self, edit: Edit, complete: dict[str, Any]) -> None:
        answers = complete | FAULTY | {"problems.demand": None}
        answers |= {key: None for key in complete if key.startswith("consent.")}
        page = edit(answers)
        assert page.tasks._items["problems"].text(1) == "入力中"
        assert page.tasks._items["consent"].text(1) == "未入力"
        page.show_all_findings()
        settle()
        assert page.tasks._items["problems"].text(1) == "入力中\n指摘1件"
        assert page.tasks._items["consent"].text(1).startswith("未入力\n指摘")
        assert page.tasks._items["contact"].text(1) == "要修正\n指摘1件"
        words = "".join(item.text(1) for item in page.tasks._items.values())
        counts = [int(count) for count in re.findall("指摘([0-9]+)件", words)]
        assert page.side.tabs.tabText(0) == f"指摘（{sum(counts)}）"
        page._session.set_answer("problems.demand", complete["problems.demand"])
        page._session.review()
        settle()
        assert page.tasks._items["problems"].text(1) == "完了"

    def test_titles_have_room_whatever_stands_beside_them(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY)
        tasks = page.tasks
        advance = tasks.fontMetrics().horizontalAdvance
        rows = [tasks.itemFromIndex(index).text(1).split("\n") for index in _rows_of(tasks)]
        widest = max(advance(words) for row in rows for words in row)
        assert widest < tasks.columnWidth(1) < widest + theme.space(4)
        line = leading.line_step(tasks.font())
        for index, row in zip(_rows_of(tasks), rows, strict=True):
            beside = index.siblingAtColumn(1)
            assert tasks.visualRect(index).height() >= max(
                tasks._leading.height(tasks, place, tasks.columnWidth(column))
                for column, place in enumerate((index, beside))
            )
            lines = tasks._leading.height(tasks, beside, tasks.columnWidth(1)) / line
            assert round(lines) == len(row)


def _rows_of(tasks: TaskList) -> list[QModelIndex]:
    return [tasks.indexFromItem(item) for item in tasks._items.values()]


class TestList:
    def test_an_empty_draft_shows_no_list_of_faults(self, edit: Edit) -> None:
        page = edit()
        assert messages(page) == []
        assert page.side.tabs.tabText(0) == "指摘"
        waiting = len(page._session.findings)
        assert page.side.findings.waiting.text() == f"未入力の章も表示する（{waiting}件）"

    def test_what_is_still_to_be_filled_in_can_be_listed(self, edit: Edit) -> None:
        page = edit()
        page.side.findings.waiting.setChecked(True)
        assert len(messages(page)) == len(page._session.findings)

    def test_a_check_lists_everything(self, edit: Edit) -> None:
        page = edit()
        page.show_all_findings()
        assert len(messages(page)) == len(page._session.findings)
        assert page.side.tabs.tabText(0) == f"指摘（{len(page._session.findings)}）"

    def test_stands_in_reading_order_and_counts(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | FAULTY)
        order = [s.id for s in page._session.call.sections]
        section_of = page._session.call.section_of
        places = [order.index(section_of[f.place.question].id) for f in page.side.findings.shown]
        assert places == sorted(places)
        counts = {s: sum(f.severity is s for f in page.side.findings.shown) for s in Severity}
        assert page.side.findings.counts.text() == "要修正 {}件　要確認 {}件　助言 {}件".format(
            *counts.values()
        )

    @pytest.mark.parametrize("severity", list(Severity))
    def test_is_filtered_by_severity(
        self, edit: Edit, complete: dict[str, Any], severity: Severity
    ) -> None:
        page = edit(complete | FAULTY)
        choice = page.side.findings.severity
        choice.setCurrentIndex(choice.findData(severity.value))
        assert {f.severity for f in page.side.findings.shown} == {severity}
        assert all(text.startswith(f"【{severity.label}】") for text in messages(page))

    def test_is_filtered_by_section(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | FAULTY, "contact")
        choice = page.side.findings.place
        choice.setCurrentIndex(choice.findData(True))
        assert {f.place.question for f in page.side.findings.shown} == {"contact.email"}
        page.show_section("applicant")
        questions = {f.place.question for f in page.side.findings.shown}
        assert questions == {"applicant.document_date"}

    def test_says_so_when_the_filter_leaves_nothing(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY, "consent")
        choice = page.side.findings.place
        choice.setCurrentIndex(choice.findData(True))
        assert page.side.findings.empty.text() == "この条件に当てはまる指摘はありません。"
        assert page.side.findings.empty.isVisible()

    def test_no_line_is_cut_off(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | FAULTY)
        found = page.side.findings.list
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        for n in range(found.count()):
            words = found.fontMetrics().boundingRect(
                0, 0, found.viewport().width() - 40, 9999, flags, found.item(n).text()
            )
            assert found.visualItemRect(found.item(n)).height() >= words.height()


class TestJump:
    def test_a_click_leads_to_the_field_and_selects_the_characters(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY, "contact")
        found = page.side.findings.list
        place = next(n for n, f in enumerate(page.side.findings.shown) if f.mend == "デジタル")
        found.scrollToItem(found.item(place))
        spot = found.visualItemRect(found.item(place)).center()
        QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        settle()
        assert page.section_id == "overview"
        text = field(page, "overview.summary")
        assert text.hasFocus()
        assert text.textCursor().selectedText() == "ﾃﾞｼﾞﾀﾙ"

    def test_enter_leads_to_the_field(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | FAULTY)
        found = page.side.findings.list
        found.setFocus()
        found.setCurrentRow(at(page, "contact.email"))
        press(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is field(page, "contact.email")

    def test_f8_goes_through_all_findings_and_round(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY)
        page.page.focus_first()  # type: ignore[union-attr]
        count = len(page.side.findings.shown)
        visited = []
        for _ in range(count + 1):
            press(Qt.Key.Key_F8)
            visited.append(page.side.findings.current)
        assert visited[:count] == page.side.findings.shown
        assert visited[count] == page.side.findings.shown[0]
        press(Qt.Key.Key_F8, SHIFT)
        assert page.side.findings.current == page.side.findings.shown[-1]

    @pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, SHIFT])
    def test_f8_goes_on_from_what_was_mended(
        self, edit: Edit, complete: dict[str, Any], held: Qt.KeyboardModifier
    ) -> None:
        page = edit(complete | FAULTY)
        page.page.focus_first()  # type: ignore[union-attr]
        shown = page.side.findings.shown
        place = next(n for n, f in enumerate(shown) if f.place.question == "contact.email")
        for _ in range(place + 1):
            press(Qt.Key.Key_F8)
        page._session.set_answer("contact.email", complete["contact.email"])
        page._session.review()
        assert page.side.findings.current is None
        left = page.side.findings.shown
        press(Qt.Key.Key_F8, held)
        assert page.side.findings.current == left[(place - (held is SHIFT)) % len(left)]

    def test_what_an_undo_brings_back_is_chosen_again(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY)
        page.page.focus_first()  # type: ignore[union-attr]
        press(Qt.Key.Key_F8)
        first = page.side.findings.current
        assert first is not None
        page._session.set_answer(first.place.question, None)
        page._session.review()
        assert page.side.findings.current is None
        page._session.undo()
        page._session.review()
        assert page.side.findings.current == first

    def test_f8_leads_into_the_cell_of_a_table(self, edit: Edit, complete: dict[str, Any]) -> None:
        rows = [dict(row) for row in complete["schedule.table"]]
        rows[4]["end"] = "2026-04-30"
        page = edit(complete | {"schedule.table": rows})
        page.page.focus_first()  # type: ignore[union-attr]
        press(Qt.Key.Key_F8)
        cell = inner(page, "field:schedule.table/4/end")
        assert cell.hasFocus()
        assert cell.property("invalid") is True
        assert inner(page, "field:schedule.table/3/end").property("invalid") is not True

    def test_one_sees_where_one_is_led_on_a_page_that_is_still_being_made(
        self, edit: Edit, complete: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = edit(complete)
        monkeypatch.setattr(slices, "BUDGET", 5e-4)  # one question in each turn of the event loop
        page.go_to(Place("organisation.finance_state"))
        settle()
        focused = QApplication.focusWidget()
        assert page.page is not None
        assert focused is not None
        assert page.page.question_of(focused) == "organisation.finance_state"
        assert not focused.visibleRegion().isEmpty()

    def test_a_finding_is_visible_where_it_leads(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit({**complete, "results.text": "効果は検討中とする。"})
        place = next(f.place for f in page._session.findings)
        page.go_to(place)
        settle()
        box = page.page.boxes[place.question]  # type: ignore[union-attr]
        assert box.notices.shown
        spot = QApplication.focusWidget()
        assert spot is not None
        assert not spot.visibleRegion().isEmpty()


class TestGuideline:
    def test_follows_the_question_in_focus(self, edit: Edit) -> None:
        page = edit(section="overview")
        field(page, "overview.difficulties=recruiting").setFocus()
        settle()
        clause = page._session.call.clause["G1-5"]
        assert clause.summary[:20] in page.side.guideline.view.toPlainText()

    def test_a_chip_opens_it(self, edit: Edit) -> None:
        page = edit(section="steps")
        page.side.hide()
        click(inner(page, "button:clause:steps.wanted:G2-4"))
        assert page.side.isVisible()
        assert page.side.tabs.currentWidget() is page.side.guideline
        assert page._session.call.clause["G2-4"].section in page.side.guideline.view.toPlainText()


class TestHistory:
    def test_lists_who_changed_what_and_when(
        self, edit: Edit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = edit()
        at_nine = page._session.draft.created
        revisions = [
            Revision(2, at_nine, "係員", "", ("contact.person", "contact.email")),
            Revision(1, at_nine, "", "", ()),
        ]
        monkeypatch.setattr(page._session, "history", lambda: revisions)
        page.side.tabs.setCurrentWidget(page.side.history)
        listed = page.side.history.list
        assert "４月７日 09:00" in listed.item(0).text()
        assert "係員" in listed.item(0).text()
        assert "担当者の職・氏名" in listed.item(0).text()
        assert "下書きの作成" in listed.item(1).text()

    def test_a_question_called_like_its_chapter_is_named_once(
        self, edit: Edit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = edit()
        revision = Revision(2, page._session.draft.created, "係員", "", ("overview.summary",))
        monkeypatch.setattr(page._session, "history", lambda: [revision])
        page.side.tabs.setCurrentWidget(page.side.history)
        assert page.side.history.list.item(0).text().endswith("\n変更：応募の概要")

    def test_further_versions_are_listed_while_it_is_open(self, edit: Edit) -> None:
        page = edit()
        session, panel = page._session, page.side.history
        for number in range(20):
            question = ("contact.person", "contact.email")[number % 2]
            session.apply([Change("answer", question, f"{number}@example.jp")])
        page.side.tabs.setCurrentWidget(panel)
        listed, newest = panel.list, session.draft.revision
        assert listed.item(0).text().startswith(f"第{newest}版")
        listed.setCurrentRow(2)
        listed.verticalScrollBar().setValue(150)
        chosen, top = listed.currentItem().text(), listed.itemAt(1, 1).text()
        edge = listed.visualItemRect(listed.itemAt(1, 1)).y()
        for text in ("090-0000-0000", "090-0000-0001"):
            session.apply([Change("answer", "contact.telephone", text)])
        QTest.qWait(2 * LOOK_AFTER)
        assert listed.item(0).text().startswith(f"第{newest + 1}版～第{newest + 2}版")
        assert listed.currentItem().text() == chosen
        assert listed.itemAt(1, 1).text() == top
        assert listed.visualItemRect(listed.itemAt(1, 1)).y() == edge
        session.undo()
        QTest.qWait(2 * LOOK_AFTER)
        assert listed.item(0).text().startswith(f"第{session.draft.revision}版")
