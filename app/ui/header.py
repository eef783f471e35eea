"""The top of the window: where one is, how long there is, whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.ui import icons, texts, theme
from app.ui.approval.chip import ApprovalChip
from app.ui.milestones import texts as milestone_texts

if TYPE_CHECKING:
    from app.ui.session import SaveState

STEPS = (
    ("home", texts.STEP_HOME, "home"),
    ("editor", texts.STEP_EDIT, "edit"),
    ("check", texts.STEP_CHECK, "list"),
    ("export", texts.STEP_EXPORT, "export"),
)


LEVELS = 7
"""In how many ways the header says what it says, from all of it to the least."""
LEAST_TITLE = 20
"""Steps of the grid that a draft's title has before anything goes that is told elsewhere, too."""


class DeadlineChip(QPushButton):
    """Days and hours left. The nearer the deadline, the louder; the words always say it too."""

    def __init__(self, parent: QWidget | None = None, *, leads: str = "") -> None:
        """`leads` says where pressing it leads; without, it only tells."""
        super().__init__(parent)
        self.setObjectName("deadline-chip")
        self.setProperty("kind", "chip")
        self._leads = leads
        self._short = self.whole = ""
        self._brevity = 0
        if not leads:
            self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
            self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def tell(self, level: str, text: str, at: str, more: str = "", tip: str = "") -> None:
        """Show what is left, at one of the levels calm, soon72, soon24, soon3, passed.

        `more` stands behind it in brackets, `tip` below the deadline in the tool tip.
        """
        theme.mark(self, chip=level)
        tone = {"calm": "muted", "soon72": "warning", "soon24": "warning", "soon3": "surface"}
        icons.place(self, "clock", tone.get(level, "error"))
        self._short, self.whole = text, f"{text}（{more}）" if more else text
        self.be_brief(self._brevity)  # what is told anew each minute changes nothing of the room
        deadline = texts.DEADLINE_AT.format(at=at)
        whole = "\n".join(filter(None, (deadline, more, tip, self._leads)))
        self.setToolTip(whole)
        self.setAccessibleName(f"{texts.DEADLINE_NAME}：{self.whole}")
        self.setAccessibleDescription(whole)
        self.setVisible(True)

    def be_brief(self, brevity: int) -> None:
        """Leave out what stands in brackets (1), and what the clock beside it says as well (2);
        also of what is told later on."""
        self._brevity = brevity
        words = self._short if brevity else self.whole
        self.setText(words.removeprefix(texts.UNTIL) if brevity > 1 else words)


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
    """One line of text, with … in its middle where it does not fit; the whole is in the tip.

    Copies of a draft differ at the end of their names.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def tell(self, text: str) -> None:
        if text:  # Qt's enumerations are long in the making: not before the first painting
            self.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    @property
    def wanted(self) -> int:
        """The width that the whole text takes."""
        return QFontMetrics(self.font()).horizontalAdvance(self._whole) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = ""
        if self._whole:
            metrics, mode = QFontMetrics(self.font()), QtCore.Qt.TextElideMode.ElideMiddle
            shown = metrics.elidedText(self._whole, mode, self.width())
        self.setText(shown)


class Header(QFrame):
    """Product name, steps, the draft's title, deadline chip and saved state."""

    step_chosen = Signal(str)
    deadline_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        line.setSpacing(theme.space(1))
        line.addWidget(icons.picture(QLabel(), "app", "accent", 28))
        self.brand = QLabel(texts.PRODUCT)
        self.brand.setProperty("role", "brand")
        line.addWidget(self.brand)
        line.addSpacing(theme.space(2))
        self._steps: dict[str, QPushButton] = {}
        self._shown = "home"
        for name, label, picture in STEPS:
            line.addWidget(self._step(name, label, picture))
        line.addSpacing(theme.space(1))
        self.title = ElidedLabel()
        self.title.setObjectName("draft-title")
        self.title.setProperty("role", "question")
        line.addWidget(self.title, 1)
        self.approval = ApprovalChip()
        line.addWidget(self.approval)
        self.chip = DeadlineChip(leads=milestone_texts.CHIP_TIP)
        self.chip.clicked.connect(self.deadline_pressed)
        line.addWidget(self.chip)
        self.saved = SaveLabel()
        line.addWidget(self.saved)
        self._fitted: tuple[object, ...] = ()
        self.draft_closed()

    def _step(self, name: str, label: str, picture: str) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("kind", "step")
        button.setObjectName(f"button:step-{name}")
        button.setCheckable(True)
        button.setAccessibleName(label)
        button.setToolTip(label)
        button.setAccessibleDescription(texts.STEPS_NAME)
        icons.place(button, picture, "accent")
        button.clicked.connect(lambda: self._choose(name))
        self._steps[name] = button
        return button

    # ---- room ----

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Where it is narrow or the letters are large, say less: first what is said elsewhere."""
        steps = [button.isHidden() for button in self._steps.values()]
        title = min(self.title.wanted, theme.space(LEAST_TITLE))
        told = (
            self.width(),
            self.font().pointSizeF(),
            self.chip.whole,
            self.approval.label,
            title,
            self._shown,
        )
        if (state := (*told, *steps, self.chip.isHidden())) == self._fitted:
            return
        self._fitted = state
        for level in range(LEVELS):
            self._narrow(level)
            if self._line.sizeHint().width() + title <= self.width():
                break

    def _narrow(self, level: int) -> None:
        self.chip.be_brief((level >= 1) + (level >= 6))
        self.brand.setVisible(level < 2)
        for name, label, _picture in STEPS:
            is_named = level < 3 or (level == 3 and name == self._shown)
            self._steps[name].setText(label if is_named else "")
        self._line.setSpacing(theme.space(0.5 if level >= 5 else 1))
        self.approval.setText("" if level >= 5 else self.approval.label)

    def _choose(self, name: str) -> None:
        self.show_step(self._shown)  # until one is there; it may be that nobody may leave
        self.step_chosen.emit(name)

    def show_step(self, name: str) -> None:
        """Mark the page one is on."""
        # No group of buttons, which would leave Tab but one of them.
        self._shown = name
        for step, button in self._steps.items():
            button.setChecked(step == name)
        self._fit()

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
