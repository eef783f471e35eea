"""The history on screen: two versions compared, named, written down, and gone back to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.drafts.draft import Change, State
from app.drafts.store import SqliteDraftStore
from app.environment import FixedClock
from app.ui.editor.history import HistoryPanel
from app.ui.history.dialog import HistoryDialog
from app.ui.session import DraftSession
from tests.ui.conftest import Answers


@pytest.fixture
def kept(tmp_path: Path, clock: FixedClock) -> Iterator[SqliteDraftStore]:
    store = SqliteDraftStore(tmp_path / "drafts.sqlite3", clock)
    yield store
    store.close()


@pytest.fixture
def session(call: Call, kept: SqliteDraftStore, clock: FixedClock) -> Iterator[DraftSession]:
    """Three versions: the beginning, 千曲's telephone, 佐久's person."""
    uid = kept.create(call.id, call.version, "長野県", answers={"contact.person": "上田"}).uid
    kept.apply(uid, [Change("answer", "contact.telephone", "026-111-1111")], who="千曲")
    kept.apply(uid, [Change("answer", "contact.person", "小諸")], who="佐久")
    session = DraftSession(call, kept, uid, clock)
    yield session
    session.close()


@pytest.fixture
def dialog(session: DraftSession, person: Answers, qtbot: QtBot) -> HistoryDialog:
    dialog = HistoryDialog(session, person)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(dialog: HistoryDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, f"button:{name}")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def answer_name(name: str) -> None:
    """Type a version's name once it is asked for."""

    def type_it() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QInputDialog)
        box.setTextValue(name)
        box.accept()

    QTimer.singleShot(0, type_it)


def test_the_newest_version_is_compared_with_the_one_before(dialog: HistoryDialog) -> None:
    assert (dialog.before.currentData(), dialog.after.currentData()) == (2, 3)
    shown = dialog.view.toPlainText()
    assert "上田" in shown
    assert "小諸" in shown
    assert "026" not in shown
    assert "1か所" in dialog.count.plain


def test_the_version_that_was_approved_is_what_people_ask_about(
    session: DraftSession, kept: SqliteDraftStore, person: Answers, qtbot: QtBot
) -> None:
    kept.undo(session.uid)
    kept.undo(session.uid)
    kept.set_state(session.uid, State.APPROVED)
    kept.redo(session.uid)
    kept.redo(session.uid)
    dialog = HistoryDialog(session, person)
    qtbot.addWidget(dialog)
    assert (dialog.before.currentData(), dialog.after.currentData()) == (1, 3)


def test_any_two_versions_may_be_chosen(dialog: HistoryDialog) -> None:
    dialog.before.setCurrentIndex(dialog.before.findData(1))
    assert "2か所" in dialog.count.plain
    dialog.after.setCurrentIndex(dialog.after.findData(1))
    assert "違いはありません" in dialog.count.plain
    assert not dialog.save.isEnabled()


def test_changed_characters_are_underlined(dialog: HistoryDialog) -> None:
    assert "underline" in dialog.view.toHtml()


def test_a_version_is_named(dialog: HistoryDialog, kept: SqliteDraftStore, qtbot: QtBot) -> None:
    answer_name("係長確認済")
    press(dialog, "name-after")
    (draft,) = kept.drafts()
    assert kept.history(draft.uid)[0].note == "係長確認済"
    assert "係長確認済" in dialog.after.currentText()
    assert (dialog.before.currentData(), dialog.after.currentData()) == (2, 3)


def test_going_back_makes_a_new_version_that_can_be_undone(
    dialog: HistoryDialog, session: DraftSession, person: Answers, qtbot: QtBot
) -> None:
    dialog.before.setCurrentIndex(dialog.before.findData(1))
    press(dialog, "go-back")
    assert dict(session.draft.answers) == {"contact.person": "上田"}
    assert session.draft.revision == 4
    assert dialog.after.currentData() == 4
    assert session.undo()
    assert session.answer("contact.telephone") == "026-111-1111"


def test_nothing_happens_without_consent(
    dialog: HistoryDialog, session: DraftSession, person: Answers, qtbot: QtBot
) -> None:
    person.yes = False
    press(dialog, "go-back")
    assert session.draft.revision == 3
    press(dialog, "save-comparison")
    assert not person.told


def test_the_comparison_is_saved_as_word(
    dialog: HistoryDialog, person: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    person.file = tmp_path / "対照表.docx"
    press(dialog, "save-comparison")
    assert person.names == ["新旧対照表_長野県.docx"]
    table = Document(str(person.file)).tables[0]
    assert [cell.text for cell in table.rows[1].cells][1:] == ["上田", "小諸"]
    assert str(person.file) in person.told[0]


def test_a_file_that_word_holds_is_told(
    dialog: HistoryDialog, person: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    person.file = tmp_path / "no folder" / "対照表.docx"
    press(dialog, "save-comparison")
    assert "書き込めません" in person.told[0]


def test_the_panel_tells_who_what_and_for_what(
    session: DraftSession, kept: SqliteDraftStore, person: Answers, qtbot: QtBot
) -> None:
    kept.name_revision(session.uid, 2, "係長確認済")
    panel = HistoryPanel(session, person)
    qtbot.addWidget(panel)
    panel.refresh()
    lines = [panel.list.item(row).text() for row in range(panel.list.count())]
    assert "佐久" in lines[0]
    assert "千曲\n【係長確認済】" in lines[1]
    assert "下書きの作成" in lines[2]


def test_a_version_chosen_in_the_panel_is_compared(
    session: DraftSession, person: Answers, qtbot: QtBot
) -> None:
    panel = HistoryPanel(session, person)
    qtbot.addWidget(panel)
    panel.refresh()
    panel.list.setCurrentRow(2)
    seen: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HistoryDialog)
        seen.append(dialog.before.currentData())
        dialog.reject()

    QTimer.singleShot(0, look)
    panel.button.click()
    assert seen == [1]


def test_steps_of_one_text_stand_in_one_line(
    session: DraftSession, kept: SqliteDraftStore, person: Answers, qtbot: QtBot
) -> None:
    for text in ("上", "上田", "上田市"):
        session.set_answer("contact.person", text)
        session.end_step()
        session.flush()
    panel = HistoryPanel(session, person)
    qtbot.addWidget(panel)
    panel.refresh()
    newest = kept.history(session.uid)[0].number
    assert panel.list.item(0).text().startswith(f"第{newest - 2}版～第{newest}版　")
    assert panel.list.count() == newest - 2


def compared(panel: HistoryPanel, row: int) -> tuple[int, int, str]:
    """Before, after and the text of what is shown once a line of the panel is chosen."""
    panel.list.setCurrentRow(row)
    seen: list[tuple[int, int, str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HistoryDialog)
        shown = dialog.view.toPlainText()
        seen.append((dialog.before.currentData(), dialog.after.currentData(), shown))
        dialog.reject()

    QTimer.singleShot(0, look)
    panel.button.click()
    return seen[0]


def test_after_an_undo_the_older_version_is_the_one_before(
    session: DraftSession, person: Answers, qtbot: QtBot
) -> None:
    assert session.undo()
    panel = HistoryPanel(session, person)
    qtbot.addWidget(panel)
    panel.refresh()
    before, after, shown = compared(panel, 0)  # the version that was undone
    assert (before, after) == (2, 3)
    assert shown.index("上田") < shown.index("小諸")
    assert compared(panel, 2)[:2] == (1, 2)


class Hours:
    """A clock that goes on by an hour whenever it is looked at."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        self._at += timedelta(hours=1)
        return self._at


def test_an_older_time_counts_more_than_a_number(
    call: Call, tmp_path: Path, clock: FixedClock, person: Answers, qtbot: QtBot
) -> None:
    """What another person typed earlier comes with a merge, under a higher number."""
    hours = Hours(clock.at)
    kept = SqliteDraftStore(tmp_path / "drafts.sqlite3", hours)
    uid = kept.create(call.id, call.version, "長野県").uid
    whole = kept.whole(uid)
    copy = kept.take_in(whole).uid
    kept.apply(copy, [Change("answer", "contact.person", "小諸")], who="佐久")
    kept.apply(uid, [Change("answer", "contact.telephone", "026-111-1111")], who="千曲")
    kept.merge_in(uid, kept.whole(copy), [Change("answer", "contact.person", "小諸")])
    at = {one.number: one.at for one in kept.history(uid)}
    assert at[3] < at[2]
    session = DraftSession(call, kept, uid, clock)
    dialog = HistoryDialog(session, person, before=3)
    qtbot.addWidget(dialog)
    dialog.after.setCurrentIndex(dialog.after.findData(2))
    assert (dialog.before.currentData(), dialog.after.currentData()) == (3, 2)
    session.close()
    kept.close()


def test_a_newer_version_chosen_as_before_goes_to_the_other_side(
    dialog: HistoryDialog, qtbot: QtBot
) -> None:
    """With the arrows, which go on moving the version that was chosen."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.before.setCurrentIndex(dialog.before.findData(1))
    dialog.after.setCurrentIndex(dialog.after.findData(2))
    dialog.before.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.before, Qt.Key.Key_Up)
    assert (dialog.before.currentData(), dialog.after.currentData()) == (2, 3)
    assert dialog.after.hasFocus()
    assert "1か所" in dialog.count.plain
    QTest.keyClick(dialog.after, Qt.Key.Key_Down)
    QTest.keyClick(dialog.after, Qt.Key.Key_Down)
    assert (dialog.before.currentData(), dialog.after.currentData()) == (1, 2)
    assert dialog.before.hasFocus()


def test_one_gets_back_to_what_was_undone(
    session: DraftSession, person: Answers, qtbot: QtBot
) -> None:
    assert session.undo()
    dialog = HistoryDialog(session, person, before=3)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.back.text() == "変更後の内容に戻す…"
    press(dialog, "go-back")
    assert session.answer("contact.person") == "小諸"
    assert (dialog.before.currentData(), dialog.after.currentData()) == (3, 4)
    assert dialog.back.text() == "変更前の内容に戻す…"
