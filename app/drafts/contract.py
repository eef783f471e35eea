"""The narrow door to wherever drafts are kept.

Nothing outside app.drafts knows that it is SQLite. Every call is one transaction: when it
returns the change is on disk, when it raises StorageError nothing has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.drafts.approval import Approval, Comment, Frozen
from app.drafts.draft import Change, Draft, State, Value
from app.drafts.search import Hit
from app.drafts.whole import WholeDraft


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """What the list of drafts shows without reading answers."""

    uid: str
    title: str
    call_id: str
    practice: bool
    state: State
    created: datetime
    modified: datetime
    trashed: datetime | None
    prefecture: str
    """The applicant as answered (a code); "" while unanswered or not asked for."""
    answered: int
    """Number of questions with an answer."""
    errors: int | None
    """Open errors when last reviewed; None when never."""
    changed_since: bool = False
    """Whether it was changed after its last step through the office (確認依頼, 確認済 …)."""
    lineage: str = ""
    """Equal for all copies of one draft, here and elsewhere."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One step in a draft's history."""

    number: int
    at: datetime
    who: str
    note: str
    """A milestone's name (係長確認済 …), or ""."""
    keys: tuple[str, ...]
    """What it changed: question ids and the like."""
    merged: int = 0
    """Number of the revision that was merged into it; 0 for none."""


class DraftStore(Protocol):
    """Keeps drafts, every step of them."""

    @property
    def only_reading(self) -> str:
        """Why every change is refused with StorageError just now; "" if changes are taken."""
        ...

    def drafts(
        self, *, trashed: bool = False, applicants: Mapping[str, str] = ...
    ) -> list[DraftSummary]:
        """All drafts (or those in the trash), the last changed first.

        `applicants` says for each call id which question names the applicant.
        """
        ...

    def create(
        self,
        call_id: str,
        call_version: int,
        title: str,
        *,
        answers: Mapping[str, Value] | None = None,
        practice: bool = False,
        who: str = "",
    ) -> Draft:
        """Begin a draft."""
        ...

    def load(self, uid: str) -> Draft:
        """The draft as it is now. Raises InputError if there is none with this uid."""
        ...

    def apply(self, uid: str, changes: Sequence[Change], *, who: str = "", step: str = "") -> Draft:
        """Make changes as one undoable step.

        A non-empty `step` equal to that of the newest revision extends it (typing in one field
        is one step); changes that change nothing make no revision. Making a change after undo
        drops what could have been redone from redo, not from history.
        """
        ...

    def undo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        """Take the newest step back, also after a restart. The draft and the keys it touched."""
        ...

    def redo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None: ...

    def can_undo(self, uid: str) -> bool: ...

    def can_redo(self, uid: str) -> bool: ...

    def history(self, uid: str, *, limit: int = 200) -> list[Revision]:
        """The newest revisions first."""
        ...

    def at_revision(self, uid: str, number: int) -> Draft:
        """The draft as it was."""
        ...

    def search(self, text: str) -> list[Hit]:
        """Where the words of a text stand, in drafts that hold every one of them somewhere.

        Neither width nor case matters. May take a while after much was changed: for a worker
        thread.
        """
        ...

    def duplicate(self, uid: str, title: str, *, who: str = "") -> Draft: ...

    def trash(self, uid: str) -> None: ...

    def restore(self, uid: str) -> None:
        """Take a draft back out of the trash."""
        ...

    def delete_for_good(self, uid: str, *, everywhere: bool = False) -> None:
        """Leave nothing of a draft; with `everywhere` in the backups neither. May take a while.

        Raises StorageError where something of it is left, and says where; the draft itself is
        gone then.
        """
        ...

    def named_files(self, digests: Collection[str], uid: str = "") -> set[str]:
        """Of these files (SHA-256), those that any revision of a draft names.

        Without a draft: of any, also those in the trash and in backups. May take a while.
        """
        ...

    def note_errors(self, uid: str, errors: int) -> None:
        """Remember how many errors were open, for the list. Not a step, not a modification."""
        ...

    def set_state(self, uid: str, state: State, *, who: str = "", comment: str = "") -> Draft:
        """Take a draft a step through the office. No revision; the answers stay as they are.

        SUBMITTED tells that the newest exported package was sent.
        """
        ...

    def approvals(self, uid: str) -> list[Approval]:
        """The draft's steps through the office, the first one first."""
        ...

    def comments(self, uid: str) -> list[Comment]:
        """The remarks on a draft, open and resolved, the first one first."""
        ...

    def put_comments(self, uid: str, comments: Sequence[Comment]) -> None:
        """Add comments, or change those that are there already (same uid)."""
        ...

    def remove_comment(self, uid: str, comment: str) -> None: ...

    def name_revision(self, uid: str, number: int, note: str) -> None:
        """Make a revision a milestone; "" takes its name away. Raises InputError."""
        ...

    def freeze(self, uid: str, number: int, folder: str, *, who: str = "") -> Frozen:
        """Remember that a package was made from a revision, and what it said."""
        ...

    def packages(self, uid: str) -> list[Frozen]:
        """The packages made of a draft, the first one first."""
        ...

    def whole(self, uid: str) -> WholeDraft:
        """The draft with its history and everything around it.

        What is typed from now on is a new revision: the one handed out stays as it was.
        """
        ...

    def take_in(self, whole: WholeDraft, title: str = "") -> Draft:
        """Put a whole draft beside the others, under a uid of its own."""
        ...

    def merge_in(
        self, uid: str, whole: WholeDraft, changes: Sequence[Change], *, who: str = ""
    ) -> Draft:
        """Make changes that take a copy in as one undoable revision.

        The copy's own revisions, comments and approvals come along.
        """
        ...

    def setting(self, name: str) -> Value:
        """A remembered setting (window geometry, author's name, last folder); None if unset."""
        ...

    def settings(self, prefix: str) -> dict[str, Value]:
        """All remembered settings whose names begin so."""
        ...

    def set_setting(self, name: str, value: Value) -> None: ...

    def close(self) -> None: ...
