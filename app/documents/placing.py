"""Puts a set of files into a folder: all of them, or none and the folder as it was.

The new files are first written whole into a working folder inside the target, hence on the same
disk. Then each is renamed into place, what lay there having been renamed away before. The first
rename that fails (a file open in Word on Windows) turns back all that went before.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app import moving
from app.errors import StorageError

WORKING = ".oubo-navi-working"
"""The working folder: new/ holds what is to be placed, old/ what was there before."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
_TOO_LONG = {errno.ENAMETOOLONG}
_WINDOWS_IN_USE = {32, 33}
"""ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""
_WINDOWS_TOO_LONG = {206}
_WINDOWS_FULL = {39, 112}

Step = Callable[[str], None]
"""Told the name of each file before it is written; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What placing did besides: files it did not make as they are that gave way, renamed."""

    kept_aside: tuple[str, ...] = ()


def place(
    target: Path,
    files: Mapping[str, bytes],
    *,
    former: Callable[[Path], Mapping[str, str]],
    step: Step,
) -> Placed:
    """Put the files into the folder `target`, made if missing.

    `former` tells what an earlier package put into a folder (name → SHA-256): such files that the
    new one does not have are removed while unchanged. A file of somebody else, or one of ours that
    was edited since, is never lost: it is renamed where a new file needs its name, and one of ours
    also where none does, so that nobody takes it for a part of the new package.

    Raises StorageError (disk full, read-only, a file in use, path too long); then everything is
    as it was before.
    """
    made = _make(target)
    working = target / WORKING
    try:
        _recover(target)
        _write_all(working / "new", files, step)
        return _swap(target, working, files, former(target))
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        _clear(working)
        for folder in made if made and not _has_files(target) else ():
            with suppress(OSError):
                folder.rmdir()


def _make(target: Path) -> list[Path]:
    """Make the folder and what is missing above it. What was made, innermost first."""
    missing = [folder for folder in (target, *target.parents) if not folder.exists()]
    try:
        target.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        what = f"「{target.name}」という名前のファイルがあるため、フォルダーを作成できません。"
        raise StorageError(what, "別の出力先を選んでください。") from error
    except OSError as error:
        raise _explained(error, target) from error
    return missing


def _has_files(target: Path) -> bool:
    return any(target.iterdir()) if target.is_dir() else False


def _recover(target: Path) -> None:
    """Turn back a placing that the PC's switching off left half done."""
    working = target / WORKING
    for old in sorted((working / "old").glob("*")):
        moving.replace(old, target / old.name)
    _clear(working)


def _clear(working: Path) -> None:
    """Remove the working folder, unless it still holds what could not be put back."""
    if not any((working / "old").glob("*")):
        shutil.rmtree(working, ignore_errors=True)


def _write_all(folder: Path, files: Mapping[str, bytes], step: Step) -> None:
    folder.mkdir(parents=True)
    for name, data in files.items():
        step(name)
        with (folder / name).open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())


def _swap(
    target: Path, working: Path, files: Mapping[str, bytes], former: Mapping[str, str]
) -> Placed:
    """Rename old files away and new ones in; on the first failure rename everything back."""
    new, old = working / "new", working / "old"
    old.mkdir()
    done: list[tuple[Path, Path]] = []
    aside: list[str] = []

    def move(source: Path, destination: Path) -> None:
        moving.replace(source, destination)
        done.append((source, destination))

    try:
        for name in sorted({*files, *former}):
            there = target / name
            if not there.is_file():
                continue
            if _sha256(there) == former.get(name):
                move(there, old / name)
            else:
                free = _free_name(there, {*files, *former})
                move(there, free)
                aside.append(free.name)
        for name in files:
            move(new / name, target / name)
    except BaseException as failure:
        _turn_back(done, failure)
        raise
    moving.replace(old, working / "done")
    return Placed(tuple(aside))


def _turn_back(done: list[tuple[Path, Path]], failure: BaseException) -> None:
    """Undo renames, the last first. Raises StorageError if some cannot be undone now.

    Then the working folder stays, and the next placing begins with putting its files back.
    """
    stuck: list[str] = []
    for source, destination in reversed(done):
        try:
            moving.replace(destination, source)
        except OSError:
            stuck.append(source.name)
    if stuck:
        what = f"出力できず、以前のファイル（{'、'.join(stuck)}）も元の名前に戻せませんでした。"
        advice = "開いているファイルを閉じてもう一度出力すると、先に元へ戻してから出力します。"
        raise StorageError(what, advice) from failure


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _free_name(path: Path, taken: Collection[str]) -> Path:
    """A name beside `path` that nothing has: 別添１（以前のファイル）.docx."""
    number = 1
    while True:
        mark = f"（以前のファイル{number if number > 1 else ''}）"
        candidate = path.with_name(f"{path.stem}{mark}{path.suffix}")
        if candidate.name not in taken and not candidate.exists():
            return candidate
        number += 1


def _explained(error: OSError, target: Path) -> StorageError:
    """The operating system's refusal in words for the user."""
    name = Path(str(error.filename)).name if error.filename else ""
    windows = getattr(error, "winerror", None)
    whole = "以前の提出一式は、元のまま残っています。"
    if error.errno in _FULL or windows in _WINDOWS_FULL:
        what = f"ディスクの空きが足りないため、「{target.name}」に出力できません。"
        return StorageError(what, f"{whole}空きを増やすか、別の出力先を選んでください。")
    if windows in _WINDOWS_IN_USE or (error.errno in _FORBIDDEN and (target / name).is_file()):
        reason = " Word などの別のプログラムで開かれているか、読み取り専用のため、"
        what = f"「{name}」が{reason}書き換えられません。"
        return StorageError(what, f"{whole}ファイルを閉じてから、もう一度出力してください。")
    if error.errno in _FORBIDDEN:
        what = f"出力先「{target}」に書き込む権限がありません。"
        return StorageError(what, f"{whole}別の出力先を選んでください。")
    if error.errno in _TOO_LONG or windows in _WINDOWS_TOO_LONG:
        what = "出力先のフォルダー名が長すぎます。"
        return StorageError(what, "ドライブに近い、名前の短いフォルダーを選んでください。")
    what = f"出力先「{target}」に書き込めません。"
    return StorageError(what, f"{whole}フォルダーがあるか、つながっているかを確かめてください。")
