"""Supplements named by their path in an answers file, and those kept with the drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import InputError

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.draft import Value
    from app.drafts.supplements import SupplementFolder


@dataclass(frozen=True, slots=True)
class Supplements:
    """Reads a supplement by its entry: beside the answers file, or from the folder of drafts."""

    base: Path
    """The folder of the answers file, against which relative paths are read."""
    kept: SupplementFolder

    def read(self, entry: Mapping[str, Any]) -> bytes:
        """Its bytes. Raises InputError where it cannot be read."""
        if "path" not in entry:
            return self.kept.read(dict(entry))
        try:
            return self._path(entry).read_bytes()
        except (OSError, ValueError) as error:
            what = f"補足資料「{entry['name']}」（{entry['path']}）を読めません。"
            raise InputError(what, "ファイルの場所を確かめてください。") from error

    def _path(self, entry: Mapping[str, Any]) -> Path:
        return self.base / str(entry["path"])

    def keep(self, call: Call, answers: Mapping[str, Value]) -> dict[str, Value]:
        """The answers with every supplement named by a path copied to the folder of drafts."""
        found = dict(answers)
        for key, question in call.questions.items():
            if question.type == "files" and answers.get(key):
                found[key] = [self._kept(entry) for entry in answers[key]]
        return found

    def _kept(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        if "path" not in entry:
            return entry
        self.read(entry)  # tells by its name and path what cannot be read
        return {**self.kept.add(self._path(entry)), "name": entry["name"]}
