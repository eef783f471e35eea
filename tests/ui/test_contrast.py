"""What the style sheet puts on top of each other can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from app.ui import theme
from app.ui.tokens import BRIGHT, DARK, LIGHT, NIGHT, Tokens

STYLE = Path(__file__).resolve().parents[2] / "resources" / "style" / "app.qss"
SCHEMES = {"light": LIGHT, "dark": DARK, "bright": BRIGHT, "night": NIGHT}
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("page", "surface")
"""What words and inputs stand on where no rule says more."""
TONES = ("error", "warning", "advice", "success")
CARDS = tuple(f"{tone}_soft" for tone in (*TONES, "accent"))
EXEMPT = {"disabled"}
"""Inactive parts need no contrast (1.4.3)."""
RULE = re.compile(r"([^{}]+)\{((?:[^{}]|\$\{\w+\})*)\}")
INPUTS = (
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "QAbstractSpinBox",
    "QComboBox",
    "::indicator",
)


@dataclass(frozen=True)
class Rule:
    """A rule of the style sheet: where it holds, and which tokens it uses for what."""

    where: str
    inks: frozenset[str]
    grounds: frozenset[str]
    edges: frozenset[str]


def rules() -> Iterator[Rule]:
    source = re.sub(r"/\*.*?\*/", "", STYLE.read_text("utf-8"), flags=re.DOTALL)
    for where, body in RULE.findall(source):
        told = dict(re.findall(r"([\w-]+):\s*([^;]+);", body))
        yield Rule(
            " ".join(where.split()),
            _tokens(told, "color"),
            _tokens(told, "background"),
            _tokens(told, *[name for name in told if name.startswith("border")]),
        )
        yield Rule(
            f"{' '.join(where.split())}::selection",
            _tokens(told, "selection-color"),
            _tokens(told, "selection-background-color"),
            frozenset(),
        )


def _tokens(told: dict[str, str], *names: str) -> frozenset[str]:
    known = set(LIGHT._fields)
    found = {word for name in names for word in re.findall(r"\$(\w+)", told.get(name, ""))}
    return frozenset(found & known)


def written() -> set[tuple[str, str]]:
    """Every ink with every ground the style sheet may put it on."""
    below = {rule.where: rule.grounds for rule in rules()}
    pairs = {
        (ink, ground)
        for rule in rules()
        for ink in rule.inks - EXEMPT
        for ground in rule.grounds or below.get(rule.where.removesuffix(" QLabel")) or GROUNDS
        if ":disabled" not in rule.where
    }
    # Rules that give a ground alone hold words of the usual inks.
    pairs |= {
        (ink, ground)
        for rule in rules()
        if not rule.inks
        for ground in rule.grounds & {*CARDS, "raised"}
        for ink in ("text", "accent")
    }
    pairs |= {(tone, f"{tone}_soft") for tone in TONES}
    pairs |= {("muted", ground) for ground in (*GROUNDS, *CARDS)}
    return pairs


def drawn() -> set[tuple[str, str]]:
    """Every border of a control, and every focus ring, with what lies beside it."""
    edges = {
        (edge, ground)
        for rule in rules()
        if ":disabled" not in rule.where and (_is_input(rule) or ":focus" in rule.where)
        for edge in rule.edges
        for ground in GROUNDS
        if edge not in ("focus_on_accent", "on_accent")
    }
    return edges | {("focus_on_accent", "accent_strong")}


def _is_input(rule: Rule) -> bool:
    return any(name in rule.where for name in INPUTS) and "AbstractItemView" not in rule.where


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    drawn_in = QColor(colour)
    parts = (drawn_in.redF(), drawn_in.greenF(), drawn_in.blueF())
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else math.pow((p + 0.055) / 1.055, 2.4) for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(tokens: Tokens, one: str, other: str) -> float:
    high, low = sorted((luminance(getattr(tokens, one)), luminance(getattr(tokens, other))))[::-1]
    return (high + 0.05) / (low + 0.05)


def faint(tokens: Tokens, pairs: set[tuple[str, str]], least: float) -> dict[str, float]:
    found = {f"{one} on {other}": contrast(tokens, one, other) for one, other in sorted(pairs)}
    return {pair: round(value, 2) for pair, value in found.items() if value < least}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_can_be_read_wherever_they_stand(scheme: str) -> None:
    assert faint(SCHEMES[scheme], written(), TEXT) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_of_inputs_and_focus_rings_can_be_seen(scheme: str) -> None:
    assert faint(SCHEMES[scheme], drawn(), SHAPE) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_icons_can_be_seen_on_cards(scheme: str) -> None:
    icons = {(tone, ground) for tone in (*TONES, "accent", "muted") for ground in GROUNDS}
    assert faint(SCHEMES[scheme], icons, SHAPE) == {}


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    source = STYLE.read_text("utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?!-)|\brgba?\(", re.sub(r"\w#[\w-]+", "", source))


def test_the_pairs_are_really_read_from_the_style_sheet() -> None:
    assert ("on_accent", "accent") in written()
    assert ("text", "raised") in written()
    assert ("outline", "surface") in drawn()
    assert ("error", "surface") in drawn()
    assert len(written()) > 30


def test_high_contrast_is_higher_by_far() -> None:
    for tokens in (BRIGHT, NIGHT):
        assert faint(tokens, {("text", "page"), ("muted", "page"), ("muted", "surface")}, 7) == {}
    assert {theme.CHOSEN[scheme] for scheme in theme.HIGH_CONTRAST} == {BRIGHT, NIGHT}
