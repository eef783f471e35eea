"""What stands in a draft file (.oubo), part by part.

The schema in resources/schema/draft-file.schema.json is made from these models; a change of them
that an older program could not read counts FORMAT up.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from app.environment import JST

FORMAT = 1
"""The version of the format that is written; newer ones are refused."""

MOST_STEPS = 5_000
"""Revisions; some years of a draft that is written on every day."""


def _sensible(moment: datetime) -> datetime:
    """In Japan time, as all moments of a store are: they are sorted as they are written."""
    if not 1990 <= moment.year <= 2199:
        raise ValueError("the year is out of range")
    return moment.astimezone(JST)


Name = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{8,32}$")]
Key = Annotated[str, StringConstraints(max_length=200)]
Line = Annotated[str, StringConstraints(max_length=10_000)]
Text = str
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Moment = Annotated[AwareDatetime, AfterValidator(_sensible)]
StateName = Literal["writing", "review_asked", "approved", "submitted"]


class Part(BaseModel):
    """Unknown keys are refused: what a newer program adds, it adds with a new format."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CallPart(Part):
    """The call the draft answers."""

    id: Key
    version: int = Field(ge=0, le=10**9)


class HeadPart(Part):
    """The draft itself, but for its answers."""

    uid: Name = Field(description="Its name in the store that wrote the file.")
    title: Line
    practice: bool
    state: StateName
    created: Moment
    modified: Moment
    who: Line = Field("", description="Who wrote the newest revision.")


class LineagePart(Part):
    """What makes copies of one draft find each other."""

    id: Name = Field(description="Equal for all copies of one draft.")
    head: Name = Field(description="The revision that the answers in this file are.")
    earlier: dict[Name, Annotated[list[Name], Field(max_length=2)]] = Field(
        default_factory=dict,
        max_length=100_000,
        description="The parents of revisions whose content is not in the file.",
    )


class CommentPart(Part):
    """A remark on a question, or on the whole draft."""

    uid: Key
    question: Key
    at: Moment
    who: Line
    text: Text
    resolved: Moment | None = None
    resolved_by: Line = ""


class ApprovalPart(Part):
    """A step of the draft through the office."""

    state: StateName
    at: Moment
    who: Line
    comment: Text
    revision: Name | None = Field(None, description="The revision it speaks of.")


class PackagePart(Part):
    """A package that was exported."""

    at: Moment
    who: Line
    folder: Line = Field(description="The folder's own name, without where it lies.")
    fingerprint: Digest = Field(description="SHA-256 of what the draft said.")
    sent: bool
    revision: Name | None = Field(None, description="The revision it was made from.")


class DraftPart(Part):
    """draft.json: the draft as it is. Answers are told by question type in app.calls.questions."""

    format: Literal[1] = 1
    call: CallPart
    draft: HeadPart
    lineage: LineagePart
    answers: dict[Key, Any] = Field(max_length=3_000)
    overrides: dict[Key, Text] = Field(default_factory=dict, max_length=3_000)
    dismissals: list[Key] = Field(default_factory=list, max_length=10_000)
    comments: list[CommentPart] = Field(default_factory=list, max_length=10_000)
    approvals: list[ApprovalPart] = Field(default_factory=list, max_length=10_000)
    packages: list[PackagePart] = Field(default_factory=list, max_length=10_000)


class ChangePart(Part):
    """One entry as a revision left it; a value null means that it was taken away."""

    kind: Literal["answer", "override", "dismissal", "title"]
    key: Key
    value: Any


class StepPart(Part):
    """A revision: what it changed against its first parent.

    If that parent's content is not in the file, the changes are everything the revision says.
    """

    name: Name
    parents: list[Name] = Field(
        max_length=2, description="What it was made from; then what was merged into it."
    )
    at: Moment
    who: Line
    note: Line = Field("", description="A milestone's name, or empty.")
    changes: list[ChangePart] = Field(max_length=20_000)


class HistoryPart(Part):
    """history.json: the revisions, parents before children. May be missing from the file."""

    steps: list[StepPart] = Field(min_length=1, max_length=MOST_STEPS)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of both parts."""
    from pydantic.json_schema import GenerateJsonSchema, models_json_schema

    _keys, made = models_json_schema([(DraftPart, "validation"), (HistoryPart, "validation")])
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "応募ナビの下書きファイル（.oubo）",
        "description": (
            "A draft file is a zip with draft.json (DraftPart), optionally history.json "
            "(HistoryPart), and supplements as supplements/<SHA-256>/<name>."
        ),
        "anyOf": [{"$ref": "#/$defs/DraftPart"}, {"$ref": "#/$defs/HistoryPart"}],
        **made,
    }
