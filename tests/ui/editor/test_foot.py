"""The line below a section: which one follows is told as far as there is room for it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.editor import texts
from app.ui.editor.foot import LEAST_NAME, MORE, Foot
from tests.ui.conftest import OpenSession
from tests.ui.editor.conftest import settle

TITLE = "第２ステップ　人材像・業務内容の明確化"
FOLLOWING = texts.NEXT.format(title=TITLE)
LEAD = texts.NEXT.format(title="")


@pytest.fixture
def within(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def foot(within: QWidget, open_session: OpenSession) -> Foot:
    made = Foot(open_session(), within)
    made.resize(1600, made.sizeHint().height())
    made.show_side(True)
    made.show_place("1／3章", FOLLOWING)
    within.resize(1600, 100)
    within.show()
    settle()
    return made


def said(foot: Foot, less: int) -> str:
    """What stands on the button with so many pixels less than all parts need."""
    foot.resize(1600, foot.height())
    settle()
    assert foot.next.text() == FOLLOWING
    foot.resize(foot._line.totalSizeHint().width() - less, foot.height())
    settle()
    for button in (foot.back, foot.search, foot.toggle, foot.next):
        assert button.width() >= button.sizeHint().width()
        assert foot.rect().contains(button.geometry())
    assert foot.next.toolTip() == foot.next.accessibleName() == FOLLOWING
    return foot.next.text()


def test_a_name_that_just_does_not_fit_is_cut(foot: Foot) -> None:
    assert said(foot, 0) == FOLLOWING
    words = said(foot, 1)
    assert words.endswith(MORE)
    assert FOLLOWING.startswith(words.removesuffix(MORE))
    assert len(words) > len(FOLLOWING) / 2
    assert foot.search.text()


def test_as_little_room_as_there_is_a_name_can_be_known_or_is_left_out(foot: Foot) -> None:
    seen = {said(foot, less) for less in range(0, 400, 7)}
    assert texts.NEXT_SHORT in seen
    cut = seen - {FOLLOWING, texts.NEXT_SHORT}
    assert len(cut) > 5
    assert min(map(len, cut)) >= len(LEAD) + LEAST_NAME
    assert not any(words.endswith(f"　{MORE}") for words in cut)


def test_what_is_no_name_is_whole_or_short(foot: Foot) -> None:
    foot.show_place("3／3章", texts.NEXT_LAST)
    room = foot._line.totalSizeHint().width()
    for less in range(1, 100, 9):
        foot.resize(room - less, foot.height())
        assert MORE not in foot.next.text()
