"""Lists give their wrapped texts the height they need, and draw every line of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot

from app.ui import leading, theme
from app.ui.editor.wrapped_list import WrappedList
from app.ui.places import points

LONG = "市町村の課題と背景を、統計や聞き取りの結果を示して、具体的に、かつ簡潔に記入してください。"


@pytest.fixture
def listed(qtbot: QtBot) -> WrappedList:
    made = WrappedList()
    qtbot.addWidget(made)
    made.resize(260, 400)
    for text in ("短い。", LONG, f"一行目\n{LONG}\n三行目"):
        made.addItem(QListWidgetItem(text))
    made.show()
    made.fit()
    return made


def lines(image: QImage, left: int, right: int) -> int:
    """How many lines of words a picture shows: runs of rows with ink in them."""
    ground = image.pixelColor(right - 1, 1)
    inked = [
        any(_differs(image.pixelColor(x, y), ground) for x in range(left, right))
        for y in range(image.height())
    ]
    return sum(now and not before for before, now in zip([False, *inked], inked, strict=False))


def _differs(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 60


def test_every_line_is_drawn_with_room_before_the_next(listed: WrappedList) -> None:
    for row, least in ((0, 1), (1, 3), (2, 5)):
        item = listed.item(row)
        listed.scrollToItem(item)
        place = listed.visualItemRect(item)
        wanted = (item.sizeHint().height() - theme.space(1.75)) / leading.line_step(listed.font())
        shown = listed.viewport().grab(place).toImage()
        assert lines(shown, 4, place.width() - 4) == round(wanted)
        assert round(wanted) >= least


def test_a_narrower_list_gives_its_texts_more_height(listed: WrappedList, qtbot: QtBot) -> None:
    before = listed.item(1).sizeHint().height()
    listed.resize(160, 400)
    qtbot.waitUntil(lambda: listed.item(1).sizeHint().height() > before)


def test_only_the_item_that_changed_is_painted(listed: WrappedList, qtbot: QtBot) -> None:
    painted = Painted()
    listed.viewport().installEventFilter(painted)
    qtbot.wait(50)
    painted.seen = QRegion()
    listed.item(0).setText("長い。")
    listed.fit([listed.item(0)])
    qtbot.waitUntil(lambda: not painted.seen.isEmpty())
    qtbot.wait(50)
    place = listed.visualItemRect(listed.item(0))
    assert painted.seen.boundingRect().height() <= place.height()


def test_an_item_that_needs_more_lines_moves_those_below(listed: WrappedList, qtbot: QtBot) -> None:
    before = listed.visualItemRect(listed.item(1)).top()
    listed.item(0).setText(LONG)
    listed.fit([listed.item(0)])
    qtbot.waitUntil(lambda: listed.visualItemRect(listed.item(1)).top() > before)


class Painted(QObject):
    """Remembers which part of a widget was painted."""

    seen = QRegion()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.seen = self.seen.united(event.region())
        return False


def test_giving_height_is_no_change_of_an_item(listed: WrappedList) -> None:
    changed: list[QListWidgetItem] = []
    listed.itemChanged.connect(changed.append)
    listed.item(1).setCheckState(Qt.CheckState.Checked)
    assert len(changed) == 1
    listed.resize(160, 400)
    listed.fit()
    assert len(changed) == 1


@pytest.mark.parametrize(
    ("text", "characters", "shown"),
    [
        ("市町村の課題と背景", 8, ["市町村の課題と", "背景"]),
        ("推進体制の四つの機能", 9, ["推進体制の四つの", "機能"]),
        ("希望する支援のステップ", 10, ["希望する支援の", "ステップ"]),
        ("「氏名」が記入されていません。", 13, ["「氏名」が記入されてい", "ません。"]),
        ("担当者の連絡先\n市町村の課題と背景", 8, ["担当者の連絡先", "市町村の課題と", "背景"]),
        ("第２ステップ　人材像の明確化", 8, ["第２ステップ　", "人材像の明確化"]),
        ("スケジュール", 8, ["スケジュール"]),
        ("都道府県市町村", 6, ["都道府県", "市町村"]),
        ("𠮷𠮷𠮷の市町村の課題と背景", 12, ["𠮷𠮷𠮷の市町村の課題と", "背景"]),
        (
            "絵文字（👨👩👧👨👩👧）が含まれています。",
            16,
            ["絵文字（👨👩👧👨👩👧）が", "含まれています。"],
        ),
    ],
)
def test_no_bit_of_a_word_stands_in_a_line_alone(
    qapp: QApplication, text: str, characters: int, shown: list[str]
) -> None:
    font = qapp.font()
    width = QFontMetricsF(font).horizontalAdvance("国") * characters + 1
    layout = leading.laid_out(text, font, width, Qt.AlignmentFlag.AlignLeft)
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    starts = [(line.textStart(), line.textStart() + line.textLength()) for line in lines]
    whole = layout.text()
    cut = [whole[points(whole, a) : points(whole, b)] for a, b in starts]
    assert [piece.strip(leading.LINE_END) for piece in cut] == shown


@given(
    text=st.text(st.sampled_from("あアー漢々。」 、\na1👨‍👩‍👧🏯𠮷"), max_size=60),
    width=st.integers(1, 300),
)
@example(text="🏯🏯🏯🏯🏯🏯🏯🏯🏯🏯🏯", width=60)
def test_whatever_a_text_holds_is_laid_out_whole(qapp: QApplication, text: str, width: int) -> None:
    layout = leading.laid_out(text, qapp.font(), width, Qt.AlignmentFlag.AlignLeft)
    assert layout.lineCount() >= 1 or not text
    shown = layout.text().replace(leading.LINE_END, "")
    assert shown == text.replace("\n", "")
