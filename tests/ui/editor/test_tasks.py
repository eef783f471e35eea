"""What of the list of sections is in sight."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.editor.page import EditorPage
from app.ui.editor.tasks import TaskList
from tests.end_to_end.hands import turn
from tests.ui.editor.conftest import Edit, settle

LOW = 430


def test_a_list_that_became_higher_shows_its_beginning_again(edit: Edit, qtbot: QtBot) -> None:
    page = edit({}, "results")
    tasks = _list(page)
    page.resize(1366, LOW)
    qtbot.waitUntil(lambda: _place(tasks) > 0)
    assert _whole(tasks)
    page.resize(1366, 1500)
    qtbot.waitUntil(lambda: _place(tasks) == 0)


def test_the_chosen_section_stays_in_sight_where_the_list_becomes_lower(
    edit: Edit, qtbot: QtBot
) -> None:
    page = edit({}, "results")
    page.resize(1366, LOW)
    settle()
    qtbot.waitUntil(lambda: _whole(_list(page)))


def test_somebody_who_turned_the_list_sees_what_they_turned_to(edit: Edit, qtbot: QtBot) -> None:
    """Neither another height nor another state takes them back; choosing a section does."""
    page = edit({}, "overview")
    page.resize(1366, LOW)
    settle()
    tasks = _list(page)
    assert _whole(tasks)
    turn(tasks.viewport(), -120)
    settle()
    turned_to = _place(tasks)
    assert turned_to > 0
    page.resize(1366, LOW + 4)
    page._session.set_answer("overview.summary", "取り組みます。")
    page._session.review()
    settle()
    qtbot.wait(1)
    assert _place(tasks) == turned_to
    page.show_section("problems")
    qtbot.waitUntil(lambda: _whole(tasks))


def _list(page: EditorPage) -> TaskList:
    (tasks,) = page.findChildren(TaskList)
    return tasks


def _place(tasks: TaskList) -> int:
    return tasks.verticalScrollBar().value()


def _whole(tasks: TaskList) -> bool:
    """Whether the chosen section is in sight, but for a pixel."""
    row = tasks.visualItemRect(tasks.currentItem())
    return tasks.viewport().rect().adjusted(0, -1, 0, 1).contains(row)
