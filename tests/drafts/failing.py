"""Types while every Nth call of the operating system fails, then looks at what is on disk.

python -m tests.drafts.failing DATABASE (with libfiu's fiu_posix_preload.so in LD_PRELOAD)

Prints how often each call was made to fail, and how many changes were refused and taken.
"""

from __future__ import annotations

import ctypes
import errno
import itertools
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import SystemClock
from app.errors import StorageError

CALLS = {
    "posix/io/rw/pwrite": errno.ENOSPC,
    "posix/io/sync/fdatasync": errno.EIO,
    "posix/io/rw/pread": errno.EIO,
    "posix/io/oc/open": errno.EACCES,
}
CHANGES = 15
ONE_TIME_OF = (2, 3, 7)
"""One call of so many fails."""


class Faults:
    """libfiu's switches (https://blitiri.com.ar/p/libfiu/)."""

    def __init__(self) -> None:
        self._fiu = ctypes.CDLL("libfiu.so.0")
        self._kind = ctypes.CFUNCTYPE(
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.POINTER(ctypes.c_int),
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_uint),
        )
        self._kept: list[object] = []
        self.failed = 0

    def every(self, call: str, number: int, code: int) -> None:
        """From now on each `number`th of these calls fails with `code`."""
        turn = itertools.count(1)

        def fails(*_about: object) -> int:
            hit = next(turn) % number == 0
            self.failed += hit
            return int(hit)

        callback = self._kind(fails)
        self._kept.append(callback)
        info = ctypes.c_void_p(code)
        done = self._fiu.fiu_enable_external(call.encode(), 1, info, ctypes.c_uint(0), callback)
        assert done == 0, call

    def none(self, call: str) -> None:
        self._fiu.fiu_disable(call.encode())


def main() -> None:
    path, faults = Path(sys.argv[1]), Faults()
    with closing(SqliteDraftStore(path, SystemClock(), patience=50)) as store:
        uid = store.create("call", 1, "題名").uid
        for number, (call, code) in itertools.product(ONE_TIME_OF, CALLS.items()):
            faults.failed = 0
            refused = _type(store, uid, faults, call, number, code)
            print(call, number, faults.failed, refused)


def _type(
    store: SqliteDraftStore, uid: str, faults: Faults, call: str, number: int, code: int
) -> int:
    """Type on, again and again as a session does; what was taken is there. How often refused."""
    refused = 0
    for turn in range(CHANGES):
        text = f"{call}{number}-{turn}" + "長い文" * turn * 40
        change = [Change("answer", "a.b", text)]
        faults.every(call, number, code)
        for _ in range(10):
            try:
                store.apply(uid, change)
                break
            except StorageError:
                refused += 1
        faults.none(call)
        store.apply(uid, change)  # the cause is gone
        assert store.load(uid).answers["a.b"] == text
    with closing(sqlite3.connect(sys.argv[1])) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not plain.execute("PRAGMA foreign_key_check").fetchall()
    return refused


if __name__ == "__main__":
    main()
