"""The page of settings, through the window: what is chosen holds at once and is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.calls.loader import Shelf
from app.drafts.backup import BackupFolder
from app.ui import room
from app.ui.home import beginnings
from app.ui.main_window import MainWindow
from app.ui.settings import keeping, table
from app.ui.settings.dialog import SettingsDialog
from app.ui.theme import Scheme
from tests.ui.conftest import Answers
from tests.ui.fields.wheel import turn
from tests.ui.memory_store import MemoryStore


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(window)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_setting_has_its_input(page: SettingsDialog) -> None:
    assert list(page.inputs) == [setting.name for setting in table.SETTINGS]


def test_the_name_goes_into_the_history(
    qtbot: QtBot, window: MainWindow, page: SettingsDialog, store: MemoryStore, shelf: Shelf
) -> None:
    name = page.inputs["who"]
    assert isinstance(name, QLineEdit)
    name.insert("千曲 花子")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert store.setting("who") == "千曲 花子"
    window.open_draft(beginnings.empty(store, next(iter(shelf.calls.values()))))
    assert window.session is not None
    assert window.session.who == "千曲 花子"


def test_a_new_draft_begins_with_the_writer(store: MemoryStore, shelf: Shelf) -> None:
    call = next(iter(shelf.calls.values()))
    store.set_setting(table.DEPARTMENT, "企画振興部DX推進課")
    store.set_setting(table.EMAIL, "dx@pref.nagano.lg.jp")
    draft = store.load(beginnings.empty(store, call))
    assert call.names.author is not None
    assert draft.answer(call.names.author) == "企画振興部DX推進課"
    assert "dx@pref.nagano.lg.jp" in draft.answers.values()


def test_the_limit_of_mails_replaces_the_calls(
    page: SettingsDialog, store: MemoryStore, shelf: Shelf
) -> None:
    call = next(iter(shelf.calls.values()))
    assert keeping.fitted(call, store).limits.mail_bytes == call.limits.mail_bytes
    spin = page.inputs[table.MAIL]
    assert isinstance(spin, QSpinBox)
    assert spin.text() == "募集ごとの目安を使う"
    spin.setValue(3)
    assert keeping.fitted(call, store).limits.mail_bytes == 3_000_000


def test_the_look_changes_at_once(page: SettingsDialog, window: MainWindow) -> None:
    box = page.inputs[table.SCHEME]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    assert window.preferences.scheme is Scheme.DARK
    assert window.actions_by_name["scheme-dark"].isChecked()


def test_letters_larger_than_the_screen_allows_are_not_offered(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "most", lambda _window: QSize(1264, 632))
    page = SettingsDialog(window)
    qtbot.addWidget(page)
    box = page.inputs[table.SCALE]
    assert isinstance(box, QComboBox)
    offered = [box.itemData(row) for row in range(box.count())]
    assert offered[-1] == "175"
    window.choose_scale(2.5)
    assert window.preferences.scale == pytest.approx(1.76, abs=0.01)


def test_backups_can_go_to_another_drive(
    qtbot: QtBot, page: SettingsDialog, window: MainWindow, person: Answers, tmp_path: Path
) -> None:
    window.paths.data.mkdir(parents=True, exist_ok=True)
    person.folder = tmp_path / "別のドライブ"
    person.folder.mkdir()
    button = page.inputs[table.BACKUP_FOLDER]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == str(person.folder)
    assert BackupFolder(window.paths.database, window.clock).chosen == person.folder


def test_all_is_put_back(
    page: SettingsDialog, window: MainWindow, store: MemoryStore, person: Answers
) -> None:
    store.set_setting(table.MAIL, 9)
    window.preferences.scheme = Scheme.DARK
    person.yes = True
    page.defaults.click()
    assert {s.name: keeping.value(window, s) for s in table.SETTINGS} == {
        s.name: s.default for s in table.SETTINGS
    }


@given(st.one_of(st.none(), st.integers(), st.text(), st.floats(), st.booleans()))
def test_nothing_but_a_value_of_the_table_is_taken(value: object) -> None:
    for setting in table.SETTINGS:
        checked = setting.checked(value)
        assert type(checked) is type(setting.default)
        assert setting.checked(checked) == checked


def test_the_wheel_scrolls_the_page_and_sets_nothing(page: SettingsDialog) -> None:
    for made in page.inputs.values():
        if isinstance(made, QSpinBox):
            before = made.value()
            assert not turn(made)
            assert made.value() == before
        if isinstance(made, QComboBox):
            row = made.currentIndex()
            assert not turn(made)
            assert not turn(made, 1)
            assert made.currentIndex() == row
