"""The parts of the built folder: which libraries are in it, their versions and licences.

Found from what PyInstaller took, so that a new library cannot be forgotten.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath

from bundle.product import PACKAGING

LICENCES = PACKAGING / "licences"
LICENCE_NAMES = ("licen", "copying", "notice", "authors")
CLASSIFIER = "License :: OSI Approved :: "
QT = ("LGPL-3.0.txt", "GPL-3.0.txt")
GIVEN_LICENCES = {"PySide6_Essentials": QT, "shiboken6": QT}
"""Wheels without the text of their licence, and where it is here."""


@dataclass(frozen=True, slots=True)
class Part:
    """One library in the folder."""

    name: str
    version: str
    licence: str
    """An SPDX expression where the library gives one, else its own words."""
    texts: tuple[Path, ...]
    """The files with the licence."""
    published: bool = False
    """Whether it comes from the Python Package Index."""


def libraries(modules: Path, site: Path) -> Iterator[Part]:
    """The Python libraries of the modules that the spec wrote down, by name."""
    taken = {name.split(".")[0] for name in json.loads(modules.read_text("utf-8"))}
    found = {it.name: it for it in distributions(path=[str(site)]) if taken & _offered(it)}
    for name in sorted(found, key=str.lower):
        it = found[name]
        yield Part(name, it.version, _licence(it), tuple(_texts(it)), published=True)


def base(python: str, sqlite: str, qt: str, loader: Distribution) -> Iterator[Part]:
    """What the libraries stand on, with the versions that the built program itself tells."""
    texts = {name: LICENCES / f"{name}.txt" for name in ("Python-3.11", "LGPL-3.0", "GPL-3.0")}
    gnu = (texts["LGPL-3.0"], texts["GPL-3.0"])
    yield Part("CPython", python, "Python-2.0.1", (texts["Python-3.11"],))
    yield Part("SQLite", sqlite, "blessing", (LICENCES / "SQLite.txt",))
    yield Part("Qt", qt, "LGPL-3.0-only", gnu)
    exception = "GPL-2.0-or-later WITH Bootloader-exception"
    yield Part("PyInstaller bootloader", loader.version, exception, tuple(_texts(loader)))


def copy_licences(parts: list[Part], folder: Path) -> None:
    """One folder a part. A part without a licence text stops the build."""
    for part in parts:
        if not part.texts:
            raise RuntimeError(f"no licence text of {part.name} {part.version}")
        target = folder / f"{part.name.replace(' ', '-')}-{part.version}"
        target.mkdir(parents=True)
        for text in part.texts:
            shutil.copyfile(text, target / text.name)


def _offered(it: Distribution) -> set[str]:
    """Names that the library is imported by."""
    tops = {PurePosixPath(str(file)).parts[0] for file in it.files or ()}
    return {top.split(".")[0] for top in tops if not top.endswith((".dist-info", ".."))}


def _licence(it: Distribution) -> str:
    told = it.metadata
    if expression := told.get("License-Expression") or told.get("License"):
        return str(expression).splitlines()[0]
    classifiers = [line for line in told.get_all("Classifier", []) if line.startswith(CLASSIFIER)]
    return classifiers[0].removeprefix(CLASSIFIER) if classifiers else ""


def _texts(it: Distribution) -> Iterator[Path]:
    if given := GIVEN_LICENCES.get(it.name):
        yield from (LICENCES / name for name in given)
        return
    for file in it.files or ():
        place = PurePosixPath(str(file))
        if ".dist-info" in str(place) and place.name.lower().startswith(LICENCE_NAMES):
            yield Path(str(it.locate_file(file)))
