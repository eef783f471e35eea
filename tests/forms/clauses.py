"""The clauses of the R7 guideline and the severities the program must give them."""

from __future__ import annotations

from app.calls.base import Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

CLAUSES: dict[str, frozenset[Severity]] = {
    "G1-1": frozenset({ERROR, WARNING}),
    "G1-2": frozenset(),
    "G1-3": frozenset({ADVICE}),
    "G1-4": frozenset({WARNING}),
    "G1-5": frozenset({WARNING}),
    "G1-6": frozenset({ADVICE}),
    "G2-1": frozenset({ERROR}),
    "G2-2": frozenset({ADVICE}),
    "G2-3": frozenset(),
    "G2-4": frozenset({ERROR}),
    "G2-5": frozenset({WARNING}),
    "G2-6": frozenset(),
    "G2-7": frozenset(),
    "G2-8": frozenset({ADVICE}),
    "G2-9": frozenset({WARNING, ADVICE}),
    "G2-10": frozenset({WARNING, ERROR}),
    "G2-11": frozenset(),
    "G3-1": frozenset(),
    "G3-2": frozenset({ERROR}),
    "G4-1": frozenset({ERROR, WARNING}),
    "G5-1": frozenset(),
    "G5-2": frozenset({ERROR}),
    "G5-3": frozenset(),
    "G6-1": frozenset({ERROR}),
    "G7-1": frozenset(),
    "G8-1": frozenset({ERROR}),
    "G9-1": frozenset(),
    "G9-2": frozenset(),
    "G10-1": frozenset({ADVICE}),
    "G11-1": frozenset({ERROR}),
    "G12-1": frozenset({ERROR, WARNING}),
    "G13-1": frozenset(),
}
"""Clause → the severities that the guideline's table names; empty where it names none."""

HELP_ONLY = frozenset({"G2-3", "G2-11", "G3-1", "G5-1", "G5-3", "G9-1", "G9-2", "G13-1"})
"""Clauses that nothing can be checked for: they say so in `unchecked`."""

OVERRIDABLE = frozenset({"G2-10", "G8-1"})
"""The clauses marked ‡."""
