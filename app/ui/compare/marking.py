"""Two texts as rich text with what differs underlined, in the colours in force."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.drafts.differences import Span, spans
from app.ui import theme
from app.ui.paragraph import LINE_HEIGHT


def both(here: str, there: str) -> tuple[str, str]:
    """Both texts, each with what the other has not."""
    old, new = spans(here, there)
    return lines(marked(old)), lines(marked(new))


def marked(found: Sequence[Span], *, whole: bool = False) -> str:
    """Stretches of a text; `whole`: all of it is marked."""
    ground = theme.active().tokens.accent_soft
    style = f"background:{ground}; text-decoration:underline"
    return "".join(
        f"<span style='{style}'>{_plain(span.text)}</span>"
        if span.changed or whole
        else _plain(span.text)
        for span in found
    )


def lines(text: str) -> str:
    """Rich text with room between its lines."""
    return f"<p style='line-height:{LINE_HEIGHT}%; margin:0; white-space:pre-wrap'>{text}</p>"


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")
