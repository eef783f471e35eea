"""The menu bar as a table: what stands where, with which key, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.ui import texts
from app.ui.help import texts as help_texts
from app.ui.milestones import texts as milestone_texts
from app.ui.reading import texts as reading_texts
from app.ui.settings import texts as settings_texts
from app.ui.template import texts as template_texts
from app.ui.theme import Scheme


class Entry(NamedTuple):
    """A menu entry. `name` is the action's object name (action:<name>)."""

    name: str
    label: str
    keys: tuple[str, ...] = ()


SEPARATOR = Entry("", "")
MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        texts.MENU_FILE,
        (
            Entry("new", texts.NEW, ("Ctrl+N",)),
            Entry("open", texts.OPEN_ANSWERS, ("Ctrl+O",)),
            Entry("read", reading_texts.MENU, ("Ctrl+Shift+O",)),
            SEPARATOR,
            Entry("home", texts.GO_HOME, ("Alt+Home",)),
            Entry("save", texts.SAVE, ("Ctrl+S",)),
            Entry("rename", texts.RENAME, ("F2",)),
            Entry("save-file", texts.SAVE_FILE, ("Ctrl+Shift+S",)),
            Entry("export", texts.EXPORT, ("Ctrl+E",)),
            SEPARATOR,
            Entry("from-backup", texts.FROM_BACKUP),
            Entry("settings", settings_texts.MENU, ("Ctrl+,",)),
            SEPARATOR,
            Entry("quit", texts.QUIT, ("Ctrl+Q",)),
        ),
    ),
    (
        texts.MENU_EDIT,
        (
            Entry("undo", texts.UNDO, ("Ctrl+Z",)),
            Entry("redo", texts.REDO, ("Ctrl+Y", "Ctrl+Shift+Z")),
            SEPARATOR,
            Entry("search", texts.SEARCH),
            Entry("phrases", texts.PHRASES),
            Entry("takeover", texts.TAKE_OVER),
        ),
    ),
    (
        texts.MENU_VIEW,
        (
            Entry("editor", texts.VIEW_EDITOR, ("Ctrl+1",)),
            Entry("check", texts.VIEW_CHECK, ("Ctrl+2",)),
            Entry("to-export", texts.VIEW_EXPORT, ("Ctrl+3",)),
            Entry("compare", texts.VIEW_COMPARE, ("Ctrl+Shift+H",)),
            Entry("milestones", milestone_texts.MENU, ("Ctrl+Shift+D",)),
            SEPARATOR,
            Entry("scheme", texts.SCHEME),
            Entry("larger", texts.LARGER, ("Ctrl++", "Ctrl+;")),
            Entry("smaller", texts.SMALLER, ("Ctrl+-",)),
            Entry("usual", texts.USUAL_SIZE, ("Ctrl+0",)),
        ),
    ),
    (
        template_texts.MENU_TOOLS,
        (Entry("template", template_texts.MENU),),
    ),
    (
        texts.MENU_HELP,
        (
            Entry("tour", help_texts.MENU_TOUR),
            Entry("manual", help_texts.MENU_MANUAL, ("Shift+F1",)),
            Entry("keys", texts.KEYS, ("F1",)),
            Entry("data", texts.DATA_FOLDER),
            SEPARATOR,
            Entry("about", texts.ABOUT),
        ),
    ),
)
OF_THE_LIST = ("new", "open", "from-backup")
"""Entries that need the list of drafts."""
PAGES = ("editor", "check", "to-export", "export")
"""Entries that lead to a page of the open draft, from the moment at which it begins to open."""
IN_A_DRAFT = (
    "save",
    "rename",
    "save-file",
    "compare",
    "milestones",
    "undo",
    "redo",
    "search",
    "phrases",
    "takeover",
)
"""Entries that make sense only while a page of a draft is in sight."""


def enable(
    actions: Mapping[str, QAction], *, has_list: bool, has_draft: bool, in_draft: bool
) -> None:
    """Let those be chosen that can do something now, with their keys."""
    wanted = ((OF_THE_LIST, has_list), (PAGES, has_draft), (IN_A_DRAFT, in_draft))
    for names, is_wanted in wanted:
        for name in names:
            actions[name].setEnabled(is_wanted)


def build(
    window: QMainWindow,
    acts: Mapping[str, Callable[[], object]],
    choose_scheme: Callable[[Scheme], object],
) -> dict[str, QAction]:
    """Fill the window's menu bar. The actions by name."""
    actions: dict[str, QAction] = {}
    for title, entries in MENUS:
        menu = window.menuBar().addMenu(title)
        for entry in entries:
            if entry is SEPARATOR:
                menu.addSeparator()
            elif entry.name == "scheme":
                actions |= _schemes(menu.addMenu(entry.label), choose_scheme)
            else:
                actions[entry.name] = _action(menu, entry, acts[entry.name])
    return actions


def _action(menu: QMenu, entry: Entry, act: Callable[[], object]) -> QAction:
    action = menu.addAction(entry.label)
    action.setObjectName(f"action:{entry.name}")
    action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
    action.triggered.connect(lambda: act())
    return action


def _schemes(menu: QMenu, choose: Callable[[Scheme], object]) -> dict[str, QAction]:
    group = QActionGroup(menu)
    made = {}
    for scheme in Scheme:
        action = menu.addAction(texts.SCHEME_NAMES[scheme.value])
        action.setObjectName(f"action:scheme-{scheme}")
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False, chosen=scheme: choose(chosen))
        group.addAction(action)
        made[f"scheme-{scheme}"] = action
    return made
