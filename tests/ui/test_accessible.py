"""Whatever can take the focus, on every page and in every dialog, says what it is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.calls.loader import Shelf
from app.documents import package
from app.documents.manifest import PackagedFile
from app.drafts.draft_file import DraftFile
from app.drafts.whole import Step, WholeDraft
from app.environment import AppPaths, FixedClock
from app.errors import KnownError
from app.review.deadline import remaining
from app.review.milestones import Milestone
from app.ui import help_dialogs
from app.ui.approval.dialog import ApprovalDialog
from app.ui.compare.dialog import Choice, ChoicesDialog
from app.ui.dialogs import QtDialogs
from app.ui.draft_files.choosing import TakeDialog
from app.ui.draft_files.from_backup import BackupDialog
from app.ui.draft_files.saving import SaveDialog
from app.ui.editor import notices
from app.ui.editor.phrase_dialog import PhraseDialog
from app.ui.editor.preview_window import PreviewWindow
from app.ui.editor.search_dialog import SearchDialog
from app.ui.fields.calendar import Calendar
from app.ui.fields.paste import PasteDialog
from app.ui.fields.table_grid import GridRows
from app.ui.help.manual import ManualDialog
from app.ui.history.dialog import HistoryDialog
from app.ui.main_window import MainWindow
from app.ui.message_dialog import MessageDialog
from app.ui.milestones.dialog import MilestoneDialog
from app.ui.preferences import Preferences
from app.ui.reason_dialog import ReasonDialog
from app.ui.settings.dialog import SettingsDialog
from app.ui.takeover.dialog import Source, SourceDialog
from tests.ui import spoken
from tests.ui.conftest import Answers
from tests.ui.editor.conftest import settle
from tests.ui.memory_store import MemoryStore

Open = Callable[..., MainWindow]


@pytest.fixture
def opened(
    qtbot: QtBot,
    paths: AppPaths,
    clock: FixedClock,
    person: Answers,
    shelf: Shelf,
    store: MemoryStore,
) -> Open:
    """`opened(answers)` is the window with a draft of these answers in the editor."""

    def made(answers: dict[str, Any] | None = None, *, drafts: bool = True) -> MainWindow:
        call = next(iter(shelf.calls.values()))
        uid = ""
        if drafts:
            store.create(call.id, call.version, "別の下書き")
            uid = store.create(call.id, call.version, "下書き", answers=answers).uid
        paths.data.mkdir(parents=True, exist_ok=True)
        window = MainWindow(paths, clock, person, Preferences(paths.data))
        qtbot.addWidget(window)
        window.furnish(shelf, store)
        window.show()
        if answers is not None:
            window.open_draft(uid)
        settle()
        return window

    return made


def faulty(complete: dict[str, Any]) -> dict[str, Any]:
    return complete | {"contact.email": "x", "overview.summary": "ﾃﾞｼﾞﾀﾙは検討中。"}


@pytest.mark.parametrize("drafts", [True, False], ids=["drafts", "empty"])
def test_home(opened: Open, drafts: bool) -> None:
    assert spoken.faults(opened(drafts=drafts)) == []


def test_every_section_of_the_editor(opened: Open, complete: dict[str, Any]) -> None:
    window = opened(faulty(complete))
    editor: Any = window.of_draft.page("editor")  # type: ignore[union-attr]
    editor.show_all_findings()
    found = {}
    for section in window.session.route.sections:  # type: ignore[union-attr]
        editor.show_section(section.id)
        settle()
        if faults := spoken.faults(window):
            found[section.id] = faults
    assert not found, "\n".join(f"{k}: {v}" for k, vs in found.items() for v in vs)


def test_every_panel_beside_the_section(opened: Open, complete: dict[str, Any]) -> None:
    window = opened(faulty(complete))
    editor: Any = window.of_draft.page("editor")  # type: ignore[union-attr]
    editor.side.show()
    for place in range(editor.side.tabs.count()):
        editor.side.tabs.setCurrentIndex(place)
        settle()
        assert not spoken.faults(window), "\n".join(spoken.faults(window))


@pytest.mark.parametrize("wrong", [True, False], ids=["faults", "complete"])
def test_the_check_page(opened: Open, complete: dict[str, Any], wrong: bool) -> None:
    window = opened(faulty(complete) if wrong else complete)
    window.go("check")
    settle()
    assert not spoken.faults(window), "\n".join(spoken.faults(window))


def test_the_steps_of_the_export(
    opened: Open,
    complete: dict[str, Any],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package, "export", _export)
    window = opened(complete)
    window.go("export")
    page: Any = window.of_draft.page("export")  # type: ignore[union-attr]
    for step in (page.confirm, page.target):
        settle()
        assert page.step is step
        assert not spoken.faults(window), "\n".join(spoken.faults(window))
        if step is page.target:
            page.findChild(QLineEdit, "field:place").setText(str(tmp_path))
        qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.step is page.result)
    assert not spoken.faults(window), "\n".join(spoken.faults(window))


def _export(_call: Any, _draft: Any, _findings: Any, target: Path, **_told: Any) -> Any:
    """A package of a form and a mail draft, without the work of writing the form."""
    target.mkdir(parents=True)
    mail = target / "送付メール.eml"
    mail.write_bytes(b"To: a@example.jp\r\nSubject: x\r\n\r\nbody\r\n")
    files = (
        PackagedFile("応募書.docx", "form", 20_000, "0"),
        PackagedFile(mail.name, "mail", 50, "0"),
    )
    return package.Package(target, files, mail, 50, ())


def test_an_export_that_runs_and_one_that_failed(opened: Open, complete: dict[str, Any]) -> None:
    window = opened(complete)
    window.go("export")
    page: Any = window.of_draft.page("export")  # type: ignore[union-attr]
    page._show(page.running)
    for act in (
        page.running.begin,
        lambda: page.running.fail(KnownError("失敗しました。", "再試行")),
    ):
        act()
        settle()
        assert not spoken.faults(window), "\n".join(spoken.faults(window))


# ---- dialogs ----


def table(window: MainWindow) -> Any:
    return next(q for q in window.session.call.questions.values() if q.type == "table")  # type: ignore[union-attr]


def choices_dialog(window: MainWindow) -> ChoicesDialog:
    return ChoicesDialog(
        window,
        title="統合",
        explanation="選んでください。",
        choices=[Choice("a", "電話番号", "1", "2", "甲", "乙", conflict=True, context="連絡先")],
        here_title="今の下書き",
        there_title="下書きファイル",
        accept_text="統合する",
    )


def draft_file_of(window: MainWindow) -> DraftFile:
    draft = window.session.draft  # type: ignore[union-attr]
    step = Step("a" * 12, (), draft.modified, "千曲", "", ())
    return DraftFile(Path("写し.oubo"), WholeDraft(draft, "b" * 16, step.name, (step,)), {})


def milestone_dialog(window: MainWindow) -> MilestoneDialog:
    call, now = window.session.call, window.clock.now()  # type: ignore[union-attr]
    dates = [Milestone("係長確認", now.date()), Milestone("決裁", call.deadline.date(), True)]
    return MilestoneDialog(remaining(call, now), dates, now.date(), call.deadline.date(), window)


def template_dialog(window: MainWindow) -> QWidget:
    from app.ui.template.dialog import TemplateDialog
    from app.ui.template.plan import Plan

    assert window.session is not None
    call = window.session.call
    form = next(form for form in call.parts if form.kind == "word")
    return TemplateDialog(Plan.read(call, call.folder / form.template), window.dialogs, window)


DIALOGS: dict[str, Callable[[MainWindow], QWidget]] = {
    "PasteDialog": lambda w: PasteDialog(table(w), "部署\t人数\n情報政策課\t3", w),
    "ReasonDialog": lambda w: ReasonDialog("理由の記入", "このまま進める理由", "", w),
    "SearchDialog": lambda w: SearchDialog(w.session, w),  # type: ignore[arg-type]
    "MessageDialog": lambda w: MessageDialog("warning", "失敗", "失敗しました。", "再試行", w),
    "Calendar": lambda w: Calendar(None, w),
    "ApprovalDialog": lambda w: ApprovalDialog(w.of_draft.office, ["指摘が2件あります。"], w),  # type: ignore[union-attr]
    "PreviewWindow": lambda w: PreviewWindow(w.of_draft.page("editor").side.preview.source, w),  # type: ignore[union-attr, attr-defined]
    "SourceDialog": lambda w: SourceDialog(
        [Source(w.desk.store.drafts()[0], w.session.call, [])], w
    ),  # type: ignore[union-attr]
    "PhraseDialog": lambda w: PhraseDialog(["一", "二"], w, dialogs=w.dialogs),
    "HistoryDialog": lambda w: HistoryDialog(w.session, w.dialogs, w),  # type: ignore[arg-type]
    "SaveDialog": lambda w: SaveDialog(2, 300_000, w),
    "TakeDialog": lambda w: TakeDialog(draft_file_of(w), w.desk.store.drafts(), (), w),  # type: ignore[union-attr]
    "ChoicesDialog": choices_dialog,
    "BackupDialog": lambda w: BackupDialog([], w),
    "ManualDialog": lambda w: ManualDialog(w.paths.resources / "help", w),
    "SettingsDialog": SettingsDialog,
    "TemplateDialog": template_dialog,
    "MilestoneDialog": lambda w: milestone_dialog(w),
}
"""Each dialog class of the program and how it is made."""
ASKED: dict[str, Callable[[MainWindow], object]] = {
    "the name of the draft": lambda w: help_dialogs.ask_title(w, "下書き"),
    "the sheet of keys": help_dialogs.show_keys,
    "about": lambda w: help_dialogs.show_about(w, w.paths.data),
    "yes or no": lambda w: QtDialogs().confirm(w, "確認", "削除しますか。", "削除", danger=True),
    "a failure": lambda w: QtDialogs().tell(w, "失敗", KnownError("失敗しました。", "再試行")),
    "a message": lambda w: QtDialogs().inform(w, "お知らせ", "できました。"),
}
"""What is asked by a dialog put together where it is used."""


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs(opened: Open, complete: dict[str, Any], name: str, qtbot: QtBot) -> None:
    dialog = DIALOGS[name](opened(complete))
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    assert not spoken.faults(dialog), "\n".join(spoken.faults(dialog))


@pytest.mark.parametrize("name", ASKED)
def test_questions_put_in_between(
    opened: Open, complete: dict[str, Any], name: str, qtbot: QtBot
) -> None:
    window = opened(complete)
    found: list[list[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, look)
            return
        found.append(spoken.faults(dialog))
        dialog.close()

    QTimer.singleShot(0, look)
    ASKED[name](window)
    assert found == [[]]


def test_no_dialog_is_left_out() -> None:
    import app.ui

    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    known = {c.__name__ for c in _below(QDialog) if c.__module__.startswith("app.ui.")}
    assert known - DIALOGS.keys() == set()


def _below(kind: type[Any]) -> set[type[Any]]:
    below = set(kind.__subclasses__())
    return below.union(*map(_below, below)) if below else below


# ---- what is said of itself ----


def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told to say from now on."""
    heard: list[str] = []

    class Ears:
        @staticmethod
        def updateAccessibility(event: Any) -> None:
            heard.append(event.message())

    monkeypatch.setattr(notices, "QAccessible", Ears)
    return heard


def test_a_fault_is_told_when_it_appears_and_when_it_is_settled(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened({})
    editor: Any = window.of_draft.page("editor")  # type: ignore[union-attr]
    editor.tasks.setFocus()
    editor.show_section("contact")
    settle()
    heard = said(monkeypatch)
    mail = editor.page.findChild(QLineEdit, "field:contact.email")
    mail.setFocus()
    mail.insert("x")
    leave(window, mail)
    assert len(heard) == 1
    assert heard[0].startswith("要修正")
    assert heard[0] in mail.accessibleDescription()
    mail.setFocus()
    mail.setText("joho@pref.nagano.lg.jp")
    leave(window, mail)
    assert heard[1:] == ["この設問の指摘はなくなりました。"]
    assert "要修正" not in mail.accessibleDescription()


def leave(window: MainWindow, widget: QWidget) -> None:
    """Take the focus out of an input, and have the answers reviewed."""
    widget.clearFocus()
    window.session.review()  # type: ignore[union-attr]
    settle()


# ---- the way of the Tab key ----


def stops(editor: Any) -> list[QWidget]:
    """Where Tab stops in the section that is shown, pressed from the list of sections on."""
    editor.tasks.setFocus()
    found: list[QWidget] = []
    while True:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        if reached is None or not editor.page.isAncestorOf(reached):
            return found
        found.append(reached)


def test_tab_goes_down_the_page(opened: Open, complete: dict[str, Any]) -> None:
    window = opened(complete)
    editor: Any = window.of_draft.page("editor")  # type: ignore[union-attr]
    for section in window.session.route.sections:  # type: ignore[union-attr]
        editor.show_section(section.id)
        settle()
        for rows in editor.page.findChildren(GridRows):
            rows.focus_row(0)
            QTest.keyClick(rows, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
        settle()
        reached = stops(editor)
        assert reached, section.id
        tops = [widget.mapTo(editor.page, QPoint()).y() for widget in reached]
        back = [name for name, one, other in _pairs(reached, tops) if other < one - 8]
        assert back == [], section.id


def _pairs(widgets: list[QWidget], tops: list[int]) -> list[tuple[str, int, int]]:
    names = [widget.objectName() for widget in widgets[1:]]
    return list(zip(names, tops, tops[1:], strict=False))
