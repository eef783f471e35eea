"""Putting a file in the place of a pack's template, and taking it away again."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from app import moving
from app.calls.models import Call, Form
from app.documents.templates.check import Check, check, form_for
from app.errors import InputError, KnownError, StorageError

LARGEST = 40_000_000
"""Bytes; what app.documents.opc reads."""


class IncompleteTemplateError(KnownError):
    """The file lacks places for questions; it was not put to use."""

    def __init__(self, found: Check, name: str) -> None:
        faults = [entry for entry in found.entries if entry.status in ("missing", "wrong")]
        reason = found.unusable or f"設問{len(faults)}件の回答が正しく入りません。"
        super().__init__(
            f"「{name}」は、まだ様式として使えません。{reason}",
            "足りない設問の場所にタグを付けてから、もう一度お試しください。",
        )
        self.found = found


def read(file: Path) -> bytes:
    """A file's bytes. Raises InputError where it cannot be read."""
    try:
        if not file.is_file():
            raise InputError(f"「{file.name}」がありません。", "ファイルの場所を確かめてください。")
        if file.stat().st_size > LARGEST:
            raise InputError(f"「{file.name}」が大きすぎます。", "画像を小さくしてください。")
        return file.read_bytes()
    except OSError as error:
        what = f"「{file.name}」を読めません。"
        raise InputError(what, "ほかのプログラムで開いている場合は閉じてください。") from error


def use(call: Call, file: Path) -> tuple[Form, Path]:
    """Check a file and copy it to where it takes the pack's template's place; form and place.

    Raises InputError for a file that cannot be used, IncompleteTemplateError for one that lacks
    places, StorageError where it cannot be written.
    """
    data = read(file)
    form = form_for(call, file.name)
    found = check(call, form, data, file.name)
    if not found.complete:
        raise IncompleteTemplateError(found, file.name)
    return form, put(call, form, data)


def put(call: Call, form: Form, data: bytes) -> Path:
    """Write a checked file to where it takes the place of the pack's template."""
    target = _place(call, form)
    beside = target.with_name(f"{secrets.token_hex(8)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        moving.replace(beside, target)
    except OSError as error:
        what = f"様式ファイルを保存できません（{target.parent}）。"
        raise StorageError(what, "空き容量と、書き込めるかどうかを確かめてください。") from error
    finally:
        beside.unlink(missing_ok=True)
    return target


def reset(call: Call) -> tuple[Form, ...]:
    """Take all own templates of a call away; the forms that had one."""
    gone = []
    for form in call.parts:
        if (own := call.own_template(form)) and own.is_file():
            try:
                own.unlink()
            except OSError as error:
                what = f"様式ファイルを取り除けません（{own}）。"
                raise StorageError(what, "Word や PowerPoint を閉じてお試しください。") from error
            gone.append(form)
    return tuple(gone)


def _place(call: Call, form: Form) -> Path:
    own = call.own_template(form)
    if own is None:
        raise StorageError("様式ファイルの置き場所が決まっていません。", "")
    return own
