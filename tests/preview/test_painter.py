"""Painting of pages, on whatever thread."""

from __future__ import annotations

import subprocess
import sys

from tests.documents.conftest import ROOT

PAINTS = """
import enum

from PySide6.QtGui import QGuiApplication

from app.preview import painter
from app.preview.page import Letters, Line, Outline, Page, Rect, Text

application = QGuiApplication([])
made = []
usual = enum.EnumType._create_


def note(kind, name, *rest, **words):
    made.append(name)
    return usual(kind, name, *rest, **words)


enum.EnumType._create_ = note
letters = Letters("", 10.5, bold=True)
moves = (("M", ((0, 0),)), ("L", ((9, 9),)), ("C", ((1, 2), (3, 4), (5, 6))), ("Z", ()))
items = (
    Text(1, 9, "字", letters, spread=1.0),
    Line((0, 0), (9, 9), 1, "#000000", "double"),
    Outline(moves, fill="#ffffff", stroke="#000000", width=1),
)
painter.picture(Page(20, 20, items), 2.0, [Rect(1, 1, 5, 5)], "#0000ff")
print(made)
"""


def test_no_class_of_qt_is_made_while_a_page_is_painted() -> None:
    """The window paints meanwhile: PySide crashes where two threads come to need one at once."""
    run = [sys.executable, "-c", PAINTS]
    found = subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT)
    assert found.stdout.strip() == "[]"
