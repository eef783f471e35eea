"""Step 2: where the package goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, theme
from app.ui.export import texts
from app.ui.moments import moment
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.drafts.approval import Frozen
    from app.ui.dialogs import Dialogs

FORBIDDEN = frozenset('<>:"/\\|?*')


class TargetStep(QWidget):
    """A place and a folder's name, both proposed and both to be changed."""

    changed = Signal()

    def __init__(self, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[theme.space(3)] * 4)
        inner.setSpacing(theme.space(2))
        inner.addWidget(Paragraph(texts.TARGET, "heading"))
        inner.addWidget(Paragraph(texts.TARGET_HELP, "muted"))
        inner.addLayout(self._fields())
        self.correction = QCheckBox(texts.CORRECTION)
        self.correction.setObjectName("field:correction")
        self.correction.toggled.connect(self._rename)
        self.correction.hide()
        inner.addWidget(self.correction)
        self.resulting = Paragraph("", selectable=True)
        self.note = Paragraph("", "warning")
        inner.addWidget(self.resulting)
        inner.addWidget(self.note)
        column.addWidget(card)
        column.addStretch(1)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1.5))
        self.place = self._line("place", texts.PLACE)
        self.name = self._line("folder-name", texts.FOLDER_NAME)
        for row, edit in enumerate((self.place, self.name)):
            label = QLabel(edit.accessibleName())
            label.setBuddy(edit)
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
        browse = QPushButton(texts.BROWSE)
        browse.setObjectName("button:browse")
        icons.place(browse, "folder")
        browse.clicked.connect(self.browse)
        grid.addWidget(browse, 0, 2)
        return grid

    def _line(self, name: str, label: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(f"field:{name}")
        edit.setAccessibleName(label)
        edit.setAccessibleDescription(texts.TARGET_FIELDS[name])
        edit.textChanged.connect(self._judge)
        return edit

    def propose(self, place: Path, name: str) -> None:
        """Fill in a place and a name."""
        self.place.setText(str(place))
        self.name.setText(name)
        self._judge()

    def offer_correction(self, sent: Frozen | None) -> None:
        """Offer the 新旧対照表 against the package that was sent; None: nothing was sent."""
        was_offered = not self.correction.isHidden()
        self.correction.setVisible(sent is not None)
        if sent is not None:
            said = texts.CORRECTION_HELP.format(at=moment(sent.at), revision=sent.revision)
            self.correction.setToolTip(said)
            self.correction.setAccessibleDescription(said)
        if was_offered != (sent is not None):
            self.correction.setChecked(sent is not None)

    def _rename(self, corrected: bool) -> None:
        mark = texts.CORRECTED.format(name="")
        name = self.name.text().strip().removesuffix(mark)
        self.name.setText(f"{name}{mark}" if corrected else name)

    def browse(self) -> None:
        chosen = self._dialogs.choose_folder(self, texts.BROWSE_TITLE, Path(self.place.text()))
        if chosen is not None:
            self.place.setText(str(chosen))

    @property
    def folder(self) -> Path:
        """The package's folder."""
        return Path(self.place.text().strip()).expanduser() / self.name.text().strip()

    @property
    def problem(self) -> str:
        """Why it cannot go there, or ""."""
        name = self.name.text().strip()
        if not name or FORBIDDEN & set(name) or name in (".", ".."):
            return texts.BAD_NAME
        place = self.place.text().strip()
        return "" if place and Path(place).expanduser().is_dir() else texts.NO_PLACE

    def _judge(self) -> None:
        problem = self.problem
        self.resulting.tell("" if problem else texts.RESULTING.format(path=self.folder))
        there = not problem and self.folder.is_dir()
        note = problem or (texts.THERE_ALREADY if there else "")
        self.note.tell(note)
        self.note.setVisible(bool(note))
        self.changed.emit()
