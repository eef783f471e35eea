"""The produced page beside the question: it follows what is typed, and leads back to questions."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.editor.page import EditorPage
from app.ui.editor.preview import PreviewPanel
from app.ui.editor.preview_pane import PreviewPane
from tests.ui.editor.conftest import Edit

LONG = 15_000
SUMMARY = "overview.summary"


def opened(qtbot: QtBot, page: EditorPage) -> PreviewPane:
    """The tab opened, its page painted."""
    page.side.show()
    page.side.show_preview()
    shown(qtbot, page.side.preview.pane)
    return page.side.preview.pane


def shown(qtbot: QtBot, pane: PreviewPane) -> None:
    qtbot.waitUntil(lambda: pane.view.page is not None and not pane.source.is_busy, timeout=LONG)


def words(pane: PreviewPane) -> str:
    page = pane.view.page
    return "".join(row.text for row in page.rows) if page else ""


@pytest.fixture
def edited(edit: Edit, complete: dict[str, Any]) -> EditorPage:
    return edit(complete, "overview")


def test_the_page_of_the_section_is_shown(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    assert pane.form == "attachment2"
    assert pane.position.text() == "１／１２ページ"
    assert "県と市町村で共に育てる" in words(pane)


def test_it_turns_to_the_page_of_another_section_and_document(
    qtbot: QtBot, edited: EditorPage
) -> None:
    pane = opened(qtbot, edited)
    edited.show_section("schedule")
    assert pane.position.text() == "１１／１２ページ"
    edited.show_section("contact")
    shown(qtbot, pane)
    qtbot.waitUntil(lambda: pane.position.text() == "１／１ページ", timeout=LONG)
    assert pane.documents.currentText().startswith("別添１")
    assert "連絡先" in words(pane)


def test_what_is_typed_is_seen(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    assert edited.page
    edited._session.set_answer(SUMMARY, "木曽の山村でも。")
    qtbot.waitUntil(lambda: "木曽の山村でも。" in words(pane), timeout=LONG)


def test_only_the_newest_of_many_changes_is_laid_out(
    qtbot: QtBot, edited: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one document is made, any number of changes lead to one more."""
    pane = opened(qtbot, edited)
    from app.preview.document import Press

    made, running, most = [], 0, 0
    release = threading.Event()
    original = Press.document

    def slow(self: Press, form: Any, draft: Any, now: Any) -> Any:
        nonlocal running, most
        running += 1
        most = max(most, running)
        release.wait(10)
        made.append(draft.answer(SUMMARY))
        running -= 1
        return original(self, form, draft, now)

    monkeypatch.setattr(Press, "document", slow)
    edited._session.set_answer(SUMMARY, "一")
    qtbot.waitUntil(lambda: running == 1, timeout=LONG)
    for text in ("一二", "一二三", "一二三四"):
        edited._session.set_answer(SUMMARY, text)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not pane.source.is_waiting, timeout=LONG)
    release.set()
    qtbot.waitUntil(lambda: "一二三四" in words(pane), timeout=LONG)
    assert made == ["一", "一二三四"]
    assert most == 1


def test_saving_alone_makes_nothing_anew(
    qtbot: QtBot, edited: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = opened(qtbot, edited)
    from app.preview.document import Press

    made = []
    original = Press.document

    def counted(self: Press, form: Any, draft: Any, now: Any) -> Any:
        made.append(form.id)
        return original(self, form, draft, now)

    monkeypatch.setattr(Press, "document", counted)
    edited._session.set_answer(SUMMARY, "保存される前の文。")
    qtbot.waitUntil(lambda: "保存される前の文。" in words(pane), timeout=LONG)
    edited._session.flush()
    qtbot.wait(400)
    shown(qtbot, pane)
    assert made == ["attachment2"]


def test_nothing_is_made_while_nobody_looks(
    qtbot: QtBot, edited: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.preview.document import Press

    monkeypatch.setattr(Press, "document", lambda *_: pytest.fail("made for nobody"))
    edited._session.set_answer(SUMMARY, "誰も見ていない。")
    qtbot.wait(400)
    assert not edited.side.preview.source.is_busy


def test_the_question_being_answered_is_outlined(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    edited.side.show_question("overview.summary")
    place = pane.view.place_of("overview.summary")
    assert place.isValid()
    marked = pane.view.grab().toImage()
    edited.side.show_question("overview.title")
    assert pane.view.grab().toImage() != marked


def test_a_click_leads_to_the_question(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    place = pane.view.place_of("overview.difficulty_detail").center().toPoint()
    QTest.mouseClick(pane.view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: _focused(edited) == "overview.difficulty_detail")


def test_a_click_beside_everything_leads_nowhere(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    with qtbot.assertNotEmitted(pane.chosen):
        QTest.mouseClick(pane.view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def _focused(page: EditorPage) -> str:
    widget = QApplication.focusWidget()
    return page.page.question_of(widget) or "" if page.page and widget else ""


def test_places_are_reached_with_the_keyboard(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    pane.view.setFocus()
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    first = pane.view.accessibleDescription()
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    assert pane.view.accessibleDescription() != first
    with qtbot.waitSignal(pane.chosen) as chosen:
        QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert chosen.args
    assert chosen.args[0] in edited._session.call.questions


def test_pages_are_turned(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    assert not pane.before.isEnabled()
    pane.after.click()
    assert pane.position.text() == "２／１２ページ"
    QTest.keyClick(pane.view, Qt.Key.Key_PageUp)
    assert pane.position.text() == "１／１２ページ"
    for _ in range(20):
        QTest.keyClick(pane.view, Qt.Key.Key_PageDown)
    assert pane.position.text() == "１２／１２ページ"
    assert not pane.after.isEnabled()


def test_a_page_turned_by_hand_stays_while_others_type(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    pane.go_to(4)
    edited._session.set_answer("problems.background", "課題は三つある。")
    qtbot.waitUntil(lambda: not pane.source.is_stale(pane.form), timeout=LONG)
    shown(qtbot, pane)
    assert pane.number == 4


def test_the_zoom_goes_up_and_down(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    qtbot.waitUntil(lambda: pane.view.width() <= pane.area.viewport().width())
    fitted = pane.view.width()
    pane.larger.click()
    larger = pane.view.width()
    assert larger > fitted
    wheel(pane, -120)
    assert pane.view.width() < larger
    QTest.keyClick(pane.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.width() == fitted


def wheel(pane: PreviewPane, by: int) -> None:
    at = QPointF(10, 10)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.area.viewport(), event)


def test_it_says_that_it_is_only_near(qtbot: QtBot, edited: EditorPage) -> None:
    pane = opened(qtbot, edited)
    assert "目安" in pane.near.text()
    assert "Word や PowerPoint" in pane.near.toolTip()


def test_a_missing_face_is_told(qtbot: QtBot, edited: EditorPage) -> None:
    from app.preview import fonts

    pane = opened(qtbot, edited)
    edited.show_section("contact")
    qtbot.waitUntil(lambda: pane.position.text() == "１／１ページ", timeout=LONG)
    assert ("ＭＳ 明朝" in pane.told.plain) is not bool(fonts.installed("ＭＳ 明朝"))


def test_a_template_that_cannot_be_read_is_told(
    qtbot: QtBot, edited: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import InputError
    from app.preview.document import Press

    def fail(*_: object) -> None:
        raise InputError("ひな形を読めません。", "募集パックを確かめてください。")

    monkeypatch.setattr(Press, "document", fail)
    edited.side.show()
    edited.side.show_preview()
    told = edited.side.preview.pane.told
    qtbot.waitUntil(lambda: "ひな形を読めません。" in told.plain, timeout=LONG)
    assert "募集パックを確かめてください。" in told.plain


def test_a_fault_of_ours_is_told_once_and_the_editor_goes_on(
    qtbot: QtBot, edited: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.preview.document import Press
    from app.ui import tasks

    faults: list[Exception] = []
    monkeypatch.setattr(tasks, "unexpected", faults.append)

    def fail(*_: object) -> None:
        raise ValueError("a template never seen before")

    monkeypatch.setattr(Press, "document", fail)
    edited.side.show()
    edited.side.show_preview()
    pane = edited.side.preview.pane
    qtbot.waitUntil(lambda: "書類の出力はできます" in pane.told.plain, timeout=LONG)
    edited._session.set_answer(SUMMARY, "さらに書く。")
    qtbot.waitUntil(lambda: not pane.source.is_stale(pane.form), timeout=LONG)
    qtbot.waitUntil(lambda: not pane.source.is_busy, timeout=LONG)
    assert len(faults) == 1


def test_the_large_window_lists_all_pages(qtbot: QtBot, edited: EditorPage) -> None:
    opened(qtbot, edited)
    panel: PreviewPanel = edited.side.preview
    panel.enlarge.click()
    window = panel.window_
    assert window is not None
    qtbot.waitUntil(lambda: window.pages.count() == 12, timeout=LONG)
    qtbot.waitUntil(
        lambda: all(not window.pages.item(n).icon().isNull() for n in range(12)), timeout=LONG
    )
    window.pages.setCurrentRow(6)
    assert window.pane.position.text() == "７／１２ページ"
    with qtbot.waitSignal(panel.chosen):
        place = window.pane.view.place_of("step3.support").center().toPoint()
        QTest.mouseClick(window.pane.view, Qt.MouseButton.LeftButton, pos=place)
    window.close()


def test_a_key_opens_the_large_window_from_a_field(qtbot: QtBot, edited: EditorPage) -> None:
    assert edited.page
    edited.page.focus_first()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_F11)
    window = edited.side.preview.window_
    assert window is not None
    shown(qtbot, window.pane)
    assert "応募の概要" in words(window.pane)
    window.close()


def test_the_paper_stays_white_on_a_dark_desktop(qtbot: QtBot, edited: EditorPage) -> None:
    from app.ui import theme
    from tests.ui.conftest import ROOT

    pane = opened(qtbot, edited)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, ROOT / "resources", theme.Scheme.DARK)
    qtbot.waitUntil(lambda: not pane.source.is_busy, timeout=LONG)
    image = pane.view.grab().toImage()
    assert image.pixelColor(image.width() - 20, image.height() - 24).lightness() > 240
