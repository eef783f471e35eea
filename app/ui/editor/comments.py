"""Remarks of colleagues: on the question one is at, and on the draft as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.errors import KnownError
from app.ui import labelled, theme
from app.ui.approval import texts
from app.ui.chips import Chips
from app.ui.editor.comment_author import CommentAuthor
from app.ui.fields.composition import Composition
from app.ui.moments import brief
from app.ui.paragraph import Paragraph
from app.ui.plain_text import PlainText
from app.ui.saving import SAVE_AFTER

if TYPE_CHECKING:
    from app.drafts.approval import Comment
    from app.ui.dialogs import Dialogs
    from app.ui.office import DraftOffice
    from app.ui.session import DraftSession
BEGUN = "comment.begun"
"""The setting, one a draft, that keeps a comment half written."""


class CommentPanel(QWidget):
    """All comments, those of the present question first; a field to add one."""

    chosen = Signal(str)
    """The question a comment speaks of shall be shown."""
    counted = Signal(int)
    """How many are open."""

    def __init__(
        self,
        session: DraftSession,
        office: DraftOffice,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._office, self._dialogs = session, office, dialogs
        self._question = ""
        self._came_from: QWidget | None = None
        self._begun = f"{BEGUN}:{session.uid}"
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(SAVE_AFTER)
        self._keeping.timeout.connect(self._keep_soon)
        self.about = Paragraph(texts.COMMENT_ON_DRAFT, "question")
        self.author = CommentAuthor(office, self)
        self.edit = PlainText(self)
        self.edit.setObjectName("field:new-comment")
        self.edit.setAccessibleName(texts.COMMENT_FIELD)
        self.edit.setAccessibleDescription(texts.COMMENT_PROMPT)
        self.edit.setPlaceholderText(texts.COMMENT_PROMPT)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.space(10))
        self.add = QPushButton(texts.COMMENT_ADD, self)
        self.add.setObjectName("button:add-comment")
        self.add.setProperty("kind", "secondary")
        self.resolved = QCheckBox(self)
        self.resolved.setObjectName("field:show-resolved")
        self._list = QVBoxLayout()
        self._lay_out()
        for field in (self.author, self.edit):
            for keys, act in (("Ctrl+Return", self._add), ("Esc", self._go_back)):
                shortcut = QShortcut(QKeySequence(keys), field, act)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.author.entered.connect(self.edit.setFocus)
        self.author.editTextChanged.connect(self._typed)
        self.add.clicked.connect(self._add)
        self.edit.textChanged.connect(self._typed)
        self.resolved.toggled.connect(self.refresh)
        office.comments_changed.connect(self.refresh)
        self._composition = Composition()
        for field in (self.author, self.edit):
            field.installEventFilter(self)
        self._take_up()
        self._typed()
        self._keeping.stop()  # nothing was typed yet
        self.refresh()

    @property
    def is_composing(self) -> bool:
        """Whether characters are being put together in a field."""
        return self._composition.active

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._composition.watch(event)
        return super().eventFilter(watched, event)

    def _take_up(self) -> None:
        """Go on with what was half written when the draft, or its page, was left."""
        match self._session.setting(self._begun):
            case {"question": str(question), "text": str(text), **further}:
                self.show_question(question)
                self.edit.setPlainText(text)
                if isinstance(name := further.get("author"), str):
                    self.author.put(name)

    def keep(self) -> None:
        """Keep what is half written, as everything typed; it goes with the draft."""
        self._keeping.stop()
        text = self.edit.toPlainText()
        begun = {"question": self._question, "text": text} if text.strip() else None
        if begun and not self.author.is_own:
            begun["author"] = self.author.name
        if begun != self._session.setting(self._begun):
            self._session.keep_setting(self._begun, begun)

    def _keep_soon(self) -> None:
        if not self._session.closed:  # else whoever closed it has seen to that
            self.keep()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(self.about)
        column.addLayout(labelled.line(texts.AUTHOR, self.author, self))
        for widget in (self.edit, self.add, self.resolved):
            column.addWidget(widget)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.space(1))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column.addWidget(area, 1)

    def show_question(self, question: str) -> None:
        """Speak of this question from here on; a comment half written stays."""
        if question == self._question or self.edit.toPlainText().strip():
            return
        self._question = question
        asked = self._session.call.questions.get(question)
        on = texts.COMMENT_ON.format(label=asked.label) if asked else texts.COMMENT_ON_DRAFT
        self.about.tell(on)
        self.refresh()

    def refresh(self) -> None:
        """Show the comments as they are now; the focus stays at its place in the list."""
        self.author.offer()
        focused = self._focused()
        comments = self._office.comments
        settled = sum(not comment.is_open for comment in comments)
        self.resolved.setText(texts.SHOW_RESOLVED.format(count=settled))
        self.resolved.setVisible(settled > 0)
        shown = [c for c in comments if c.is_open or self.resolved.isChecked()]
        shown.sort(key=lambda comment: comment.question != self._question)  # stable: by time
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for comment in shown:
            self._list.addWidget(self._card(comment))
        if not shown:
            self._list.addWidget(Paragraph(texts.NO_COMMENTS, "help"))
        self._list.addStretch(1)
        self.counted.emit(len(comments) - settled)
        if focused is not None:
            self._focus(*focused)

    def _focused(self) -> tuple[int, str] | None:
        """The place in the list of the comment that holds the focus, and the button that does."""
        now = self.window().focusWidget()
        for place in range(self._list.count()):
            card = self._card_at(place)
            if now is not None and card is not None and card.isAncestorOf(now):
                return place, now.objectName().partition("-comment:")[0]
        return None

    def _card_at(self, place: int) -> QWidget | None:
        item = self._list.itemAt(place)
        return item.widget() if item is not None else None

    def _focus(self, place: int, name: str) -> None:
        """Put the focus on this button of the comment at a place, else to where one is written."""
        found: list[QPushButton] = []
        if (card := self._card_at(place)) is not None:
            card.show()  # a layout would do it only later, and the focus cannot wait
            found = card.findChildren(QPushButton)
        alike = [button for button in found if button.objectName().startswith(name)]
        next(iter(alike + found), self.edit).setFocus()

    def _card(self, comment: Comment) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setObjectName(f"comment:{comment.uid}")
        column = QVBoxLayout(card)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(0.5))
        head = texts.COMMENT_HEAD if comment.is_open else texts.COMMENT_RESOLVED
        said = head.format(who=comment.who or texts.NOBODY, at=brief(comment.at))
        column.addWidget(Paragraph(said, "muted"))
        if asked := self._session.call.questions.get(comment.question):
            column.addWidget(Paragraph(asked.label, "help"))
        column.addWidget(Paragraph(comment.text, selectable=True))
        column.addWidget(self._buttons(comment))
        return card

    def _buttons(self, comment: Comment) -> Chips:
        settle = (
            (texts.COMMENT_RESOLVE, "resolve", self._office.resolve)
            if comment.is_open
            else (texts.COMMENT_REOPEN, "reopen", self._office.reopen)
        )
        line = Chips()
        acts: list[tuple[str, str, Callable[[Comment], object]]] = [
            settle,
            (texts.COMMENT_REMOVE, "remove", self._remove),
        ]
        if comment.question in self._session.call.questions:
            acts.insert(0, (texts.COMMENT_GO, "go", lambda c: self.chosen.emit(c.question)))
        for label, name, act in acts:
            button = QPushButton(label)
            button.setProperty("kind", "link")
            button.setObjectName(f"button:{name}-comment:{comment.uid}")
            button.setAccessibleName(f"{label}：{comment.text[:30]}")
            button.clicked.connect(lambda _checked=False, a=act: self._try(lambda: a(comment)))
            line.add(button)
        return line

    def begin(self, page: QWidget | None) -> None:
        """Put the focus where one writes; Esc leads back to where on the page it was."""
        focused = self.window().focusWidget()
        if page is not None and focused is not None and page.isAncestorOf(focused):
            self._came_from = focused
        self.edit.setFocus()

    def _go_back(self) -> None:
        """Back to where one came from; what is half written stays."""
        before = self._came_from
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif self._question:
            self.chosen.emit(self._question)

    def _add(self) -> None:
        text = self.edit.toPlainText().strip()
        name = self.author.name
        if text and self._try(lambda: self._office.remark(self._question, text, name)):
            self.edit.clear()
            self.keep()

    def _remove(self, comment: Comment) -> None:
        text = texts.COMMENT_REMOVE_TEXT.format(text=comment.text)
        if self._dialogs.confirm(
            self, texts.COMMENT_REMOVE_TITLE, text, texts.COMMENT_REMOVE, danger=True
        ):
            self._office.take_back(comment)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return False
        return True

    def _typed(self) -> None:
        self._keeping.start()
        self.add.setEnabled(bool(self.edit.toPlainText().strip()))
