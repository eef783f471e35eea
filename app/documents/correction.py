"""What goes along with a corrected package: the 新旧対照表 against what was sent (§6).

The ministry may ask for corrections after adoption; the table shows it what differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.calls.models import Call
from app.documents import comparison, file_names, mail
from app.documents.contents import contents
from app.drafts.contract import Revision
from app.drafts.draft import Draft

TITLE = "新旧対照表"
FILE_NAME = "新旧対照表_{prefecture}.docx"


@dataclass(frozen=True, slots=True)
class Sent:
    """The draft as it was sent, and its revisions' records (number, time, who)."""

    draft: Draft
    history: Sequence[Revision]

    def revision(self, number: int) -> Revision:
        return next(found for found in self.history if found.number == number)


def enclosure(call: Call, sent: Sent, draft: Draft, now: datetime) -> mail.Enclosure:
    """The table as a file of the package. The draft's revision must be in the history."""
    from app.documents import comparison_word

    stated = contents(call, draft, now)
    found = comparison.entries(call, sent.draft, draft)
    pair = (sent.revision(sent.draft.revision), sent.revision(draft.revision))
    mark = file_names.PRACTICE if draft.practice else ""
    name = file_names.safe(f"{mark}{file_names.filled(FILE_NAME, stated)}")
    data = comparison_word.compose_for(found, f"{draft.title}（{call.title}）", pair, now)
    return mail.Enclosure(name, data, TITLE)
