"""A text taken apart by the fields of the template's text that it was made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.documents.reading.found import Row

Fits = Callable[[str, str], bool]
"""Whether a field may have a text (a choice its labels)."""
FIELD = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")
"""As in app.documents.slide_text, which needs python-pptx."""
_ENDS = "\n\u3000 "


def apart(pattern: str, text: str, fits: Fits) -> Row | None:
    """A text taken apart by the fields of a pattern; None where that is not certain.

    Blank ends are stripped when a pattern is filled, so that fields at its ends may be empty.
    """
    fields = FIELD.findall(pattern) if "{" in pattern else []
    if not fields:
        return None
    if pattern.strip() == f"{{{fields[0]}}}":
        return {fields[0]: text}
    found = {tuple(row.items()): row for row in _ways(pattern, fields, text)}
    fitting = [row for row in found.values() if all(fits(f, t) for f, t in row.items() if t)]
    return fitting[0] if len(fitting) == 1 else None


def _ways(pattern: str, fields: list[str], text: str) -> Iterator[Row]:
    """The ways in which a text may have come from a pattern: with fields at its ends empty."""
    for first in range(len(fields)):
        for last in range(first, len(fields)):
            kept = fields[first : last + 1]
            source = FIELD.sub(lambda f, k=kept: f.group() if f.group(1) in k else "", pattern)  # type: ignore[misc]
            yield from _whole(source.strip(_ENDS), fields, text)


def _whole(pattern: str, fields: list[str], text: str) -> Iterator[Row]:
    """The shortest and the longest first fields, where a pattern is matched as a whole."""
    pieces = FIELD.split(pattern)
    for lazy in (".+?", ".+"):
        source = "".join(
            f"(?P<f{n // 2}>{lazy})" if n % 2 else re.escape(piece)
            for n, piece in enumerate(pieces)
        )
        if found := re.fullmatch(source, text, re.DOTALL):
            said = dict(zip(pieces[1::2], found.groups(), strict=True))
            yield {name: said.get(name, "") for name in fields}
