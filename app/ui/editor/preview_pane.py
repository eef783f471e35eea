"""The produced documents, page by page: which one, which page, how large."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, theme
from app.ui.editor import preview_texts as texts
from app.ui.editor.preview_view import MARGIN, PageView
from app.ui.paragraph import Paragraph
from app.ui.short_combo import ShortCombo

if TYPE_CHECKING:
    from app.preview.document import Document
    from app.ui.editor.preview_source import PreviewSource

STEPS = (0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Zooms; 1 shows the page as large as it is on paper."""
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class PreviewPane(QWidget):
    """Shows one page; follows the question that is being answered."""

    chosen = Signal(str)
    turned = Signal()
    """Another page or document is shown, or it was made anew."""

    def __init__(self, source: PreviewSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._form = source.forms[0].id if source.forms else ""
        self._number = 0
        self._question = ""
        self._seeking = False
        """Whether the question's page is still to be turned to."""
        self._zoom: float | None = None
        """None: as wide as there is room."""
        self.view = PageView(source)
        self.view.chosen.connect(self.chosen)
        self.view.turned.connect(self.turn)
        self._lay_out()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.refresh)
        source.produced.connect(self._produced)
        source.failed.connect(self._failed)
        source.attend(lambda: self._form if self.isVisible() else "")

    # ---- parts ----

    def _lay_out(self) -> None:
        self.documents = ShortCombo()
        self.documents.setObjectName("preview:documents")
        self.documents.setAccessibleName(texts.DOCUMENTS)
        for form in self.source.forms:
            self.documents.addItem(texts.DOCUMENT.format(title=form.title, name=form.name), form.id)
        self.documents.setMinimumContentsLength(8)
        self.documents.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.documents.activated.connect(self._document_chosen)
        self.area = QScrollArea()
        self.area.setObjectName("preview")
        self.area.setWidget(self.view)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().installEventFilter(self)
        self.told = Paragraph("", "help")
        self.told.hide()
        self.near = QLabel(texts.NEAR)
        self.near.setProperty("role", "help")
        self.near.setToolTip(texts.NEAR_TIP)
        self.near.setAccessibleDescription(texts.NEAR_TIP)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(self.documents)
        self.turning = self._turning()
        column.addLayout(self.turning)
        self.middle = QHBoxLayout()
        self.middle.addWidget(self.area, 1)
        column.addLayout(self.middle, 1)
        column.addWidget(self.told)
        column.addLayout(self._zooming())
        column.addWidget(self.near, 0, Qt.AlignmentFlag.AlignHCenter)

    def _turning(self) -> QHBoxLayout:
        self.before = self._button("back", texts.BEFORE, lambda: self.turn(-1))
        self.after = self._button("forward", texts.AFTER, lambda: self.turn(1))
        self.position = QLabel()
        line = QHBoxLayout()
        line.setSpacing(theme.space(0.5))
        line.addWidget(self.before)
        line.addWidget(self.position)
        line.addWidget(self.after)
        line.addStretch(1)
        return line

    def _zooming(self) -> QHBoxLayout:
        self.smaller = self._button("", texts.SMALLER, lambda: self.step_zoom(-1), "－")
        self.larger = self._button("", texts.LARGER, lambda: self.step_zoom(1), "＋")
        self.fit = QPushButton(texts.FIT)
        self.fit.setObjectName("preview:fit")
        self.fit.setProperty("kind", "quiet")
        self.fit.setToolTip(texts.FIT_TIP)
        self.fit.clicked.connect(self.fit_width)
        line = QHBoxLayout()
        line.setSpacing(theme.space(0.5))
        line.addStretch(1)
        line.addWidget(self.smaller)
        line.addWidget(self.fit)
        line.addWidget(self.larger)
        line.addStretch(1)
        return line

    def _button(
        self, picture: str, label: str, act: Callable[[], object], text: str = ""
    ) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setToolTip(label)
        button.setAccessibleName(label.partition("（")[0])
        if picture:
            icons.place(button, picture)
        button.setText(text)
        button.clicked.connect(act)
        return button

    # ---- what is shown ----

    @property
    def document(self) -> Document | None:
        return self.source.document(self._form)

    @property
    def form(self) -> str:
        return self._form

    @property
    def number(self) -> int:
        """The page shown, from 0."""
        return self._number

    def show_question(self, question: str) -> None:
        """Turn to the page that shows a question, and outline it there."""
        if question == self._question:
            return
        self._question, self._seeking = question, True
        self.view.show_question(question)
        call = self.source.session.call
        form = next((f for f in call.parts if any(q.id == question for q in f.questions)), None)
        if form is not None and form.id != self._form:
            self._form = form.id
            self.documents.setCurrentIndex(self.documents.findData(form.id))
        if self.isVisible():
            self._find()

    def _find(self) -> None:
        """Turn to the question's page, or to that of one beside it in its section."""
        document = self.document
        if document is not None and self._question:
            call = self.source.session.call
            section = call.section_of.get(self._question)
            beside = [question.id for question in section.questions] if section else []
            found = document.page_of([self._question, *beside])
            if found is not None:
                self._number, self._seeking = found, False
        self.refresh()
        place = self.view.place_of(self._question)
        if not place.isEmpty():
            middle = place.center().toPoint()
            self.area.ensureVisible(
                middle.x(), middle.y(), 0, round(place.height() / 2) + theme.space(3)
            )

    def _document_chosen(self) -> None:
        self._form, self._number = str(self.documents.currentData()), 0
        self._seeking = False
        self.refresh()

    def go_to(self, number: int) -> None:
        """Show a page, from 0."""
        self._seeking = False
        document = self.document
        count = len(document.pages) if document else 0
        self._number = max(0, min(number, count - 1))
        self.refresh()
        self.area.verticalScrollBar().setValue(0)

    def turn(self, by: int) -> None:
        self.go_to(self._number + by)

    def refresh(self) -> None:
        """Show the page as it is now known."""
        if not self.isVisible():
            return
        document = self.document
        reason = self.source.failure(self._form)
        if document is None or reason:
            self.view.show_page(None)
            self._tell(texts.FAILED.format(reason=reason) if reason else texts.WORKING)
            return
        count = len(document.pages)
        self._number = max(0, min(self._number, count - 1))
        self.view.show_page(document.pages[self._number] if count else None)
        self._show_zoom()
        words = texts.PAGE.format(number=self._number + 1, count=count).translate(WIDE)
        self.position.setText(words)
        self.before.setEnabled(self._number > 0)
        self.after.setEnabled(self._number < count - 1)
        self.view.setAccessibleName(
            texts.VIEW_NAME.format(
                document=self.documents.currentText(), number=self._number + 1, count=count
            )
        )
        pairs = "、".join(texts.PAIR.format(lacking=a, shown=b) for a, b in document.substituted)
        self._tell(texts.SUBSTITUTED.format(pairs=pairs) if pairs else "")
        self.turned.emit()

    def _tell(self, text: str) -> None:
        self.told.tell(text)
        self.told.setVisible(bool(text))

    def _produced(self, form: str) -> None:
        if form == self._form and self.isVisible():
            if self._seeking:
                self._find()
            else:
                self.refresh()

    def _failed(self, form: str) -> None:
        if form == self._form:
            self.refresh()

    # ---- zoom ----

    def fit_width(self) -> None:
        self._zoom = None
        self._show_zoom()

    def step_zoom(self, by: int) -> None:
        now = self._scale() / self._paper()
        larger = [step for step in STEPS if step > now + 0.01]
        smaller = [step for step in STEPS if step < now - 0.01]
        self._zoom = (larger or STEPS[-1:])[0] if by > 0 else (smaller or STEPS[:1])[-1]
        self._show_zoom()

    def _paper(self) -> float:
        """Pixels to a point at which a page is as large as on paper."""
        return self.logicalDpiX() / 72

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom * self._paper()
        page = self.view.page
        if page is None:
            return self._paper()
        edge, bar = 2 * theme.space(MARGIN), self.area.verticalScrollBar().sizeHint().width()
        room = self.area.contentsRect().width() - edge
        if page.height * room / page.width + edge > self.area.contentsRect().height():
            room -= bar
        return max(20, room) / page.width

    def _show_zoom(self) -> None:
        scale = self._scale()
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.area.setHorizontalScrollBarPolicy(never if self._zoom is None else needed)
        self.view.show_zoom(scale)
        percent = str(round(scale / self._paper() * 100)).translate(WIDE)
        fitted = self._zoom is None
        self.fit.setText(texts.FIT if fitted else texts.PERCENT.format(percent=percent))
        self.fit.setAccessibleName(texts.FIT)

    # ---- events ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_PageDown: lambda: self.turn(1),
        }
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control:
            keys = {
                Qt.Key.Key_Plus: lambda: self.step_zoom(1),
                Qt.Key.Key_Semicolon: lambda: self.step_zoom(1),
                Qt.Key.Key_Minus: lambda: self.step_zoom(-1),
                Qt.Key.Key_0: self.fit_width,
            }
        act = keys.get(Qt.Key(event.key()))
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._find()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._waiting.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._waiting.start(0)
