"""Numbers side by side: what is to be counted stands above them, with all else that is said."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.calls.base import Severity
from app.calls.models import Call
from app.ui import theme
from app.ui.editor.group import GroupHead, helps
from app.ui.editor.page import EditorPage
from tests.ui import cut
from tests.ui.conftest import ROOT
from tests.ui.editor.conftest import Edit, click, inner, settle

PRESENT = ["pool.present_regular", "pool.present_part_time", "pool.present_contract"]


def head_of(page: EditorPage, title: str) -> GroupHead:
    assert page.page is not None
    (found,) = (h for h in page.page.findChildren(GroupHead) if h.head.label.text() == title)
    return found


def badges(page: EditorPage, title: str) -> tuple[str, list[str]]:
    """What is seen of how much is needed: at the heading, and beside each number."""
    assert page.page is not None
    heads = [b.head for b in page.page.boxes.values() if b.question.group == title]
    whole = head_of(page, title).head.badge
    return (
        whole.text() if whole.isVisible() else "",
        [head.badge.text() for head in heads if head.badge.isVisible()],
    )


def test_a_help_stands_once_with_those_it_is_for(call: Call) -> None:
    planned = [q for q in call.questions.values() if q.group == "計画する人数"]
    assert helps(planned).split("\n") == [
        "常勤職員、非常勤職員、業務委託：現在の人数を含めた、構築後の人数です。",
        "合計：常勤、非常勤、業務委託の合計です。",
    ]
    assert helps(planned[:3]) == "現在の人数を含めた、構築後の人数です。"
    assert helps([q.model_copy(update={"help": ""}) for q in planned]) == ""


def test_it_says_what_to_count_and_how_much_it_is_needed(edit: Edit) -> None:
    page = edit(section="pool")
    head = head_of(page, "現在の人数")
    assert head.help.isVisible()
    assert "常勤職員：任期付職員を含みます。" in head.help.plain.split("\n")
    assert badges(page, "現在の人数") == ("記入推奨", [])
    for name in PRESENT:
        (said,) = {w.accessibleDescription() for w in page.page.boxes[name].field.inputs}  # type: ignore[union-attr]
        assert said == page._session.call.questions[name].help


def test_the_clauses_of_all_are_behind_its_links(edit: Edit) -> None:
    page = edit(section="pool")
    links = head_of(page, "計画する人数").findChildren(QPushButton)
    assert [link.text() for link in links] == ["要領 １", "要領 ２（１）※１"]
    page.side.hide()
    click(inner(page, "button:clause:pool.planned_regular:G2-2"))
    assert page.side.isVisible()
    assert page._session.call.clause["G2-2"].title in page.side.guideline.view.toPlainText()


def test_what_is_needed_of_one_alone_stands_beside_it(
    edit: Edit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = edit(section="pool")
    shown = page.page
    assert shown is not None
    monkeypatch.setitem(page._session.route.demands, "pool.present_total", Severity.ERROR)
    shown.follow(checked=False)
    settle()
    assert badges(page, "現在の人数") == ("", ["記入推奨", "記入推奨", "記入推奨", "必須"])
    qtbot.waitUntil(lambda: cut.off(shown) == [])
    assert badges(page, "計画する人数") == ("記入推奨", [])
    for name in PRESENT:
        monkeypatch.setitem(page._session.route.demands, name, Severity.ERROR)
    shown.follow(checked=False)
    settle()
    assert badges(page, "現在の人数") == ("必須", [])
    assert head_of(page, "現在の人数").head.badge.property("role") == "badge-required"


def test_what_is_not_asked_is_not_explained(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    page = edit(section="pool")
    assert page.page is not None
    asks = page._session.route.asks
    monkeypatch.setattr(
        page._session.route, "asks", lambda name: name != "pool.planned_total" and asks(name)
    )
    page.page.follow(checked=False)
    assert head_of(page, "計画する人数").help.plain == "現在の人数を含めた、構築後の人数です。"


@pytest.mark.parametrize("needs_differ", [False, True])
def test_with_large_letters_nothing_of_it_is_cut(
    edit: Edit,
    complete: dict[str, Any],
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    needs_differ: bool,
) -> None:
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, 2.0)
    page = edit(complete)
    if needs_differ:
        monkeypatch.setitem(page._session.route.demands, "pool.present_total", Severity.ERROR)
    page.resize(1180, 648)
    page.show_section("pool")
    shown = page.page
    assert shown is not None
    qtbot.waitUntil(lambda: cut.off(shown) == [])
    assert badges(page, "現在の人数")[0] == ("" if needs_differ else "記入推奨")
    assert shown.horizontalScrollBar().maximum() == 0
