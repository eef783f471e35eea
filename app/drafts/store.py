"""Drafts in SQLite: the only place that knows the tables."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.drafts import history, lineage, office, recent, records
from app.drafts.approval import Approval, Comment, Frozen, fingerprint
from app.drafts.backup import BackupFolder
from app.drafts.connection import Connection
from app.drafts.contract import DraftSummary, Revision
from app.drafts.draft import Change, Draft, State, Value
from app.drafts.faults import BrokenDatabaseError, told
from app.drafts.recent import Known
from app.drafts.search import Hit, SearchIndex, Texts, texts_in
from app.drafts.soundness import is_stump, looks_whole
from app.drafts.whole import WholeDraft
from app.environment import Clock
from app.errors import InputError

if TYPE_CHECKING:
    from sqlite_utils import Database

SEARCH = "search.sqlite3"
NOBODY: Mapping[str, str] = MappingProxyType({})


class SqliteDraftStore:
    """Keeps drafts in one SQLite file (see contract.DraftStore for what each call promises).

    May be called from any thread: calls wait for each other.
    """

    def __init__(
        self, path: Path, clock: Clock, *, patience: int | None = None, only_reading: str = ""
    ) -> None:
        """Open the file, making it and its folder if they are not there. Raises StorageError.

        `patience`: milliseconds a change waits while another program holds the file; a window
        that tries again by itself waits little, so that it never freezes. `only_reading`: why
        nothing may be written (another PC writes, a newer version made the file).
        """
        self._clock = clock
        self._backups = BackupFolder(path, clock)
        if path.is_dir():  # which Windows calls a file without bytes, too
            raise BrokenDatabaseError(path, "ファイルではなく、同じ名前のフォルダーがあります。")
        self._backups.refuse_lost()
        if is_stump(path):
            raise BrokenDatabaseError(path, "ファイルの中身が途中までしかありません。")
        self._connection = Connection(
            path, self._backups.make_somewhere, patience, only_reading=only_reading
        )
        # Who may not write makes an index of its own, in memory.
        self._listed: tuple[object, tuple[DraftSummary, ...]] = (None, ())
        """The list of drafts, and of what state of the file."""
        self._recent: Known | None = None
        self._upkeep = threading.Lock()
        """A draft is not deleted while a backup that would still hold it is being made."""
        self._search = SearchIndex(None if only_reading else path.with_name(SEARCH))

    @property
    def only_reading(self) -> str:
        """Why changes are refused just now, for the person; "" if they are taken."""
        return self._connection.only_reading

    def begin_reading(self, why: str) -> None:
        """From now on refuse changes, and say why. Raises StorageError."""
        self._connection.reopen(why)

    def begin_writing(self, permitted: Callable[[], object] | None = None) -> None:
        """From now on take changes; `permitted()` raises StorageError where one may not be made.

        Raises StorageError; then everything is as before.
        """
        if self._connection.only_reading:
            self._connection.reopen()
        if permitted is not None:
            self._connection.permitted = permitted

    @property
    def is_closed(self) -> bool:
        return self._connection.is_closed

    def close(self) -> None:
        self._search.close()
        self._connection.close()

    def search(self, text: str) -> list[Hit]:
        self.bring_search_up_to_date()
        return self._search.find(text)

    def bring_search_up_to_date(self) -> None:
        """Index what was typed since the last time; in a worker thread. Raises StorageError."""
        with self._connection.looking() as db:
            present = dict(db.execute("SELECT uid, modified || '/' || head FROM drafts").fetchall())
        self._search.bring_up_to_date(present, self._texts)

    def _texts(self, uid: str) -> Texts:
        with self._connection.reading() as db:
            query = "SELECT kind, key, value FROM entries WHERE draft = ?"
            return list(texts_in(db.execute(query, [uid])))

    def back_up(self) -> bool:
        """Back up what has changed since the last time; whether there was anything to do.

        For the start and every half hour; may be called from a worker thread. Raises
        StorageError, BrokenDatabaseError too.
        """
        with self._upkeep:
            return self._backups.make(self._connection.copy_into) is not None

    def check(self) -> None:
        """Look through the whole file, in a worker thread. Raises BrokenDatabaseError.

        While somebody writes a backup does the same, and no change has to wait for it.
        """
        with told(self._connection.path):
            is_sound = looks_whole(self._connection.path)
        if not is_sound:
            raise BrokenDatabaseError(self._connection.path, "ファイルが壊れています。")

    # ---- drafts ----

    def drafts(
        self, *, trashed: bool = False, applicants: Mapping[str, str] = NOBODY
    ) -> list[DraftSummary]:
        with self._connection.looking() as db:
            # Ten thousand drafts take a third of a second: not read again while nothing changed.
            state = (recent.mark(db), trashed, dict(applicants))
            if self._listed[0] != state:
                self._listed = (state, records.summaries(db, applicants, trashed=trashed))
            return list(self._listed[1])

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
        uid, now = secrets.token_hex(8), self._now()
        with self._connection.writing() as db:
            db.table("drafts").insert(
                {
                    "uid": uid,
                    "call_id": call_id,
                    "call_version": call_version,
                    "practice": int(practice),
                    "state": State.WRITING.value,
                    "created": now,
                    "modified": now,
                    "lineage": uid,
                }
            )
            first = [Change("answer", key, value) for key, value in (answers or {}).items()]
            changes = [Change("title", "", title), *first]
            return self._advance(db, uid, changes, who, "", now).draft

    def load(self, uid: str) -> Draft:
        with self._connection.reading() as db:
            return records.draft(db, uid)

    def duplicate(self, uid: str, title: str, *, who: str = "") -> Draft:
        original = self.load(uid)
        return self.create(
            original.call_id,
            original.call_version,
            title,
            answers=original.answers,
            practice=original.practice,
            who=who,
        )

    def trash(self, uid: str) -> None:
        self._set(uid, trashed=self._now())

    def restore(self, uid: str) -> None:
        self._set(uid, trashed=None)

    def delete_for_good(self, uid: str, *, everywhere: bool = False) -> None:
        with self._upkeep, self._connection.writing() as db:
            records.row(db, uid)
            for table in ("entries", "changes", "revisions", *office.TABLES):
                db.execute(f"DELETE FROM {table} WHERE draft = ?", [uid])
            db.execute("DELETE FROM drafts WHERE uid = ?", [uid])
            db.execute(records.FORGET_SETTINGS, [uid])
        self._search.forget()
        if everywhere:
            self._backups.forget(uid)
        self._connection.vacuum()

    def named_files(self, digests: Collection[str], uid: str = "") -> set[str]:
        with self._connection.reading() as db:
            found = records.named_files(db.conn, digests, uid)
        return found if uid else found | self._backups.named_files(set(digests) - found)

    def note_errors(self, uid: str, errors: int) -> None:
        self._set(uid, errors=errors)

    # ---- steps ----

    def apply(self, uid: str, changes: Sequence[Change], *, who: str = "", step: str = "") -> Draft:
        with self._connection.writing() as db:
            found = self._advance(db, uid, changes, who, step, self._now())
        self._recent = found  # only now, as it is committed
        return found.draft

    def undo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        with self._connection.writing() as db:
            head = int(records.row(db, uid)["head"])
            parent = history.parent(db, uid, head)
            if not parent:
                return None
            keys = history.step_back(db, uid, head)
            self._move(db, uid, parent)
            return records.draft(db, uid), keys

    def redo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        with self._connection.writing() as db:
            following = history.following(db, uid)
            if following is None:
                return None
            keys = history.step_forward(db, uid, following)
            self._move(db, uid, following)
            return records.draft(db, uid), keys

    def can_undo(self, uid: str) -> bool:
        with self._connection.reading() as db:
            return bool(history.parent(db, uid, int(records.row(db, uid)["head"])))

    def can_redo(self, uid: str) -> bool:
        with self._connection.reading() as db:
            return history.following(db, uid) is not None

    def history(self, uid: str, *, limit: int = 200) -> list[Revision]:
        with self._connection.reading() as db:
            found = list(
                db.query(
                    "SELECT * FROM revisions WHERE draft = ? ORDER BY number DESC LIMIT ?",
                    [uid, limit],
                )
            )
            return [
                Revision(
                    row["number"],
                    datetime.fromisoformat(row["at"]),
                    row["who"] or "",
                    row["note"] or "",
                    tuple(change["key"] for change in history.changes_of(db, uid, row["number"])),
                    row["merged"],
                )
                for row in found
            ]

    def at_revision(self, uid: str, number: int) -> Draft:
        with self._connection.reading() as db:
            draft = records.draft(db, uid)
            entries = records.entries(db, uid)
            parents = history.parents(db, uid)
            if number not in parents:
                raise InputError(f"第{number}版はありません。", "履歴の一覧から選んでください。")
            wanted = history.ancestry(parents, number)
            node = draft.revision
            while node and node not in wanted:
                history.patch(entries, history.changes_of(db, uid, node), "before")
                node = parents[node]
            # Copies without a common revision have nothing at all in common.
            for step in reversed(wanted[: wanted.index(node) if node else None]):
                history.patch(entries, history.changes_of(db, uid, step), "after")
            return replace(records.with_entries(draft, entries), revision=number)

    # ---- the way through the office ----

    def set_state(self, uid: str, state: State, *, who: str = "", comment: str = "") -> Draft:
        with self._connection.writing() as db:
            head = int(records.row(db, uid)["head"])
            office.add_approval(db, uid, Approval(state, self._clock.now(), who, comment, head))
            if state is State.SUBMITTED:
                office.mark_sent(db, uid)
            return records.draft(db, uid)

    def approvals(self, uid: str) -> list[Approval]:
        with self._connection.reading() as db:
            return office.approvals(db, uid)

    def comments(self, uid: str) -> list[Comment]:
        with self._connection.reading() as db:
            return office.comments(db, uid)

    def put_comments(self, uid: str, comments: Sequence[Comment]) -> None:
        with self._connection.writing() as db:
            records.row(db, uid)
            office.put_comments(db, uid, comments)

    def remove_comment(self, uid: str, comment: str) -> None:
        with self._connection.writing() as db:
            office.remove_comment(db, uid, comment)

    def name_revision(self, uid: str, number: int, note: str) -> None:
        with self._connection.writing() as db:
            office.name_revision(db, uid, number, note)

    def freeze(self, uid: str, number: int, folder: str, *, who: str = "") -> Frozen:
        made_from = self.at_revision(uid, number)
        with self._connection.writing() as db:
            mark = fingerprint(made_from)
            frozen = Frozen(number, self._clock.now(), who, folder, mark)
            office.freeze(db, uid, frozen)
            return frozen

    def packages(self, uid: str) -> list[Frozen]:
        with self._connection.reading() as db:
            return office.packages(db, uid)

    # ---- copies ----

    def whole(self, uid: str) -> WholeDraft:
        if self.only_reading:
            with self._connection.reading() as db:
                return lineage.whole(db, uid)
        with self._connection.writing() as db:
            lineage.seal(db, uid)
            return lineage.whole(db, uid)

    def take_in(self, whole: WholeDraft, title: str = "") -> Draft:
        uid = secrets.token_hex(8)
        with self._connection.writing() as db:
            lineage.take_in(db, uid, whole)
            if title:
                self._advance(db, uid, [Change("title", "", title)], "", "", self._now())
            return records.draft(db, uid)

    def merge_in(
        self, uid: str, whole: WholeDraft, changes: Sequence[Change], *, who: str = ""
    ) -> Draft:
        with self._connection.writing() as db:
            lineage.merge_in(db, uid, whole, changes, who, self._now())
            return records.draft(db, uid)

    # ---- settings ----

    def setting(self, name: str) -> Value:
        with self._connection.looking() as db:
            found = db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
            return json.loads(found[0]) if found else None

    def settings(self, prefix: str) -> dict[str, Value]:
        with self._connection.looking() as db:
            return records.settings(db, prefix)

    def set_setting(self, name: str, value: Value) -> None:
        with self._connection.writing() as db:
            records.put_setting(db, name, value)

    # ---- inside ----

    def _now(self) -> str:
        return self._clock.now().isoformat()

    def _set(self, uid: str, **columns: object) -> None:
        with self._connection.writing() as db:
            records.row(db, uid)
            db.table("drafts").update(uid, columns)

    def _move(self, db: Database, uid: str, head: int) -> None:
        db.table("drafts").update(uid, {"head": head, "modified": self._now()})

    def _advance(
        self, db: Database, uid: str, changes: Sequence[Change], who: str, step: str, now: str
    ) -> Known:
        """Make changes as a step, which may go on; the draft as it is then."""
        return recent.advance(db, recent.known(db, uid, self._recent), changes, who, step, now)
