"""The window: going to and fro, what it says at its top, what it remembers."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.calls.loader import Shelf
from app.calls.models import Call
from app.environment import AppPaths, FixedClock
from app.errors import StorageError
from app.review.finding import Place
from app.ui import countdown, menus, theme
from app.ui.editor.search_dialog import SearchDialog
from app.ui.editor.tasks import TaskList
from app.ui.main_window import MainWindow
from app.ui.messages import Action, Notice
from app.ui.pages import DraftPages
from app.ui.preferences import Preferences
from app.ui.save_notice import tell_broken
from tests.ui.conftest import AFTER_DEADLINE, Answers
from tests.ui.memory_store import MemoryStore

LEFT = Qt.MouseButton.LeftButton
MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(
    qtbot: QtBot, paths: AppPaths, clock: FixedClock, person: Answers, shelf: Shelf, store: Any
) -> Iterator[MakeWindow]:
    made: list[MainWindow] = []

    def make(at: Any = None) -> MainWindow:
        now = FixedClock(at) if at else clock
        window = MainWindow(paths, now, person, Preferences(paths.data))
        qtbot.addWidget(window)
        window.show()
        window.furnish(shelf, store)
        made.append(window)
        return window

    yield make
    store.refusal = ""
    for window in made:
        window.close_draft()


@pytest.fixture
def draft(store: MemoryStore, call: Call, complete: dict[str, Any]) -> str:
    return store.create(call.id, call.version, "本番", answers=complete).uid


def press(qtbot: QtBot, parent: QWidget, name: str) -> None:
    found = parent.findChild(QPushButton, f"button:{name}")
    assert found is not None
    assert found.isVisible()
    qtbot.mouseClick(found, LEFT)


def test_one_goes_to_and_fro_between_the_pages(
    open_window: MakeWindow, draft: str, qtbot: QtBot
) -> None:
    window = open_window()
    assert window.pages.currentWidget() is window.home
    window.open_draft(draft)
    for step in ("check", "export", "editor"):
        press(qtbot, window.header, f"step-{step}")
        assert window.pages.currentWidget() is window.of_draft.page(step)
    press(qtbot, window.header, "step-home")
    assert window.pages.currentWidget() is window.home
    assert window.session is None


def test_a_draft_opened_part_by_part_ends_in_the_editor(
    open_window: MakeWindow, draft: str, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_soon(draft)
    qtbot.waitUntil(lambda: window.of_draft is not None)
    editor = lambda: window.of_draft.made("editor")  # noqa: E731
    qtbot.waitUntil(lambda: editor() is not None and window.pages.currentWidget() is editor())
    assert editor().page is not None


def test_whoever_goes_on_before_the_editor_is_whole_is_not_led_back(
    open_window: MakeWindow, draft: str, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_soon(draft)
    qtbot.waitUntil(lambda: window.of_draft is not None)
    pages = window.of_draft
    pages.prepare(window._show_editor)
    assert window.go("check")
    assert pages.made("editor").page is not None
    qtbot.wait(50)
    assert window.pages.currentWidget() is pages.made("check")


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_2, "check"), (Qt.Key.Key_3, "export")])
def test_a_key_pressed_while_a_draft_opens_is_not_lost(
    open_window: MakeWindow, draft: str, qtbot: QtBot, key: Qt.Key, step: str
) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_soon(draft)
    qtbot.waitUntil(lambda: window.of_draft is not None)
    assert window.pages.currentWidget() is window.home
    qtbot.keyClick(window.home, key, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.of_draft.made(step)
    qtbot.wait(50)
    assert window.pages.currentWidget() is window.of_draft.made(step)


@pytest.mark.parametrize("way", ["menu", "key"])
def test_all_answers_are_searched_from_the_check_page_too(
    open_window: MakeWindow, draft: str, qtbot: QtBot, way: str
) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_draft(draft)
    assert window.go("check")
    if way == "menu":
        window.actions_by_name["search"].trigger()
    else:
        qtbot.keyClick(
            window.pages.currentWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier
        )
    qtbot.waitUntil(lambda: window.findChild(SearchDialog) is not None)
    assert window.findChild(SearchDialog).isVisible()
    assert window.pages.currentWidget() is window.of_draft.made("editor")


def test_a_draft_is_closed_while_its_editor_is_half_made(
    open_window: MakeWindow, draft: str, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_soon(draft)
    qtbot.waitUntil(lambda: window.of_draft is not None)
    window.of_draft.prepare(window._show_editor)
    assert window.go("home")
    qtbot.wait(50)
    assert window.pages.currentWidget() is window.home


@pytest.mark.parametrize(
    ("key", "step"),
    [(Qt.Key.Key_2, "check"), (Qt.Key.Key_3, "export"), (Qt.Key.Key_1, "editor")],
)
def test_the_pages_are_reached_by_keys(
    open_window: MakeWindow, draft: str, qtbot: QtBot, key: Qt.Key, step: str
) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_draft(draft)
    window.go("check" if step == "editor" else "editor")
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.of_draft.page(step)


@pytest.mark.parametrize("height", range(640, 800, 20))
def test_a_section_s_name_has_the_height_it_needs_from_the_start(
    open_window: MakeWindow, qtbot: QtBot, height: int
) -> None:
    window = open_window()
    window.resize(1280, height)
    window.actions_by_name["new"].trigger()
    qtbot.waitUntil(lambda: window.of_draft is not None and window.pages.currentIndex() > 0)
    assert window.of_draft is not None
    tasks = window.of_draft.page("editor").findChild(TaskList)
    rows = tasks._items.values()

    def fits() -> bool:
        """Whether each row is as high as its words need."""
        indexes, width = map(tasks.indexFromItem, rows), tasks.columnWidth(0)
        needed = [tasks._leading.height(tasks, index, width) for index in indexes]
        return [row.sizeHint(0).height() - theme.space(1) for row in rows] == needed

    qtbot.waitUntil(fits)


def test_the_header_names_draft_deadline_and_saved_state(
    open_window: MakeWindow, draft: str
) -> None:
    window = open_window()
    window.open_draft(draft)
    assert window.header.title.toolTip() == "本番"
    assert window.windowTitle() == "本番 - 応募ナビ"
    assert "日" in window.header.chip.text()
    assert window.header.saved.label.text() == "保存済み"


def test_the_header_shortens_a_long_name_in_its_middle(
    open_window: MakeWindow, store: MemoryStore, call: Call
) -> None:
    title = "デジタル人材確保プロジェクト（記入が済んだ例）" * 4 + "（写し）"
    window = open_window()
    window.resize(1366, 768)
    window.open_draft(store.create(call.id, call.version, title).uid)
    QApplication.processEvents()
    assert "…" in window.header.title.text()
    assert window.header.title.text().endswith("（写し）")
    assert window.header.title.toolTip() == title


def test_pages_that_go_are_out_of_sight_before(
    open_window: MakeWindow,
    draft: str,
    store: MemoryStore,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a stack, Qt shows the page beside the one that is taken away; it may be going as well."""
    window = open_window()
    window.open_draft(draft)
    window.go("check")
    seen: list[QWidget] = []
    remove = DraftPages.remove

    def removed(pages: DraftPages) -> None:
        seen.append(window.pages.currentWidget())
        remove(pages)

    monkeypatch.setattr(DraftPages, "remove", removed)
    window.open_draft(store.create(call.id, call.version, "次").uid)
    assert seen == [window.home]


def test_of_the_pages_the_present_one_keeps_its_name_longest(
    open_window: MakeWindow, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    window = open_window()
    window.resize(1366, 768)
    window.choose_scale(1.4)
    window.open_draft(store.create(call.id, call.version, "長野県　応募書").uid)
    buttons = [b for b in window.header.findChildren(QPushButton) if b.isCheckable()]
    for step in ("editor", "check"):
        window.go(step)
        qtbot.waitUntil(
            lambda: [b.isChecked() for b in buttons] == [bool(b.text()) for b in buttons]
        )


def test_the_header_says_the_same_again_in_the_same_room(
    open_window: MakeWindow, store: MemoryStore, call: Call
) -> None:
    window = open_window()
    window.resize(1280, 720)
    window.open_draft(store.create(call.id, call.version, "デジタル人材確保プロジェクト" * 2).uid)
    QApplication.processEvents()
    before = window.header.chip.text(), window.header.title.text()
    countdown.tell(window, window.session, call.deadline - timedelta(hours=100))
    QApplication.processEvents()
    kept = window.header.chip.text(), window.header.title.text()
    countdown.tell(window, window.session, call.deadline - timedelta(hours=100))
    QApplication.processEvents()
    assert before != kept
    assert (window.header.chip.text(), window.header.title.text()) == kept


@pytest.mark.parametrize(
    ("hours", "level"),
    [(100, "calm"), (71, "soon72"), (23, "soon24"), (2, "soon3"), (-1, "passed")],
)
def test_the_deadline_grows_more_visible(
    open_window: MakeWindow, draft: str, call: Call, hours: int, level: str
) -> None:
    window = open_window(call.deadline - timedelta(hours=hours))
    window.open_draft(draft)
    assert window.header.chip.property("chip") == level


def test_a_real_draft_after_the_deadline_says_so(open_window: MakeWindow, draft: str) -> None:
    window = open_window(AFTER_DEADLINE)
    window.open_draft(draft)
    assert "締切" in window.banners.text("deadline")
    window.go("home")
    assert window.banners.text("deadline") == ""


def test_a_practice_draft_says_so_and_has_no_deadline_banner(
    open_window: MakeWindow, store: MemoryStore, call: Call
) -> None:
    uid = store.create(call.id, 1, "練習", practice=True).uid
    window = open_window(AFTER_DEADLINE)
    window.open_draft(uid)
    assert "練習用" in window.banners.text("practice")
    assert window.banners.text("deadline") == ""


def test_saving_that_fails_stays_in_sight_until_it_succeeds(
    open_window: MakeWindow, draft: str, store: MemoryStore, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_draft(draft)
    store.refusal = "ディスクに空きがありません。"
    window.session.set_answer("applicant.governor", "長野")
    window.save()
    assert "空きがありません" in window.banners.text("save")
    assert window.header.saved.label.text() == "保存できません"
    assert not window.go("home")
    assert window.session.answer("applicant.governor") == "長野"
    store.refusal = ""
    press(qtbot, window.banners, "save-now")
    assert window.banners.text("save") == ""
    assert store.load(draft).answer("applicant.governor") == "長野"


def test_closing_with_unsaved_answers_asks_first(
    open_window: MakeWindow, draft: str, store: MemoryStore, person: Answers
) -> None:
    window = open_window()
    window.open_draft(draft)
    store.refusal = "書き込めません。"
    window.session.set_answer("applicant.governor", "長野")
    person.yes = False
    assert not window.close()
    store.refusal = ""
    assert window.close()
    assert store.load(draft).answer("applicant.governor") == "長野"


def test_change_leads_to_the_editor_and_back(
    open_window: MakeWindow, draft: str, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_draft(draft)
    window.go("check")
    window.change(Place("contact.person"))
    assert window.pages.currentWidget() is window.of_draft.page("editor")
    press(qtbot, window.banners, "back-to-check")
    assert window.pages.currentWidget() is window.of_draft.page("check")


def test_a_way_back_to_the_check_is_offered_only_away_from_it(
    open_window: MakeWindow, draft: str
) -> None:
    window = open_window()
    window.open_draft(draft)
    for step in ("check", "export"):
        window.change(Place("contact.person"))
        assert window.banners.text("return")
        window.go(step)
        assert not window.banners.text("return")


def test_the_message_above_does_not_push_the_answer_out_of_sight(
    open_window: MakeWindow, draft: str, qtbot: QtBot
) -> None:
    window = open_window()
    window.resize(1280, 690)
    window.open_draft(draft)
    window.banners.tell("practice", "warning", "練習用の下書きです。")
    for name in ("applicant.governor", "applicant.document_number", "applicant.document_date"):
        window.go("check")
        window.change(Place(name))
        page = window.of_draft.page("editor").page
        box = page.boxes[name]
        qtbot.waitUntil(lambda box=box: box.isAncestorOf(window.focusWidget()))
        qtbot.wait(50)  # for what the message above still moves
        field = window.focusWidget()
        assert field.visibleRegion().boundingRect() == field.rect()


def test_a_message_told_anew_stays_where_it_stood(open_window: MakeWindow, qtbot: QtBot) -> None:
    banners = open_window().banners
    act = (Action("変更を見る", lambda: None),)
    banners.tell("approval", "warning", "回答が変更されています。", act)
    banners.tell("practice", "warning", "練習用の下書きです。")
    for words in ("回答が変更されています。", "回答が変更されました。"):
        banners.tell("approval", "warning", words, act)
        qtbot.wait(1)
        first, second = (banners.findChild(Notice, f"banner:{k}") for k in ("approval", "practice"))
        assert first.text == words
        assert first.y() < second.y()


def test_the_keys_of_a_page_work_from_the_header_too(
    open_window: MakeWindow, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    uid = store.create(call.id, call.version, "本番", answers={"contact.email": "x"}).uid
    window = open_window()
    window.open_draft(uid)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    editor = window.of_draft.page("editor")
    chip = window.header.approval
    for key, held, there in (
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "contact"),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, "applicant"),
    ):
        chip.setFocus()
        qtbot.keyClick(chip, key, held)
        qtbot.waitUntil(lambda there=there: editor.section_id == there)
        qtbot.waitUntil(lambda: editor.isAncestorOf(QApplication.focusWidget()))
    for step in ("editor", "check"):
        window.go(step)
        chip.setFocus()
        qtbot.keyClick(chip, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        (search,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, SearchDialog)]
        qtbot.waitUntil(search.isVisible)
        search.close()


def test_undo_and_redo_by_menu(open_window: MakeWindow, draft: str) -> None:
    window = open_window()
    window.open_draft(draft)
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert not undo.isEnabled()
    before = window.session.answer("applicant.governor")
    window.session.set_answer("applicant.governor", "長野")
    assert undo.isEnabled()
    undo.trigger()
    assert window.session.answer("applicant.governor") == before
    redo.trigger()
    assert window.session.answer("applicant.governor") == "長野"


def test_a_draft_whose_call_is_gone_is_told(
    open_window: MakeWindow, store: MemoryStore, person: Answers
) -> None:
    uid = store.create("gone", 1, "昔の下書き").uid
    window = open_window()
    window.open_draft(uid)
    assert window.session is None
    assert "募集パック" in person.told[0]


def test_a_broken_store_is_explained_in_the_open_window(
    qtbot: QtBot, paths: AppPaths, clock: FixedClock, person: Answers
) -> None:
    window = MainWindow(paths, clock, person, Preferences(paths.data))
    qtbot.addWidget(window)
    window.show()
    tried: list[int] = []
    tell_broken(window, StorageError("壊れています。"), lambda: tried.append(1))
    assert "壊れています" in window.banners.text("store")
    press(qtbot, window.banners, "try-again")
    assert tried == [1]


def test_dropping_an_answers_file_begins_a_draft(
    open_window: MakeWindow, store: MemoryStore, call: Call, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"call": call.id, "answers": {}}), "utf-8")
    drop(window, path)
    qtbot.waitUntil(lambda: len(store.drafts()) == 1)
    qtbot.waitUntil(lambda: window.session is not None)


def drop(onto: QWidget, path: Path) -> None:
    """Let a file fall that a file manager would rather move: it is to be taken as a copy."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    words = (both, data, LEFT, Qt.KeyboardModifier.NoModifier)
    place = onto.rect().center()
    enters, falls = QDragEnterEvent(place, *words), QDropEvent(QPointF(place), *words)
    for event in (enters, falls):
        event.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(onto, event)
        assert event.isAccepted()
        assert event.dropAction() == Qt.DropAction.CopyAction


@pytest.mark.parametrize("name", ["applicant.prefecture", "applicant.governor", "overview.summary"])
def test_a_file_that_falls_on_a_field_goes_to_the_window(
    open_window: MakeWindow, draft: str, tmp_path: Path, name: str
) -> None:
    window = open_window()
    window.open_draft(draft)
    window.of_draft.page("editor").go_to(Place(name))  # type: ignore[union-attr]
    path = tmp_path / "下書き.oubo"
    path.write_bytes(b"")
    edit = window.findChild(QWidget, f"field:{name}")
    under = edit.viewport() if isinstance(edit, QTextEdit) else edit
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    words = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(QPoint(5, 5), *words)
    answer = window.session.answer(name)  # type: ignore[union-attr]
    QApplication.sendEvent(under, event)
    assert event.isAccepted()  # by the window: nobody below it takes files
    QApplication.sendEvent(under, QDropEvent(QPointF(5, 5), *words))
    assert window.session.answer(name) == answer  # type: ignore[union-attr]


def test_geometry_colours_and_size_are_remembered(
    open_window: MakeWindow, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.resize(1200, 720)
    window.choose_scheme(theme.Scheme.DARK)
    window.choose_scale(1.3)
    geometry = window.saveGeometry()
    assert window.close()
    kept = Preferences(paths.data)
    assert (kept.scheme, kept.scale) == (theme.Scheme.DARK, pytest.approx(1.3))
    restored: list[object] = []
    # What a window makes of it depends on the screen: here it is enough that it is asked.
    monkeypatch.setattr(MainWindow, "restoreGeometry", lambda _self, g: bool(restored.append(g)))
    open_window()
    assert restored == [geometry]


def test_one_comes_back_to_the_answer_one_went_to_change(
    open_window: MakeWindow,
    store: MemoryStore,
    call: Call,
    complete: dict[str, Any],
    qtbot: QtBot,
) -> None:
    uid = store.create(call.id, call.version, "本番", answers=complete).uid
    window = open_window()
    window.open_draft(uid)
    window.activateWindow()
    window.go("check")
    assert window.of_draft is not None
    page: Any = window.of_draft.page("check")
    name = "button:change:results.text"
    qtbot.waitUntil(lambda: page.findChild(QPushButton, name) is not None)
    qtbot.mouseClick(page.findChild(QPushButton, name), LEFT)
    assert window.session is not None
    window.session.set_answer("results.text", "改めた回答です。")
    press(qtbot, window.banners, "back-to-check")
    qtbot.waitUntil(lambda: getattr(window.focusWidget(), "objectName", str)() == name)
    link = page.findChild(QPushButton, name)
    qtbot.waitUntil(lambda: not link.visibleRegion().isEmpty())
    window.go("editor")
    window.go("check")
    assert window.focusWidget() is not link, "that was for once"


def test_enter_goes_on_through_the_export(
    open_window: MakeWindow, store: MemoryStore, call: Call, complete: dict[str, Any]
) -> None:
    whole = store.create(call.id, call.version, "本番", answers=complete).uid
    begun = store.create(call.id, call.version, "書き始め").uid
    window = open_window()
    for uid, name in ((whole, "button:next"), (begun, "button:back")):
        window.open_draft(uid)
        window.go("export")
        focused = window.focusWidget()
        assert focused is not None
        assert focused.objectName() == name


@pytest.mark.parametrize(("hours", "words"), [(-3, "前に戻り"), (3, "先に進み")])
def test_a_clock_put_back_or_forward_is_noticed(
    open_window: MakeWindow, hours: int, words: str
) -> None:
    window = open_window()
    window.clock = FixedClock(window.clock.now() + timedelta(hours=hours))
    window.tick()
    assert f"180分ほど{words}" in window.banners.text("clock")


def test_the_deadline_passes_while_a_draft_is_open(
    open_window: MakeWindow, store: MemoryStore, call: Call, complete: dict[str, Any]
) -> None:
    uid = store.create(call.id, call.version, "本番", answers=complete).uid
    window = open_window()
    window.open_draft(uid)
    assert window.session is not None

    def late() -> bool:
        assert window.session is not None
        return any(f.clause == "G8-1" and f.blocks for f in window.session.findings)

    window.tick()
    assert not late()
    before = window.clock
    window.clock = window.session._clock = FixedClock(call.deadline + timedelta(minutes=1))
    window.tick()
    assert late()
    assert "過ぎています" in window.banners.text("deadline")
    window.clock = window.session._clock = before
    window.tick()
    assert not late()
    assert window.banners.text("deadline") == ""


def test_the_first_page_follows_the_clock(open_window: MakeWindow, call: Call) -> None:
    window = open_window()
    window.clock = FixedClock(call.deadline - timedelta(hours=2))
    assert window.home is not None
    window.home.calls._cards[0]._clock = window.clock
    window.tick()
    assert "2時間" in digits_of(window.home.calls._cards[0].chip.text())


def digits_of(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def test_no_two_entries_share_a_key() -> None:
    keys = [key for _menu, entries in menus.MENUS for entry in entries for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_leaving_a_draft_remembers_its_contact(
    open_window: MakeWindow, store: MemoryStore, call: Call, complete: dict[str, Any]
) -> None:
    from app.ui.editor import contact

    uid = store.create(call.id, call.version, "本番", answers=complete).uid
    window = open_window()
    window.open_draft(uid)
    window.go("home")
    assert store.setting(contact.SETTING)
