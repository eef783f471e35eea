"""The line of steps at the top of the export."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import theme
from app.ui.export import texts


class StepLine(QWidget):
    """１ 確認 ― ２ 保存先 ― ３ できあがり, with the present one marked in words too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(1))
        self._labels = []
        for number, name in enumerate(texts.STEPS, 1):
            if number > 1:
                rule = QFrame()
                rule.setProperty("role", "line")
                rule.setFixedWidth(theme.space(5))
                line.addWidget(rule)
            label = QLabel(texts.STEP_NAME.format(number=number, name=name))
            label.setProperty("role", "step")  # Qt gives room for padding when it first dresses it
            self._labels.append(label)
            line.addWidget(label)
        line.addStretch(1)

    def show_step(self, step: int) -> None:
        """Mark step 0, 1 or 2."""
        name = texts.STEPS[step]
        self.setAccessibleName(
            texts.STEP_STATE.format(number=step + 1, count=len(texts.STEPS), name=name)
        )
        for number, label in enumerate(self._labels):
            theme.mark(label, role="step-now" if number == step else "step")
