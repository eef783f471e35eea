"""Filling a file with nothing, to learn whether it can be filled."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app.calls.models import Call, Form
from app.documents import slides, word
from app.documents.contents import contents
from app.drafts.draft import Draft

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def fill_with_nothing(call: Call, form: Form, data: bytes) -> None:
    """Raises InputError where the file cannot be filled."""
    draft = Draft("", call.id, call.version, "", True, EPOCH, EPOCH)
    stated = contents(call, draft, EPOCH)
    wanted = stated.properties(Path(form.template).stem)
    if form.kind == "word":
        word.fill(data, stated, wanted)
    else:
        slides.fill(data, call, form, stated, wanted, all_pages=False)
