"""The top of the window: where one is, how long there is, whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.ui import icons, texts, theme
from app.ui.approval.chip import ApprovalChip

if TYPE_CHECKING:
    from app.ui.session import SaveState

STEPS = (
    ("home", texts.STEP_HOME, "home"),
    ("editor", texts.STEP_EDIT, "edit"),
    ("check", texts.STEP_CHECK, "list"),
    ("export", texts.STEP_EXPORT, "export"),
)


class DeadlineChip(QFrame):
    """Days and hours left. The nearer the deadline, the louder; the words always say it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deadline-chip")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.space(1.5), theme.space(0.5), theme.space(1.5), 4)
        line.setSpacing(theme.space(0.75))
        self._picture = QLabel()
        self._label = QLabel()
        line.addWidget(self._picture)
        line.addWidget(self._label)
        self.hide()

    def tell(self, level: str, text: str, at: str) -> None:
        """Show what is left, at one of the levels calm, soon72, soon24, soon3, passed."""
        theme.mark(self, chip=level)
        for label in (self._label, self._picture):
            theme.mark(label, chip=level)
        tone = {"calm": "muted", "soon72": "warning", "soon24": "warning", "soon3": "surface"}
        icons.picture(self._picture, "clock", tone.get(level, "error"), 18)
        self._label.setText(text)
        self.setToolTip(texts.DEADLINE_AT.format(at=at))
        self.setAccessibleName(f"{texts.DEADLINE_NAME}：{text}")
        self.setVisible(True)

    @property
    def text(self) -> str:
        return self._label.text()


class SaveLabel(QWidget):
    """「保存済み」 and its kin, with an icon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(0.5))
        self._picture = QLabel()
        self.label = QLabel()
        self.label.setObjectName("save-state")
        line.addStretch(1)
        line.addWidget(self._picture)
        line.addWidget(self.label)
        self.setMinimumWidth(QFontMetrics(self.font()).horizontalAdvance(texts.SAVING) + 40)

    def tell(self, state: SaveState) -> None:
        picture, tone, text = {
            "SAVED": ("saved", "success", texts.SAVED),
            "SAVING": ("saving", "muted", texts.SAVING),
            "FAILED": ("error", "error", texts.SAVE_FAILED),
        }[state.name]
        icons.picture(self._picture, picture, tone, 18)
        self.label.setText(text)
        theme.mark(self.label, state=state.name.lower())


class ElidedLabel(QLabel):
    """One line of text that ends in … where it does not fit; the whole is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def tell(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class Header(QFrame):
    """Product name, steps, the draft's title, deadline chip and saved state."""

    step_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        line.setSpacing(theme.space(1))
        mark = QLabel()
        mark.setPixmap(icons.icon("app").pixmap(28, 28))
        line.addWidget(mark)
        brand = QLabel(texts.PRODUCT)
        brand.setProperty("role", "brand")
        line.addWidget(brand)
        line.addSpacing(theme.space(2))
        self._steps: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for name, label, picture in STEPS:
            line.addWidget(self._step(name, label, picture))
        line.addSpacing(theme.space(1))
        self.title = ElidedLabel()
        self.title.setObjectName("draft-title")
        self.title.setProperty("role", "question")
        line.addWidget(self.title, 1)
        self.approval = ApprovalChip()
        line.addWidget(self.approval)
        self.chip = DeadlineChip()
        line.addWidget(self.chip)
        self.saved = SaveLabel()
        line.addWidget(self.saved)
        self.draft_closed()

    def _step(self, name: str, label: str, picture: str) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("kind", "step")
        button.setObjectName(f"button:step-{name}")
        button.setCheckable(True)
        button.setAccessibleDescription(texts.STEPS_NAME)
        icons.place(button, picture, "accent")
        button.clicked.connect(lambda: self.step_chosen.emit(name))
        self._group.addButton(button)
        self._steps[name] = button
        return button

    def show_step(self, name: str) -> None:
        """Mark the page one is on."""
        self._steps[name].setChecked(True)

    def draft_opened(self, title: str) -> None:
        self.title.tell(title)
        self.saved.show()
        for name in ("editor", "check", "export"):
            self._steps[name].show()

    def draft_closed(self) -> None:
        self.title.tell("")
        self.chip.hide()
        self.saved.hide()
        for name in ("editor", "check", "export"):
            self._steps[name].hide()
