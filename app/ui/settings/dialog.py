"""The page of settings, made from the table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import KnownError
from app.ui import icons, modal, room, theme, wheel
from app.ui.paragraph import Paragraph
from app.ui.settings import keeping, table, texts
from app.ui.settings.table import Kind, Setting

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class SettingsDialog(QDialog):
    """Every change holds at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(texts.TITLE)
        self.setObjectName("settings-dialog")
        self._window = window
        self.inputs: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addWidget(Paragraph(texts.INTRO, "muted"))
        inner = QWidget()
        inner.setObjectName("content")
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.space(1.5))
        for title, settings in groupby(table.SETTINGS, key=lambda s: s.group):
            cards.addWidget(self._card(title, list(settings)))
        cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        area.setFocusPolicy(self.focusPolicy())
        column.addWidget(area, 1)
        column.addLayout(self._foot())
        room.give(self, 88, 80)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.defaults = QPushButton(texts.DEFAULTS)
        self.defaults.setObjectName("button:defaults")
        self.defaults.setAutoDefault(False)
        self.defaults.clicked.connect(self.restore)
        close = QPushButton(texts.CLOSE)
        close.setObjectName("button:close")
        close.clicked.connect(self.accept)
        line.addWidget(self.defaults)
        line.addStretch(1)
        line.addWidget(close)
        return line

    def _card(self, title: str, settings: list[Setting]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        form = QGridLayout(card)
        form.setContentsMargins(*[theme.space(2)] * 4)
        form.setHorizontalSpacing(theme.space(2))
        form.setVerticalSpacing(theme.space(1.5))
        form.setColumnStretch(1, 1)
        form.addWidget(Paragraph(title, "question"), 0, 0, 1, 2)
        for row, setting in enumerate(settings, 1):
            made = self._input(setting)
            made.ensurePolished()  # or its height would be that of another style
            made.setObjectName(f"field:{setting.name}")
            made.setAccessibleName(setting.label)
            made.setAccessibleDescription(setting.help)
            wheel.pass_on(made)
            self.inputs[setting.name] = made
            label = QLabel(setting.label)
            label.setBuddy(made)
            label.setMinimumSize(self._label_width(), made.sizeHint().height())
            both = QVBoxLayout()
            both.setSpacing(theme.space(0.5))
            both.addWidget(made)
            both.addWidget(Paragraph(setting.help, "muted"))
            form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addLayout(both, row, 1)
        return card

    def _label_width(self) -> int:
        """The same for all cards, so that the inputs stand below one another."""
        words = self.fontMetrics().horizontalAdvance
        return max(words(setting.label) for setting in table.SETTINGS)

    def _input(self, setting: Setting) -> QWidget:
        now = keeping.value(self._window, setting)
        if setting.kind is Kind.TEXT:
            edit = QLineEdit(now)
            edit.setMaxLength(setting.most)
            edit.editingFinished.connect(lambda: self._keep(setting, edit.text()))
            return edit
        if setting.kind is Kind.NUMBER:
            spin = QSpinBox()
            spin.setRange(setting.least, setting.most)
            spin.setSuffix(setting.unit)
            spin.setSpecialValueText(setting.zero)
            spin.lineEdit().setTextMargins(theme.space(1), 0, 0, 0)
            spin.setValue(now)
            spin.valueChanged.connect(lambda value: self._keep(setting, value))
            return spin
        if setting.kind is Kind.FOLDER:
            return FolderButton(self._window, setting, now, self._keep)
        box = QComboBox()
        for value, label in keeping.options(self._window, setting):
            box.addItem(label, value)
        box.setCurrentIndex(box.findData(now))
        box.activated.connect(lambda _row: self._keep(setting, box.currentData()))
        return box

    def _keep(self, setting: Setting, chosen: object) -> None:
        if keeping.value(self._window, setting) == setting.checked(chosen):
            return
        try:
            keeping.keep(self._window, setting, chosen)
        except KnownError as error:
            self._window.dialogs.tell(self, texts.TITLE, error)

    def done(self, result: int) -> None:
        """Keep also what is being typed when the dialog is closed by a key."""
        for setting in table.SETTINGS:
            made = self.inputs[setting.name]
            if isinstance(made, QLineEdit):
                self._keep(setting, made.text())
        super().done(result)

    def restore(self) -> None:
        """Put every setting back, after asking."""
        window = self._window
        if not window.dialogs.confirm(
            self, texts.DEFAULTS_TITLE, texts.DEFAULTS_TEXT, texts.DEFAULTS_YES
        ):
            return
        for setting in table.SETTINGS:
            _show(self.inputs[setting.name], setting.default)
            self._keep(setting, setting.default)


class FolderButton(QPushButton):
    """Shows a folder, and asks for another one."""

    def __init__(
        self,
        window: MainWindow,
        setting: Setting,
        now: str,
        keep: Callable[[Setting, object], None],
    ) -> None:
        super().__init__()
        self.setAutoDefault(False)
        icons.place(self, "folder", "accent")
        self._window, self._setting, self._take = window, setting, keep
        self._folder = now
        self.tell(now)
        self.clicked.connect(self._ask)

    def tell(self, folder: str) -> None:
        self._folder = folder
        self.setText(folder or self._setting.zero)
        self.setToolTip(folder)

    def _ask(self) -> None:
        start = Path(self._folder) if self._folder else self._window.paths.data
        chosen = self._window.dialogs.choose_folder(self, self._setting.label, start)
        if chosen is not None:
            self._take(self._setting, str(chosen))
            self.tell(str(keeping.value(self._window, self._setting)))


def _show(made: QWidget, value: Any) -> None:
    if isinstance(made, QLineEdit):
        made.setText(value)
    elif isinstance(made, QSpinBox):
        made.setValue(value)
    elif isinstance(made, FolderButton):
        made.tell(value)
    elif isinstance(made, QComboBox):
        made.setCurrentIndex(made.findData(value))


def show(window: MainWindow) -> None:
    modal.ask(SettingsDialog(window))
