"""Walking through the sections: in order for whoever wants to be led, freely for the others."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import slices, theme
from app.ui.editor.page import EditorPage
from tests.ui.editor.conftest import Edit, click, field, press, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def sections(page: EditorPage) -> list[str]:
    return [section.id for section in page._session.route.sections]


def test_next_walks_through_all_sections_and_on_to_the_check(
    edit: Edit, complete: dict[str, Any], qtbot: QtBot
) -> None:
    page = edit(complete)
    walked = []
    with qtbot.waitSignal(page.check_requested, timeout=30_000):
        for _ in sections(page):
            walked.append(page.section_id)
            click(page.next)
    assert walked == sections(page)
    assert page.next.text() == "回答の確認へ"


def test_back_leads_back_and_ends_at_the_first(edit: Edit) -> None:
    page = edit(section="contact")
    click(page.back)
    assert page.section_id == sections(page)[0]
    assert not page.back.isEnabled()


def test_the_place_in_the_walk_is_told(edit: Edit) -> None:
    page = edit(section="contact")
    assert page.position.text() == f"2／{len(sections(page))}章"
    assert page.next.text().startswith("次へ：")


def test_next_puts_the_focus_on_the_first_question(edit: Edit) -> None:
    page = edit()
    click(page.next)
    assert QApplication.focusWidget() is field(page, "contact.department")


def test_keys_lead_to_the_next_section_and_back(edit: Edit) -> None:
    page = edit(section="contact")
    page.page.focus_first()  # type: ignore[union-attr]
    press(Qt.Key.Key_PageDown, CONTROL)
    assert page.section_id == sections(page)[2]
    press(Qt.Key.Key_PageUp, CONTROL)
    press(Qt.Key.Key_PageUp, CONTROL)
    assert page.section_id == sections(page)[0]


def test_the_list_of_sections_is_worked_by_keys(edit: Edit) -> None:
    page = edit()
    page.tasks.setFocus()
    press(Qt.Key.Key_Down)
    assert page.section_id == "contact"
    assert page.tasks.hasFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field(page, "contact.department")


def test_only_the_section_shown_is_built_and_it_is_kept(edit: Edit) -> None:
    page = edit()
    assert page.stack.count() == 1
    first = page.page
    click(page.next)
    assert page.stack.count() == 2
    click(page.back)
    assert page.page is first


def test_the_progress_is_told(edit: Edit, complete: dict[str, Any]) -> None:
    page = edit({"applicant.prefecture": "20"})
    assert page.left.answered.text().startswith("回答済み 1／")
    page = edit(complete)
    assert page.left.bar.value() == page.left.bar.maximum()


class TestTasks:
    def words(self, page: EditorPage, section: str) -> str:
        item = page.tasks._items[section]
        return item.text(1)

    def test_states_are_told_in_words(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | {"contact.email": "係へ", "problems.demand": None})
        assert self.words(page, "contact") == "要修正\n指摘1件"
        assert self.words(page, "problems") == "入力中"
        assert self.words(page, "consent") == "完了"
        assert self.words(page, "supplements") == "任意"

    def test_each_has_a_picture_and_a_spoken_name(self, edit: Edit) -> None:
        page = edit()
        for item in page.tasks._items.values():
            assert not item.icon(0).isNull()
            spoken = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
            assert spoken in (f"{item.text(0)}：未入力", f"{item.text(0)}：任意")

    def test_the_focus_is_seen(self, edit: Edit) -> None:
        page = edit()

        def edge() -> str:
            picture = page.tasks.grab().toImage()
            return picture.pixelColor(0, picture.height() // 2).name()

        field(page, "applicant.governor").setFocus()
        before = edge()
        page.tasks.setFocus()
        assert edge() == theme.active().tokens.focus != before

    def test_forms_head_their_sections(self, edit: Edit) -> None:
        page = edit()
        heads = [
            page.tasks.topLevelItem(n).text(0)  # type: ignore[union-attr]
            for n in range(page.tasks.topLevelItemCount())
        ]
        assert heads[0].startswith("別添１")
        assert any(head.startswith("別添２") for head in heads[1:])

    def test_a_chosen_step_adds_its_section_and_the_chosen_one_stays(self, edit: Edit) -> None:
        page = edit(section="steps")
        assert "step2" not in page.tasks._items
        click(field(page, "steps.wanted=2"))
        assert "step2" in page.tasks._items
        assert page.tasks.section == "steps"
        assert QApplication.focusWidget() is field(page, "steps.wanted=2")


class TestWhatDoesNotApply:
    def test_folds_away_and_keeps_its_answer(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete, "consent")
        box = page.page.boxes["consent.sharing_note"]  # type: ignore[union-attr]
        click(field(page, "consent.sharing=discuss"))
        assert box.isVisible()
        page._session.set_answer("consent.sharing_note", "協議の上")
        click(field(page, "consent.sharing=agree"))
        assert not box.isVisible()
        assert page._session.answer("consent.sharing_note") == "協議の上"
        click(field(page, "consent.sharing=discuss"))
        assert field(page, "consent.sharing_note").text() == "協議の上"

    def test_a_section_that_goes_is_left(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete, "step2")
        page._session.set_answer("steps.wanted", ["3"])
        settle()
        assert page.section_id == sections(page)[0]
        assert "step2" not in page.tasks._items


class TestRoom:
    """At 1366×768 nothing is cut off (120 pixels are title bar, menu and header)."""

    @pytest.mark.parametrize("width", [1280, 1366, 1920])
    def test_no_section_is_wider_than_its_page(
        self, edit: Edit, complete: dict[str, Any], width: int
    ) -> None:
        page = edit(complete)
        page.window().resize(width, 600)
        for section in sections(page):
            page.show_section(section)
            settle()
            shown = page.page
            assert shown is not None
            content = shown.widget()
            assert content is not None
            assert content.width() <= shown.viewport().width(), section
            for part in content.findChildren(QWidget):
                if part.isVisible() and isinstance(part, (QLabel, QPushButton)):
                    right = part.mapTo(content, part.rect().topRight()).x()
                    assert right <= content.width(), (section, part.objectName())

    def test_buttons_at_the_foot_are_whole(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete)
        page.window().resize(1280, 600)
        for section in sections(page):
            page.show_section(section)
            settle()
            for button in (page.back, page.next, page.toggle):
                assert button.width() >= button.sizeHint().width(), section

    def test_the_side_closes_and_stays_closed(self, edit: Edit) -> None:
        page = edit()
        click(page.toggle)
        assert page.side.isHidden()
        assert page._session.setting("editor.side") is False
        click(page.toggle)
        assert page.side.isVisible()

    def test_findings_of_numbers_side_by_side_are_as_wide_as_their_card(self, edit: Edit) -> None:
        page = edit({"applicant.prefecture": "20"})
        page.window().resize(1280, 720)
        page.show_all_findings()
        page.show_section("pool")
        settle()
        assert page.page is not None
        box = page.page.boxes["pool.present_regular"]
        card = box.parentWidget()
        assert card is not None
        assert box.notices.isVisible()
        assert box.notices.width() > 0.8 * card.width()
        assert box.notices.y() > box.geometry().bottom()

    def test_what_has_no_room_for_words_keeps_its_name(self, edit: Edit) -> None:
        page = edit()
        page.window().resize(1280, 600)
        for width in (420, 560, 1000):
            page.foot.resize(width, page.foot.height())
            settle()
            for button in (page.search, page.toggle, page.next):
                assert button.width() >= button.sizeHint().width(), (width, button.objectName())
                assert button.text() or not button.icon().isNull()
                assert button.accessibleName() or button.text()

    def test_the_list_of_sections_comes_back_as_it_was(self, edit: Edit) -> None:
        page = edit()
        page.window().resize(1280, 600)
        settle()
        before = page.splitter.sizes()
        page.window().resize(1000, 600)  # the side no longer fits, and is put away
        settle()
        assert page.side.isHidden()
        click(page.toggle)
        settle()
        assert page.left.isHidden()
        page.window().resize(1280, 600)
        settle()
        assert page.left.isVisible()
        assert page.splitter.sizes()[0] == before[0]

    def test_all_that_is_asked_is_seen_on_the_slowest_computer(
        self, edit: Edit, complete: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(slices, "BUDGET", 0.0)  # one question in each turn of the event loop
        page = edit(complete)
        route = page._session.route
        for section in route.sections:
            page.show_section(section.id)
            settle()
            assert page.page is not None
            hidden = [name for name, box in page.page.boxes.items() if not box.isVisible()]
            assert [name for name in hidden if route.asks(name)] == []

    def test_the_side_stays_while_a_comment_is_written(self, edit: Edit) -> None:
        page = edit()
        page.window().resize(1280, 600)
        settle()
        page.begin_comment()
        page.window().resize(1000, 600)
        settle()
        assert page.side.isVisible()
        assert page.left.isHidden()
        assert page.focusWidget() is page.side.comments.edit

    def test_widths_are_kept(self, edit: Edit) -> None:
        page = edit()
        page.splitter.moveSplitter(400, 1)
        assert page._session.setting("editor.splitter") == page.splitter.sizes()
        again = edit()
        assert abs(again.splitter.sizes()[0] - 400) <= 2 or again.splitter.sizes()[0] > 0
