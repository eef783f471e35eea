"""The styles of tables that PowerPoint has built in and files only name (21.1.3.12).

A style that is none of these leaves a table plain; what its cells say themselves goes first anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.preview.drawing import Stroke, Theme, qn

_MEDIUM = {
    "{073A0DAA-6AF3-43AB-8588-CEC1D06C72B9}": "dk1",
    "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}": "accent1",
    "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}": "accent2",
    "{F5AB1C69-6EDB-4FF4-983F-18BD219EF322}": "accent3",
    "{00A15C55-8517-42AA-B614-E9B94910E393}": "accent4",
    "{7DF18680-E054-41AD-8BC1-D1AEF772440D}": "accent5",
    "{93296810-A885-4BE3-A3E7-6D5BEEA58F35}": "accent6",
}
"""Medium style 2 and the colour each is made of: what a new table has."""
_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""No style, but a grid."""
_BANDS = (0.4, 0.2)
"""How strong the colour of every other row is."""
_HAIR = 1.0


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Fills, letters and rules of cells that do not say any."""

    base: str = ""
    """The colour it is made of; "" for a plain table."""
    ink: str = ""
    light: str = "#FFFFFF"
    head: bool = False
    banded: bool = False
    rule: Stroke | None = None

    def fill(self, row: int) -> str | None:
        """The fill of a row."""
        if not self.base:
            return None
        if self.head and row == 0:
            return self.base
        band = (row - self.head) % 2 if self.banded else 1
        return _tint(self.base, _BANDS[band])

    def letters(self, row: int) -> tuple[str, bool]:
        """Colour ("" for none) and weight of a row's letters."""
        if self.base and self.head and row == 0:
            return self.light, True
        return (self.ink if self.base else ""), False


def table_style(table: Any, theme: Theme) -> TableStyle:
    """The style a table names."""
    properties = table.find(qn("a:tblPr"))
    if properties is None:
        return TableStyle()
    name = (properties.findtext(qn("a:tableStyleId")) or "").strip()
    ink = theme.colours.get("dk1", "#000000")
    if name == _GRID:
        return TableStyle(rule=Stroke(ink, _HAIR))
    if name not in _MEDIUM:
        return TableStyle()
    light = theme.colours.get("lt1", "#FFFFFF")
    return TableStyle(
        theme.colours.get(_MEDIUM[name], ink),
        ink,
        light,
        head=properties.get("firstRow") in ("1", "true"),
        banded=properties.get("bandRow") in ("1", "true"),
        rule=Stroke(light, _HAIR),
    )


def _tint(colour: str, part: float) -> str:
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - p) * part):02X}" for p in parts)
