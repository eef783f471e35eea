"""Department and contact, remembered on this computer and offered to the next draft.

Which questions these are is told by the call: the applicant, and the section that asks for a mail
address. Another call may give them other ids; then their labels find them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.drafts.draft import Change, is_filled
from app.ui import icons, theme
from app.ui.editor import texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.models import Call, Section
    from app.drafts.draft import Value
    from app.ui.session import DraftSession

SETTING = "editor.contact"
"""The setting that keeps labels and answers of the last contact."""
KINDS = frozenset({"short_text", "email", "telephone"})


def questions(call: Call) -> dict[str, str]:
    """Question id → label of what makes up the contact."""
    return {
        question.id: question.label
        for section in call.sections
        if is_contact(section)
        for question in section.questions
        if question.type in KINDS
    }


def is_contact(section: Section) -> bool:
    return any(question.type == "email" for question in section.questions)


def remember(session: DraftSession) -> None:
    """Keep the contact of a draft; of a sample for practice nothing is kept."""
    if session.draft.practice:
        return
    found = {
        label: session.answer(key)
        for key, label in questions(session.call).items()
        if is_filled(session.answer(key))
    }
    if found and found != session.setting(SETTING):
        session.keep_setting(SETTING, found)


def remembered(session: DraftSession) -> dict[str, Value]:
    """Question id → what was answered the last time, for the questions of this call."""
    kept = session.setting(SETTING)
    if not isinstance(kept, dict):
        return {}
    asked = questions(session.call).items()
    return {key: kept[label] for key, label in asked if is_filled(kept.get(label))}


class ContactOffer(QFrame):
    """Stands above the questions of the contact while none of them is answered."""

    def __init__(self, session: DraftSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._found = remembered(session)
        self.setProperty("role", "notice")
        self.setObjectName("contact-offer")
        line = QHBoxLayout(self)
        line.setContentsMargins(*[theme.space(1.5)] * 4)
        line.setSpacing(theme.space(2))
        words = "　".join(" ".join(str(value).split()) for value in self._found.values())
        line.addWidget(Paragraph(texts.LAST_CONTACT.format(contact=words), parent=self), 1)
        self.take = QPushButton(texts.TAKE_CONTACT, self)
        self.take.setObjectName("button:take-contact")
        self.take.setProperty("kind", "secondary")
        self.take.setAccessibleDescription(words)
        icons.place(self.take, "copy", "accent")
        self.take.clicked.connect(self._take)
        line.addWidget(self.take)
        self.refresh()

    def refresh(self) -> None:
        """Offer while there is something to offer, and nothing to lose."""
        answered = any(is_filled(self._session.answer(key)) for key in self._found)
        self.setVisible(bool(self._found) and not answered and not self._session.only_reading)

    def _take(self) -> None:
        self._session.apply([Change("answer", key, value) for key, value in self._found.items()])
