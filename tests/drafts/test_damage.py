"""Whatever happened to the file: it is read, or told and kept; never a fault of the program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.drafts.backup import BackupFolder
from app.drafts.draft import Change
from app.drafts.faults import BrokenDatabaseError
from app.drafts.soundness import is_whole
from app.drafts.store import SqliteDraftStore
from app.errors import KnownError, StorageError
from tests.drafts.conftest import TickingClock


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with some drafts and their history."""
    path = tmp_path_factory.mktemp("sound") / "drafts.sqlite3"
    with closing(SqliteDraftStore(path, TickingClock())) as store:
        for number in range(3):
            uid = store.create("call", 1, f"下書き{number}", answers={"a.b": "文" * 900}).uid
            for step in range(4):
                store.apply(uid, [Change("answer", "a.c", [{"name": f"行{step}"}])])
    return path


def use(path: Path) -> None:
    """What a window does with the file. Raises KnownError at most."""
    with closing(SqliteDraftStore(path, TickingClock())) as store:
        for summary in store.drafts():
            store.load(summary.uid)
            for revision in store.history(summary.uid):
                store.at_revision(summary.uid, revision.number)
            store.apply(summary.uid, [Change("answer", "a.d", "次")])
            store.undo(summary.uid)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_flipped_bytes_are_told_as_what_they_are(
    data: st.DataObject, sound: Path, tmp_path: Path
) -> None:
    whole = bytearray(sound.read_bytes())
    places = st.integers(0, len(whole) - 1) | st.integers(0, 4_095)
    for place in data.draw(st.lists(places, min_size=1, max_size=12)):
        whole[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "drafts.sqlite3"
    path.write_bytes(whole)
    with suppress(KnownError):  # anything else is a fault of ours
        use(path)
    assert path.exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0, 1))
@example(share=1e-05)
def test_a_file_cut_short_is_told_and_kept(share: float, sound: Path, tmp_path: Path) -> None:
    whole = sound.read_bytes()
    path = tmp_path / "drafts.sqlite3"
    kept = whole[: int(len(whole) * share)]
    path.write_bytes(kept)
    try:
        use(path)
    except StorageError:
        assert path.read_bytes()[: len(kept)] == kept
    else:
        assert len(kept) in (0, len(whole))


@pytest.mark.parametrize("only_reading", ["", "ほかのパソコンが書いています。"])
@pytest.mark.parametrize("missing", [1, 100, 4_095])
def test_a_file_without_its_last_bytes_is_told(
    missing: int, only_reading: str, sound: Path, tmp_path: Path
) -> None:
    """SQLite would read zeros there, and write them as if nothing had been."""
    kept = sound.read_bytes()[:-missing]
    path = tmp_path / "drafts.sqlite3"
    path.write_bytes(kept)
    with pytest.raises(BrokenDatabaseError, match="途中まで"):
        SqliteDraftStore(path, TickingClock(), only_reading=only_reading)
    assert path.read_bytes() == kept


def test_a_change_that_broke_off_while_the_file_grew_is_rolled_back(
    sound: Path, tmp_path: Path
) -> None:
    """Half a page at the end with a journal beside it is no damage."""
    path = tmp_path / "drafts.sqlite3"
    shutil.copyfile(sound, path)
    script = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('PRAGMA cache_size = 1'); db.execute('BEGIN');"
        'db.execute("UPDATE entries SET value = json_quote(hex(randomblob(9000)))");'
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    with path.open("ab") as file:
        file.write(b"half a page")
    use(path)
    assert is_whole(path)


def test_a_folder_in_the_place_of_the_file_is_told_and_put_aside(
    store: SqliteDraftStore, database: Path, clock: TickingClock
) -> None:
    store.create("call", 1, "題名")
    store.back_up()
    store.close()
    database.unlink()
    database.mkdir()
    (database / "何か.txt").write_text("中身", "utf-8")
    with pytest.raises(BrokenDatabaseError, match="フォルダー"):
        SqliteDraftStore(database, clock)
    folder = BackupFolder(database, clock)
    good = folder.newest_good()
    assert good is not None
    aside = folder.restore(good)
    assert aside is not None
    assert (aside / "何か.txt").read_text("utf-8") == "中身"
    with closing(SqliteDraftStore(database, clock)) as again:
        (summary,) = again.drafts()
        again.delete_for_good(summary.uid, everywhere=True)  # nothing is refused


def test_a_value_that_is_no_value_is_told_as_damage(sound: Path, tmp_path: Path) -> None:
    """SQLite itself sees nothing wrong with it."""
    path = tmp_path / "drafts.sqlite3"
    shutil.copyfile(sound, path)
    path.write_bytes(path.read_bytes().replace(b"\\u6587\\u6587", b"\\u65zz\\u65zz"))
    with closing(SqliteDraftStore(path, TickingClock())) as store:
        with pytest.raises(BrokenDatabaseError):
            store.check()
        with pytest.raises(BrokenDatabaseError):
            store.load(store.drafts()[0].uid)


def test_what_is_damaged_is_never_backed_up_over_what_is_good(
    store: SqliteDraftStore, database: Path, clock: TickingClock
) -> None:
    store.create("call", 1, "題名", answers={"a.b": "文" * 900})
    store.back_up()
    store.close()
    database.write_bytes(database.read_bytes().replace(b"\\u6587", b"\\u65zz"))
    folder = BackupFolder(database, clock)
    with pytest.raises(BrokenDatabaseError):
        folder.make()
    good = folder.newest_good()
    assert good is not None
    aside = folder.restore(good)
    assert aside is not None
    assert b"\\u65zz" in aside.read_bytes()
