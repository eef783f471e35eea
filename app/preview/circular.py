"""The PDF for approval (決裁用PDF) of a draft: both documents, then what the review found."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from app import moving
from app.calls.models import Call
from app.documents import file_names, report
from app.documents.contents import contents
from app.drafts.draft import Draft
from app.errors import StorageError, why
from app.preview.document import Press
from app.review.finding import Finding

ENDING = ".pdf"


def name(call: Call, draft: Draft, now: datetime) -> str:
    """A file name to propose."""
    names = contents(call, draft, now).names
    mark = file_names.PRACTICE if draft.practice else ""
    return file_names.safe(f"{mark}決裁用_{names['short_title']}_{names['prefecture']}{ENDING}")


def compose(
    call: Call,
    draft: Draft,
    findings: Sequence[Finding],
    now: datetime,
    progress: Callable[[int, int, str], None] = lambda *_: None,
) -> bytes:
    """The PDF's bytes. Raises InputError for a template that cannot be used."""
    from app.preview import pdf

    press, steps = Press(call), len(call.parts) + 1
    sheets: list[pdf.Sheet] = []
    for number, form in enumerate(call.parts):
        progress(number, steps, f"{form.title}を作成しています")
        sheets += pdf.document_sheets(press.document(form, draft, now).pages)
    progress(len(call.parts), steps, "確認結果を加えています")
    names = contents(call, draft, now).names
    sheets += pdf.report_sheets(report.compose(call, draft, findings, names, now).decode())
    title = name(call, draft, now).removesuffix(ENDING)
    return pdf.written(sheets, title, names["author"])


@contextmanager
def screenless() -> Iterator[None]:
    """Qt for drawing only, where no window is open: on the command line."""
    from PySide6.QtGui import QGuiApplication

    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    yield
    del application


def save(target: Path, data: bytes) -> None:
    """Write the PDF: wholly or not at all. Raises StorageError."""
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(data)
        moving.replace(beside, target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(
            f"PDF を保存できません（{why(error)}）。",
            "保存先のフォルダーがあることと、同じ名前の PDF を開いていないことを確かめてください。",
        ) from error
