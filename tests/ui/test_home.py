"""The first page: the list, what is done with drafts, and every way to begin."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QTableView,
)
from pytestqt.qtbot import QtBot

from app.calls.loader import Problem, Shelf
from app.calls.models import Call
from app.drafts.draft import State
from app.environment import AppPaths, FixedClock
from app.errors import StorageError
from app.ui import theme
from app.ui.header import DeadlineChip
from app.ui.home import texts
from app.ui.home.drafts import (
    CALL,
    ERRORS,
    MODIFIED,
    PREFECTURE,
    PROGRESS,
    STATE,
    TITLE,
    DraftTable,
)
from app.ui.home.page import HomePage
from app.ui.home.view import LEAST_TITLE
from app.ui.main_window import MainWindow
from app.ui.messages import Banners
from tests.ui.conftest import Answers
from tests.ui.memory_store import MemoryStore

LEFT = Qt.MouseButton.LeftButton
MakeHome = Callable[..., HomePage]


@pytest.fixture
def home(
    qtbot: QtBot,
    shelf: Shelf,
    store: MemoryStore,
    clock: FixedClock,
    person: Answers,
    paths: AppPaths,
) -> MakeHome:
    def make(with_shelf: Shelf | None = None) -> HomePage:
        banners = Banners()
        qtbot.addWidget(banners)
        page = HomePage(with_shelf or shelf, store, clock, person, paths, banners)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        page.refresh()
        return page

    return make


def button(page: HomePage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"button:{name}")
    assert found is not None
    return found


def cell(page: HomePage, row: int, column: int) -> str:
    return str(page.table.index(row, column).data())


def test_an_empty_list_says_how_to_begin(home: MakeHome, qtbot: QtBot) -> None:
    page = home()
    assert page.empty.isVisible()
    assert page.focusWidget() is button(page, "first-new")
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.mouseClick(button(page, "first-new"), LEFT)
    assert opened.args is not None


def test_the_list_shows_where_each_draft_stands(
    home: MakeHome, store: MemoryStore, call: Call, complete: dict[str, Any], qtbot: QtBot
) -> None:
    draft = store.create(call.id, 1, "本番", answers=complete, practice=True)
    store.note_errors(draft.uid, 3)
    page = home()
    assert cell(page, 0, TITLE) == "【練習】本番"
    assert cell(page, 0, PREFECTURE) == "長野県"
    assert cell(page, 0, ERRORS) == "3件"
    assert cell(page, 0, MODIFIED) == "令和７年４月７日 09:00"
    qtbot.waitUntil(lambda: cell(page, 0, PROGRESS).endswith("問"))


@pytest.mark.parametrize("width", [880, 1000, 1200, 1600])
def test_names_and_deadlines_are_in_sight_at_every_width(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot, width: int
) -> None:
    store.create(call.id, 1, "本番")
    page = home()
    page.resize(width, 600)
    title = page.view.columnWidth
    qtbot.waitUntil(lambda: title(TITLE) >= theme.space(LEAST_TITLE))
    assert page.side.isVisible() != page.lines.isVisible()

    def chips() -> list[str]:
        return [chip.text() for chip in page.findChildren(DeadlineChip) if chip.isVisible()]

    qtbot.waitUntil(lambda: len(chips()) == 1)
    assert "締切" in chips()[0]


def test_the_ground_of_the_list_is_as_in_other_tables(home: MakeHome, qtbot: QtBot) -> None:
    """It is one made here, for the start's sake."""
    page, plain = home(), QTableView()
    qtbot.addWidget(plain)
    plain.show()  # which has the style sheet dress it, too
    ours, usual = page.view.viewport(), plain.viewport()
    assert ours.objectName() == usual.objectName()
    assert ours.backgroundRole() == usual.backgroundRole()
    assert ours.autoFillBackground() == usual.autoFillBackground()
    assert ours.focusProxy() is page.view
    assert usual.focusProxy() is plain
    assert ours.parentWidget() is page.view


def test_the_headings_stand_level(home: MakeHome, store: MemoryStore, call: Call) -> None:
    store.create(call.id, 1, "本番")
    page = home()
    QApplication.processEvents()
    (calls,) = [label for label in page.calls.findChildren(QLabel) if label.text() == texts.CALLS]
    middles = [label.mapTo(page, label.rect().center()).y() for label in (page.heading, calls)]
    assert abs(middles[0] - middles[1]) <= 1


def test_the_call_is_told_where_it_tells_drafts_apart(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "一")
    store.create(call.id, 1, "二")
    page = home()
    page.resize(1800, 700)
    qtbot.waitUntil(lambda: page.view.isColumnHidden(CALL))
    store.create("another-call", 1, "三")
    page.refresh()
    qtbot.waitUntil(lambda: not page.view.isColumnHidden(CALL))


def test_a_copy_is_told_from_its_draft_by_the_end_of_its_name(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "デジタル人材確保プロジェクト（記入が済んだ例）" * 3)
    page = home()
    width = page.view.columnWidth(TITLE)
    option = QStyleOptionViewItem()
    page.view.initViewItemOption(option)
    shown = page.view.fontMetrics().elidedText(
        f"{cell(page, 0, TITLE)}（写し）", option.textElideMode, width
    )
    assert "…" in shown
    assert shown.endswith("（写し）")


def test_errors_are_counted_in_a_draft_that_was_never_opened(
    home: MakeHome, store: MemoryStore, call: Call, complete: dict[str, Any], qtbot: QtBot
) -> None:
    store.create(call.id, 1, "本番", answers=complete | {"contact.email": "x"})
    store.create(call.id, 1, "全て記入", answers=complete)
    page = home()
    shown = {"本番": "1件", "全て記入": "なし"}
    for row in range(2):
        wanted = shown[cell(page, row, TITLE)]
        qtbot.waitUntil(lambda row=row, wanted=wanted: cell(page, row, ERRORS) == wanted)


@pytest.mark.parametrize("words", ["ながの", "長野", "ﾅｶﾞﾉ　本番", "本番 長野県"])
def test_search_finds_every_word_in_any_width(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot, words: str
) -> None:
    store.create(call.id, 1, "本番 ナガノ ながの", answers={"applicant.prefecture": "20"})
    store.create(call.id, 1, "ほかの下書き", answers={"applicant.prefecture": "13"})
    page = home()
    search = page.findChild(QLineEdit, "field:search")
    search.setText(words)
    assert page.table.rowCount() == 1
    search.setText("どこにもない言葉")
    assert page.nothing.isVisible()
    assert "どこにもない言葉" in page.nothing.text()


def test_a_row_opens_with_enter(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    draft = store.create(call.id, 1, "本番")
    page = home()
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert opened.args == [draft.uid]


def test_keys_go_to_the_first_and_the_last_draft(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    for number in range(3):
        store.create(call.id, 1, f"下書き{number}")
    page = home()
    names = [page.table.draft(row) for row in range(3)]
    for key, draft in ((Qt.Key.Key_End, names[2]), (Qt.Key.Key_Home, names[0])):
        qtbot.keyClick(page.view, key)
        assert page.view.draft == draft


def test_a_draft_goes_to_the_trash_and_comes_back(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "本番")
    page = home()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert store.drafts() == []
    undo = page._banners.findChild(QPushButton, "button:undo-trash")
    qtbot.mouseClick(undo, LEFT)
    assert [draft.title for draft in store.drafts()] == ["本番"]


def test_the_key_that_undoes_takes_it_back_too(
    window: MainWindow, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "本番")
    window.home.refresh()  # type: ignore[union-attr]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = window.home.view  # type: ignore[union-attr]
    view.setFocus()
    qtbot.waitUntil(lambda: view.draft is not None)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not store.drafts())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [draft.title for draft in store.drafts()] == ["本番"]
    assert not window.banners.text("home")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [draft.title for draft in store.drafts()] == ["本番"]


@pytest.mark.parametrize("widths", [(1366, 700), (700, 1366)])
def test_the_deadline_is_told_at_once_wherever_there_is_room_for_it(
    home: MakeHome, widths: tuple[int, int], qtbot: QtBot
) -> None:
    page = home()
    for width in widths:
        page.resize(width, 700)
        QApplication.processEvents()
        chips = [chip for chip in page.findChildren(DeadlineChip) if chip.isVisible()]
        assert ["日" in chip.text() for chip in chips] == [True]


def test_what_goes_to_the_trash_leaves_the_choice_at_its_place(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    for title in "一二三四":
        store.create(call.id, 1, title)
    page = home()
    titles = [page.table.draft(row).title for row in range(4)]  # type: ignore[union-attr]
    page.view.selectRow(1)
    chosen = []
    for _ in range(3):
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
        assert page.view.draft is not None
        chosen.append(page.view.draft.title)
    assert chosen == [titles[2], titles[3], titles[0]]


def test_the_trash_restores_and_deletes_for_good(
    home: MakeHome, store: MemoryStore, call: Call, person: Answers, qtbot: QtBot
) -> None:
    for title in ("一", "二"):
        store.trash(store.create(call.id, 1, title).uid)
    page = home()
    qtbot.mouseClick(button(page, "show-trash"), LEFT)
    qtbot.mouseClick(button(page, "restore"), LEFT)
    assert len(store.drafts()) == 1
    person.yes = False
    qtbot.mouseClick(button(page, "delete"), LEFT)
    assert len(store.drafts(trashed=True)) == 1
    person.yes = True
    qtbot.mouseClick(button(page, "delete"), LEFT)
    qtbot.waitUntil(lambda: page.table.rowCount() == 0, timeout=20_000)
    assert store.drafts(trashed=True) == []
    assert "元には戻せません" in person.asked[0]
    assert "バックアップからも" in person.asked[0]


def test_the_last_draft_out_of_the_trash_leaves_the_focus_on_the_way_back(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.trash(store.create(call.id, 1, "一").uid)
    page = home()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.mouseClick(button(page, "show-trash"), LEFT)
    qtbot.mouseClick(button(page, "restore"), LEFT)
    assert len(store.drafts()) == 1
    assert QApplication.focusWidget() is button(page, "show-trash")


def test_the_draft_that_was_left_is_chosen_in_the_list(
    window: MainWindow, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    uids = [store.create(call.id, 1, title).uid for title in "一二三"]
    assert window.home is not None
    for uid in uids:
        window.home.refresh(next(other for other in uids if other != uid))
        window.open_draft(uid)
        window.go("home")
        chosen = window.home.view.draft
        assert chosen is not None
        assert chosen.uid == uid


def test_the_trash_is_no_place_to_begin(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "一")
    store.trash(store.create(call.id, 1, "二").uid)
    page = home()
    begin = [button(page, name) for name in ("new", "import", "sample-home")]
    told, tops = [], set()
    for _ in range(3):
        QApplication.processEvents()
        tops.add(page.stack.y())
        told.append((*(one.isVisible() for one in begin), page.search.placeholderText()))
        assert page.search.accessibleName() == page.search.placeholderText()
        qtbot.mouseClick(button(page, "show-trash"), LEFT)
    drafts = (True, True, True, texts.SEARCH)
    assert told == [drafts, (False, False, False, texts.SEARCH_TRASH), drafts]
    assert len(tops) == 1  # the list does not jump


@pytest.mark.parametrize("width", [1280, 1366])
def test_the_prompt_of_the_search_is_read_in_full(
    home: MakeHome, store: MemoryStore, call: Call, width: int
) -> None:
    store.create(call.id, 1, "一")
    page = home()
    page.resize(width, 600)
    QApplication.processEvents()
    search, margins = page.search, page.search.textMargins()
    needed = search.fontMetrics().horizontalAdvance(search.placeholderText())
    assert needed + margins.left() + margins.right() + theme.space(3) <= search.width()
    assert search.geometry().right() == page.stack.geometry().right()


def test_opening_a_file_is_no_wider_where_nothing_is_to_be_searched(home: MakeHome) -> None:
    page = home()
    assert page.open_file.width() == page.open_file.sizeHint().width()


def test_a_prefecture_that_is_none_is_told_with_its_number(
    home: MakeHome, store: MemoryStore, call: Call
) -> None:
    store.create(call.id, 1, "一", answers={"applicant.prefecture": "99"})
    assert cell(home(), 0, PREFECTURE) == "不明（99）"


def test_a_copy_has_its_own_name(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "本番")
    page = home()
    qtbot.mouseClick(button(page, "duplicate"), LEFT)
    assert sorted(d.title for d in store.drafts()) == ["本番", "本番（写し）"]


def test_a_sample_begins_a_practice_draft(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot, paths: AppPaths
) -> None:
    page = home()
    action = page.findChild(QAction, "action:sample-complete")
    with qtbot.waitSignal(page.open_requested):
        action.trigger()
    (draft,) = store.drafts(applicants={call.id: call.names.prefecture})
    assert draft.practice
    assert draft.prefecture == "20"


def test_an_answers_file_begins_a_draft(
    home: MakeHome,
    store: MemoryStore,
    call: Call,
    person: Answers,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    person.file = tmp_path / "長野.json"
    text = json.dumps({"call": call.id, "answers": {"applicant.prefecture": "20"}})
    person.file.write_text(text, "utf-8")
    page = home()
    with qtbot.waitSignal(page.open_requested):
        qtbot.mouseClick(button(page, "import"), LEFT)
    (draft,) = store.drafts(applicants={call.id: call.names.prefecture})
    assert (draft.prefecture, draft.practice) == ("20", False)


def test_an_unusable_file_is_told_by_name_and_begins_nothing(
    home: MakeHome, store: MemoryStore, person: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    person.file = tmp_path / "壊れた.json"
    person.file.write_text("{", "utf-8")
    page = home()
    qtbot.mouseClick(button(page, "import"), LEFT)
    assert "壊れた.json" in person.told[0]
    assert store.drafts() == []


def test_a_refusing_disk_is_told(
    home: MakeHome, store: MemoryStore, call: Call, person: Answers, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "本番")
    page = home()
    store.refusal = "保存先に書き込めません。"
    qtbot.mouseClick(button(page, "duplicate"), LEFT)
    assert "書き込めません" in person.told[0]


def test_broken_packs_are_listed_with_file_key_and_reason(home: MakeHome, shelf: Shelf) -> None:
    problem = Problem(Path("r8"), "call.toml", "deadline", "日時で書いてください")
    page = home(replace(shelf, problems=(problem,)))
    frame = page.findChild(QFrame, "broken-packs")
    text = "".join(label.text() for label in frame.findChildren(QLabel))
    assert all(part in text for part in ("r8/call.toml", "deadline", "日時で書いてください"))


def test_without_any_call_the_page_says_so(home: MakeHome) -> None:
    page = home(Shelf({}, ()))
    assert not button(page, "new").isEnabled()
    text = "".join(label.text() for label in page.calls.findChildren(QLabel))
    assert "使える募集がありません" in text


def test_keys_rename_and_copy_the_chosen_draft(
    home: MakeHome,
    store: MemoryStore,
    call: Call,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.create(call.id, 1, "長野県の応募")
    page = home()
    monkeypatch.setattr("app.ui.home.page.ask_title", lambda _parent, title: f"{title}（案）")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    assert [draft.title for draft in store.drafts()] == ["長野県の応募（案）"]
    qtbot.keyClick(page.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert {draft.title for draft in store.drafts()} == {
        "長野県の応募（案）",
        "長野県の応募（案）（写し）",
    }


def test_a_draft_is_renamed_with_the_mouse(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.create(call.id, 1, "長野県の応募")
    page = home()
    monkeypatch.setattr("app.ui.home.page.ask_title", lambda _parent, title: f"{title}（案）")
    qtbot.mouseClick(button(page, "rename"), LEFT)
    assert [draft.title for draft in store.drafts()] == ["長野県の応募（案）"]


def right_click(page: HomePage, row: int) -> dict[str, QAction]:
    """What is offered at a row, by its words; below the last row there is nothing to offer."""
    view = page.view
    place = view.visualRect(view.model().index(row, TITLE)).center()
    if row >= page.table.rowCount():
        place = view.viewport().rect().bottomLeft() + QPoint(9, -9)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    return {action.text(): action for action in menu.actions()} if menu is not None else {}


def choose(offered: dict[str, QAction], words: str, qtbot: QtBot) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(offered[words]).center())


def test_a_right_click_offers_what_can_be_done_with_the_draft_under_it(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in "一二三":
        store.create(call.id, 1, title)
    page = home()
    assert right_click(page, 3) == {}
    second = page.table.draft(1)
    assert second is not None
    monkeypatch.setattr("app.ui.home.page.ask_title", lambda _parent, title: f"{title}（案）")
    offered = right_click(page, 1)
    assert list(offered) == ["開く", "名前を変える", "複製", "ごみ箱へ"]
    choose(offered, "名前を変える", qtbot)
    renamed = {draft.uid: draft.title for draft in store.drafts()}
    assert renamed[second.uid] == f"{second.title}（案）"
    choose(right_click(page, page.table.row_of(second.uid)), "ごみ箱へ", qtbot)
    assert [draft.uid for draft in store.drafts(trashed=True)] == [second.uid]
    qtbot.mouseClick(button(page, "show-trash"), LEFT)
    offered = right_click(page, 0)
    assert list(offered) == ["一覧に戻す", "完全に削除"]
    choose(offered, "一覧に戻す", qtbot)
    assert store.drafts(trashed=True) == []


def test_the_state_says_when_a_draft_was_changed_since(store: MemoryStore, call: Call) -> None:
    store.create(call.id, 1, "本番")
    (draft,) = store.drafts()
    table = DraftTable({call.id: call})
    table.fill([replace(draft, state=State.APPROVED), replace(draft, changed_since=True)])
    shown = [table.data(table.index(row, STATE)) for row in range(2)]
    assert shown == ["確認済", "作成中（変更あり）"]


def test_a_long_list_is_read_beside_the_window(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands there stays until the new list has come; the last question counts."""
    monkeypatch.setattr("app.ui.home.listing.MANY", 2)
    first, _second = (store.create(call.id, 1, f"下書き{n}").uid for n in range(2))
    page = home()
    third = store.create(call.id, 1, "三つ目").uid
    page.refresh(first)
    page.refresh(third)
    assert page.table.rowCount() == 2
    qtbot.waitUntil(lambda: page.table.rowCount() == 3)
    assert page.view.draft is not None
    assert page.view.draft.uid == third
    store.trash(first)
    page.toggle_trash()
    assert [cell(page, row, TITLE) for row in range(page.table.rowCount())] == ["下書き0"]
    page.toggle_trash()
    assert page.table.rowCount() == 2


def test_a_long_list_that_cannot_be_read_is_told(
    home: MakeHome,
    store: MemoryStore,
    call: Call,
    person: Answers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.ui.home.listing.MANY", 1)
    store.create(call.id, 1, "下書き")
    page = home()

    def refuse(**_asked: object) -> None:
        raise StorageError("保存先を読み込めません。")

    monkeypatch.setattr(store, "drafts", refuse)
    page.refresh()
    qtbot.waitUntil(lambda: bool(person.told))
    assert page.table.rowCount() == 1


def test_search_finds_words_in_answers_and_says_where(
    home: MakeHome, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "一つ目", answers={"overview.summary": "市町村の人材を共同で確保する"})
    store.create(call.id, 1, "二つ目", answers={"overview.summary": "研修を行う"})
    page = home()
    search = page.findChild(QLineEdit, "field:search")
    assert search is not None
    search.setText("共同 人材")
    assert page.table.rowCount() == 0
    qtbot.waitUntil(lambda: page.table.rowCount() == 1, timeout=20_000)
    assert cell(page, 0, TITLE) == "一つ目"
    said = str(page.table.index(0, TITLE).data(Qt.ItemDataRole.ToolTipRole))
    assert call.questions["overview.summary"].label in said
    search.setText("")
    assert page.table.rowCount() == 2
