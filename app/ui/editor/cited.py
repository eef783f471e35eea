"""The places of the guideline that questions cite, and the links that lead there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.editor import texts

if TYPE_CHECKING:
    from app.calls.models import Call

BETWEEN_PLACES = "、"
Ask = Callable[[list[str]], object]
"""Asks for clauses, by their ids."""


def places(call: Call, names: Iterable[str]) -> dict[str, list[str]]:
    """The guideline's sections to which these clauses belong, each with its clauses.

    In the guideline's order, and each place once: a section that stands within another one (９ in
    ９、11、13) is found there.
    """
    wanted, found = set(names), dict[str, list[str]]()
    cited = [clause for clause in call.clauses if clause.id in wanted]
    sections = list(dict.fromkeys(clause.section for clause in cited))
    for clause in cited:
        found.setdefault(_widest(clause.section, sections), []).append(clause.id)
    return {section: found[section] for section in sections if section in found}


def _widest(section: str, sections: list[str]) -> str:
    """The section that holds all places of one, and the most besides."""
    own = _parts(section)
    return max((s for s in sections if own <= _parts(s)), key=lambda s: len(_parts(s)))


def _parts(section: str) -> set[str]:
    return set(section.split(BETWEEN_PLACES))


def links(
    call: Call, names: Iterable[str], owner: str, ask: Ask, parent: QWidget
) -> list[QPushButton]:
    """A link for each place; pressed, it asks for its clauses. `owner`: whose links they are."""
    made = []
    for section, clauses in places(call, names).items():
        button = _link(call, section, clauses, parent)
        button.setObjectName(f"button:clause:{owner}:{clauses[0]}")
        button.clicked.connect(lambda _checked=False, clauses=clauses: ask(clauses))
        made.append(button)
    return made


def _link(call: Call, section: str, names: list[str], parent: QWidget) -> QPushButton:
    titles = "\n".join(call.clause[name].title for name in names)
    button = QPushButton(texts.CLAUSE.format(section=section), parent)
    button.setProperty("kind", "link")
    button.setToolTip(f"{titles}\n{texts.CLAUSE_TIP}")
    button.setAccessibleName(f"{button.text()} {titles}")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the panel follows the focus anyway
    return button
