"""Every setting as data: the page, its checks and the manual's list are made from this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.ui import texts as window_texts
from app.ui import theme
from app.ui.office import WHO
from app.ui.settings import texts


class Kind(StrEnum):
    """What is entered."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    FOLDER = "folder"


class Place(StrEnum):
    """Where a setting is remembered."""

    DRAFTS = "drafts"
    """With the drafts, in the database: goes along in backups."""
    WINDOW = "window"
    """In the window's own file: wanted before the first paint."""
    BACKUPS = "backups"
    """Beside the database: wanted when that is broken."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `default` is what holds while nothing was chosen."""

    name: str
    group: str
    label: str
    help: str
    kind: Kind
    default: str | int
    place: Place
    least: int = 0
    most: int = 0
    unit: str = ""
    zero: str = ""
    """What 0 is called, where it means something of its own."""
    options: tuple[tuple[str, str], ...] = ()
    """Value and label."""

    def checked(self, value: object) -> str | int:
        """The value, if it is one that this setting can have; else the default."""
        if self.kind is Kind.NUMBER:
            right = isinstance(value, int) and not isinstance(value, bool)
            return value if right and self.least <= value <= self.most else self.default  # type: ignore[operator,return-value]
        if not isinstance(value, str):
            return self.default
        if self.kind is Kind.CHOICE:
            return value if value in dict(self.options) else self.default
        return value.strip()[: self.most] if self.most else value


MAIL = "mail_megabytes"
DEPARTMENT, EMAIL, TELEPHONE = "own_department", "own_email", "own_telephone"
BACKUP_FOLDER = "backup_folder"
SCHEME, SCALE = "scheme", "scale"
LONGEST = 200
"""Characters of a text."""
SCALES = (80, 90, 100, 110, 125, 150, 175, 200, 250)


def _text(name: str) -> Setting:
    label, help_ = texts.PERSON_FIELDS[name]
    return Setting(name, texts.PERSON, label, help_, Kind.TEXT, "", Place.DRAFTS, most=LONGEST)


SETTINGS: tuple[Setting, ...] = (
    *map(_text, (WHO, DEPARTMENT, EMAIL, TELEPHONE)),
    Setting(
        MAIL,
        texts.EXPORT,
        texts.MAIL,
        texts.MAIL_HELP,
        Kind.NUMBER,
        0,
        Place.DRAFTS,
        most=100,
        unit=texts.MEGABYTES,
        zero=texts.AS_THE_CALL_SAYS,
    ),
    Setting(
        BACKUP_FOLDER,
        texts.BACKUPS,
        texts.BACKUP_FOLDER,
        texts.BACKUP_FOLDER_HELP,
        Kind.FOLDER,
        "",
        Place.BACKUPS,
        zero=texts.BESIDE_THE_DRAFTS,
    ),
    Setting(
        SCHEME,
        texts.LOOK,
        texts.SCHEME,
        texts.SCHEME_HELP,
        Kind.CHOICE,
        theme.Scheme.SYSTEM.value,
        Place.WINDOW,
        options=tuple((s.value, window_texts.SCHEME_NAMES[s.value]) for s in theme.Scheme),
    ),
    Setting(
        SCALE,
        texts.LOOK,
        texts.SCALE,
        texts.SCALE_HELP,
        Kind.CHOICE,
        "100",
        Place.WINDOW,
        options=tuple(
            (str(percent), f"{percent}％")
            for percent in SCALES
            if theme.SMALLEST_SCALE <= percent / 100 <= theme.LARGEST_SCALE
        ),
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
