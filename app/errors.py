"""The two kinds of failure.

`KnownError` is the environment's or the input's fault: it carries Japanese text for the user.
Anything else that is raised is a bug of ours and is told as such.
"""

from __future__ import annotations


class KnownError(Exception):
    """Something the user can understand and mend.

    `what` says what happened and where (file, key, line); `advice` says what to do.
    Both are complete Japanese sentences.
    """

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what}{self.advice}"


class InputError(KnownError):
    """A file or value given to the program cannot be used (exit code 2 on the command line)."""


class StorageError(KnownError):
    """The disk, the folder or the database refuses: full, locked, read-only, vanished, broken."""


class StorageBusyError(StorageError):
    """Another program holds the file just now: worth trying again before anybody is told."""
