"""Reads produced documents back into answers, also after somebody else has edited them.

Texts come back as documents show them, normalised: line ends are "\\n", control characters are
gone (app.documents.texts.clean), a text of nothing but blanks is no answer, and a table's row of
nothing but blanks is no row. Blanks at the ends of a table's cell are gone, the title of a box in
the organisation chart is one line, several choices come in the order of the options, a date asked
by the month is its first day, and （記載なし） and － are no answers. Supplements are only named in
documents and are not read.

Tracked changes count as accepted. Comments and notes are no answers: they are told as outside.
"""

from __future__ import annotations

from app.documents.reading.back import Outside, ReadBack, call_of, read
from app.documents.reading.taking import Difference, differences, on_a_line

__all__ = ["Difference", "Outside", "ReadBack", "call_of", "differences", "on_a_line", "read"]
