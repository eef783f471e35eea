"""Names of produced files: filled in, fit for Windows, no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from app.documents import texts
from app.documents.contents import Contents
from app.errors import InputError

LONGEST = 100
"""Characters of a name with its ending: with the folder, Windows' 259 must be enough."""
PRACTICE = "【練習】"
CHECKLIST = "提出チェックリスト.docx"
"""What may be made beside a package afterwards; no file of the package has this name."""
_FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：”／￥｜？＊")
"""What Windows forbids in names (Win32 "Naming Files"), and its full-width likeness."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_ENDING = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,8}$")
_EDGES = re.compile(r"^[.\s]+|[.\s]+$")
"""Dots and blanks, which Windows drops from the end of a name."""
_FIELD = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


def filled(pattern: str, contents: Contents, extra: Mapping[str, str] | None = None) -> str:
    """A pack's text with its `{fields}` filled: names, then any question or derived id.

    Raises InputError naming a field that does not exist. (str.format is not used: it would read
    attributes and widths that a pack has no business with.)
    """
    known = {**contents.texts, **contents.names, **(extra or {})}

    def value(match: re.Match[str]) -> str:
        if match[1] not in known:
            what = f"募集パックの文に、知らない項目 {{{match[1]}}} があります。"
            raise InputError(what, "募集パックの call.toml と様式の file_name を確かめてください。")
        return known[match[1]]

    return _FIELD.sub(value, pattern)


def safe(name: str) -> str:
    """A name that Windows takes and that looks the same everywhere; never empty, never a path."""
    text = unicodedata.normalize("NFC", texts.single_line(name)).translate(_FORBIDDEN)
    text = _EDGES.sub("", text) or "名称未設定"
    if _RESERVED.match(text):
        text = f"_{text}"
    stem, ending = _parted(text)
    return _EDGES.sub("", stem[: LONGEST - len(ending)]) + ending


def distinct(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Safe names, numbered where two would be one file on Windows (case, width of kana)."""
    used = {_folded(name) for name in taken}
    result: list[str] = []
    for name in map(safe, names):
        stem, ending = _parted(name)
        candidate, number = name, 2
        while _folded(candidate) in used:
            candidate, number = f"{stem}（{number}）{ending}", number + 1
        used.add(_folded(candidate))
        result.append(candidate)
    return result


def _parted(name: str) -> tuple[str, str]:
    """A name's stem and its ending (".docx"), if it has one."""
    found = _ENDING.search(name)
    return (name[: found.start()], found[0]) if found else (name, "")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
