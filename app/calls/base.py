"""What all models of a call pack share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """A piece of a call pack: unchangeable, and an unknown key is a mistake that is reported."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Severity(StrEnum):
    """How much a finding weighs (guideline.md's legend)."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def label(self) -> str:
        return {"error": "要修正", "warning": "要確認", "advice": "助言"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
"""Two words with a dot, "pool.current_total": the section's word first."""

ColumnId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
"""Source text of an expression (see app.calls.expressions)."""
