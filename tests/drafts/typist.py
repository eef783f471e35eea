"""Types into a draft until it is killed, and says each time what is on disk.

python -m tests.drafts.typist DATABASE UID
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import SystemClock


def main() -> None:
    store = SqliteDraftStore(Path(sys.argv[1]), SystemClock())
    uid = sys.argv[2]
    number = int(store.load(uid).answers.get("a.number", 0))
    while True:
        number += 1
        changes = [
            Change("answer", "a.number", number),
            Change("answer", "a.text", "漢字仮名交じり文" * (number % 400)),
        ]
        store.apply(uid, changes, step=f"step{number // 20}")
        sys.stdout.write(f"saved {number}\n")
        sys.stdout.flush()
        if number % 37 == 0:
            store.undo(uid)
            store.redo(uid)


if __name__ == "__main__":
    main()
