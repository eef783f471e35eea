"""A question's head: nothing of it is covered or cut off, however narrow the page."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.calls.questions import Table
from app.ui import theme
from app.ui.editor.head import Head
from tests.ui.conftest import ROOT
from tests.ui.editor.conftest import Edit, settle


@settings(max_examples=60, deadline=None)
@given(
    label=st.text(st.sampled_from("市町村の課題 a"), min_size=1, max_size=30),
    chips=st.lists(
        st.sampled_from(["記入例", "要領 ２（２）", "要領 ２（２）第２ステップ"]), max_size=3
    ),
    more=st.integers(0, 600),
    compact=st.booleans(),
)
def test_its_parts_stand_beside_or_below_each_other(
    qapp: QApplication, label: str, chips: list[str], more: int, compact: bool
) -> None:
    head = Head(label, None, compact=compact)
    head.say("記入推奨", "badge")
    for chip in chips:
        head.add(QPushButton(chip))
    width = head.minimumSizeHint().width() + more
    head.resize(width, head.heightForWidth(width))
    head.show()
    qapp.processEvents()
    parts = [head.label, *([] if compact else [head.badge]), *([head.chips] if chips else [])]
    for part in parts:
        assert head.rect().contains(part.geometry()), part
    for one, other in combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry())
    assert head.label.height() >= head.label.heightForWidth(head.label.width())
    head.deleteLater()


@pytest.mark.parametrize("steps", range(24, 70, 2))
def test_no_bit_of_a_word_stands_in_a_line_alone(qtbot: QtBot, steps: int) -> None:
    words = "市町村への頻度の高い派遣（週1回以上）を予定していますか"
    head = Head(words, None)
    qtbot.addWidget(head)
    head.say("必須", "badge-required")
    head.resize(theme.space(steps), head.heightForWidth(theme.space(steps)))
    head.show()
    settle()
    lines = head.label.text().split("\n")
    assert "".join(lines) == words
    assert min(map(len, lines)) > 3
    assert head.label.height() >= head.label.heightForWidth(head.label.width())
    assert head.label.accessibleName() == words


def test_a_chip_that_says_more_is_given_the_room_for_it(qtbot: QtBot) -> None:
    head = Head("課題", None)
    qtbot.addWidget(head)
    head.say("任意", "badge")
    chips = [QPushButton(words) for words in ("例", "要領")]
    for chip in chips:
        head.add(chip)
    head.resize(480, head.heightForWidth(480))
    head.show()
    settle()
    chips[0].setText("記入例を表示する")
    settle()
    assert chips[0].width() >= chips[0].sizeHint().width()
    assert head.chips.width() >= sum(chip.width() for chip in chips)
    chips[1].hide()
    settle()
    assert head.chips.geometry().right() == head.rect().right()
    assert head.chips.width() < chips[0].width() + chips[1].sizeHint().width()


def test_with_large_letters_only_tables_are_scrolled_sideways(
    edit: Edit, complete: dict[str, Any], qapp: QApplication
) -> None:
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, 2.0)
    page = edit(complete)
    page.resize(1366, 648)
    settle()
    scrolled = []
    for section in page._session.route.sections:
        page.show_section(section.id)
        settle()
        assert page.page is not None
        if page.page.horizontalScrollBar().maximum():
            scrolled.append(section)
    assert all(any(isinstance(q, Table) for q in section.questions) for section in scrolled)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_words_of_an_option_take_the_lines_they_need(
    edit: Edit, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, scale)
    page = edit({}, "steps")
    page.resize(1366 if scale == 1.0 else 1180, 648)
    settle()
    assert page.page is not None
    field = page.page.boxes["steps.wanted"].field
    for button in field.inputs:
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= button.sizeHint().height()
    words = [button.text() for button in field.inputs]  # type: ignore[attr-defined]
    labels = [option.label for option in field.asked.choices]  # type: ignore[union-attr]
    assert [_bare(text) for text in words] == [_bare(label) for label in labels]
    assert any("\n" in text for text in words) == (scale == 2.0)


def _bare(text: str) -> str:
    return text.replace("\n", "").replace("　", "")
