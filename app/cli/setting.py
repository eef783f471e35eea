"""What the commands work with: folders, clock, call packs, the store of drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import private
from app.environment import JST, AppPaths, Clock, FixedClock, SystemClock, this_station
from app.errors import InputError, StorageError

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.calls.models import Call
    from app.drafts.store import SqliteDraftStore
    from app.drafts.supplements import SupplementFolder


@dataclass(frozen=True, slots=True)
class Setting:
    """Handed in by the composition root."""

    paths: AppPaths
    clock: Clock
    open_window: Callable[[], int]
    forms: Path | None = None
    """A folder of call packs to use instead of the program's and the user's."""

    def at(self, now: datetime | None) -> Setting:
        """The same with the clock stopped at `now`, if given."""
        return self if now is None else replace(self, clock=FixedClock(now))

    def using(self, forms: Path | None) -> Setting:
        return self if forms is None else replace(self, forms=forms)

    def shelf(self) -> Shelf:
        """The call packs. Raises InputError if the folder asked for is not there."""
        from app.calls import loader
        from app.review.checks import problems

        if self.forms is None:
            return loader.load_all(self.paths.packs, problems, self.paths.templates)
        if not self.forms.is_dir():
            what = f"募集パックのフォルダー「{self.forms}」がありません。"
            raise InputError(what, "--forms の指定を確かめてください。")
        if (self.forms / "call.toml").is_file():
            return _single(self.forms, self.paths.templates)
        return loader.load_all([self.forms], problems, self.paths.templates)

    def supplements(self) -> SupplementFolder:
        """Where drafts keep their supplements; it reads those named by a path as well."""
        from app.drafts.supplements import SupplementFolder

        return SupplementFolder(self.paths.supplements)

    def _writing_elsewhere(self) -> str:
        """Why nothing may be written now: a window on another PC has the folder. "" if none has."""
        from app.drafts.folder_lock import FolderLock

        holder = FolderLock(self.paths.data, SystemClock(), this_station()).elsewhere()
        return HELD.format(host=holder.host, user=holder.user) if holder else ""

    @contextmanager
    def store(self) -> Iterator[SqliteDraftStore]:
        """The store of drafts that the window uses too."""
        from app.drafts.store import SqliteDraftStore

        try:
            private.folder(self.paths.data)
        except OSError as error:
            what = f"データのフォルダー「{self.paths.data}」を作成できません。"
            raise StorageError(what, "書き込める場所かどうかを確かめてください。") from error
        store = SqliteDraftStore(
            self.paths.database, self.clock, only_reading=self._writing_elsewhere()
        )
        try:
            yield store
        finally:
            store.close()


HELD = (
    "{host}の{user}さんが、このデータのフォルダーで応募ナビを開いています。"
    "相手が閉じてから、もう一度お試しください。"
)


def _single(folder: Path, templates: Path) -> Shelf:
    from app.calls import loader
    from app.review.checks import problems

    try:
        call = loader.load(folder, problems, templates)
    except loader.PackError as error:
        return loader.Shelf({}, tuple(error.problems))
    return loader.Shelf({call.id: call}, ())


def pick(shelf: Shelf, call_id: str | None) -> Call:
    """The call with this id; without one the only call there is."""
    if call_id is None and len(shelf.calls) == 1:
        return next(iter(shelf.calls.values()))
    known = "、".join(sorted(shelf.calls)) or "なし"
    if call_id is None:
        what = "どの募集かが決まりません。"
        raise InputError(what, f"--call で募集を指定してください（使える募集: {known}）。")
    if call_id not in shelf.calls:
        broken = "".join(f"\n{p}" for p in shelf.problems if p.folder.name == call_id)
        raise InputError(f"募集「{call_id}」はありません。{broken}", f"使える募集: {known}")
    return shelf.calls[call_id]


def japan_time(text: str) -> datetime:
    """An ISO 8601 date and time; without an offset it is Japan time. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    try:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=JST)
        return aware.astimezone(JST)
    except OverflowError as error:
        raise ValueError(text) from error
