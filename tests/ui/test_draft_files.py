"""Draft files in the window: saved, opened, dropped, put beside or merged; and out of a backup."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QRadioButton
from pytestqt.qtbot import QtBot

from app.calls.loader import Shelf
from app.calls.models import Call
from app.drafts import draft_file
from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import AppPaths, FixedClock
from app.ui.compare.dialog import ChoicesDialog
from app.ui.draft_files.choosing import TakeDialog
from app.ui.draft_files.from_backup import BackupDialog
from app.ui.draft_files.saving import SaveDialog
from app.ui.main_window import MainWindow
from tests.ui.conftest import Answers


@pytest.fixture
def kept(paths: AppPaths, clock: FixedClock) -> Iterator[SqliteDraftStore]:
    store = SqliteDraftStore(paths.database, clock)
    yield store
    store.close()


@pytest.fixture
def store(kept: SqliteDraftStore) -> SqliteDraftStore:
    """What the window works with: drafts that are stored in earnest."""
    return kept


@pytest.fixture
def uid(kept: SqliteDraftStore, call: Call) -> str:
    return kept.create(call.id, call.version, "長野県", answers={"contact.person": "上田"}).uid


@pytest.fixture
def file(kept: SqliteDraftStore, uid: str, tmp_path: Path) -> Path:
    """The draft as it was handed on."""
    path = tmp_path / "渡す.oubo"
    draft_file.write(path, kept.whole(uid), None)
    return path


def from_colleague(
    kept: SqliteDraftStore, shelf: Shelf, file: Path, tmp_path: Path, **answers: str
) -> Path:
    """The file as a colleague sends it back, with these answers."""
    copy = kept.take_in(draft_file.read(file, shelf.calls).whole)
    changes = [Change("answer", k.replace("__", "."), v) for k, v in answers.items()]
    kept.apply(copy.uid, changes, who="佐久")
    path = tmp_path / "戻る.oubo"
    draft_file.write(path, kept.whole(copy.uid), None)
    kept.delete_for_good(copy.uid)
    return path


def soon(kind: type[QDialog], act: Callable[[QDialog], object]) -> None:
    """Act on a dialog once it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(10, look)
            return
        act(dialog)

    QTimer.singleShot(0, look)


def accept(dialog: QDialog) -> None:
    dialog.accept()


def choose(name: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        choice = dialog.findChild(QRadioButton, f"field:take:{name}")
        assert choice is not None
        choice.setChecked(True)
        dialog.accept()

    return act


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert event.isAccepted()


def run(window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()


# ---- saving ----


def test_the_open_draft_is_saved_with_what_was_just_typed(
    window: MainWindow, uid: str, person: Answers, shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_draft(uid)
    assert window.session is not None
    window.session.set_answer("contact.telephone", "026-111-1111")
    person.file = tmp_path / "保存.oubo"
    soon(SaveDialog, accept)
    run(window, "save-file")
    qtbot.waitUntil(lambda: "保存しました" in (window.banners.text("draft-file") or ""))
    assert person.names == ["長野県.oubo"]
    found = draft_file.read(person.file, shelf.calls).whole.draft
    assert found.answers["contact.telephone"] == "026-111-1111"


def test_history_may_stay_at_home(
    window: MainWindow, uid: str, person: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_draft(uid)
    person.file = tmp_path / "保存.oubo"

    def without(dialog: QDialog) -> None:
        assert isinstance(dialog, SaveDialog)
        assert not dialog.supplements.isEnabled()
        dialog.history.setChecked(False)
        dialog.accept()

    soon(SaveDialog, without)
    run(window, "save-file")
    qtbot.waitUntil(lambda: person.file is not None and person.file.exists())
    assert zipfile.ZipFile(person.file).namelist() == ["draft.json"]


def test_a_place_that_cannot_be_written_to_is_told(
    window: MainWindow, uid: str, person: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_draft(uid)
    person.file = tmp_path / "no folder" / "保存.oubo"
    soon(SaveDialog, accept)
    run(window, "save-file")
    qtbot.waitUntil(lambda: bool(person.told))
    assert "保存できません" in person.told[0]


# ---- taking in ----


def test_a_file_of_an_unknown_draft_is_put_in_and_opened(
    window: MainWindow, kept: SqliteDraftStore, uid: str, file: Path, qtbot: QtBot
) -> None:
    kept.delete_for_good(uid)
    drop(window, file)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None
    assert window.session.answer("contact.person") == "上田"


def test_drafts_begun_apart_are_put_beside_unless_somebody_wants_them_merged(
    window: MainWindow,
    kept: SqliteDraftStore,
    call: Call,
    uid: str,
    file: Path,
    qtbot: QtBot,
) -> None:
    kept.delete_for_good(uid)
    mine = kept.create(call.id, call.version, "私の", answers={"contact.telephone": "026-9"}).uid

    def merge(dialog: QDialog) -> None:
        assert isinstance(dialog, TakeDialog)
        assert dialog.chosen == "", "beside, unless one chooses otherwise"
        choose(mine)(dialog)

    def take_theirs(dialog: QDialog) -> None:
        assert isinstance(dialog, ChoicesDialog)
        assert not dialog._accept.isEnabled()
        dialog.take_all(True)
        dialog.accept()

    soon(TakeDialog, merge)
    soon(ChoicesDialog, take_theirs)
    drop(window, file)
    qtbot.waitUntil(lambda: window.session is not None)
    assert kept.load(mine).answers == {"contact.person": "上田"}


def test_open_takes_draft_files_too(
    window: MainWindow,
    kept: SqliteDraftStore,
    uid: str,
    file: Path,
    person: Answers,
    qtbot: QtBot,
) -> None:
    kept.delete_for_good(uid)
    person.file = file
    run(window, "open")
    qtbot.waitUntil(lambda: window.session is not None)


def test_a_copy_may_be_put_beside(
    window: MainWindow, kept: SqliteDraftStore, uid: str, file: Path, qtbot: QtBot
) -> None:
    soon(TakeDialog, choose("beside"))
    drop(window, file)
    qtbot.waitUntil(lambda: window.session is not None)
    assert {d.title for d in kept.drafts()} == {"長野県", "長野県（４月７日 09:00）"}


def test_giving_up_changes_nothing(
    window: MainWindow, kept: SqliteDraftStore, uid: str, file: Path, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def refuse(dialog: QDialog) -> None:
        seen.append(dialog.objectName())
        dialog.reject()

    soon(TakeDialog, refuse)
    drop(window, file)
    qtbot.waitUntil(lambda: bool(seen))
    assert len(kept.drafts()) == 1
    assert window.session is None


@pytest.mark.parametrize("broken", [False, True])
def test_what_is_open_stays_open_unless_the_file_is_taken(
    window: MainWindow, uid: str, file: Path, person: Answers, qtbot: QtBot, broken: bool
) -> None:
    window.open_draft(uid)
    window.go("check")
    seen: list[str] = []

    def refuse(dialog: QDialog) -> None:
        seen.append(dialog.objectName())
        dialog.reject()

    if broken:
        file.write_bytes(b"no zip")
    else:
        soon(TakeDialog, refuse)
    drop(window, file)
    qtbot.waitUntil(lambda: bool(person.told if broken else seen))
    assert window.of_draft is not None
    assert window.pages.currentWidget() is window.of_draft.page("check")


def test_a_file_that_is_none_is_told_and_nothing_happens(
    window: MainWindow, person: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "壊れた.oubo"
    path.write_bytes(b"no zip")
    drop(window, path)
    qtbot.waitUntil(lambda: bool(person.told))
    assert "壊れた.oubo" in person.told[0]


# ---- merging ----


def test_what_a_colleague_wrote_is_merged_as_one_step_of_undo(
    window: MainWindow,
    kept: SqliteDraftStore,
    shelf: Shelf,
    uid: str,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    back = from_colleague(kept, shelf, file, tmp_path, contact__telephone="026-222-2222")
    kept.apply(uid, [Change("answer", "contact.person", "小諸")], who="千曲")
    soon(TakeDialog, choose(uid))
    soon(ChoicesDialog, accept)
    drop(window, back)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None
    assert dict(window.session.draft.answers) == {
        "contact.person": "小諸",
        "contact.telephone": "026-222-2222",
    }
    assert "統合しました" in (window.banners.text("draft-file") or "")
    assert window.session.undo()
    assert dict(window.session.draft.answers) == {"contact.person": "小諸"}


def test_what_both_changed_is_asked_with_both_authors(
    window: MainWindow,
    kept: SqliteDraftStore,
    shelf: Shelf,
    uid: str,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    back = from_colleague(kept, shelf, file, tmp_path, contact__person="岩村田")
    kept.apply(uid, [Change("answer", "contact.person", "小諸")], who="千曲")

    def take_theirs(dialog: QDialog) -> None:
        assert isinstance(dialog, ChoicesDialog)
        told = [note.text() for note in dialog.detail.notes]
        assert told[0].startswith("千曲")
        assert told[1].startswith("佐久")
        dialog.detail.group.button(1).click()
        dialog.accept()

    soon(TakeDialog, choose(uid))
    soon(ChoicesDialog, take_theirs)
    drop(window, back)
    qtbot.waitUntil(lambda: window.session is not None)
    assert kept.load(uid).answers == {"contact.person": "岩村田"}
    assert [revision.who for revision in kept.history(uid)][1:3] == ["佐久", "千曲"]


def test_a_merge_that_is_given_up_changes_nothing(
    window: MainWindow,
    kept: SqliteDraftStore,
    shelf: Shelf,
    uid: str,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    back = from_colleague(kept, shelf, file, tmp_path, contact__person="岩村田")
    before = kept.history(uid)
    seen: list[bool] = []

    def refuse(dialog: QDialog) -> None:
        dialog.reject()
        seen.append(True)

    soon(TakeDialog, choose(uid))
    soon(ChoicesDialog, refuse)
    drop(window, back)
    qtbot.waitUntil(lambda: bool(seen))
    assert kept.history(uid) == before


def test_a_file_with_nothing_new_says_so(
    window: MainWindow, kept: SqliteDraftStore, uid: str, file: Path, qtbot: QtBot
) -> None:
    kept.apply(uid, [Change("answer", "contact.person", "小諸")])
    soon(TakeDialog, choose(uid))
    drop(window, file)
    qtbot.waitUntil(lambda: "新しい内容はありません" in (window.banners.text("draft-file") or ""))
    assert kept.load(uid).answers == {"contact.person": "小諸"}


# ---- out of a backup ----


def test_a_draft_comes_back_from_a_backup_under_a_name_of_its_own(
    window: MainWindow, kept: SqliteDraftStore, uid: str, qtbot: QtBot
) -> None:
    kept.back_up()
    kept.apply(uid, [Change("answer", "contact.person", None)])

    def first(dialog: QDialog) -> None:
        found = dialog.findChild(QListWidget, "backup-drafts")
        assert found is not None
        assert found.count() == 1
        dialog.accept()

    soon(BackupDialog, first)
    run(window, "from-backup")
    titles = {draft.title: draft.uid for draft in kept.drafts()}
    assert set(titles) == {"長野県", "長野県（４月７日 09:00 のバックアップ）"}
    copy = titles["長野県（４月７日 09:00 のバックアップ）"]
    assert kept.load(copy).answers == {"contact.person": "上田"}
    assert kept.load(uid).answers == {}


def test_what_is_open_stays_open_unless_something_is_fetched_from_a_backup(
    window: MainWindow, uid: str, qtbot: QtBot
) -> None:
    window.open_draft(uid)
    seen: list[str] = []

    def refuse(dialog: QDialog) -> None:
        seen.append(dialog.objectName())
        dialog.reject()

    soon(BackupDialog, refuse)
    run(window, "from-backup")
    qtbot.waitUntil(lambda: bool(seen))
    assert window.of_draft is not None
    assert window.pages.currentWidget() is window.of_draft.page("editor")


def test_without_backups_there_is_nothing_to_choose(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupDialog)
        seen.append(dialog._accept.isEnabled())
        assert "まだありません" in dialog.note.plain
        dialog.reject()

    soon(BackupDialog, look)
    run(window, "from-backup")
    assert seen == [False]
