"""A draft's way through the office: the chip, the dialog, the banner and the comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRegularExpression, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from app.drafts.draft import Change, State
from app.environment import FixedClock
from app.ui.approval.chip import ApprovalChip
from app.ui.approval.desk import ApprovalDesk
from app.ui.approval.dialog import ApprovalDialog
from app.ui.editor.comments import CommentPanel
from app.ui.history.dialog import HistoryDialog
from app.ui.messages import Banners
from app.ui.office import WHO, DraftOffice
from app.ui.paragraph import Paragraph
from app.ui.saving import SAVE_AFTER
from app.ui.session import DraftSession
from tests.ui.conftest import BEFORE_DEADLINE, Answers
from tests.ui.fields.keys import write
from tests.ui.memory_store import MemoryStore

QUESTION = "problems.background"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(open_session: Callable[..., DraftSession]) -> DraftSession:
    return open_session({QUESTION: "背景の説明です。"})


@pytest.fixture
def office(session: DraftSession) -> DraftOffice:
    return DraftOffice(session, FixedClock(BEFORE_DEADLINE), session)


@pytest.fixture
def desk(
    qtbot: QtBot, session: DraftSession, office: DraftOffice, person: Answers
) -> tuple[ApprovalDesk, ApprovalChip, Banners]:
    chip, banners = ApprovalChip(), Banners()
    for widget in (chip, banners):
        qtbot.addWidget(widget)
    desk = ApprovalDesk(session, office, chip, banners, person, banners)
    return desk, chip, banners


def in_the_dialog(act: Callable[[ApprovalDialog], Any]) -> None:
    """Do something in the dialog as soon as it is open."""

    def found() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ApprovalDialog)
        act(dialog)

    QTimer.singleShot(0, found)


def fill_and_accept(qtbot: QtBot, name: str, comment: str = "", step: str = "") -> None:
    def act(dialog: ApprovalDialog) -> None:
        if step:
            dialog.findChild(QRadioButton, f"field:step:{step}").click()
        dialog.name.clear()
        write(dialog.name, name)
        write(dialog.comment, comment)
        qtbot.mouseClick(dialog.findChild(QPushButton, "button:accept"), LEFT)

    in_the_dialog(act)


def test_a_draft_goes_from_writing_to_submitted(
    qtbot: QtBot, desk: tuple[ApprovalDesk, ApprovalChip, Banners], office: DraftOffice
) -> None:
    _desk, chip, _banners = desk
    assert chip.text() == "作成中"
    for name, label in (("長野 花子", "確認依頼"), ("係長", "確認済"), ("長野 花子", "提出済")):
        fill_and_accept(qtbot, name)
        qtbot.mouseClick(chip, LEFT)
        assert chip.text() == label
    assert [a.who for a in office.approvals] == ["長野 花子", "係長", "長野 花子"]


def test_nothing_empty_stands_before_what_is_to_be_filled_in(
    qtbot: QtBot, desk: tuple[ApprovalDesk, ApprovalChip, Banners], office: DraftOffice
) -> None:
    _desk, chip, _banners = desk
    seen = []

    def look(dialog: ApprovalDialog) -> None:
        seen.append(dialog.history.isVisible())
        dialog.resize(dialog.width(), 560)
        qtbot.wait(1)
        seen.append(dialog.comment.visibleRegion().boundingRect() == dialog.comment.rect())
        dialog.reject()

    in_the_dialog(look)
    qtbot.mouseClick(chip, LEFT)
    office.advance(State.REVIEW_ASKED)
    in_the_dialog(look)
    qtbot.mouseClick(chip, LEFT)
    assert seen == [False, True, True, True]


def test_the_dialog_says_what_is_missing_while_it_cannot_go_on(
    qtbot: QtBot, desk: tuple[ApprovalDesk, ApprovalChip, Banners]
) -> None:
    _desk, chip, _banners = desk
    seen, begun, places = [], [], []

    def look(dialog: ApprovalDialog) -> None:
        accept = dialog.findChild(QPushButton, "button:accept")
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        begun.append(dialog.focusWidget())
        dialog.name.clear()
        for name in ("", "長野 花子"):
            write(dialog.name, name)
            QApplication.processEvents()
            places.append(dialog.comment.pos())
            told = (accept.toolTip(), accept.accessibleDescription())
            seen.append((accept.isEnabled(), dialog.missing.isVisible(), *told))
        dialog.reject()

    in_the_dialog(look)
    qtbot.mouseClick(chip, LEFT)
    assert [type(widget) for widget in begun] == [QRadioButton]
    assert places[0] == places[1]
    said = "氏名を入力すると、次の段階に進めます。"
    assert seen == [(False, True, said, said), (True, False, "", "")]


def test_sending_back_is_a_choice_with_a_comment(
    qtbot: QtBot, desk: tuple[ApprovalDesk, ApprovalChip, Banners], office: DraftOffice
) -> None:
    _desk, chip, _banners = desk
    office.advance(State.REVIEW_ASKED)
    fill_and_accept(qtbot, "係長", "根拠の数字を入れてください。", step="writing")
    qtbot.mouseClick(chip, LEFT)
    assert office.state is State.WRITING
    assert office.approvals[-1].comment == "根拠の数字を入れてください。"


def test_without_a_name_nothing_can_be_confirmed(
    qtbot: QtBot, desk: tuple[ApprovalDesk, ApprovalChip, Banners], office: DraftOffice
) -> None:
    def act(dialog: ApprovalDialog) -> None:
        dialog.name.clear()
        assert not dialog.findChild(QPushButton, "button:accept").isEnabled()
        dialog.reject()

    in_the_dialog(act)
    qtbot.mouseClick(desk[1], LEFT)
    assert office.state is State.WRITING


def test_the_name_is_remembered(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    session: DraftSession,
    store: MemoryStore,
) -> None:
    fill_and_accept(qtbot, "長野 花子")
    qtbot.mouseClick(desk[1], LEFT)
    assert session.who == "長野 花子"
    assert store.setting(WHO) == "長野 花子"


def test_who_approves_is_not_taken_for_the_writer(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    office: DraftOffice,
    session: DraftSession,
    store: MemoryStore,
) -> None:
    offered: list[str] = []

    def call_it_off(dialog: ApprovalDialog) -> None:
        offered.append(dialog.name.text())
        dialog.reject()

    for name in ("長野 花子", "上田 一郎"):
        fill_and_accept(qtbot, name)
        qtbot.mouseClick(desk[1], LEFT)
    session.set_answer(QUESTION, "直した説明です。")
    session.flush()
    in_the_dialog(call_it_off)
    qtbot.mouseClick(desk[1], LEFT)
    assert [approval.who for approval in office.approvals] == ["長野 花子", "上田 一郎"]
    assert store.history(session.uid)[0].who == "長野 花子"
    assert store.setting(WHO) == "長野 花子"
    assert offered == ["長野 花子"]


def test_a_superior_who_comes_first_is_not_taken_for_the_writer(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    office: DraftOffice,
    store: MemoryStore,
) -> None:
    office.advance(State.REVIEW_ASKED)
    fill_and_accept(qtbot, "上田 一郎")
    qtbot.mouseClick(desk[1], LEFT)
    assert office.approvals[-1].who == "上田 一郎"
    assert (office.who, store.setting(WHO)) == ("", None)


def test_a_change_after_approval_is_told_until_it_is_taken_back(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    office: DraftOffice,
    session: DraftSession,
) -> None:
    _desk, chip, banners = desk
    office.advance(State.REVIEW_ASKED)
    office.advance(State.APPROVED)
    session.set_answer(QUESTION, "別の説明です。")
    qtbot.waitUntil(lambda: "変更されています" in banners.text("approval"))
    assert chip.text() == "確認済（変更あり）"
    session.set_answer(QUESTION, "背景の説明です。")
    qtbot.waitUntil(lambda: banners.text("approval") == "")
    assert chip.text() == "確認済"


def test_a_message_that_was_closed_stays_so_until_a_further_step(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    office: DraftOffice,
    session: DraftSession,
) -> None:
    _desk, chip, banners = desk
    banners.show()
    office.advance(State.REVIEW_ASKED)
    session.set_answer(QUESTION, "別の説明です。")
    qtbot.waitUntil(lambda: banners.text("approval") != "")
    qtbot.mouseClick(banners.findChild(QPushButton, "button:close-banner"), LEFT)
    for text, said in (
        ("背景の説明です。", "確認依頼"),
        ("直した説明です。", "確認依頼（変更あり）"),
    ):
        session.set_answer(QUESTION, text)
        qtbot.waitUntil(lambda said=said: chip.text() == said)
        assert banners.text("approval") == ""
    office.advance(State.APPROVED)
    session.set_answer(QUESTION, "さらに別の説明です。")
    qtbot.waitUntil(lambda: "確認済" in banners.text("approval"))


def test_what_was_changed_since_the_last_step_is_compared(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    office: DraftOffice,
    session: DraftSession,
) -> None:
    banners, compared = desk[2], list[tuple[int, int]]()
    banners.show()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HistoryDialog)
        compared.append((dialog.before.currentData(), dialog.after.currentData()))
        dialog.reject()

    def press() -> None:
        qtbot.waitUntil(lambda: banners.text("approval") != "")
        QTimer.singleShot(0, look)
        qtbot.mouseClick(banners.findChild(QPushButton, "button:show-changes"), LEFT)

    session.set_answer(QUESTION, "一つ目の説明です。")
    session.flush()
    office.freeze("提出一式", session.draft.revision)
    sent = session.draft.revision
    session.set_answer(QUESTION, "別の説明です。")
    press()
    session.apply([Change("answer", QUESTION, "さらに別の説明です。")])
    office.advance(State.REVIEW_ASKED)
    asked = session.draft.revision
    for text in ("その次の説明です。", "最後の説明です。"):
        session.apply([Change("answer", QUESTION, text)])
    qtbot.waitUntil(lambda: "確認依頼" in banners.text("approval"))
    press()
    assert compared == [(sent, sent + 1), (asked, asked + 2)]


def test_a_change_after_the_export_is_told_until_it_is_taken_back(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    office: DraftOffice,
    session: DraftSession,
) -> None:
    """Also while nobody has asked for a check yet."""
    _desk, chip, banners = desk
    session.set_answer(QUESTION, "一つ目の説明です。")
    session.flush()
    assert banners.text("approval") == ""
    office.freeze("提出一式", session.draft.revision)
    session.set_answer(QUESTION, "別の説明です。")
    qtbot.waitUntil(lambda: "書き出した提出一式" in banners.text("approval"))
    assert chip.text() == "作成中"
    session.set_answer(QUESTION, "一つ目の説明です。")
    qtbot.waitUntil(lambda: banners.text("approval") == "")
    session.set_answer(QUESTION, "さらに別の説明です。")
    qtbot.waitUntil(lambda: "書き出した提出一式" in banners.text("approval"))
    session.flush()
    office.freeze("提出一式", session.draft.revision)
    assert banners.text("approval") == ""


def test_a_refusing_store_is_told_and_nothing_changes(
    qtbot: QtBot,
    desk: tuple[ApprovalDesk, ApprovalChip, Banners],
    office: DraftOffice,
    store: MemoryStore,
    person: Answers,
) -> None:
    store.refusal = "書き込めません。"
    fill_and_accept(qtbot, "長野 花子")
    qtbot.mouseClick(desk[1], LEFT)
    assert office.state is State.WRITING
    assert "書き込めません" in person.told[0]


def test_a_correction_is_what_differs_from_the_package_that_was_sent(
    office: DraftOffice, session: DraftSession, store: MemoryStore
) -> None:
    office.freeze("提出一式", session.draft.revision)
    assert office.is_exported
    assert not office.is_correction
    session.set_answer(QUESTION, "訂正した説明です。")
    assert not office.is_exported


# ---- comments ----


@pytest.fixture
def panel(
    qtbot: QtBot, session: DraftSession, office: DraftOffice, person: Answers
) -> CommentPanel:
    panel = CommentPanel(session, office, person)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def click(qtbot: QtBot, panel: CommentPanel, name: str) -> None:
    def shown() -> list[QPushButton]:
        head = f"button:{name}-comment:"
        found = panel.findChildren(QPushButton)
        return [b for b in found if b.objectName().startswith(head) and b.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    qtbot.mouseClick(shown()[0], LEFT)


def test_a_comment_is_written_resolved_and_opened_again(
    qtbot: QtBot, panel: CommentPanel, office: DraftOffice
) -> None:
    panel.show_question(QUESTION)
    write(panel.edit, "根拠は？")
    with qtbot.waitSignal(panel.counted) as told:
        qtbot.keyClick(panel.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [1]
    assert panel.edit.toPlainText() == ""
    (made,) = office.open_comments(QUESTION)
    assert made.text == "根拠は？"
    click(qtbot, panel, "resolve")
    assert office.open_comments() == []
    panel.resolved.click()
    click(qtbot, panel, "reopen")
    assert len(office.open_comments()) == 1


def test_a_comment_half_written_stays_with_its_question(
    qtbot: QtBot, panel: CommentPanel, office: DraftOffice
) -> None:
    panel.show_question(QUESTION)
    write(panel.edit, "途中")
    panel.show_question("contact.person")
    qtbot.mouseClick(panel.add, LEFT)
    assert [c.question for c in office.comments] == [QUESTION]


def test_a_comment_half_written_is_there_again_wherever_the_panel_is(
    qtbot: QtBot, panel: CommentPanel, session: DraftSession, office: DraftOffice, person: Answers
) -> None:
    panel.show_question(QUESTION)
    write(panel.edit, "途中の文")
    kept = f"comment.begun:{session.uid}"
    qtbot.waitUntil(lambda: session.setting(kept) is not None)
    again = CommentPanel(session, office, person)
    qtbot.addWidget(again)
    assert again.edit.toPlainText() == "途中の文"
    qtbot.mouseClick(again.add, LEFT)
    assert [(c.question, c.text) for c in office.comments] == [(QUESTION, "途中の文")]
    assert session.setting(kept) is None


def test_a_closed_draft_is_not_asked_for_a_comment_any_more(
    qtbot: QtBot, panel: CommentPanel, session: DraftSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(panel.edit, "途中の文")
    session.close()
    asked: list[str] = []
    monkeypatch.setattr(session, "setting", asked.append)
    qtbot.wait(2 * SAVE_AFTER)
    assert asked == []


def test_a_comment_leads_to_its_question(
    qtbot: QtBot, panel: CommentPanel, office: DraftOffice
) -> None:
    office.remark(QUESTION, "根拠は？")
    with qtbot.waitSignal(panel.chosen) as told:
        click(qtbot, panel, "go")
    assert told.args == [QUESTION]


def test_removing_asks_first(
    qtbot: QtBot, panel: CommentPanel, office: DraftOffice, person: Answers
) -> None:
    office.remark(QUESTION, "根拠は？")
    person.yes = False
    click(qtbot, panel, "remove")
    assert len(office.comments) == 1
    person.yes = True
    click(qtbot, panel, "remove")
    assert office.comments == []


def test_who_settles_comments_by_keys_stays_among_them(
    qtbot: QtBot, panel: CommentPanel, office: DraftOffice
) -> None:
    panel.activateWindow()
    comment = QRegularExpression("^comment:")
    for text in ("一", "二"):
        office.remark(QUESTION, text)
    qtbot.waitUntil(lambda: len(panel.findChildren(QFrame, comment)) == 2)
    panel.findChildren(QFrame, comment)[0].findChildren(QPushButton)[0].setFocus()
    for name, left in (("go", 2), ("resolve", 1), ("resolve", 0)):
        focused = panel.focusWidget()
        assert focused is not None
        assert focused.objectName().startswith(f"button:{name}-comment:")
        qtbot.keyClick(focused, Qt.Key.Key_Tab if name == "go" else Qt.Key.Key_Space)
        assert len(office.open_comments()) == left
    assert panel.edit.hasFocus()


def test_escape_leads_back_to_the_question_and_keeps_what_is_half_written(
    qtbot: QtBot, panel: CommentPanel
) -> None:
    panel.activateWindow()
    panel.show_question(QUESTION)
    panel.edit.setFocus()
    write(panel.edit, "途中")
    with qtbot.waitSignal(panel.chosen) as told:
        qtbot.keyClick(panel.edit, Qt.Key.Key_Escape)
    assert told.args == [QUESTION]
    assert panel.edit.toPlainText() == "途中"


def named(panel: CommentPanel, name: str) -> None:
    """Write another name into the field, as a person would."""
    panel.author.setFocus()
    line = panel.author.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClick(panel.author, Qt.Key.Key_Delete)
    QTest.keyClicks(panel.author, name)


def in_front(qtbot: QtBot, panel: CommentPanel) -> CommentPanel:
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def listed(panel: CommentPanel) -> list[str]:
    return [panel.author.itemText(row) for row in range(panel.author.count())]


def test_whoever_comments_says_whose_comment_it_is(
    qtbot: QtBot, session: DraftSession, office: DraftOffice, person: Answers
) -> None:
    session.who = "千曲"
    panel = in_front(qtbot, CommentPanel(session, office, person))
    assert panel.author.currentText() == "千曲"
    named(panel, "Saku")
    QTest.keyClick(panel.author, Qt.Key.Key_Return)
    assert panel.edit.hasFocus()
    for text in ("根拠は？", "もう一つ。"):
        write(panel.edit, text)
        qtbot.keyClick(panel.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [c.who for c in office.comments] == ["Saku", "Saku"]
    assert any("Saku" in p.plain for p in panel.findChildren(Paragraph))
    assert listed(panel) == ["千曲", "Saku"]
    QTest.keyClick(panel.edit, Qt.Key.Key_Backtab)
    assert panel.author.hasFocus()
    QTest.keyClick(panel.author, Qt.Key.Key_Up)
    assert panel.author.currentText() == "千曲"
    write(panel.edit, "直しました。")
    qtbot.mouseClick(panel.add, LEFT)
    assert {c.text: c.who for c in office.comments}["直しました。"] == "千曲"
    assert session.who == "千曲"
    session.set_answer(QUESTION, "別の説明です。")
    session.flush()
    assert session.history()[0].who == "千曲"


def test_names_of_a_draft_are_offered_and_the_own_one_comes_first(
    qtbot: QtBot, session: DraftSession, office: DraftOffice, person: Answers
) -> None:
    office.advance(State.REVIEW_ASKED, "", "千曲")
    office.advance(State.APPROVED, "", "上田")
    office.remark(QUESTION, "根拠は？", "佐久")
    office.remark(QUESTION, "根拠は？", "")
    panel = CommentPanel(session, office, person)
    qtbot.addWidget(panel)
    assert listed(panel) == ["千曲", "佐久", "上田"]
    assert panel.author.currentText() == "千曲"


def test_a_name_that_is_taken_away_is_not_replaced_by_the_own_one(
    qtbot: QtBot, session: DraftSession, office: DraftOffice, person: Answers
) -> None:
    session.who = "千曲"
    panel = in_front(qtbot, CommentPanel(session, office, person))
    named(panel, "")
    write(panel.edit, "根拠は？")
    qtbot.mouseClick(panel.add, LEFT)
    assert [c.who for c in office.comments] == [""]


def test_the_own_name_follows_the_settings_unless_another_was_written(
    qtbot: QtBot, panel: CommentPanel, session: DraftSession
) -> None:
    session.who = "千曲"
    panel.hide()
    panel.show()
    assert panel.author.currentText() == "千曲"
    named(panel, "Saku")
    session.who = "小諸"
    panel.hide()
    panel.show()
    assert panel.author.currentText() == "Saku"
    assert listed(panel) == ["小諸"]


def test_a_comment_half_written_keeps_its_author(
    qtbot: QtBot, panel: CommentPanel, session: DraftSession, office: DraftOffice, person: Answers
) -> None:
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    named(panel, "Saku")
    write(panel.edit, "途中の文")
    panel.keep()
    again = CommentPanel(session, office, person)
    qtbot.addWidget(again)
    qtbot.mouseClick(again.add, LEFT)
    assert [c.who for c in office.comments] == ["Saku"]
