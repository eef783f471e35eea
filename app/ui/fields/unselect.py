"""What was selected in an input is no longer, once the input was left for another.

Qt does so in a line, and leaves it in a text: two places would be marked at once, and only one of
them is what keys act on.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def drop(widget: QWidget | None) -> None:
    """Let nothing be selected in an input; the cursor, and what is in sight, stay."""
    if isinstance(widget, QLineEdit):
        widget.deselect()
    elif isinstance(widget, (QTextEdit, QPlainTextEdit)):
        cursor, bar = widget.textCursor(), widget.verticalScrollBar()
        if cursor.hasSelection():
            scrolled = bar.value()
            cursor.clearSelection()
            widget.setTextCursor(cursor)
            bar.setValue(scrolled)
