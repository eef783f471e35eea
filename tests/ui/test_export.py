"""Three steps to the package: what blocks, where it goes, what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.documents import package
from app.documents.manifest import PackagedFile
from app.drafts.approval import fingerprint
from app.drafts.draft import State
from app.drafts.store import SqliteDraftStore
from app.environment import AppPaths
from app.errors import StorageError
from app.ui import sizes
from app.ui.export import result, texts
from app.ui.export.page import ExportPage
from app.ui.office import DraftOffice
from app.ui.preferences import Preferences
from app.ui.session import DraftSession
from tests.ui.conftest import AFTER_DEADLINE, Answers

LEFT = Qt.MouseButton.LeftButton
OpenSession = Callable[..., DraftSession]
MakePage = Callable[..., ExportPage]
MAIL = (
    b"To: someone@example.jp\r\nSubject: =?utf-8?b?5b+c5Yuf?=\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + "本文です。\r\n".encode()
)


@pytest.fixture
def export_page(qtbot: QtBot, person: Answers, paths: AppPaths, clock: Any) -> MakePage:
    def make(session: DraftSession, office: DraftOffice | None = None) -> ExportPage:
        page = ExportPage(
            session,
            person,
            clock,
            object(),
            Preferences(paths.data),
            office=office or DraftOffice(session, clock, session),
        )
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.arrive()
        page.show()
        return page

    return make


class Writer:
    """Takes the place of the documents: writes a mail, or does as it is told."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.targets: list[Path] = []
        self.hold = threading.Event()
        self.hold.set()
        self.stopped = False

    def export(self, call: Any, draft: Any, findings: Any, target: Path, **told: Any) -> Any:
        self.targets.append(target)
        told["progress"](1, 4, "作成しています")
        while not self.hold.wait(0.01):
            if told["cancelled"]():
                self.stopped = True
                raise package.ExportCancelledError
        if self.error is not None:
            raise self.error
        target.mkdir(parents=True, exist_ok=True)
        mail = target / "送付メール.eml"
        mail.write_bytes(MAIL)
        files = (
            PackagedFile("応募書.docx", "form", 20_000, "0"),
            PackagedFile(mail.name, "mail", len(MAIL), "0"),
        )
        return package.Package(target, files, mail, len(MAIL), ())


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Writer:
    made = Writer()
    monkeypatch.setattr(package, "export", made.export)
    return made


def click(qtbot: QtBot, page: ExportPage, name: str) -> None:
    found = page.findChild(QPushButton, f"button:{name}")
    assert found is not None
    assert found.isVisible()
    assert found.isEnabled()
    qtbot.mouseClick(found, LEFT)


def go_to_target(qtbot: QtBot, page: ExportPage, place: Path) -> None:
    click(qtbot, page, "next")
    page.findChild(QLineEdit, "field:place").setText(str(place))


def test_enter_in_the_name_of_the_folder_begins(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    writer: Writer,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    page = export_page(open_session(complete))
    go_to_target(qtbot, page, tmp_path)
    qtbot.keyClick(page.target.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.step is page.result)
    assert len(writer.targets) == 1


def test_every_result_begins_at_its_top(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    writer: Writer,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    page = export_page(open_session(complete))
    page.resize(1200, 420)
    for _ in range(2):
        go_to_target(qtbot, page, tmp_path)
        click(qtbot, page, "next")
        qtbot.waitUntil(lambda: page.step is page.result)
        qtbot.wait(10)
        bar = page.area.verticalScrollBar()
        assert bar.value() == 0
        focused = page.focusWidget()
        assert focused is not None
        assert focused.visibleRegion().boundingRect() == focused.rect()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() > 0)
        bar.setValue(bar.maximum())
        page.arrive()


def test_open_errors_block_the_way(export_page: MakePage, open_session: OpenSession) -> None:
    page = export_page(open_session())
    assert not page.next.isEnabled()
    assert page.confirm.findChild(QPushButton, "button:error:contact.person") is not None


def test_a_complete_draft_goes_all_the_way(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    writer: Writer,
    person: Answers,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = export_page(open_session(complete))
    go_to_target(qtbot, page, tmp_path)
    name = page.findChild(QLineEdit, "field:folder-name").text()
    assert name.startswith("提出一式_")
    assert "長野県" in name
    click(qtbot, page, "next")
    qtbot.waitUntil(lambda: page.step is page.result)
    assert writer.targets == [tmp_path / name]
    table = page.findChild(QTableWidget, "package-files")
    assert [table.item(row, 0).text() for row in range(2)] == ["応募書.docx", "送付メール.eml"]
    for button in ("open-folder", "open-mail", "copy-address", "copy-subject", "copy-body"):
        click(qtbot, page, button)
    assert person.shown == [tmp_path / name, tmp_path / name / "送付メール.eml"]
    assert [text.strip() for text in person.copied] == [
        "someone@example.jp",
        "応募",
        "本文です。",
    ]


def test_keys_alone_lead_to_the_package(
    export_page: MakePage,
    open_session: OpenSession,
    complete: Answers,
    writer: Writer,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    page = export_page(open_session(complete))
    page.activateWindow()
    qtbot.waitUntil(lambda: page.focusWidget() is page.next)
    qtbot.keyClick(page.next, Qt.Key.Key_Space)
    page.target.place.setText(str(tmp_path))
    name = page.focusWidget()
    assert isinstance(name, QLineEdit)
    qtbot.keyClick(name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(name, "package")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.step is page.result)
    assert writer.targets == [tmp_path / "package"]


def test_what_was_written_is_remembered_with_the_draft(
    qtbot: QtBot,
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    writer: Writer,
    tmp_path: Path,
) -> None:
    """So that it can be told later whether the draft still says the same."""
    session = open_session(complete)
    page = export_page(session)
    go_to_target(qtbot, page, tmp_path)
    click(qtbot, page, "next")
    qtbot.waitUntil(lambda: page.step is page.result)
    (frozen,) = session.store.packages(session.uid)
    assert Path(frozen.folder) == writer.targets[0]
    assert frozen.fingerprint == fingerprint(session.draft)


def test_a_correction_takes_the_comparison_along(
    qtbot: QtBot,
    export_page: MakePage,
    call: Call,
    complete: dict[str, Any],
    clock: Any,
    tmp_path: Path,
) -> None:
    """§6: what is sent after a correction shows what differs from what was sent before."""
    store = SqliteDraftStore(tmp_path / "data" / "drafts.sqlite3", clock)
    uid = store.create(call.id, call.version, "応募", answers=complete).uid
    session = DraftSession(call, store, uid, clock)
    office = DraftOffice(session, clock, session)
    office.freeze("提出一式", session.draft.revision)
    office.advance(State.SUBMITTED)
    session.set_answer("contact.person", "千曲　次郎")
    session.flush()
    page = export_page(session, office)
    go_to_target(qtbot, page, tmp_path)
    assert page.target.correction.isChecked()
    assert page.target.name.text().endswith("_訂正")
    click(qtbot, page, "next")
    qtbot.waitUntil(lambda: page.step is page.result, timeout=30_000)
    (folder,) = [path for path in tmp_path.iterdir() if path.name.endswith("_訂正")]
    (table,) = folder.glob("新旧対照表_*.docx")
    assert "千曲" in "".join(p.text for p in _cells(table))
    session.close()
    store.close()


def _cells(path: Path) -> list[Any]:
    (table,) = Document(str(path)).tables
    return [p for row in table.rows for cell in row.cells for p in cell.paragraphs]


def test_a_practice_folder_is_marked(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = export_page(open_session(complete, practice=True))
    go_to_target(qtbot, page, tmp_path)
    assert page.target.name.text().startswith("【練習】")


def test_after_the_deadline_a_reason_opens_the_way(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    person: Answers,
    qtbot: QtBot,
) -> None:
    session = open_session(complete, at=AFTER_DEADLINE)
    page = export_page(session)
    assert not page.next.isEnabled()
    deadline = next(finding for finding in session.findings if finding.blocks)
    person.written = None
    click(qtbot, page, f"reason:{deadline.clause}")
    assert not page.next.isEnabled()
    person.written = "総務省に確認し、受け付けるとの回答を得たため。"
    click(qtbot, page, f"reason:{deadline.clause}")
    assert session.draft.overrides == {deadline.clause: person.written}
    assert page.next.isEnabled()


@pytest.mark.parametrize("name", ["", "a/b", "何？か?", ".."])
def test_a_name_that_windows_refuses_cannot_be_used(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
) -> None:
    page = export_page(open_session(complete))
    go_to_target(qtbot, page, tmp_path)
    page.target.name.setText(name)
    assert not page.next.isEnabled()
    assert page.target.problem == texts.BAD_NAME


def test_a_place_that_is_gone_is_told(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    person: Answers,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = export_page(open_session(complete))
    go_to_target(qtbot, page, tmp_path / "ない")
    assert not page.next.isEnabled()
    person.folder = tmp_path
    click(qtbot, page, "browse")
    assert page.next.isEnabled()


def test_a_failure_is_told_and_can_be_tried_again(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    writer: Writer,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = export_page(open_session(complete))
    writer.error = StorageError("「応募書.docx」が Word で開かれています。", "閉じてください。")
    go_to_target(qtbot, page, tmp_path)
    click(qtbot, page, "next")
    qtbot.waitUntil(lambda: not page.is_running)
    assert "Word で開かれています" in page.running.text.plain
    assert "閉じてください" in page.running.text.plain
    writer.error = None
    click(qtbot, page, "again")
    qtbot.waitUntil(lambda: page.step is page.result)


def test_an_export_can_be_cancelled(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    writer: Writer,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = export_page(open_session(complete))
    writer.hold.clear()
    go_to_target(qtbot, page, tmp_path)
    click(qtbot, page, "next")
    qtbot.waitUntil(lambda: page.running.bar.value() == 1)
    click(qtbot, page, "cancel")
    qtbot.waitUntil(lambda: not page.is_running)
    assert writer.stopped
    assert not page.target.folder.exists()
    assert "取りやめ" in page.running.text.plain


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0KB"), (9, "1KB"), (20_400, "20KB"), (5_250_000, "5.2MB")]
)
def test_sizes_are_said_as_a_clerk_reads_them(count: int, text: str) -> None:
    assert sizes.shown(count) == text


def test_the_checklist_is_made_and_opened(
    export_page: MakePage,
    open_session: OpenSession,
    complete: dict[str, Any],
    writer: Writer,
    qtbot: QtBot,
    tmp_path: Path,
    person: Answers,
) -> None:
    page = export_page(open_session(complete))
    go_to_target(qtbot, page, tmp_path)
    writer.hold.set()
    click(qtbot, page, "next")
    qtbot.waitUntil(lambda: page.step is page.result)
    click(qtbot, page, "checklist")
    qtbot.waitUntil(lambda: bool(person.shown), timeout=10_000)
    assert person.shown[0].name == "提出チェックリスト.docx"
    said = "\n".join(
        cell.text
        for t in Document(str(person.shown[0])).tables
        for row in t.rows
        for cell in row.cells
    )
    assert "応募書.docx" in said
    assert "送付メール.eml" not in said
    made, person.told = person.shown.pop(), []
    made.write_bytes(b"ticked off")
    click(qtbot, page, "checklist")
    qtbot.waitUntil(lambda: bool(person.shown), timeout=10_000)
    assert "提出チェックリスト（以前のファイル）.docx" in person.told[0]
    assert (made.parent / "提出チェックリスト（以前のファイル）.docx").read_bytes() == b"ticked off"


def test_a_mail_too_large_names_the_biggest_files() -> None:
    files = (
        PackagedFile("小さい.docx", "form", 20_000, "0"),
        PackagedFile("大きい.pdf", "supplement", 6_000_000, "0"),
        PackagedFile("送付メール.eml", "mail", 8_300_000, "0"),
    )
    made = package.Package(Path("x"), files, Path("x/m"), 8_300_000, ())
    said = result._mail_size(made, 5_000_000)
    assert "大きい.pdf（6.0MB）、小さい.docx" in said
    assert "送付メール.eml" not in said
    assert "3.3MB超えて" in said
