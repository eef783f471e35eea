"""One page of a document as a picture: the present question is outlined, a click leads to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.editor import preview_texts as texts
from app.ui.tokens import LIGHT

if TYPE_CHECKING:
    from app.preview.page import Page, Rect
    from app.ui.editor.preview_source import PreviewSource

MARGIN = 1.5
"""Steps of the grid round the page."""


class PageView(QWidget):
    """Paints the page; knows where its questions stand."""

    chosen = Signal(str)
    """The question that was clicked, or chosen with arrows and Enter."""

    turned = Signal(int)
    """PageUp (-1) or PageDown (1) was pressed; a scroll area would take the keys for itself."""

    def __init__(self, source: PreviewSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._page: Page | None = None
        self._zoom = 1.0
        self._question = ""
        self._pointed = ""
        self._latest: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName("preview:page")
        self.setAccessibleName(texts.NAME)
        self.setAccessibleDescription(texts.VIEW_TIP)
        source.painted.connect(self.update)

    # ---- what is shown ----

    def show_page(self, page: Page | None) -> None:
        if page is not self._page:
            self._page = page
            self._pointed = ""
        self._adjust()

    def show_zoom(self, zoom: float) -> None:
        """Pixels of the screen to a point."""
        self._zoom = max(0.05, zoom)
        self._adjust()

    def show_question(self, question: str) -> None:
        """Outline the places of a question."""
        self._question = question
        self.update()

    @property
    def page(self) -> Page | None:
        return self._page

    def _adjust(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        edge = 2 * theme.space(MARGIN)
        if self._page is None:
            return QSize(edge * 6, edge * 4)
        wide, high = self._page.width * self._zoom, self._page.height * self._zoom
        return QSize(round(wide) + edge, round(high) + edge)

    def place_of(self, question: str) -> QRectF:
        """Where a question stands, in the widget's pixels; empty where it does not."""
        places = self._page.places(question) if self._page else []
        found = QRectF()
        for place in places:
            found = found.united(self._on_screen(place))
        return found

    def _on_screen(self, place: Rect) -> QRectF:
        edge, zoom = theme.space(MARGIN), self._zoom
        return QRectF(
            edge + place.left * zoom,
            edge + place.top * zoom,
            place.width * zoom,
            place.height * zoom,
        )

    # ---- painting ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        page = self._page
        if page is None:
            return
        tokens = theme.active().tokens
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        edge = theme.space(MARGIN)
        sheet = QRectF(edge, edge, page.width * self._zoom, page.height * self._zoom)
        painter.fillRect(sheet, QColor(page.colour))
        image = self._source.picture(page, self._zoom * ratio)
        if image is not None:
            self._latest = image
            painter.drawImage(sheet, image)
        elif self._latest is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, self._latest)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in page.places(self._question) if self._question else ():
            self._outline(painter, place, strong=True)
        if self._pointed and self._pointed != self._question:
            for place in page.places(self._pointed):
                self._outline(painter, place, strong=False)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _outline(self, painter: QPainter, place: Rect, *, strong: bool) -> None:
        shade = QColor(LIGHT.accent)  # paper is white whatever the theme
        painter.setPen(QPen(shade, 2, Qt.PenStyle.SolidLine if strong else Qt.PenStyle.DashLine))
        tint = QColor(shade)
        tint.setAlpha(30 if strong else 0)
        painter.setBrush(QBrush(tint))
        painter.drawRoundedRect(self._on_screen(place).adjusted(-2, -2, 2, 2), 3, 3)

    # ---- mouse and keys ----

    def question_at(self, x: float, y: float) -> str:
        """The question at a place of the widget; "" for none."""
        edge = theme.space(MARGIN)
        return self._page.at((x - edge) / self._zoom, (y - edge) / self._zoom) if self._page else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        question = self.question_at(at.x(), at.y())
        if event.button() == Qt.MouseButton.LeftButton and question:
            self.chosen.emit(question)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        self._point_at(self.question_at(at.x(), at.y()))
        shape = Qt.CursorShape.PointingHandCursor if self._pointed else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point_at("")
        super().leaveEvent(event)

    def _point_at(self, question: str) -> None:
        if question != self._pointed:
            self._pointed = question
            self.setToolTip(self._label(question))
            self.update()

    def _label(self, question: str) -> str:
        asked = self._source.session.call.questions.get(question)
        return asked.label if asked else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk through the places of a page, Enter goes to the question."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        page = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._walk(step)
        elif page is not None:
            self.turned.emit(page)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pointed:
            self.chosen.emit(self._pointed)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        questions = self._questions()
        if not questions:
            return
        if self._pointed in questions:
            place = (questions.index(self._pointed) + step) % len(questions)
        else:
            place = 0 if step > 0 else -1
        self._point_at(questions[place])
        self.setAccessibleDescription(texts.REGION.format(label=self._label(self._pointed)))
        QToolTip.showText(
            self.mapToGlobal(self.place_of(self._pointed).center().toPoint()),
            self._label(self._pointed),
            self,
        )

    def _questions(self) -> Sequence[str]:
        """The page's questions, from above downwards."""
        regions = self._page.regions if self._page else ()
        ordered = sorted(regions, key=lambda region: (region.place.top, region.place.left))
        return list(dict.fromkeys(region.question for region in ordered))
