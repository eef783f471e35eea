"""TOML of call packs: read in bounded time, its mistakes told in Japanese."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

DEEPEST_KEY = 50
"""Dots in one key; tomllib's time grows with their square."""
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_CONTROL = re.compile(r"(?<!\\)\\(?:u00(?:[01][0-9a-f]|7f)|[bf])")
"""Control characters as JSON writes them; \\n, \\t and \\r are none of them."""


def parse(text: str) -> dict[str, Any]:
    """What a TOML text says. Raises ValueError or RecursionError."""
    text = text.replace("\r\n", "\n")
    if any(key.count(".") > DEEPEST_KEY for key in _keys(text)):
        raise RecursionError
    found = tomllib.loads(text)
    if "\\" in text and _CONTROL.search(json.dumps(found, default=str)):  # written as \\u0007
        raise ValueError("（制御文字が含まれています）")
    return found


def _keys(text: str) -> Iterator[str]:
    """All that may be a key of many dots: what stands before "=", and the headings of tables."""
    for line in text.split("\n"):
        if line.count(".") <= DEEPEST_KEY:
            continue
        if line.lstrip().startswith("["):
            yield line.partition("]")[0]
        for piece in line.split("=")[:-1]:
            yield piece.rpartition(",")[2].rpartition("{")[2]


def place(error: ValueError) -> str:
    """Where in the file, in Japanese; what is wrong there tomllib says in English only."""
    found = _AT.search(str(error))
    if found is None:
        return str(error) if str(error).startswith("（") else ""
    return f"（{found[1]}行目の{found[2]}文字目）" if found[1] else "（ファイルの終わり）"
