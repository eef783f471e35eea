"""What the window remembers about itself, in a small file of its own.

Not in the database: it is wanted before the first paint, and a broken database must not hinder
the window from opening.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app import private
from app.ui.theme import Scheme

PLACES = 50
"""Of how many drafts it is remembered where they were left."""


class Preferences:
    """Window geometry, colours, font scale and the last folder."""

    def __init__(self, data: Path) -> None:
        path = data / "window.ini"
        with suppress(OSError):  # Qt keeps the mode of the file it writes anew
            if data.is_dir():
                private.file(path)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        try:
            return Scheme(str(self._settings.value("look/scheme", Scheme.SYSTEM.value)))
        except ValueError:
            return Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._settings.setValue("look/scheme", scheme.value)

    @property
    def scale(self) -> float:
        try:
            return float(str(self._settings.value("look/scale", "1.0")))
        except ValueError:
            return 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._settings.setValue("look/scale", f"{scale:.2f}")

    @property
    def geometry(self) -> QByteArray | None:
        found = self._settings.value("window/geometry")
        return found if isinstance(found, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray | None) -> None:
        self._settings.setValue("window/geometry", geometry)

    @property
    def export_folder(self) -> Path | None:
        """Where a package was last put."""
        found = str(self._settings.value("export/folder", ""))
        return Path(found) if found else None

    @export_folder.setter
    def export_folder(self, folder: Path | None) -> None:
        self._settings.setValue("export/folder", str(folder or ""))

    def place(self, uid: str) -> str:
        """The question of a draft at which it was left on this PC; "" if none is known."""
        return next((where for draft, where in self._places() if draft == uid), "")

    def keep_place(self, uid: str, question: str) -> None:
        """Remember the question at which a draft was left; of old drafts it is forgotten."""
        others = [(draft, where) for draft, where in self._places() if draft != uid]
        kept = [(uid, question), *others][:PLACES]
        self._settings.setValue("editor/places", [" ".join(pair) for pair in kept])

    def _places(self) -> list[tuple[str, str]]:
        found = self._settings.value("editor/places", [])
        lines = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        pairs = [str(line).partition(" ") for line in lines]
        return [(draft, where) for draft, space, where in pairs if space]

    @property
    def tour_offered(self) -> bool:
        """Whether the tour was offered on this PC."""
        return str(self._settings.value("tour/offered", "")) == "yes"

    @tour_offered.setter
    def tour_offered(self, offered: bool) -> None:
        self._settings.setValue("tour/offered", "yes" if offered else "")
