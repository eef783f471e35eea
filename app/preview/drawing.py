"""What DrawingML says about colours, fills and strokes (ECMA-376 part 1, 20.1).

Read from the produced file's element tree; lengths become points, colours "#RRGGBB".
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

EMU = 12_700
"""English metric units in a point."""
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = {"a": A, "p": P, "r": R}
USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
"""What a slide's colour names mean where its master does not say (p:clrMap, 19.3.1.6)."""
DASHES = {"dash": "dash", "lgDash": "dash", "sysDash": "dash", "dot": "dot", "sysDot": "dot"}


@lru_cache(maxsize=512)
def qn(name: str) -> str:
    """The Clark name of "a:tbl"."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


@lru_cache(maxsize=512)
def path(names: str) -> str:
    """A path of qualified names, for find()."""
    return "/".join(qn(name) for name in names.split("/"))


class Stroke(NamedTuple):
    """How a line is drawn."""

    colour: str
    width: float
    style: str = "solid"


@dataclass(frozen=True, slots=True)
class Theme:
    """A presentation's colours and faces (a:theme, 20.1.6.9)."""

    colours: Mapping[str, str]
    latin: Mapping[str, str]
    """"mj" and "mn": the Latin faces of headings and body."""
    east: Mapping[str, str]

    @classmethod
    def of(cls, root: Any, names: Mapping[str, str] = USUAL_MAP) -> Theme:
        colours: dict[str, str] = {}
        for entry in root.iterfind(path("a:themeElements/a:clrScheme") + "/*"):
            value = entry[0].get("lastClr") or entry[0].get("val") or "000000"
            colours[entry.tag.rpartition("}")[2]] = f"#{value}"
        colours.update({name: colours.get(to, "#000000") for name, to in names.items()})
        latin, east = {}, {}
        for key, kind in (("mj", "majorFont"), ("mn", "minorFont")):
            found = root.find(path(f"a:themeElements/a:fontScheme/a:{kind}"))
            latin[key] = _face(found, "a:latin")
            east[key] = _face(found, "a:ea") or _script(found, "Jpan")
        return cls(colours, latin, east)

    def family(self, name: str, *, east: bool) -> str:
        """A face by its name; "+mn-ea" is looked up (20.1.4.1.17)."""
        if not name.startswith("+"):
            return name
        faces = self.east if east else self.latin
        return faces.get(name[1:3], "")


def _face(fonts: Any, name: str) -> str:
    found = fonts.find(qn(name)) if fonts is not None else None
    return "" if found is None else found.get("typeface", "")


def _script(fonts: Any, script: str) -> str:
    for found in fonts.findall(qn("a:font")) if fonts is not None else ():
        if found.get("script") == script:
            return str(found.get("typeface", ""))
    return ""


def colour(holder: Any, theme: Theme, own: str = "") -> str | None:
    """The colour in an element like a:solidFill; `own` is what phClr stands for."""
    for child in holder if holder is not None else ():
        kind = child.tag.rpartition("}")[2]
        value = child.get("val", "")
        if kind == "srgbClr":
            base = f"#{value}"
        elif kind == "schemeClr":
            base = own or "#000000" if value == "phClr" else theme.colours.get(value, "#000000")
        elif kind == "sysClr":
            base = f"#{child.get('lastClr', '000000')}"
        elif kind == "prstClr":
            base = value
        else:
            continue
        return _changed(base, child) if len(child) else base
    return None


def _changed(base: str, element: Any) -> str:
    """A colour with its transforms applied (20.1.2.3)."""
    if not base.startswith("#"):
        return base
    red, green, blue = (int(base[n : n + 2], 16) / 255 for n in (1, 3, 5))
    for change in element:
        kind, part = change.tag.rpartition("}")[2], int(change.get("val", "0")) / 100_000
        if kind in ("lumMod", "lumOff", "satMod"):
            hue, light, sat = colorsys.rgb_to_hls(red, green, blue)
            light = light * part if kind == "lumMod" else light + part * (kind == "lumOff")
            sat = sat * part if kind == "satMod" else sat
            red, green, blue = colorsys.hls_to_rgb(hue, min(1, light), min(1, sat))
        elif kind == "tint":
            red, green, blue = (1 - (1 - c) * part for c in (red, green, blue))
        elif kind == "shade":
            red, green, blue = (c * part for c in (red, green, blue))
        elif kind == "alpha":
            red, green, blue = (1 - (1 - c) * part for c in (red, green, blue))
    return "#" + "".join(f"{round(max(0, min(1, c)) * 255):02X}" for c in (red, green, blue))


FILLS = ("a:noFill", "a:solidFill", "a:gradFill", "a:pattFill", "a:blipFill")


def fill(properties: Any, theme: Theme) -> tuple[bool, str | None]:
    """Whether a fill is stated, and its colour (None: none). Of a gradient the first colour."""
    for name in FILLS if properties is not None else ():
        found = properties.find(qn(name))
        if found is None:
            continue
        if name == "a:solidFill":
            return True, colour(found, theme)
        if name == "a:gradFill":
            stop = found.find(path("a:gsLst/a:gs"))
            return True, colour(stop, theme)
        if name == "a:pattFill":
            return True, colour(found.find(qn("a:fgClr")), theme)
        return True, None
    return False, None


def stroke(line: Any, theme: Theme) -> tuple[bool, Stroke | None]:
    """Whether an a:ln says how it is drawn, and how (None: not at all)."""
    stated, shade = fill(line, theme)
    if not stated:
        return False, None
    if shade is None:
        return True, None
    dash = line.find(qn("a:prstDash"))
    style = DASHES.get(dash.get("val", ""), "solid") if dash is not None else "solid"
    return True, Stroke(shade, int(line.get("w", "9525")) / EMU, style)
