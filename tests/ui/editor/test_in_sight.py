"""What has the focus is in sight, however the keys have put it there."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton

from app.review.finding import Place
from app.ui import slices
from app.ui.editor.page import EditorPage
from tests.ui.editor.conftest import CONTROL, Edit, field, press, settle


@pytest.fixture
def low(edit: Edit, complete: dict[str, Any]) -> Any:
    """`low(section)` is a complete draft's section in a low window."""

    def made(section: str) -> EditorPage:
        page = edit(complete, section)
        page.resize(1100, 430)
        settle()
        return page

    return made


def is_seen(page: EditorPage) -> bool:
    """Whether all of what has the focus is in sight, or its cursor's line."""
    QTest.qWait(5)
    settle()
    focused, shown = QApplication.focusWidget(), page.page
    assert focused is not None
    assert shown is not None
    assert shown.isAncestorOf(focused)
    place = QRect(focused.mapTo(shown, focused.rect().topLeft()), focused.size())
    seen = shown.viewport().rect()
    return seen.contains(place) or (place.height() > seen.height() and seen.intersects(place))


def test_a_row_that_is_added_with_enter(low: Any) -> None:
    page = low("organisation")
    field(page, "organisation.units/0/unit").setFocus()
    for _ in range(12):
        press(Qt.Key.Key_Return)
        assert is_seen(page), QApplication.focusWidget()


def test_a_row_of_a_form_that_is_added_from_its_last_field(low: Any) -> None:
    page = low("posts")
    assert page.page is not None
    last = page.page.findChildren(QAbstractButton)[-1]
    inputs = [w for w in page.page.findChildren(QRadioButton) if "main_duty" in w.objectName()]
    (inputs or [last])[-1].setFocus()
    assert is_seen(page)
    press(Qt.Key.Key_Insert, CONTROL)
    assert "problem" in QApplication.focusWidget().objectName()
    assert is_seen(page)
    press(Qt.Key.Key_Delete, CONTROL)
    assert is_seen(page)


def test_a_field_that_tab_leads_to_from_elsewhere(low: Any) -> None:
    page = low("contact")
    field(page, "contact.email").setFocus()
    QTest.qWait(5)
    page.tasks.setFocus()
    QTest.qWait(5)
    field(page, "contact.department").setFocus(Qt.FocusReason.TabFocusReason)
    assert is_seen(page)


def test_an_option_that_an_arrow_leads_to(low: Any) -> None:
    page = low("steps")
    assert page.page is not None
    boxes = page.page.findChildren(QCheckBox)
    boxes[0].setFocus()
    for _ in boxes[1:]:
        press(Qt.Key.Key_Down)
        assert is_seen(page)


def test_an_arrow_that_leads_nowhere_leaves_the_page_where_it_is(low: Any) -> None:
    page = low("functions")
    page.page.focus_first()
    settle()
    QTest.qWait(5)
    bar = page.page.verticalScrollBar()
    before = bar.value()
    for _ in range(3):
        press(Qt.Key.Key_Up)
    assert bar.value() == before


def test_the_chosen_section_and_what_stands_above_it(low: Any) -> None:
    page = low("contact")
    QTest.qWait(5)
    for section, at_top in (("results", False), ("contact", True)):
        page.show_section(section)
        QTest.qWait(5)
        settle()
        item = page.tasks.currentItem()
        whole = page.tasks.visualItemRect(item)
        seen = page.tasks.viewport().rect().intersected(whole)
        assert seen.height() >= whole.height() - 1
        assert (page.tasks.verticalScrollBar().value() == 0) is at_top


def test_esc_leads_from_a_comment_back_to_where_one_was(low: Any) -> None:
    page = low("organisation")
    cell = field(page, "organisation.units/3/role")
    cell.setFocus()
    press(Qt.Key.Key_M, CONTROL)
    assert QApplication.focusWidget() is page.side.comments.edit
    QTest.keyClicks(page.side.comments.edit, "x")
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is cell


def test_a_cell_that_one_is_led_to_before_its_row_was_there(
    edit: Edit, complete: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows take their room before the page is scrolled to one of them."""
    page = edit(complete, "overview")
    monkeypatch.setattr(slices, "BUDGET", 0)
    page.show_section("schedule")
    assert page.page is not None
    while "schedule.table" not in page.page.boxes:
        QApplication.processEvents()
    page.page.focus_at(Place("schedule.table", row="#12", column="start"))
    cell, shown = page.page.focusWidget(), page.page.viewport()
    assert cell is not None
    assert cell.objectName() == "field:schedule.table/11/start"
    assert cell.isVisible()
    assert shown.rect().contains(QRect(cell.mapTo(shown, QPoint()), cell.size()))
