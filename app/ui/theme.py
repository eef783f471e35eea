"""How the program looks: palette, style sheet, fonts and Qt's own Japanese texts.

Widgets say what they are by dynamic properties, and nothing else in the program names a colour:
QPushButton/QToolButton `kind` = primary | secondary | quiet | danger; QLabel `role` = title |
heading | question | help | clause | count | muted | error | warning | advice | success; QFrame
`role` = card | notice | notice-error | notice-warning | finding-error | finding-warning |
finding-advice | section | bar. Spacing follows a grid of 8 px, scaled with the font.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.japanese import Gaps
from app.ui.tokens import BRIGHT, DARK, LIGHT, NIGHT, Tokens, from_system

FAMILIES = (
    "BIZ UDPゴシック",
    "BIZ UDPGothic",
    "Meiryo",
    "Yu Gothic UI",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
)
POINTS = 10.5
"""Font size at scale 1, in points."""
SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.5
GRID = 8
ROLE_SIZES = {"small": 0.88, "body": 1.0, "question": 1.08, "heading": 1.25, "title": 1.6}
"""Font sizes relative to the body's."""


class Scheme(StrEnum):
    """What the user chose; SYSTEM follows the desktop, BRIGHT and NIGHT are of high contrast."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    BRIGHT = "bright"
    NIGHT = "night"


HIGH_CONTRAST = (Scheme.BRIGHT, Scheme.NIGHT)
IN_CONTRAST = {"light": "bright", "dark": "night"}
"""Names of the drawings that are as strong as text there."""
CHOSEN = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.BRIGHT: BRIGHT,
    Scheme.NIGHT: NIGHT,
}


class Theme(NamedTuple):
    """What is in force."""

    tokens: Tokens
    scale: float
    resources: Path
    high_contrast: bool = False


ORDINARY = ("#efefef", "#f0f0f0")
"""Fusion's and Windows' own windows on a light desktop of usual contrast, and on no other."""
_active = Theme(LIGHT, 1.0, Path("resources"))
_translators: list[QTranslator] = []
_kept_hints: list[QStyleHints] = []
_is_guessed = False
"""Whether the desktop was not asked yet."""


STYLE = ("-style", "fusion")
"""Arguments that have an application begin in the right style."""
STYLED = "styled"
"""Property of an application that has it. To ask for the style itself takes PySide 5 ms."""
FONTS_OF_THEIR_OWN = ("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QTipLabel")
"""Classes that Windows gives another font than the program's: theirs would not grow with it."""


def active() -> Theme:
    """The theme in force."""
    return _active


def space(steps: float = 1) -> int:
    """A distance on the grid, in pixels: 1 is 8 px at the usual font size."""
    return round(GRID * steps * _active.scale)


def apply(
    app: QApplication,
    resources: Path,
    scheme: Scheme = Scheme.SYSTEM,
    scale: float = 1.0,
    *,
    guess: bool = False,
) -> Theme:
    """Put a theme in force for the whole program. May be called again at any time.

    `guess`: do not ask an ordinary looking desktop whether it is dark or of high contrast, for
    which PySide makes all of Qt's enumerations; `confirmed()` does that later.
    """
    global _active, _is_guessed
    _is_guessed = guess and app.palette().color(QPalette.ColorRole.Window).name() in ORDINARY
    contrast = not _is_guessed and _wants_high_contrast(app)
    tokens = _system_tokens(app) if contrast else _tokens(app, scheme)
    bounded = min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
    _active = Theme(tokens, bounded, resources, contrast or scheme in HIGH_CONTRAST)
    if not app.property(STYLED):
        app.setProperty(STYLED, True)
        if app.style().name().lower() != "fusion":
            app.setStyle("Fusion")
    chosen = font(bounded)
    app.setFont(chosen)
    app.setPalette(palette(tokens))
    app.setStyleSheet(style_sheet(_active))
    for kind in FONTS_OF_THEIR_OWN:  # after the style sheet, which gives them the system's again
        app.setFont(chosen, kind)  # type: ignore[arg-type]  # the stub asks for bytes
    from app.ui import icons

    icons.refresh()
    return _active


def confirmed(app: QApplication, scheme: Scheme) -> bool:
    """Whether the theme in force is what the desktop asks for."""
    if not _is_guessed:
        return True
    return not _wants_high_contrast(app) and _active.tokens == _asked_of(app, scheme)


def translate(app: QApplication) -> None:
    """Make Qt's own dialogs, dates and numbers speak Japanese."""
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    gaps, translator = Gaps(app), QTranslator(app)
    app.installTranslator(gaps)  # the one installed last is asked first
    _translators.append(gaps)
    if translator.load("qtbase_ja", folder):
        app.installTranslator(translator)
        _translators.append(translator)


def _style_hints(app: QApplication) -> QStyleHints:
    """The application's style hints, kept: PySide takes their parts along when it drops them."""
    if not _kept_hints:
        _kept_hints.append(app.styleHints())
    return _kept_hints[0]


def _wants_high_contrast(app: QApplication) -> bool:
    hints = _style_hints(app)
    if not hasattr(hints, "accessibility"):  # before Qt 6.10
        return False
    return hints.accessibility().contrastPreference() == QtCore.Qt.ContrastPreference.HighContrast


def _tokens(app: QApplication, scheme: Scheme) -> Tokens:
    return LIGHT if _is_guessed and scheme is Scheme.SYSTEM else _asked_of(app, scheme)


def _asked_of(app: QApplication, scheme: Scheme) -> Tokens:
    if scheme is Scheme.SYSTEM:
        dark = app.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return CHOSEN[scheme]


def _system_tokens(app: QApplication) -> Tokens:
    """The desktop's own colours; ours are taken off first, or they would be read back."""
    app.setPalette(QPalette())
    return from_system(app.palette())


def font(scale: float = 1.0) -> QFont:
    """The program's font; families the machine lacks are passed over."""
    there = set(QFontDatabase.families())
    families = [family for family in FAMILIES if family in there] or list(FAMILIES)
    made = QFont()
    made.setFamilies([*families, *QFont().families()])
    made.setPointSizeF(POINTS * scale)
    made.setStyleHint(QFont.StyleHint.SansSerif)
    return made


def palette(tokens: Tokens) -> QPalette:
    """The tokens as Qt's palette, so that what no style rule touches fits as well."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.page,
        roles.WindowText: tokens.text,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.raised,
        roles.Text: tokens.text,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.error,
        roles.ToolTipBase: tokens.raised,
        roles.ToolTipText: tokens.text,
        roles.PlaceholderText: tokens.muted,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.Accent: tokens.accent,
        roles.Light: tokens.surface,
        roles.Midlight: tokens.raised,
        roles.Mid: tokens.border,
        roles.Dark: tokens.outline,
        roles.Shadow: tokens.text,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet (resources/style/app.qss) with the theme's colours and sizes put in."""
    source = (theme.resources / "style" / "app.qss").read_text("utf-8")
    values = {name: str(value) for name, value in theme.tokens._asdict().items()}
    values |= {
        f"size_{role}": f"{POINTS * factor * theme.scale:.2f}pt"
        for role, factor in ROLE_SIZES.items()
    }
    values |= {f"px{n}": f"{max(1, round(n * theme.scale))}px" for n in range(1, 65)}
    for taken in (1, 2):  # by a ring around what has the focus, which is as thin in any size
        values |= {f"px{n}_{taken}": f"{round(n * theme.scale) - taken}px" for n in range(4, 25)}
    indicator = round(18 * theme.scale) + 2 * max(1, round(2 * theme.scale))
    values["round"] = f"{indicator // 2}px"  # Qt draws a square where it is more than half
    values["icons"] = (theme.resources / "icons").as_posix()
    values["shade"] = shade = "dark" if theme.tokens.dark else "light"
    values["arrows"] = IN_CONTRAST[shade] if theme.high_contrast else shade
    return Template(source).substitute(values)


def mark(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties the style sheet looks at, and have them take effect at once."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.style() is not None:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()
        widget.update()


def follow_system(app: QApplication, changed: Callable[[], object]) -> None:
    """Call `changed()` when the desktop turns dark, light or to high contrast."""
    hints = _style_hints(app)
    hints.colorSchemeChanged.connect(lambda _scheme: changed())
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(lambda _value: changed())
