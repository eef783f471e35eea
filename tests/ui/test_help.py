"""The manual, the sheet of keys and the about page hold what the program has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QInputDialog
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.ui import help_dialogs, icons
from app.ui.help import about, keys, manual, texts
from app.ui.help.manual import ManualDialog
from app.ui.help.pages import IMAGE
from app.ui.main_window import MainWindow
from tests.ui.conftest import ROOT
from tests.ui.memory_store import MemoryStore

HELP = ROOT / "resources" / "help"


@pytest.fixture
def window(
    window: MainWindow, store: MemoryStore, call: Call, complete: dict[str, Any]
) -> MainWindow:
    window.open_draft(store.create(call.id, call.version, "下書き", answers=complete).uid)
    return window


def spelt(key: QKeySequence) -> str:
    text = key.toString()
    for short, whole in (("Return", "Enter"), ("Del", "Delete"), ("Ins", "Insert")):
        text = re.sub(rf"{short}$", whole, text)
    return text


def test_every_key_of_the_window_is_on_the_sheet(window: MainWindow) -> None:
    shortcuts = {spelt(s.key()) for s in window.findChildren(QShortcut)}
    actions = {spelt(key) for a in window.findChildren(QAction) for key in a.shortcuts()}
    assert {key for key in shortcuts | actions if key} - keys.named() == set()


def test_pages_and_their_pictures_are_there() -> None:
    shown = manual.pages(HELP)
    assert [page.title for page in shown] == [
        "はじめに",
        "下書きを作る",
        "入力する",
        "指摘を直す",
        "確認する",
        "書き出す",
        "送る",
        "保存とバックアップ",
        "複数人で作る",
        "困ったとき",
    ]
    for page in shown:
        for name in re.findall(r'src="([^"]+)"', page.path.read_text("utf-8")):
            assert (HELP / name).is_file(), f"{page.path.name}: {name}"


def test_every_picture_is_shown_on_a_page() -> None:
    text = "".join(page.path.read_text("utf-8") for page in manual.pages(HELP))
    unused = [p.name for p in (HELP / "images").iterdir() if f"images/{p.name}" not in text]
    assert unused == []


def test_a_word_leads_to_its_page(qtbot: QtBot) -> None:
    dialog = ManualDialog(HELP)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText("ウェブメール")
    assert dialog.contents.count() == 1
    assert "ウェブメール" in dialog.text.textCursor().selectedText()
    dialog.search.setText("存在しない言葉")
    assert dialog.found.text() == texts.NOT_FOUND
    dialog.search.clear()
    assert dialog.contents.count() == len(manual.pages(HELP))


def test_the_about_page_tells_versions_and_the_data_folder() -> None:
    page = about.page(Path("データ<1>"))
    assert "データ&lt;1&gt;" in page
    for name, licence, _ in texts.PARTS:
        assert name in page
        assert licence in page


def test_pictures_are_as_wide_as_the_page_and_no_wider(qtbot: QtBot) -> None:
    dialog = ManualDialog(HELP)
    qtbot.addWidget(dialog)
    dialog.show()
    url = QUrl("images/home.png")
    whole = QImage(str(HELP / "images" / "home.png"))
    for width in (900, 1200, 2600):
        dialog.resize(width, 700)
        QApplication.processEvents()
        view = dialog.text
        image = view.document().resource(IMAGE.value, url)
        room = view.viewport().width() - 2 * view.document().documentMargin()
        assert image.deviceIndependentSize().width() == min(room, whole.width())
        assert view.horizontalScrollBar().maximum() == 0


def test_a_question_has_no_pictures_of_the_desktop_s_own(qtbot: QtBot) -> None:
    dialog = QInputDialog()
    qtbot.addWidget(dialog)
    dialog.setLabelText("名前")
    dialog.show()  # makes its buttons
    (box,) = dialog.findChildren(QDialogButtonBox)
    for button in box.buttons():
        button.setIcon(icons.icon("edit"))
    help_dialogs.set_out(dialog)
    assert all(button.icon().isNull() for button in box.buttons())
