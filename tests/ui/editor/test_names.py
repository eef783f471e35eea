"""Everything a person can put the focus on has a name that can be spoken."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollBar, QWidget

from app.ui.editor.page import EditorPage
from tests.ui.editor.conftest import Edit, settle


def focusable(page: EditorPage) -> list[QWidget]:
    takes = Qt.FocusPolicy.TabFocus
    return [
        w
        for w in page.findChildren(QWidget)
        if w.isVisible()
        and w.isEnabled()
        and w.focusPolicy() & takes
        and w.focusProxy() is None
        and not isinstance(w, QScrollBar)
    ]


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_every_input_of_every_section_has_a_name(edit: Edit, complete: dict[str, Any]) -> None:
    page = edit(complete | {"contact.email": "x", "overview.summary": "ﾃﾞｼﾞﾀﾙは検討中。"})
    nameless = []
    for section in page._session.route.sections:
        page.show_section(section.id)
        settle()
        nameless += [
            (section.id, type(w).__name__, w.objectName()) for w in focusable(page) if not spoken(w)
        ]
    assert nameless == []


def test_the_panels_have_names_too(edit: Edit, complete: dict[str, Any]) -> None:
    page = edit(complete)
    for place in range(page.side.tabs.count()):
        page.side.tabs.setCurrentIndex(place)
        settle()
        assert [w for w in focusable(page) if not spoken(w)] == []


def test_a_required_question_says_so(edit: Edit) -> None:
    page = edit(section="contact")
    (mail,) = page.findChildren(QWidget, "field:contact.email")
    assert mail.accessibleName() == "メールアドレス（必須）"
    assert "記入例" in mail.accessibleDescription()


def test_object_names_of_fields_are_unique(edit: Edit, complete: dict[str, Any]) -> None:
    page = edit(complete)
    for section in page._session.route.sections:
        page.show_section(section.id)
    names = Counter(
        w.objectName() for w in page.findChildren(QWidget) if w.objectName().startswith("field:")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_each_question_shows_its_label_and_how_much_it_is_needed(
    edit: Edit, complete: dict[str, Any]
) -> None:
    page = edit(complete)
    words = {"error": "必須", "warning": "記入推奨"}
    demands = page._session.route.demands
    assert {"organisation.personnel_state", "functions.direction_text"} <= demands.keys()
    assert "step4.career" not in demands, "only advised"
    for section in page._session.route.sections:
        page.show_section(section.id)
        for box in page.page.boxes.values():  # type: ignore[union-attr]
            own = str(box.question.required or "")
            weight = "error" if own == "error" else str(demands.get(box.question.id, own))
            assert box.head.badge.text() == words.get(weight, "任意")


def test_how_much_an_answer_is_needed_follows_the_others(edit: Edit) -> None:
    page = edit({"steps.wanted": ["2"]}, "organisation")

    def said() -> tuple[str, str]:
        assert page.page is not None
        box = page.page.boxes["organisation.personnel_state"]
        return box.head.badge.text(), box.field.inputs[0].accessibleName()

    assert said() == ("記入推奨", "人事担当部局との調整 状況: 未着手（記入推奨）")
    page._session.set_answer("steps.wanted", ["2", "3", "4"])
    settle()
    assert said() == ("必須", "人事担当部局との調整 状況: 未着手（必須）")
    page._session.set_answer("organisation.personnel_state", "agreed")
    page._session.set_answer("steps.wanted", ["2"])
    settle()
    assert said()[0] == "記入推奨", "also once it is answered"
