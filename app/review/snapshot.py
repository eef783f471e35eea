"""Answers as they were at one moment, so that what is remembered of them stays true.

Lists of a draft could be changed in place by whoever made it; a reviewer that recognises an
answer by identity would then tell of the answer as it was. It therefore looks at copies, and an
unchanged answer is the very same copy as before.
"""

from __future__ import annotations

import copy
import marshal
from collections.abc import Mapping
from typing import Any


class Snapshots:
    """Copies of one draft's answers, kept from one review to the next."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, Any]] = {}

    def of(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers with every list in them as a copy that nobody else holds."""
        return {
            key: self._copy(key, value) if isinstance(value, (list, dict)) else value
            for key, value in answers.items()
        }

    def _copy(self, key: str, value: Any) -> Any:
        try:
            seen = marshal.dumps(value, 2)  # tells True from 1; version 2 has no references
        except ValueError:  # nothing that JSON can hold
            return copy.deepcopy(value)
        known = self._known.get(key)
        if known is None or known[0] != seen:
            known = self._known[key] = (seen, copy.deepcopy(value))
        return known[1]
