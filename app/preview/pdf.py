"""The documents and the check report as one PDF, to print and to pass round for approval (決裁).

Drawn by the painter that draws the preview, as vectors; each page says which of how many it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from app import PRODUCT_NAME, __version__
from app.errors import StorageError
from app.preview import fonts, painter
from app.preview.page import Page

A4 = (595.276, 841.890)
"""Points."""
EDGE = 28.0
"""Points left free round a slide on its sheet."""
MARGINS = (57.0, 51.0)
"""Points left free beside and above the report."""
FINE = 20
"""Units in a point in which the report is set, so that widths are not rounded."""
FACE, NUMBER_SIZE, REPORT_SIZE = "BIZ UDPゴシック", 8.0, 9.5
INK, GREY = "#1A1A1C", "#5B6775"
RESOLUTION = 1200
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of A4: upright or not, and how it is painted (the unit is the point)."""

    wide: bool
    paint: Callable[[QPainter], None]

    @property
    def size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self.wide else A4


def document_sheets(pages: Sequence[Page]) -> list[Sheet]:
    """A document's pages on A4, each turned as it lies."""
    return [_of_page(page) for page in pages]


def _of_page(page: Page) -> Sheet:
    wide = page.width > page.height
    across, down = (A4[1], A4[0]) if wide else A4
    same = abs(page.width - across) < 2 and abs(page.height - down) < 2
    edge = 0.0 if same else EDGE
    scale = min((across - 2 * edge) / page.width, (down - 2 * edge) / page.height)

    def paint(on: QPainter) -> None:
        on.translate((across - page.width * scale) / 2, (down - page.height * scale) / 2)
        on.scale(scale, scale)
        painter.paint(on, page)

    return Sheet(wide, paint)


def report_sheets(report: str) -> list[Sheet]:
    """The check report (HTML) on as many sheets as it takes."""
    document = QTextDocument()
    document.setDefaultFont(fonts.font(FACE, REPORT_SIZE * FINE))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(
        f"body {{ color: {INK}; line-height: 140%; }}"
        f"h1 {{ font-size: {16 * FINE}px; }}"
        f"h2 {{ font-size: {12 * FINE}px; margin-top: {10 * FINE}px; }}"
        f"p {{ margin-top: {2 * FINE}px; margin-bottom: 0; }}"
        f"li {{ margin-bottom: {6 * FINE}px; }} .place, .practice {{ font-weight: bold; }}"
        f"th {{ font-weight: normal; text-align: left; }} .clause {{ color: {GREY}; }}"
    )
    document.setIndentWidth(22 * FINE)
    facts = (
        f"<table style='border-collapse: collapse' border='{FINE // 2}' cellspacing='0'"
        f" cellpadding='{3 * FINE}' width='100%'>"
    )
    document.setHtml(_STYLE.sub("", report).replace("<table class='facts'>", facts))
    room = QSizeF((A4[0] - 2 * MARGINS[0]) * FINE, (A4[1] - 2 * MARGINS[1]) * FINE)
    document.setPageSize(room)
    return [_of_report(document, number, room) for number in range(document.pageCount())]


def _of_report(document: QTextDocument, number: int, room: QSizeF) -> Sheet:
    def paint(on: QPainter) -> None:
        on.translate(*MARGINS)
        on.scale(1 / FINE, 1 / FINE)
        on.translate(0, -number * room.height())
        document.drawContents(on, QRectF(QPointF(0, number * room.height()), room))

    return Sheet(wide=False, paint=paint)


def written(sheets: Sequence[Sheet], title: str, author: str) -> bytes:
    """The sheets as a PDF file, numbered 「3/14」. Raises StorageError where Qt cannot write it."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setAuthor(author)
    writer.setCreator(f"{PRODUCT_NAME} {__version__}")
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(_layout(sheets[0]))
    on = QPainter()
    if not sheets or not on.begin(writer):
        raise StorageError("PDF を作成できません。", "空き容量を確かめてください。")
    for number, sheet in enumerate(sheets):
        if number:
            writer.setPageLayout(_layout(sheet))
            writer.newPage()
        on.save()
        on.scale(RESOLUTION / 72, RESOLUTION / 72)
        on.save()
        sheet.paint(on)
        on.restore()
        _number(on, sheet, f"{number + 1}/{len(sheets)}")
        on.restore()
    on.end()
    buffer.close()
    return bytes(held.data())


def _layout(sheet: Sheet) -> QPageLayout:
    way = QPageLayout.Orientation.Landscape if sheet.wide else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(0, 0, 0, 0))


def _number(on: QPainter, sheet: Sheet, text: str) -> None:
    """Write a sheet's number in the middle of its foot."""
    font = fonts.font(FACE, NUMBER_SIZE * FINE)
    wide, high = sheet.size
    on.scale(1 / FINE, 1 / FINE)
    on.setFont(font)
    on.setPen(QColor(GREY))
    half = QFontMetricsF(font).horizontalAdvance(text) / 2
    on.drawText(QPointF(wide / 2 * FINE - half, (high - 14) * FINE), text)
