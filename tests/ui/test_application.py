"""The start: one window, faults without answers in the log, a broken database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import private
from app.drafts import erasing
from app.drafts.backup import BackupFolder
from app.drafts.folder_lock import NAME, FolderLock
from app.drafts.store import SqliteDraftStore
from app.environment import AppPaths, FixedClock, Station
from app.ui import single
from app.ui.application import Desktop
from app.ui.backups import AGAIN, HALF_HOUR
from app.ui.faults import FaultLog
from app.ui.preferences import Preferences
from app.ui.single import SingleWindow
from tests.ui.conftest import Answers

SECRET = "信濃　太郎の電話番号"


@pytest.fixture
def desktop(
    qapp: QApplication, qtbot: QtBot, paths: AppPaths, clock: FixedClock, person: Answers
) -> Iterator[Desktop]:
    hook = sys.excepthook
    made = Desktop(qapp, paths, clock, person)
    qtbot.addWidget(made.window)
    yield made
    made.window.close_draft()
    made._let_go()
    sys.excepthook = hook


def test_the_window_is_there_before_the_drafts(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.begin()
    assert desktop.window.isVisible()
    assert desktop.window.home is None
    qtbot.waitUntil(lambda: desktop.window.home is not None, timeout=20_000)


def test_a_broken_database_still_opens_the_window(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths
) -> None:
    paths.data.mkdir(parents=True, exist_ok=True)
    paths.database.write_bytes(b"not a database at all" * 100)
    desktop.begin()
    qtbot.waitUntil(lambda: desktop.window.banners.text("store") != "", timeout=20_000)
    assert str(paths.database) in desktop.window.banners.text("store")
    assert paths.database.read_bytes().startswith(b"not a database")


def with_drafts(paths: AppPaths, clock: FixedClock) -> BackupFolder:
    """A database with a draft, and a backup of it."""
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        store.create("r7-dx-jinzai", 1, "長野県の応募")
    folder = BackupFolder(paths.database, clock)
    folder.make()
    return folder


def test_the_start_backs_the_drafts_up(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths, clock: FixedClock
) -> None:
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        store.create("r7-dx-jinzai", 1, "長野県の応募")
    folder = BackupFolder(paths.database, clock)
    desktop.begin()
    qtbot.waitUntil(lambda: folder.newest_good() is not None, timeout=20_000)
    (backup,) = folder.backups()
    assert backup.titles() == ["長野県の応募"]


def test_left_while_the_drafts_are_being_opened_it_keeps_no_lock(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths
) -> None:
    desktop.begin()
    desktop._end()

    def let_go() -> bool:
        return paths.database.exists() and not (desktop._opening or (paths.data / NAME).exists())

    qtbot.waitUntil(let_go, timeout=20_000)
    assert desktop.window.home is None


def test_drafts_out_of_reach_are_opened_as_soon_as_they_are_there(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths, clock: FixedClock
) -> None:
    """Another PC was switched off while it saved; nobody has to press anything."""
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        store.create("r7-dx-jinzai", 1, "題名", answers={"a.b": "文" * 9_000})
    leave_half_done(paths.database)
    other = FolderLock(paths.data, clock, Station("KIKAKU-01", "sato"))
    assert other.take() is None
    desktop._again.setInterval(50)
    desktop.begin()
    qtbot.waitUntil(
        lambda: "途中で終わって" in desktop.window.banners.text("store"), timeout=20_000
    )
    assert desktop.window.home is None
    lock = desktop._lock
    other.release()
    qtbot.waitUntil(lambda: desktop.window.home is not None, timeout=20_000)
    assert lock is not None
    assert lock.is_held
    assert desktop.window.banners.text("store") == ""
    assert not desktop._again.isActive()


def leave_half_done(database: Path) -> None:
    """A change that was killed before its end, with pages of it in the file already."""
    code = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 2')\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        "db.execute('UPDATE entries SET value = value || value')\n"
        "db.execute('CREATE TABLE more AS SELECT * FROM entries')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(database)], check=True)
    assert Path(f"{database}-journal").stat().st_size > 0


def test_the_start_removes_what_was_left_half_written(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths
) -> None:
    paths.supplements.mkdir(parents=True)
    left = paths.supplements / "0123456789abcdef.part"
    left.write_text(SECRET, "utf-8")
    os.utime(left, (0, 0))
    desktop.begin()
    qtbot.waitUntil(lambda: not left.exists(), timeout=20_000)


def test_the_start_brings_a_broken_off_deletion_to_its_end(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths, clock: FixedClock
) -> None:
    """The draft is in a backup still, and in no list."""
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        uid = store.create("r7-dx-jinzai", 1, "SHINANO-7319").uid
        store.back_up()
        store.delete_for_good(uid)
        store.set_setting(f"{erasing.NOTE}{uid}", {"files": [], "folders": []})
    (backup,) = (paths.data / "backups").iterdir()
    assert b"SHINANO-7319" in backup.read_bytes()
    desktop.begin()
    qtbot.waitUntil(lambda: b"SHINANO-7319" not in backup.read_bytes(), timeout=20_000)


def test_a_backup_that_failed_is_tried_again_soon(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths
) -> None:
    paths.data.mkdir(parents=True)
    (paths.data / "backups").write_text("not a folder")
    desktop.begin()
    qtbot.waitUntil(lambda: desktop.window.banners.text("backup") != "", timeout=20_000)
    assert desktop._backups is not None
    assert desktop._backups._timer.interval() == AGAIN
    (paths.data / "backups").unlink()
    desktop._backups.go()
    qtbot.waitUntil(lambda: desktop.window.banners.text("backup") == "", timeout=20_000)
    assert desktop._backups._timer.interval() == HALF_HOUR


def test_broken_drafts_are_put_back_from_the_newest_backup(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths, clock: FixedClock, person: Answers
) -> None:
    with_drafts(paths, clock)
    paths.database.write_bytes(b"not a database at all" * 100)
    desktop.begin()
    button = _offered(desktop, qtbot, "restore-backup")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "長野県の応募" in person.asked[0]
    qtbot.waitUntil(lambda: desktop.window.home is not None, timeout=20_000)
    assert desktop.window.banners.text("store") == ""
    aside = [p for p in paths.data.iterdir() if "broken" in p.name]
    assert aside[0].read_bytes().startswith(b"not a database")
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        assert [draft.title for draft in store.drafts()] == ["長野県の応募"]


def test_one_may_begin_anew_without_losing_the_broken_file(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths, person: Answers
) -> None:
    paths.data.mkdir(parents=True, exist_ok=True)
    paths.database.write_bytes(b"not a database at all" * 100)
    desktop.begin()
    person.yes = False
    qtbot.mouseClick(_offered(desktop, qtbot, "begin-empty"), Qt.MouseButton.LeftButton)
    assert paths.database.read_bytes().startswith(b"not a database")
    person.yes = True
    qtbot.mouseClick(_offered(desktop, qtbot, "begin-empty"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desktop.window.home is not None, timeout=20_000)
    assert [p for p in paths.data.iterdir() if "broken" in p.name]


def test_damage_that_is_found_later_is_told_with_the_way_back(
    desktop: Desktop, qtbot: QtBot, paths: AppPaths, clock: FixedClock, person: Answers
) -> None:
    """The look through the whole file runs in the background, when the window is open already."""
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        store.create("r7-dx-jinzai", 1, "長野県の応募", answers={"overview.summary": "文" * 50})
    BackupFolder(paths.database, clock).make()
    damaged = paths.database.read_bytes().replace(b"\\u6587", b"\\u65zz")
    paths.database.write_bytes(damaged)
    desktop.begin()
    button = _offered(desktop, qtbot, "restore-backup")
    assert "下書きは1件です（「長野県の応募」）" in desktop.window.banners.text("store")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desktop.window.banners.text("store"), timeout=20_000)
    (aside,) = [path for path in paths.data.iterdir() if "broken" in path.name]
    assert b"\\u65zz" in aside.read_bytes()
    desktop._let_go()
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        store.check()


def _offered(desktop: Desktop, qtbot: QtBot, name: str) -> QPushButton:
    def found() -> QPushButton | None:
        button = desktop.window.findChild(QPushButton, f"button:{name}")
        return button if isinstance(button, QPushButton) else None

    qtbot.waitUntil(lambda: found() is not None, timeout=20_000)
    button = found()
    assert button is not None
    return button


def test_a_fault_is_written_down_without_any_answer(tmp_path: Path, clock: FixedClock) -> None:
    log = FaultLog(tmp_path / "logs", clock)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        log.take(ValueError, error, error.__traceback__)
    text = log.path.read_text("utf-8")
    assert "ValueError" in text
    assert "test_application.py" in text
    assert "信濃" not in text


def test_a_fault_is_told_once_and_never_on_top_of_itself(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    log = FaultLog(tmp_path, clock)
    told: list[Path | None] = []

    def tell(path: Path | None) -> None:
        told.append(path)
        log.take(KeyError, KeyError("x"), None)

    log.install(tell)
    log.take(ValueError, ValueError("x"), None)
    assert told == [log.path]
    log.take(ValueError, ValueError("x"), None)
    assert len(told) == 2


def test_a_log_that_cannot_be_written_is_no_further_fault(
    tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "logs").write_text("in the way", "utf-8")
    log = FaultLog(tmp_path / "logs", clock)
    assert not log.record(ValueError, None)


def test_a_second_start_calls_the_first_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    called: list[list[Path]] = []
    assert first.is_first()
    assert not second.is_first()
    first.listen(called.append)
    assert second.call_first()
    assert called == [[]]
    first.release()
    assert second.is_first()
    second.release()


def test_a_second_start_hands_its_files_over(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    called: list[list[Path]] = []
    assert first.is_first()
    first.listen(called.append)
    file = tmp_path / "下書き 一.json"
    assert second.call_first([file])
    assert called == [[file]]
    first.release()


def test_a_call_made_before_the_first_window_listens_is_answered(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    called: list[list[Path]] = []
    assert first.is_first()
    QTimer.singleShot(0, lambda: first.listen(called.append))
    assert second.call_first()
    assert called == [[]]
    first.release()


def test_a_call_that_nobody_answers_leaves_nothing_behind(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "PATIENCE", 100)
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.is_first()
    assert not second.call_first()
    assert [path.name for path in tmp_path.iterdir()] == [single.LOCK]
    first.release()


def test_a_stale_call_is_not_taken_for_a_new_one(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / single.CALL).write_text('["x.json"]', "utf-8")
    first = SingleWindow(tmp_path)
    called: list[list[Path]] = []
    assert first.is_first()
    first.listen(called.append)
    assert called == []
    first.release()


def test_a_long_name_of_the_pc_is_known_in_the_short_form_too(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QLockFile notes the NetBIOS name on Windows: 15 letters at most, in capitals."""
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.is_first()
    first.listen(lambda files: None)
    told = (12, "KIKAKU-SEISAKU-", "oubo-navi")
    monkeypatch.setattr(single.QLockFile, "getLockInfo", lambda self: told)
    monkeypatch.setattr(single.QSysInfo, "machineHostName", lambda: "kikaku-seisaku-12")
    assert second.call_first()
    first.release()


def test_a_window_on_another_pc_is_not_called(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.is_first()
    monkeypatch.setattr(single.QSysInfo, "machineHostName", lambda: "elsewhere")
    assert not second.call_first()
    first.release()


def test_a_folder_that_is_not_there_does_not_hinder_the_window(tmp_path: Path) -> None:
    assert SingleWindow(tmp_path / "not" / "there").is_first()


def test_the_window_opens_the_file_it_was_started_with(desktop: Desktop, qtbot: QtBot) -> None:
    """As after a double click on it, before the drafts are there and while they are."""
    sample = desktop.window.paths.samples / "begun.json"
    desktop.called([sample])
    desktop.begin()
    qtbot.waitUntil(lambda: desktop.window.session is not None, timeout=20_000)
    first = desktop.window.session
    desktop.called([sample])
    qtbot.waitUntil(lambda: desktop.window.session not in (None, first))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows inherits the rights of the profile")
def test_what_the_window_writes_is_readable_by_its_owner_alone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: FixedClock
) -> None:
    before = os.umask(0o022)
    try:
        data = tmp_path / "data"
        private.folder(data)
        first = SingleWindow(data)
        assert first.is_first()
        preferences = Preferences(data)
        preferences.tour_offered = True
        del preferences
        FaultLog(data / "logs", clock).record(ValueError, None)
        for path in [data, *data.rglob("*")]:
            wanted = 0o700 if path.is_dir() else 0o600
            assert path.stat().st_mode & 0o777 == wanted, path
        assert {path.name for path in data.iterdir()} == {"window.lock", "window.ini", "logs"}
        first.release()
    finally:
        os.umask(before)
