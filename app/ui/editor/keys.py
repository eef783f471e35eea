"""The keys of the editor as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from app.ui.editor import phrases, search_button, texts
from app.ui.editor.preview import ENLARGE_KEY

if TYPE_CHECKING:
    from app.ui.editor.page import EditorPage

COMMENT_KEY = "Ctrl+M"
"""Goes to where a comment on the present question is written."""


def bind(page: EditorPage) -> None:
    """Let the keys work while the page is in sight, wherever the focus is: also in the header."""
    keys: tuple[tuple[str, Callable[[], object]], ...] = (
        ("F8", lambda: page.going.step(1)),
        ("Shift+F8", lambda: page.going.step(-1)),
        (ENLARGE_KEY, page.side.preview.show_large),
        ("Ctrl+PgDown", lambda: page.step(1, over=False)),
        ("Ctrl+PgUp", lambda: page.step(-1)),
        (texts.EXAMPLE_KEY, page.toggle_example),
        (search_button.KEY, page.search.begin),
        (COMMENT_KEY, page.begin_comment),
        (phrases.KEY, page.phrases.begin),
    )
    for key, act in keys:
        shortcut = QShortcut(QKeySequence(key), page)  # Qt leaves those of hidden pages alone
        shortcut.activated.connect(act)
