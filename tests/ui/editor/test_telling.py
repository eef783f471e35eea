"""When and how a question's findings stand beside it: no scolding, no jumping."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QPushButton
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.chips import Chips
from app.ui.editor.notices import Card
from app.ui.paragraph import Paragraph
from tests.ui.editor.conftest import Edit, click, field, height_of, inner, press, settle, told

HALF_WIDTH = "ﾃﾞｼﾞﾀﾙ人材とﾃﾞｼﾞﾀﾙ技術を育てる。"


def test_an_untouched_question_is_not_scolded(edit: Edit) -> None:
    page = edit(section="contact")
    assert page._session.findings_of("contact.department")
    assert told(page, "contact.department") == []


def test_nothing_is_said_while_a_field_is_filled_for_the_first_time(edit: Edit) -> None:
    page = edit(section="contact")
    field(page, "contact.email").setFocus()
    QTest.keyClicks(field(page, "contact.email"), "not a mail address")
    page._session.review()
    settle()
    assert page._session.findings_of("contact.email")
    assert told(page, "contact.email") == []


def test_nor_is_it_said_in_the_lists_meanwhile(edit: Edit) -> None:
    page = edit(section="contact")

    def listed() -> tuple[list[str], str]:
        mail = [f.place.question for f in page.side.findings.shown if not f.missing]
        return mail, page.tasks._items["contact"].text(1)

    mail = field(page, "contact.email")
    mail.setFocus()
    QTest.keyClicks(mail, "not a mail address")
    page._session.review()
    settle()
    assert listed() == ([], "入力中")
    press(Qt.Key.Key_Tab)
    assert listed() == (["contact.email"], "要修正\n指摘1件")
    mail.setFocus()
    QTest.keyClicks(mail, "!")
    page._session.review()
    settle()
    assert listed()[0] == ["contact.email"], "what was told once stays until it is mended"


def test_another_window_keeps_it_unsaid(edit: Edit, qtbot: QtBot) -> None:
    page = edit(section="contact")
    mail = field(page, "contact.email")
    mail.setFocus()
    QTest.keyClicks(mail, "not a mail address")
    other = QPushButton()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    page._session.review()
    settle()
    assert told(page, "contact.email") == []
    assert not [f for f in page.side.findings.shown if not f.missing]


def test_after_leaving_it_is_told(edit: Edit) -> None:
    page = edit(section="contact")
    mail = field(page, "contact.email")
    mail.setFocus()
    QTest.keyClicks(mail, "not a mail address")
    page._session.review()
    field(page, "contact.department").setFocus()
    settle()
    (finding,) = told(page, "contact.email")
    assert finding in page._session.findings
    assert mail.property("invalid") is True


def test_a_question_left_empty_is_told_too(edit: Edit) -> None:
    page = edit(section="contact")
    field(page, "contact.department").setFocus()
    press(Qt.Key.Key_Tab)
    (finding,) = told(page, "contact.department")
    assert finding.missing


def test_what_was_filled_before_is_told_at_once(edit: Edit) -> None:
    page = edit({"contact.email": "not a mail address"}, "contact")
    assert told(page, "contact.email")
    assert not told(page, "contact.department")


def test_a_check_tells_everything(edit: Edit) -> None:
    page = edit(section="contact")
    page.show_all_findings()
    settle()
    assert told(page, "contact.department")
    assert told(page, "contact.telephone")
    page.show_section("consent")
    settle()
    assert told(page, "consent.sharing")


def test_a_mended_fault_goes_away(edit: Edit) -> None:
    page = edit({"contact.email": "x"}, "contact")
    mail = field(page, "contact.email")
    mail.setFocus()
    mail.selectAll()
    QTest.keyClicks(mail, "dx@pref.nagano.lg.jp")
    page._session.review()
    settle()
    assert told(page, "contact.email") == []
    assert mail.property("invalid") is False


def test_the_same_words_stand_in_the_list_and_beside_the_field(edit: Edit) -> None:
    page = edit({"contact.email": "x"}, "contact")
    (beside,) = told(page, "contact.email")
    texts = [page.side.findings.list.item(n).text() for n in range(page.side.findings.list.count())]
    assert any(beside.message in text for text in texts)


class TestMending:
    def test_one_click_mends_and_one_undo_takes_it_back(self, edit: Edit) -> None:
        page = edit({"overview.summary": HALF_WIDTH}, "overview")
        first = inner_buttons(page, "button:mend")[0]
        assert first.text() == "「デジタル」に直す"
        click(first)
        assert field(page, "overview.summary").toPlainText() == HALF_WIDTH.replace(
            "ﾃﾞｼﾞﾀﾙ", "デジタル", 1
        )
        page._session.undo()
        settle()
        assert field(page, "overview.summary").toPlainText() == HALF_WIDTH

    def test_what_a_mend_puts_in_unseen_is_named(self, edit: Edit) -> None:
        """Word's manual line break, as it is pasted."""
        page = edit({"overview.summary": "県の課題\x0b人材の不足"}, "overview")
        (mend,) = inner_buttons(page, "button:mend")
        assert mend.text() == "「改行」に直す"
        click(mend)
        assert field(page, "overview.summary").toPlainText() == "県の課題\n人材の不足"

    def test_all_of_a_kind_are_mended_as_one_step(self, edit: Edit) -> None:
        page = edit({"overview.summary": HALF_WIDTH, "overview.title": "ﾃﾞｼﾞﾀﾙ人材"}, "overview")
        every = inner_buttons(page, "button:mend-all")[0]
        assert every.text() == "同じ種類をまとめて直す（3件）"
        click(every)
        assert field(page, "overview.title").text() == "デジタル人材"
        assert "ﾃ" not in field(page, "overview.summary").toPlainText()
        page._session.undo()
        settle()
        assert field(page, "overview.title").text() == "ﾃﾞｼﾞﾀﾙ人材"
        assert field(page, "overview.summary").toPlainText() == HALF_WIDTH

    def test_what_is_mended_is_where_it_has_moved_to(self, edit: Edit) -> None:
        page = edit({"overview.summary": HALF_WIDTH, "overview.title": "ﾃﾞｼﾞﾀﾙ人材"}, "overview")
        title = field(page, "overview.title")
        title.setFocus()
        press(Qt.Key.Key_Home)
        QTest.keyClicks(title, "ab")
        page._session.review()
        settle()
        beside_the_other = inner_buttons(page, "button:mend-all")[-1]
        click(beside_the_other)
        assert title.text() == "abデジタル人材"
        assert "ﾃ" not in field(page, "overview.summary").toPlainText()

    def test_a_finding_that_stays_keeps_its_card(self, edit: Edit) -> None:
        """Its words follow, and its button acts on what it says now."""
        page = edit({"overview.summary": "あ" * 85 + "ﾃﾞｼﾞﾀﾙ"}, "overview")
        text = field(page, "overview.summary")
        text.setFocus()
        cursor = text.textCursor()
        cursor.setPosition(60)
        text.setTextCursor(cursor)
        cards, before = cards_of(page, "overview.summary"), told(page, "overview.summary")
        QTest.keyClick(text, "b")
        page._session.review()
        settle()
        after = told(page, "overview.summary")
        assert [f.key for f in after] == [f.key for f in before]
        assert after != before
        assert cards_of(page, "overview.summary") == cards
        assert [card.finding for card in cards] == after
        for card, finding in zip(cards, after, strict=True):
            assert finding.message in card.accessibleName()
            assert any(finding.message in words.plain for words in card.findChildren(Paragraph))
        click(inner_buttons(page, "button:mend")[0])
        assert text.toPlainText() == "あ" * 60 + "b" + "あ" * 25 + "デジタル"

    def test_a_finding_that_comes_in_between_stands_in_its_place(self, edit: Edit) -> None:
        page = edit({"overview.summary": "適宜見直す。ﾃﾞｼﾞﾀﾙ人材。"}, "overview")
        text = field(page, "overview.summary")
        cursor = text.textCursor()
        cursor.setPosition(6)
        text.setTextCursor(cursor)
        before = cards_of(page, "overview.summary")
        text.insertPlainText("随時行う。")
        page._session.review()
        settle()
        cards = cards_of(page, "overview.summary")
        assert len(cards) == len(before) + 1
        assert [card.finding for card in cards] == told(page, "overview.summary")
        heights = [card.y() for card in cards]
        assert heights == sorted(heights)
        assert all(card.height() == card.heightForWidth(card.width()) for card in cards)

    def test_advice_can_be_dismissed_and_comes_back_from_the_list(self, edit: Edit) -> None:
        page = edit({"overview.summary": "採用の方法は検討中とする。"}, "overview")
        (advice,) = [f for f in told(page, "overview.summary") if str(f.severity) == "advice"]
        click(inner_buttons(page, "button:dismiss")[0])
        assert advice.key not in [f.key for f in told(page, "overview.summary")]
        page.side.findings.dismissed.setChecked(True)
        assert advice.key in [f.key for f in page.side.findings.shown]
        click(page.side.findings.restore)  # nothing is chosen yet
        page.side.findings.list.setCurrentRow(
            [f.key for f in page.side.findings.shown].index(advice.key)
        )
        click(page.side.findings.restore)
        assert advice.key in [f.key for f in told(page, "overview.summary")]


def cards_of(page: Any, question: str) -> list[Card]:
    """The cards beside a question, from the top."""
    notices = page.page.boxes[question].notices
    cards = [card for card in notices.findChildren(Card) if card.isVisible()]
    return sorted(cards, key=lambda card: int(card.y()))


class TestRoomOnACard:
    @pytest.mark.parametrize("width", [1366, 700])
    def test_the_text_has_all_of_it_and_the_buttons_stand_below(
        self, edit: Edit, width: int
    ) -> None:
        page = edit({"overview.summary": HALF_WIDTH}, "overview")
        page.resize(width, 648)
        settle()
        mend, every = (inner_buttons(page, f"button:{n}")[0] for n in ("mend", "mend-all"))
        page.page.ensureWidgetVisible(every)  # type: ignore[union-attr]
        settle()
        card = every.parentWidget().parentWidget()  # type: ignore[union-attr]
        assert isinstance(card, QFrame)
        (text,) = card.findChildren(Paragraph)
        assert text.width() > card.width() - theme.space(8)
        for button in (mend, every):
            place = button.mapTo(card, button.rect().topLeft())
            assert place.y() >= text.geometry().bottom()
            assert card.rect().contains(QRect(place, button.size()))
            assert not button.visibleRegion().isEmpty()
        assert not mend.geometry().intersects(every.geometry())

    def test_they_stand_below_each_other_where_there_is_no_room(self, qtbot: QtBot) -> None:
        chips = Chips(None, [QPushButton("「デジタル」に直す"), QPushButton("まとめて直す")])
        qtbot.addWidget(chips)
        one, other = chips.findChildren(QPushButton)
        chips.resize(one.sizeHint().width() + 5, 200)
        chips.show()
        assert other.y() >= one.geometry().bottom()
        assert chips.heightForWidth(chips.width()) > chips.sizeHint().height()
        one.hide()
        settle()
        assert other.y() == 0
        assert chips.heightForWidth(chips.width()) == chips.sizeHint().height()


def inner_buttons(page: Any, name: str) -> list[QPushButton]:
    return [b for b in page.page.findChildren(QPushButton, name) if b.isVisible()]


class TestNoJump:
    def test_what_has_the_focus_stays_at_its_height(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit({**complete, "overview.summary": None}, "overview")
        page.page.boxes["overview.summary"].touched = False  # type: ignore[union-attr]
        target = field(page, "overview.difficulty_detail")
        target.setFocus()
        page.page.ensureWidgetVisible(target)  # type: ignore[union-attr]
        settle()
        before = height_of(page, target)
        page.show_all_findings()
        settle()
        assert told(page, "overview.summary")
        assert height_of(page, target) == before
        assert QApplication.focusWidget() is target

    def test_nothing_moves_while_the_input_method_composes(self, edit: Edit) -> None:
        page = edit({"contact.email": "dx@pref.nagano.lg.jp"}, "contact")
        person = field(page, "contact.person")
        person.setFocus()
        QApplication.sendEvent(person, QInputMethodEvent("ながの", []))
        page._session.set_answer("contact.email", "x")
        page._session.review()
        settle()
        assert told(page, "contact.email") == []
        event = QInputMethodEvent("", [])
        event.setCommitString("長野")
        QApplication.sendEvent(person, event)
        settle()
        assert told(page, "contact.email")

    def test_saving_does_not_touch_text_or_cursor(self, edit: Edit, qtbot: QtBot) -> None:
        page = edit({"overview.summary": "最初の文。"}, "overview")
        text = field(page, "overview.summary")
        text.setFocus()
        press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(text, "abc")
        place = text.textCursor().position()
        assert page._session.flush()
        settle()
        assert text.textCursor().position() == place
        assert text.document().isUndoAvailable()


class TestExample:
    def test_stands_open_until_there_is_an_answer(self, edit: Edit) -> None:
        page = edit({"contact.person": "主任　千曲"}, "contact")
        boxes = page.page.boxes  # type: ignore[union-attr]
        assert boxes["contact.department"].is_example_shown
        assert not boxes["contact.person"].is_example_shown

    def test_opens_by_click_and_by_key(self, edit: Edit) -> None:
        page = edit({"contact.person": "主任　千曲"}, "contact")
        box = page.page.boxes["contact.person"]  # type: ignore[union-attr]
        click(inner(page, "button:example:contact.person"))
        assert box.is_example_shown
        field(page, "contact.person").setFocus()
        press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        assert not box.is_example_shown


class TestSum:
    def test_is_shown_and_taken_over(self, edit: Edit) -> None:
        page = edit({"pool.planned_regular": 3, "pool.planned_part_time": 2}, "pool")
        words, take = (
            inner(page, "sum:pool.planned_total"),
            inner(page, "button:sum:pool.planned_total"),
        )
        assert not take.isVisible()
        QTest.keyClicks(field(page, "pool.planned_contract"), "1")
        settle()
        assert words.text() == "内訳の計：6人"
        assert take.text() == "合計欄に6人と入れる"
        click(take)
        assert field(page, "pool.planned_total").text() == "6"
        assert page._session.answer("pool.planned_total") == 6
        assert not take.isVisible()
