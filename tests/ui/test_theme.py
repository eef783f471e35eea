"""Colours can be read, in light and dark; the style sheet holds nothing unfilled."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from app.ui import icons, theme
from app.ui.tokens import DARK, LIGHT, Tokens, from_system

ROOT = Path(__file__).resolve().parents[2]
TONES = ("error", "warning", "advice", "success")
TEXTS = [
    *((ink, ground) for ink in ("text", "muted", "accent") for ground in ("page", "surface")),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("surface", "error"),
    *((tone, f"{tone}_soft") for tone in TONES),
    *(("text", f"{tone}_soft") for tone in TONES),
    *(("muted", f"{tone}_soft") for tone in TONES[:3]),
    *((tone, "surface") for tone in TONES),
    *((tone, "page") for tone in TONES),
]
SHAPES = [("outline", "surface"), ("outline", "page"), ("focus", "surface"), ("focus", "page")]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(tokens: Tokens, one: str, other: str) -> float:
    high, low = sorted((luminance(getattr(tokens, one)), luminance(getattr(tokens, other))))[::-1]
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read_on_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens, ink, ground) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_outlines_and_focus_can_be_seen(tokens: Tokens, shape: str, ground: str) -> None:
    assert contrast(tokens, shape, ground) >= 3


@pytest.mark.parametrize("scheme", list(theme.Scheme))
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_every_scheme_can_be_put_in_force(
    qapp: QApplication, scheme: theme.Scheme, scale: float
) -> None:
    in_force = theme.apply(qapp, ROOT / "resources", scheme, scale)
    assert in_force is theme.active()
    assert "$" not in qapp.styleSheet()
    assert qapp.font().pointSizeF() == pytest.approx(theme.POINTS * scale)


def test_a_high_contrast_desktop_keeps_its_own_colours(qapp: QApplication) -> None:
    palette = theme.palette(DARK)
    tokens = from_system(palette)
    assert tokens.page == DARK.page
    assert tokens.text == tokens.error == tokens.outline == DARK.text


def test_qt_speaks_japanese(qapp: QApplication) -> None:
    theme.translate(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "キャンセル"


def test_every_icon_can_be_drawn_and_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    for path in (ROOT / "resources" / "icons").glob("*.svg"):
        assert not icons.icon(path.stem).isNull()
    label = icons.picture(QLabel(), "home", "accent")
    qtbot.addWidget(label)
    light = label.pixmap().toImage()
    theme.apply(qapp, ROOT / "resources", theme.Scheme.DARK)
    assert label.pixmap().toImage() != light
