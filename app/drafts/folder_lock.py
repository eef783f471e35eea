"""One writer for one data folder, also when several PCs share it on a file server.

Beside the database lies drafts.lock: who writes, since when, and a count that grows as long as
that program lives. The clocks of two PCs need not agree: whoever waits watches the count with
its own clock. SQLite's locks keep the file whole in any case; this keeps people from
writing on top of each other.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from app.drafts.network import is_network
from app.environment import Clock, Station
from app.errors import StorageError

NAME = "drafts.lock"
BEAT = 5.0
"""Seconds between two signs of life."""
STALE, STALE_REMOTE = 20.0, 45.0
"""Seconds without one after which the holder is gone; a file server may show it later."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes to the folder."""

    host: str
    user: str
    since: str
    """ISO 8601, by the holder's clock."""
    token: str
    beat: int = 0

    @property
    def began(self) -> datetime | None:
        with suppress(ValueError):
            return datetime.fromisoformat(self.since)
        return None


class LockLostError(StorageError):
    """Another PC has taken over; what it writes must not be written over."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(
            f"ほかのパソコン（{holder.host}、{holder.user}）が下書きを開いたため、保存できません。",
            "入力した内容は画面に残っています。相手が閉じると、自動で保存します。",
        )


class FolderLock:
    """Holds the folder, or watches who does. Used by one thread at a time."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        station: Station,
        *,
        alone: bool = True,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`alone`: no other window on this PC uses the folder, so what one of them left is stale.

        `ticks` counts seconds and never goes back.
        """
        self._path = folder / NAME
        self._clock, self._station, self._alone, self._ticks = clock, station, alone, ticks
        self._mine: Holder | None = None
        self._seen: tuple[Holder, float] | None = None
        self._patience = STALE_REMOTE if is_network(folder) else STALE

    @property
    def is_held(self) -> bool:
        """Whether it was ours when last looked at."""
        return self._mine is not None

    def take(self) -> Holder | None:
        """Take the folder if nobody lives in it. None if it is ours now, else whose it is.

        Raises OSError if the folder cannot be written to.
        """
        there = self.holder()
        if there is not None and not (self._is_ours(there) or self._is_gone(there)):
            return there
        if there is not None:
            self._clear(there)
        mine = Holder(
            self._station.host,
            self._station.user,
            self._clock.now().isoformat(timespec="seconds"),
            secrets.token_hex(8),
        )
        try:
            self._create(mine)
        except FileExistsError:  # another was quicker
            return self.holder()
        self._mine, self._seen = mine, None
        return None

    def elsewhere(self) -> Holder | None:
        """Whoever writes on another PC, by the time of the lock; for a program that cannot wait."""
        with suppress(OSError):
            age = self._clock.now().timestamp() - self._path.stat().st_mtime
            there = self.holder()
            if there and there.host != self._station.host and age < self._patience:
                return there
        return None

    def is_alive(self) -> bool:
        """Whether a window, here or elsewhere, has lately given a sign of life. Raises OSError."""
        try:
            age = self._clock.now().timestamp() - self._path.stat().st_mtime
        except FileNotFoundError:
            return False
        return age < self._patience

    def holder(self) -> Holder | None:
        """Who has the folder by the file; None if nobody."""
        try:
            return _decoded(self._path.read_bytes())
        except FileNotFoundError:
            return None

    def beat(self) -> bool:
        """Give a sign of life. False if the folder is not ours any more.

        Raises OSError while the folder is out of reach; it is still ours then.
        """
        if self._mine is None:
            return False
        there = self.holder()
        if there is None:  # somebody deleted the file
            return self._again()
        if there.token != self._mine.token:
            self._mine, self._seen = None, None
            return False
        self._mine = replace(self._mine, beat=self._mine.beat + 1)
        with self._path.open("r+b") as file:
            file.write(_encoded(self._mine))
        return True

    def confirm(self) -> None:
        """Raises LockLostError if another has taken over. Asked before each change."""
        mine = self._mine
        try:
            there = self.holder()
        except OSError:
            return  # the change itself will fail and tell why
        if there is not None and (mine is None or there.token != mine.token):
            raise LockLostError(there)

    def release(self) -> None:
        """Leave the folder to others."""
        mine, self._mine = self._mine, None
        with suppress(OSError):
            if mine is not None and (there := self.holder()) and there.token == mine.token:
                self._path.unlink()

    def _again(self) -> bool:
        assert self._mine is not None
        try:
            self._create(self._mine)
        except FileExistsError:
            self._mine = None
            return False
        return True

    def _create(self, holder: Holder) -> None:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        with os.fdopen(os.open(self._path, flags, 0o600), "wb") as file:
            file.write(_encoded(holder))

    def _is_ours(self, there: Holder) -> bool:
        """Left behind by a program of this PC that was killed."""
        return self._alone and there.host == self._station.host

    def _is_gone(self, there: Holder) -> bool:
        now = self._ticks()
        if self._seen is None or self._seen[0] != there:
            self._seen = (there, now)
        return now - self._seen[1] >= self._patience

    def _clear(self, there: Holder) -> None:
        """Take the file of one who is gone away; of two who try, one finds it gone."""
        aside = self._path.with_name(f"{NAME}-{secrets.token_hex(4)}")
        try:
            self._path.rename(aside)
        except FileNotFoundError:
            return
        if _decoded(aside.read_bytes()).token != there.token:
            with suppress(OSError):  # it was taken over meanwhile: give it back
                if not self._path.exists():
                    aside.rename(self._path)
        aside.unlink(missing_ok=True)


def _encoded(holder: Holder) -> bytes:
    """JSON of a length that only grows, so that it may be written over in place."""
    text = json.dumps({**asdict(holder), "beat": f"{holder.beat:012}"}, ensure_ascii=True)
    return text.encode("ascii")


def _decoded(data: bytes) -> Holder:
    """What is half written, or not ours, is a holder without a name."""
    try:
        told = json.loads(data)
        return Holder(
            str(told["host"]),
            str(told["user"]),
            str(told["since"]),
            str(told["token"]),
            int(told["beat"]),
        )
    except (ValueError, KeyError, TypeError):
        return Holder("", "", "", "")
