"""The two kinds of failure.

`KnownError` is the environment's or the input's fault: it carries Japanese text for the user.
Anything else that is raised is a bug of ours and is told as such.
"""

from __future__ import annotations

import errno


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


_REASONS = {
    errno.ENOENT: "ファイルかフォルダーが見つかりません",
    errno.EACCES: "アクセスが許可されていません",
    errno.EPERM: "アクセスが許可されていません",
    errno.EROFS: "読み取り専用の場所です",
    errno.ENOSPC: "空き容量がありません",
    errno.EEXIST: "同じ名前のものが既にあります",
    errno.ENOTDIR: "フォルダーではありません",
    errno.EISDIR: "ファイルではなくフォルダーです",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EBUSY: "ほかのプログラムが使っています",
    errno.EMFILE: "開いているファイルが多すぎます",
    errno.EFBIG: "ファイルが大きすぎます",
    errno.EIO: "ディスクの読み書きに失敗しました",
    errno.ENODEV: "ディスクかUSBメモリーが取り外されています",
    errno.ENXIO: "ディスクかUSBメモリーが取り外されています",
    errno.ETIMEDOUT: "ネットワークの先から応答がありません",
    errno.EHOSTUNREACH: "ネットワークの先に届きません",
    errno.ENETUNREACH: "ネットワークの先に届きません",
}
_REASONS[getattr(errno, "EDQUOT", errno.ENOSPC)] = "空き容量がありません"
_WINDOWS_REASONS = {
    21: "ディスクかUSBメモリーが取り外されています",
    32: "ほかのプログラムが使っています",
    33: "ほかのプログラムが使っています",
    53: "ネットワークの先に届きません",
    64: "ネットワークの先との接続が切れました",
    67: "ネットワークの先に届きません",
    112: "空き容量がありません",
}
"""Codes of Windows (winerror.h), of which Python makes EACCES or EINVAL for most."""


def why(error: OSError) -> str:
    """Why the operating system refused, in Japanese, whatever language it speaks itself."""
    code = getattr(error, "winerror", None)
    told = _WINDOWS_REASONS.get(code) if code else None
    told = told or _REASONS.get(error.errno or 0)
    return told or error.strerror or "理由は分かりません"
