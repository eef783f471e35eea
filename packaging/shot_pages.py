"""Every page of the program in the states worth a look: made one after the other in a window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.drafts.draft import Change
from app.environment import JST, AppPaths, FixedClock
from app.ui.dialogs import QtDialogs
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2025, 4, 4, 9, 0, tzinfo=JST)
DAY = timedelta(days=1)
DEADLINE = datetime(2025, 4, 10, 12, 0, tzinfo=JST)
NEAR = {
    "72h": timedelta(hours=60),
    "24h": timedelta(hours=20),
    "3h": timedelta(hours=2),
    "over": -timedelta(hours=1),
}
"""How the deadline stands → time left."""
Wait = Callable[[Callable[[], bool]], None]


def window(size: tuple[int, int], sample: str, folder: Path, now: datetime = NOW) -> MainWindow:
    """The window with a draft of a sample ("" for an empty list of drafts)."""
    from app.calls.loader import load_all
    from app.drafts.backup import BackupFolder
    from app.drafts.exchange import read_answers
    from app.drafts.store import SqliteDraftStore

    clock, paths = FixedClock(now), AppPaths(ROOT, folder)
    shelf = load_all(paths.packs)
    if sample == "complete":  # an older one, or chance would order the two
        with closing(SqliteDraftStore(paths.database, FixedClock(now - DAY))) as older:
            for call in shelf.calls.values():
                older.create(call.id, call.version, "長野県　応募書（部局案）")
    store = SqliteDraftStore(paths.database, clock)
    for call in shelf.calls.values() if sample else ():
        answers: dict[str, Any] = {}
        if sample != "empty":
            path = paths.samples / f"{sample}.json"
            text = read_answers(path, shelf.calls, base=None, file_label=path.name)
            answers = dict(text.answers)
        draft = store.create(call.id, call.version, "長野県　応募書", answers=answers)
        if sample == "complete":
            words = str(answers["overview.summary"]).replace("本県は", "長野県は")
            store.apply(draft.uid, [Change("answer", "overview.summary", words)])
            BackupFolder(paths.database, clock).make()
    made = MainWindow(paths, clock, QtDialogs(), Preferences(folder))
    made.furnish(shelf, store)
    made.resize(*size)
    made.show()
    return made


def open_first(shown: MainWindow) -> Any:
    """Open the draft with answers; the editor."""
    assert shown.desk is not None
    drafts = shown.desk.store.drafts()
    shown.open_draft(next((d for d in drafts if d.title == "長野県　応募書"), drafts[0]).uid)
    assert shown.of_draft is not None
    return shown.of_draft.page("editor")


def home(shown: MainWindow, wait: Wait) -> Iterator[str]:
    """The first page; with nothing in it as well."""
    del wait
    yield "home"
    page: Any = shown.home
    if page.search.isVisible():
        page.search.setText("見つからない言葉")
        yield "home-nothing-found"
        page.search.setText("")
    page.toggle_trash()
    yield "home-trash"
    page.toggle_trash()


def editor(shown: MainWindow, wait: Wait) -> Iterator[str]:
    """Each section, then each panel beside it."""
    page = open_first(shown)
    page.show_all_findings()
    assert shown.session is not None
    for section in shown.session.route.sections:
        page.show_section(section.id)
        wait(lambda: not page.page.building.busy)
        yield f"editor-{section.id}"
        bar = page.page.verticalScrollBar()
        if bar.maximum() > 0:
            bar.setValue(bar.maximum())
            yield f"editor-{section.id}-end"
    page.show_section("overview")
    page.side.show()
    for place in range(page.side.tabs.count()):
        page.side.tabs.setCurrentIndex(place)
        if page.side.preview.isVisible():
            wait(lambda: page.side.preview.pane.document is not None)
        yield f"side-{place + 1}"


def check(shown: MainWindow, wait: Wait) -> Iterator[str]:
    del wait
    shown.go("check")
    yield "check"


def export(shown: MainWindow, wait: Wait) -> Iterator[str]:
    """The three steps, with what is shown when it is done."""
    shown.go("export")
    assert shown.of_draft is not None
    page: Any = shown.of_draft.page("export")
    yield "export-1"
    if not page.next.isEnabled():
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "応募"
        place.mkdir()
        page.next.click()
        page.target.place.setText(str(place))
        yield "export-2"
        page._show(page.running)
        page.running.begin()
        yield "export-running"
        page._show(page.target)
        page.next.click()
        wait(lambda: not page.is_running)
        yield "export-3"


PAGES = (home, editor, check, export)
