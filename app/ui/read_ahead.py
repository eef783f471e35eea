"""What an open draft needs is imported before it is needed, off the thread of the window."""

from __future__ import annotations

from collections.abc import Callable

from app.ui import tasks
from app.ui.qt_classes import QtClasses

_classes = QtClasses()


def then(act: Callable[[], object] = lambda: None) -> None:
    """Import what is not there yet, then act; the window goes on meanwhile."""
    _classes.once_made(lambda: tasks.start(_import, lambda _result: act()))


def _import(_report: object, _cancelled: object) -> None:
    import app.drafts.exchange
    import app.drafts.supplements
    import app.review.engine
    import app.review.states
    import app.ui.check.page
    import app.ui.editor.page
    import app.ui.export.page
    import app.ui.fields.table  # noqa: F401
