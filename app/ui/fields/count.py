"""The count of characters beside a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.fields import texts

if TYPE_CHECKING:
    from app.calls.questions import Column, Question


def counted(asked: Question | Column, count: int) -> tuple[str, str]:
    """The words for a length, and the label's role: count, advice or warning."""
    wanted, limit = getattr(asked, "recommended", None), getattr(asked, "limit", None)
    if limit and count > limit:
        return texts.COUNT_OVER.format(count=count, limit=limit, over=count - limit), "warning"
    if wanted and limit and count > wanted:
        return texts.COUNT_LONG.format(count=count, wanted=wanted, limit=limit), "count"
    if wanted:
        return texts.COUNT_OF.format(count=count, wanted=wanted), "count"
    return texts.COUNT.format(count=count), "count"
