"""The colours of the program by what they are for, once for each scheme.

Text colours keep a contrast of at least 4.5:1 on every ground they may stand on, borders of
inputs and the focus ring 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); a test measures it.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Tokens(NamedTuple):
    """Colours as #rrggbb. `x_soft` is a ground on which text in `x` and `text` is readable."""

    dark: bool
    page: str
    """Behind everything."""
    surface: str
    """Cards and inputs."""
    raised: str
    """Headers, hovered rows."""
    text: str
    muted: str
    disabled: str
    border: str
    """Separates; carries no meaning."""
    outline: str
    """Outlines of inputs."""
    accent: str
    accent_strong: str
    """The accent hovered or pressed."""
    accent_soft: str
    on_accent: str
    focus: str
    focus_on_accent: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    advice: str
    advice_soft: str
    success: str
    success_soft: str


LIGHT = Tokens(
    dark=False,
    page="#f4f6f9",
    surface="#ffffff",
    raised="#ebeff5",
    text="#1a1c20",
    muted="#545962",
    disabled="#8b919b",
    border="#d3d8e0",
    outline="#747b87",
    accent="#0b3f8f",
    accent_strong="#072c66",
    accent_soft="#e6eefb",
    on_accent="#ffffff",
    focus="#1465d8",
    focus_on_accent="#ffc53d",
    error="#b0201a",
    error_soft="#fdecea",
    warning="#7d4500",
    warning_soft="#fff3dc",
    advice="#0d5560",
    advice_soft="#e4f3f4",
    success="#17643a",
    success_soft="#e5f4eb",
)

DARK = Tokens(
    dark=True,
    page="#15171b",
    surface="#1f2228",
    raised="#2a2e36",
    text="#f0f2f5",
    muted="#b7bdc7",
    disabled="#7d848f",
    border="#3b414b",
    outline="#8c94a1",
    accent="#93b9ff",
    accent_strong="#bcd3ff",
    accent_soft="#233450",
    on_accent="#0b1b36",
    focus="#ffc53d",
    focus_on_accent="#c24e00",
    error="#ffa39b",
    error_soft="#43221f",
    warning="#ffcb7a",
    warning_soft="#3d2e14",
    advice="#86d6dd",
    advice_soft="#163438",
    success="#8cdba8",
    success_soft="#18351f",
)


BRIGHT = Tokens(
    dark=False,
    page="#ffffff",
    surface="#ffffff",
    raised="#ffffff",
    text="#000000",
    muted="#000000",
    disabled="#595959",
    border="#000000",
    outline="#000000",
    accent="#00006e",
    accent_strong="#000000",
    accent_soft="#fff59a",
    on_accent="#ffffff",
    focus="#b000b0",
    focus_on_accent="#ffd900",
    error="#8b0000",
    error_soft="#ffffff",
    warning="#5c3000",
    warning_soft="#ffffff",
    advice="#003d45",
    advice_soft="#ffffff",
    success="#003d1a",
    success_soft="#ffffff",
)
"""High contrast on white."""

NIGHT = Tokens(
    dark=True,
    page="#000000",
    surface="#000000",
    raised="#000000",
    text="#ffffff",
    muted="#ffffff",
    disabled="#a6a6a6",
    border="#ffffff",
    outline="#ffffff",
    accent="#ffff00",
    accent_strong="#ffffff",
    accent_soft="#003a5c",
    on_accent="#000000",
    focus="#00ffff",
    focus_on_accent="#8b008b",
    error="#ff9a9a",
    error_soft="#000000",
    warning="#ffcf70",
    warning_soft="#000000",
    advice="#7fe9f2",
    advice_soft="#000000",
    success="#8cf0ae",
    success_soft="#000000",
)
"""High contrast on black."""


def from_system(palette: QPalette) -> Tokens:
    """The system's own colours, for high contrast: no colour of ours may get in its way."""

    def colour(role: QPalette.ColorRole, group: QPalette.ColorGroup) -> str:
        return palette.color(group, role).name()

    active, roles = QPalette.ColorGroup.Active, QPalette.ColorRole
    window, text = colour(roles.Window, active), colour(roles.WindowText, active)
    base, highlight = colour(roles.Base, active), colour(roles.Highlight, active)
    loud = dict.fromkeys(("accent_strong", "focus", "error", "warning", "advice", "success"), text)
    soft = dict.fromkeys(
        ("accent_soft", "error_soft", "warning_soft", "advice_soft", "success_soft"), window
    )
    return Tokens(
        dark=QColor(window).lightness() < 128,
        page=window,
        surface=base,
        raised=window,
        text=text,
        muted=text,
        disabled=colour(roles.WindowText, QPalette.ColorGroup.Disabled),
        border=text,
        outline=text,
        accent=highlight,
        on_accent=colour(roles.HighlightedText, active),
        focus_on_accent=colour(roles.HighlightedText, active),
        **loud,
        **soft,
    )
