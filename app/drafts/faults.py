"""SQLite's errors told as what happened to the user's disk or file.

An error that only a mistake of ours can cause (a wrong statement, a broken constraint) is not
translated: it is a bug and shows itself as one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import StorageBusyError, StorageError, why


class BrokenDatabaseError(StorageError):
    """The file is damaged or is not a database of this program. It is never deleted."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"下書きの保存ファイル（{path}）を読み込めません。{why}",
            "ファイルは削除せずに残しています。バックアップから復元してください。",
        )
        self.path = path


class MissingDatabaseError(BrokenDatabaseError):
    """The file is not there although drafts were backed up: moved, renamed, deleted."""

    def __init__(self, path: Path) -> None:
        StorageError.__init__(
            self,
            f"下書きの保存ファイル（{path}）が見つかりませんが、バックアップは残っています。",
            "ファイルを移動や削除していないかを確認し、元の場所に戻せないときは、"
            "バックアップから復元してください。",
        )
        self.path = path


class NewerDatabaseError(StorageError):
    """The file was written by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"下書きの保存ファイル（{path}）は、新しい版の応募ナビで作られています。",
            "内容を守るため書き込みません。新しい版の応募ナビで開いてください。",
        )
        self.path = path


class ReadOnlyError(StorageError):
    """The drafts are open for reading alone; `why` is a complete sentence."""

    def __init__(self, why: str) -> None:
        super().__init__("今は下書きを読むことだけができます。", why)


def gone(path: Path) -> tuple[str, str]:
    """What is said while the file is not where it was."""
    return (
        f"下書きの保存ファイル（{path}）が見つかりません。",
        "USBメモリーや共有フォルダーの接続を確認してください。つながると、保存を再開します。",
    )


FAULTS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: (
        "ディスクの空き容量が足りないため、下書きを保存できません。",
        "不要なファイルを削除して空き容量を増やしてください。",
    ),
    sqlite3.SQLITE_READONLY: (
        "保存先に書き込めないため、下書きを保存できません。",
        "フォルダーが読み取り専用になっていないかを確認してください。",
    ),
    sqlite3.SQLITE_PERM: (
        "保存先に書き込む権限がないため、下書きを保存できません。",
        "フォルダーのアクセス権を確認してください。",
    ),
    sqlite3.SQLITE_BUSY: (
        "下書きの保存ファイルを他のプログラムが使っています。",
        "応募ナビがほかに開いていないか、ウイルス対策ソフトが検査中でないかを確認してください。",
    ),
    sqlite3.SQLITE_LOCKED: (
        "下書きの保存ファイルが使用中です。",
        "しばらく待ってから、もう一度お試しください。",
    ),
    sqlite3.SQLITE_IOERR: (
        "下書きの保存ファイルの読み書きに失敗しました。",
        "ディスクやネットワークの接続を確認してください。",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "下書きの保存ファイルを開けません。",
        "保存先のフォルダーがあるか、接続が切れていないかを確認してください。",
    ),
}
HALF_DONE = (
    "ほかで行われた下書きの保存が、途中で終わっています。",
    "そのパソコンの応募ナビが終了していれば、１分ほどで自動で開きます。"
    "続くときは、フォルダーに書き込めるかを確認してください。",
)
"""What is said where a change has to be rolled back first, and this program may not write."""
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
LOST = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
"""After these the file is opened anew: the one that is open may not be there any more."""
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an environment fault inside the block into a StorageError; let bugs through."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else -1
        if primary in BROKEN:
            raise BrokenDatabaseError(path, "ファイルが壊れています。") from error
        if code == sqlite3.SQLITE_READONLY_ROLLBACK:
            raise StorageBusyError(f"{HALF_DONE[0]}（{path}）", HALF_DONE[1]) from error
        if primary in FAULTS:
            what, advice = FAULTS[primary]
            kind = StorageBusyError if primary in BUSY else StorageError
            raise kind(f"{what}（{path}）", advice) from error
        raise
    except OSError as error:
        raise StorageError(
            f"下書きの保存先（{path}）を使えません（{why(error)}）。",
            "フォルダーがあるか、書き込めるかを確認してください。",
        ) from error
