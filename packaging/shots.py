"""Pictures of the program, made from the program itself.

Writes the manual's pictures to resources/help/images and, for looking at, every page and dialog in
each look and with each sample to out/shots. Run by `dev.py shots` with the project's Python.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from app.environment import JST, AppPaths, FixedClock  # noqa: E402
from app.ui import theme  # noqa: E402
from app.ui.dialogs import QtDialogs, ReasonDialog  # noqa: E402
from app.ui.main_window import MainWindow  # noqa: E402
from app.ui.preferences import Preferences  # noqa: E402

IMAGES, OUT = ROOT / "resources" / "help" / "images", ROOT / "out" / "shots"
NOW = datetime(2025, 4, 4, 9, 0, tzinfo=JST)
PATIENCE = 250
"""Milliseconds in which timers and painting come to rest."""


@dataclass(frozen=True)
class Look:
    """How the program is shown."""

    name: str
    scheme: theme.Scheme
    scale: float
    size: tuple[int, int]


LOOKS = (
    Look("light", theme.Scheme.LIGHT, 1.0, (1366, 768)),
    Look("dark", theme.Scheme.DARK, 1.0, (1366, 768)),
    Look("twice", theme.Scheme.LIGHT, 2.0, (1920, 1080)),
    Look("small", theme.Scheme.LIGHT, 1.0, (1280, 720)),
)
SAMPLES = ("complete", "empty", "errors")
MANUAL = {"home": "home", "editor-overview": "editor", "check": "check", "export-1": "export"}
"""Shot → the manual's picture of it."""
WIDE = 640
"""Pixels of a picture in the manual."""


def settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(PATIENCE, loop.quit)
    loop.exec()


def window(look: Look, sample: str, folder: Path) -> MainWindow:
    """The window with a draft of a sample."""
    from app.calls.loader import load_all
    from app.drafts.exchange import read_answers
    from app.drafts.store import SqliteDraftStore

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, ROOT / "resources", look.scheme, look.scale)
    clock, paths = FixedClock(NOW), AppPaths(ROOT, folder)
    shelf = load_all(paths.packs)
    store = SqliteDraftStore(paths.database, clock)
    for call in shelf.calls.values():
        answers: dict[str, Any] = {}
        if sample != "empty":
            path = paths.samples / f"{sample}.json"
            text = read_answers(path, shelf.calls, base=None, file_label=path.name)
            answers = dict(text.answers)
        store.create(call.id, call.version, "長野県　応募書", answers=answers)
    made = MainWindow(paths, clock, QtDialogs(), Preferences(folder))
    made.furnish(shelf, store)
    made.resize(*look.size)
    made.show()
    return made


def pages(shown: MainWindow) -> Iterator[str]:
    """Go through the pages; the name of each."""
    assert shown.desk is not None
    yield "home"
    shown.open_draft(shown.desk.store.drafts()[0].uid)
    assert shown.session is not None
    assert shown.of_draft is not None
    editor: Any = shown.of_draft.page("editor")
    editor.show_all_findings()
    for section in shown.session.route.sections:
        editor.show_section(section.id)
        yield f"editor-{section.id}"
    for place in range(editor.side.tabs.count()):
        editor.side.tabs.setCurrentIndex(place)
        yield f"side-{place + 1}"
    shown.go("check")
    yield "check"
    shown.go("export")
    yield "export-1"
    page: Any = shown.of_draft.page("export")
    if page.next.isEnabled():
        page.next.click()
        page.target.place.setText("C:/Users/nagano/Documents")
        yield "export-2"
    shown.go("editor")


def _milestones(shown: MainWindow) -> QDialog:
    from app.review.deadline import remaining
    from app.review.milestones import Milestone
    from app.ui.milestones.dialog import MilestoneDialog

    assert shown.session is not None
    call = shown.session.call
    dates = [Milestone("係長確認", date(2025, 4, 7)), Milestone("課長決裁", date(2025, 4, 9))]
    return MilestoneDialog(
        remaining(call, NOW), dates, NOW.date(), call.deadline.astimezone(JST).date(), shown
    )


def _settings(shown: MainWindow) -> QDialog:
    from app.ui.settings.dialog import SettingsDialog

    return SettingsDialog(shown)


def _manual(shown: MainWindow) -> QDialog:
    from app.ui.help.manual import ManualDialog

    return ManualDialog(shown.paths.resources / "help", shown)


def _history(shown: MainWindow) -> QDialog:
    from app.ui.history.dialog import HistoryDialog

    assert shown.session is not None
    return HistoryDialog(shown.session, shown.dialogs, shown)


def _search(shown: MainWindow) -> QDialog:
    from app.ui.editor.search_dialog import SearchDialog

    assert shown.session is not None
    return SearchDialog(shown.session, shown)


def _keys(shown: MainWindow) -> QDialog:
    from app.ui import help_dialogs

    return help_dialogs.keys_dialog(shown)


def _about(shown: MainWindow) -> QDialog:
    from app.ui import help_dialogs

    return help_dialogs.about_dialog(shown, Path("C:/Users/nagano/AppData/Local/OuboNavi"))


DIALOGS: dict[str, Callable[[MainWindow], QWidget]] = {
    "milestones": _milestones,
    "settings": _settings,
    "manual": _manual,
    "history": _history,
    "search": _search,
    "keys": _keys,
    "about": _about,
    "reason": lambda w: ReasonDialog("理由の記入", "このまま進める理由", "", w),
}


def take(look: Look, sample: str, *, everything: bool) -> Iterator[tuple[str, QWidget]]:
    """Each page, and each dialog with the complete draft: its name and widget, at rest."""
    with tempfile.TemporaryDirectory() as folder:
        shown = window(look, sample, Path(folder))
        try:
            for name in pages(shown):
                settle()
                yield name, shown
            for name in DIALOGS if everything and sample == SAMPLES[0] else ():
                dialog = DIALOGS[name](shown)
                dialog.show()
                settle()
                yield f"dialog-{name}", dialog
                dialog.close()
        finally:
            shown.close_draft()
            if shown.desk is not None:
                shown.desk.store.close()
            shown.close()
            shown.deleteLater()


def make_manual() -> None:
    """The pictures of the manual."""
    from PySide6.QtCore import Qt

    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, widget in take(LOOKS[-1], SAMPLES[0], everything=False):
        if name in MANUAL:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = widget.grab().toImage().scaledToWidth(WIDE, smooth)
            picture.save(str(IMAGES / f"{MANUAL[name]}.png"), "PNG", 0)


def make_all() -> int:
    """Everything, to look at. How many there are."""
    count = 0
    for look in LOOKS:
        for sample in SAMPLES:
            folder = OUT / look.name / sample
            folder.mkdir(parents=True, exist_ok=True)
            for name, widget in take(look, sample, everything=True):
                widget.grab().save(str(folder / f"{name}.png"))
                count += 1
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manual", action="store_true", help="the manual's pictures alone")
    chosen = parser.parse_args()
    app = QApplication([])
    theme.translate(app)
    make_manual()
    if not chosen.manual:
        print(f"{make_all()} pictures in {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
