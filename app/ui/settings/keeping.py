"""Reads, keeps and applies settings, wherever each of them is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import KnownError
from app.ui import room, theme
from app.ui.settings import table
from app.ui.settings.table import Place, Setting

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.backup import BackupFolder
    from app.drafts.contract import DraftStore
    from app.ui.main_window import MainWindow

MEGABYTE = 1_000_000


def stored(store: DraftStore, name: str) -> Any:
    """What was chosen, or the default, also where nothing can be read."""
    setting = table.BY_NAME[name]
    try:
        return setting.checked(store.setting(name))
    except KnownError:
        return setting.default


def value(window: MainWindow, setting: Setting) -> Any:
    """What holds now."""
    if setting.name == table.SCHEME:
        return setting.checked(window.preferences.scheme.value)
    if setting.name == table.SCALE:
        percent = round(window.preferences.scale * 100)
        return min((v for v, _ in options(window, setting)), key=lambda v: abs(int(v) - percent))
    if setting.place is Place.BACKUPS:
        return str(_backups(window).chosen or "")
    return stored(window.desk.store, setting.name) if window.desk else setting.default


def options(window: MainWindow, setting: Setting) -> list[tuple[str, str]]:
    """What may be chosen here: no letters too large for the screen."""
    if setting.name != table.SCALE:
        return list(setting.options)
    most = room.largest_scale(window)
    return [(value, label) for value, label in setting.options if int(value) / 100 <= most]


def keep(window: MainWindow, setting: Setting, chosen: object) -> None:
    """Remember and apply. Raises StorageError."""
    checked = setting.checked(chosen)
    if setting.place is Place.WINDOW:
        if setting.name == table.SCHEME:
            scheme = theme.Scheme(str(checked))
            window.actions_by_name[f"scheme-{scheme}"].setChecked(True)
            window.choose_scheme(scheme)
        else:
            window.choose_scale(int(checked) / 100)
    elif setting.place is Place.BACKUPS:
        _backups(window).choose(Path(str(checked)) if checked else None)
    elif window.desk is not None:
        window.desk.store.set_setting(setting.name, checked)
        if window.session is not None and setting.name == "who":
            window.session.who = str(checked)


def _backups(window: MainWindow) -> BackupFolder:
    from app.drafts.backup import BackupFolder

    return BackupFolder(window.paths.database, window.clock)


def fitted(call: Call, store: DraftStore) -> Call:
    """The call with this installation's limit for mails, where one is set."""
    megabytes = stored(store, table.MAIL)
    if not megabytes:
        return call
    limits = call.limits.model_copy(update={"mail_bytes": megabytes * MEGABYTE})
    return call.model_copy(update={"limits": limits})


def own_answers(call: Call, store: DraftStore) -> dict[str, Any]:
    """What a new draft begins with: department, e-mail address and telephone, where asked for."""
    first: dict[str, str] = {}
    for question in call.questions.values():
        first.setdefault(question.type, question.id)
    places = {
        table.DEPARTMENT: call.names.author,
        table.EMAIL: first.get("email"),
        table.TELEPHONE: first.get("telephone"),
    }
    found = {place: stored(store, name) for name, place in places.items() if place}
    return {place: answer for place, answer in found.items() if answer}
