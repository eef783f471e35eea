"""Whether texts fit their places in the documents, measured as the window does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from app.cli import answers

if TYPE_CHECKING:
    from app.documents.measure import TextMeasurer

Further = Callable[[answers.Reviewed], answers.Reviewed]
"""A review with what was looked at besides."""


@contextmanager
def measurer() -> Iterator[TextMeasurer | None]:
    """What measures texts with this PC's fonts, as in the window, so that both write the same
    files; None, which leaves it to an estimate, where Qt cannot be loaded."""
    try:
        from app.preview import circular
        from app.preview.fonts import FontMeasurer
    except ImportError:
        yield None
        return
    with circular.screenless():
        yield FontMeasurer()


@contextmanager
def looked_at(now: datetime, *, wanted: bool) -> Iterator[Further]:
    """Adds to reviews what is too long for its place; nothing where it is not wanted, as it takes
    as long as filling the documents does."""
    if not wanted:
        yield lambda reviewed: reviewed
        return
    from app.documents import fitting

    def added(reviewed: answers.Reviewed) -> answers.Reviewed:
        call, draft = reviewed.call, reviewed.draft
        more = fitting.review(call, draft, now, measures)
        return answers.Reviewed(call, draft, fitting.merged(call, reviewed.findings, more))

    with measurer() as measures:
        yield added
