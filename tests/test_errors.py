"""What the operating system refuses is told in Japanese, whatever language it speaks."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from app.errors import _REASONS, KnownError, why

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


@pytest.mark.parametrize("code", sorted(_REASONS))
def test_each_reason_is_japanese(code: int) -> None:
    assert JAPANESE.search(why(OSError(code, "refused")))


def test_a_file_that_is_missing_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError) as told:  # noqa: PT011
        (tmp_path / "ない.json").read_text("utf-8")
    assert why(told.value) == "ファイルかフォルダーが見つかりません"


def test_what_windows_alone_tells_apart_is_told_by_its_own_code() -> None:
    error = OSError(errno.EACCES, "Zugriff verweigert")
    error.winerror = 32  # type: ignore[attr-defined]
    assert why(error) == "ほかのプログラムが使っています"


def test_what_is_unknown_is_told_as_the_system_does() -> None:
    assert why(OSError(9999, "something odd")) == "something odd"
    assert why(OSError()) == "理由は分かりません"


def test_a_known_error_is_what_happened_and_what_to_do() -> None:
    assert (
        str(KnownError("壊れています。", "作り直してください。"))
        == "壊れています。作り直してください。"
    )
