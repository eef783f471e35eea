"""Pictures of the program, made from the program itself.

Writes the manual's pictures to resources/help/images and, for looking at, every page and dialog in
each look and with each sample to out/shots. Run by `dev.py shots` with the project's Python.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import shot_dialogs  # noqa: E402
import shot_pages  # noqa: E402
from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app.ui import theme  # noqa: E402
from app.ui.main_window import MainWindow  # noqa: E402

IMAGES, OUT = ROOT / "resources" / "help" / "images", ROOT / "out" / "shots"
PATIENCE = 150
"""Milliseconds between two pictures that have to be the same for a widget to be at rest."""
TRIES = 60


@dataclass(frozen=True)
class Look:
    """How the program is shown. `ratio`: pixels of the display for one of the program."""

    name: str
    scheme: theme.Scheme = theme.Scheme.LIGHT
    scale: float = 1.0
    size: tuple[int, int] = (1366, 768)
    ratio: int = 1
    samples: tuple[str, ...] = ("complete", "empty", "errors")


LOOKS = (
    Look("light"),
    Look("dark", theme.Scheme.DARK),
    Look("bright", theme.Scheme.BRIGHT, samples=("complete", "errors")),
    Look("night", theme.Scheme.NIGHT, samples=("complete", "errors")),
    Look("small", size=(1280, 720)),
    Look("wide", size=(1920, 1080), samples=("complete", "errors")),
    Look("letters-200", scale=2.0, size=(1920, 1080)),
    Look("display-200", ratio=2, samples=("complete", "errors")),
)
BY_NAME = {look.name: look for look in LOOKS}
MANUAL = {"home": "home", "editor-overview": "editor", "check": "check", "export-1": "export"}
"""Shot → the manual's picture of it."""
FOR_MANUAL = Look("manual", size=(1200, 700), samples=())
"""As small as a window may be that still shows everything: its letters stay readable there."""
MOST_COLOURS, MOST_GREYS = 256, 160
"""Of a picture in the manual; without room of their own, small marks in red and green go grey."""
COLOURFUL = 60
"""Difference of a colour's parts from which on it is no grey."""


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(done: Callable[[], bool]) -> None:
    for _ in range(10 * TRIES):
        if done():
            return
        pause(PATIENCE)
    raise TimeoutError


def settle(shown: QWidget) -> None:
    """Wait until nothing changes any more."""
    pause(PATIENCE)
    before = shown.grab().toImage()
    for _ in range(TRIES):
        pause(PATIENCE)
        if (now := shown.grab().toImage()) == before:
            return
        before = now


def put_on(look: Look) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, ROOT / "resources", look.scheme, look.scale)


def put_away(shown: MainWindow) -> None:
    shown.close_draft()
    if shown.desk is not None:
        shown.desk.store.close()
    shown.close()
    shown.deleteLater()


def take(look: Look, sample: str, *, dialogs: bool) -> Iterator[tuple[str, QWidget]]:
    """Each page, and each dialog: its name and widget, at rest."""
    put_on(look)
    with tempfile.TemporaryDirectory() as folder:
        shown = shot_pages.window(look.size, sample, Path(folder))
        try:
            for page in shot_pages.PAGES:
                for name in page(shown, wait):
                    settle(shown)
                    yield name, shown
            shown.go("editor")
            for name, make in shot_dialogs.DIALOGS.items() if dialogs else ():
                dialog = make(shown)
                dialog.show()
                settle(dialog)
                yield f"dialog-{name}", dialog
                dialog.close()
            for name, dialog in shot_dialogs.asked(shown, settle) if dialogs else ():
                yield f"dialog-{name}", dialog
        finally:
            put_away(shown)


def take_states(look: Look) -> Iterator[tuple[str, QWidget]]:
    """The first page with no draft, the tour over it, and the deadline as it comes nearer."""
    from app.ui import tour

    put_on(look)
    with tempfile.TemporaryDirectory() as folder:
        shown = shot_pages.window(look.size, "", Path(folder))
        settle(shown)
        yield "home-first", shown
        tour.begin(shown)
        settle(shown)
        yield "tour", shown
        put_away(shown)
    for name, left in shot_pages.NEAR.items():
        with tempfile.TemporaryDirectory() as folder:
            now = shot_pages.DEADLINE - left
            shown = shot_pages.window(look.size, "complete", Path(folder), now)
            shot_pages.open_first(shown)
            settle(shown)
            yield f"deadline-{name}", shown
            put_away(shown)


def in_few_colours(image: QImage) -> QImage:
    """A picture in its most frequent colours, which takes a third of the bytes."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = [c for c, _n in Counter(memoryview(plain.constBits()).cast("I")).most_common()]
    common = counted[:MOST_GREYS]
    table = [*common, *(c for c in counted[MOST_GREYS:] if _is_colourful(c))][:MOST_COLOURS]
    no_dots = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table, no_dots)


def _is_colourful(colour: int) -> bool:
    parts = colour.to_bytes(4, "little")[:3]
    return max(parts) - min(parts) >= COLOURFUL


def make_manual() -> None:
    """The pictures of the manual."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    wanted = dict(MANUAL)
    for name, widget in take(FOR_MANUAL, "complete", dialogs=False):
        if picture := wanted.pop(name, ""):
            image = in_few_colours(widget.grab().toImage())
            image.save(str(IMAGES / f"{picture}.png"), "PNG", 0)


def make_look(look: Look) -> int:
    """Everything in one look. How many pictures there are."""
    count = 0
    groups = [("states", take_states(look))]
    groups += [(name, take(look, name, dialogs=name == "complete")) for name in look.samples]
    for group, shots in groups:
        folder = OUT / look.name / group
        folder.mkdir(parents=True, exist_ok=True)
        for name, widget in shots:
            widget.grab().save(str(folder / f"{name}.png"))
            count += 1
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manual", action="store_true", help="the manual's pictures alone")
    parser.add_argument("--look", choices=[*BY_NAME], action="append", help="only this look")
    chosen = parser.parse_args()
    if chosen.look and len(chosen.look) == 1:
        look = BY_NAME[chosen.look[0]]
        app = application(look)
        print(f"{make_look(look)} pictures in {OUT / look.name}")
        return 0
    if not chosen.look:
        app = application(FOR_MANUAL)
        make_manual()
        del app
    if chosen.manual:
        return 0
    for name in chosen.look or BY_NAME:  # a process each: a display is set up at its start
        command = [sys.executable, __file__, "--look", name]
        if subprocess.run(command, check=False).returncode:
            return 1
    return 0


def application(look: Look) -> QApplication:
    """The program on a display of the look's size and ratio."""
    if os.environ["QT_QPA_PLATFORM"].partition(":")[0] == "offscreen":
        width, height = look.size
        pixels = {"width": width * look.ratio, "height": height * look.ratio}
        screen = {"name": look.name, "x": 0, "y": 0, **pixels}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        os.environ["QT_SCALE_FACTOR"] = str(look.ratio)  # a ratio of its own no window here heeds
        OUT.mkdir(parents=True, exist_ok=True)
        path = OUT / f"{look.name}.json"
        path.write_text(json.dumps({"screens": [screen]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"
    app = QApplication([])
    app.setCursorFlashTime(0)
    theme.translate(app)
    return app


if __name__ == "__main__":
    sys.exit(main())
