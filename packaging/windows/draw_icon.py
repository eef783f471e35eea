#!/usr/bin/env python3
"""Draws oubo-navi.ico from resources/icons/app.svg, in the sizes that Windows asks for."""

from __future__ import annotations

import io
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication, QImage, QPainter, Qt
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "resources" / "icons" / "app.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(renderer: QSvgRenderer, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def main() -> None:
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    largest, *rest = [drawn(renderer, size) for size in reversed(SIZES)]
    sizes = [(size, size) for size in SIZES]
    largest.save(HERE / "oubo-navi.ico", sizes=sizes, append_images=rest)
    del application


if __name__ == "__main__":
    main()
