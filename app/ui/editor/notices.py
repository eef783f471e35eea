"""The findings of one question, below its field, in the same words as in the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.chips import Chips
from app.ui.editor import mending, texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.review.finding import Finding
    from app.ui.session import DraftSession


MEND_ALL = "button:mend-all"
STYLED = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.Polish)
"""Events behind which the parts of a card may take other room than before."""


PADDING = 1.25
"""Steps of the grid between a quiet button's edge and its words."""
LARGE = 10_000
"""A width in which all buttons stand beside each other."""


class Card(QFrame):
    """One finding with what can be done about it.

    It places its parts itself: Qt's layouts would lay out the whole page whenever a word changes,
    and here only a card that needs another height tells the page.
    """

    mended = Signal(object)
    """mending.Mended: what came of a button."""

    def __init__(self, finding: Finding, session: DraftSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.finding = finding
        self._looks = _looks(finding)
        self._room: QSize | None = None
        self._heights: dict[int, int] = {}
        self._alike = 1
        tone, _mend, _dismiss = self._looks
        self.setProperty("role", f"finding-{tone}")
        self.setAccessibleName(finding.message)
        self._icon = icons.picture(QLabel(self), tone, tone, 20)
        self._words = Paragraph(_words(finding), selectable=True, parent=self)
        self._buttons = list(self._made_buttons())
        self._chips = Chips(self, self._buttons, from_left=True) if self._buttons else None
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def becomes(self, finding: Finding) -> bool:
        """Tell of the same finding as it is now. False if that needs a card that looks otherwise.

        With every key a place in a text moves on, and a count in a message may: to make the
        card anew each time would take longer than everything else a key brings with it.
        """
        if finding.key != self.finding.key or _looks(finding) != self._looks:
            return False
        self.finding = finding
        if (words := _words(finding)) != self._words.plain:
            self._words.tell(words)
            self.setAccessibleName(finding.message)
            for button in self._buttons:
                button.setAccessibleDescription(finding.message)
        return True

    def count_alike(self, count: int) -> None:
        """Offer to mend all of a kind where there are several, wherever in the draft they stand."""
        if count != self._alike:
            self._alike = count
            for button in self._buttons:
                if button.objectName() == MEND_ALL:
                    button.setText(texts.MEND_ALL.format(count=count))
                    button.setVisible(count > 1)
            self._heights.clear()
            self.updateGeometry()

    def _made_buttons(self) -> Iterator[QPushButton]:
        _tone, mend, dismiss = self._looks
        acts = (
            ("button:mend", mend, lambda: self._mend(mending.mend)),
            (MEND_ALL, mend and texts.MEND_ALL, lambda: self._mend(mending.mend_alike)),
            ("button:dismiss", dismiss, lambda: self._session.dismiss(self.finding)),
        )
        for name, label, act in acts:
            if label:
                button = QPushButton(label, self)
                button.setProperty("kind", "quiet")
                button.setObjectName(name)
                if name == MEND_ALL:
                    button.hide()
                button.setAccessibleDescription(self.finding.message)
                button.clicked.connect(act)
                yield button

    # ---- place ----

    def event(self, event: QEvent) -> bool:
        if event.type() in STYLED:
            self._room = None
            self._heights.clear()
        if event.type() == QEvent.Type.LayoutRequest:  # a part has another size
            if self.heightForWidth(self.width()) != self.height():
                self.updateGeometry()
            else:
                self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def heightForWidth(self, width: int) -> int:
        around = self._around
        words = self._words.heightForWidth(width - around.width())
        return around.height() + max(self._icon.height(), words) + self._below(width)

    def sizeHint(self) -> QSize:
        return self._around + self._words.sizeHint() + QSize(0, self._below(0))

    def minimumSizeHint(self) -> QSize:
        least = self._words.minimumSizeHint()
        if self._chips is not None:
            widest = self._chips.minimumSizeHint().width() - theme.space(PADDING)
            least.setWidth(max(least.width(), widest))
        return self._around + least + QSize(0, self._below(0))

    @property
    def _around(self) -> QSize:
        """The room around the words, without the buttons below them."""
        if self._room is None:
            self.ensurePolished()
            self._icon.resize(self._icon.sizeHint())
            frame = self.contentsMargins()
            width = frame.left() + frame.right() + self._icon.width() + theme.space(1.25 + 2)
            self._room = QSize(width, frame.top() + frame.bottom() + theme.space(2 * 0.75))
        return self._room

    def _below(self, width: int) -> int:
        """The height of the buttons in a card of this width; 0 for one that is not known yet."""
        if self._chips is None:
            return 0
        if width not in self._heights:
            room = width - self._around.width() + theme.space(PADDING) if width else LARGE
            self._heights[width] = theme.space(0.25) + self._chips.heightForWidth(room)
        return self._heights[width]

    def _place(self) -> None:
        frame, around, below = self.contentsRect(), self._around, self._below(self.width())
        left, top = frame.left() + theme.space(1.25), frame.top() + theme.space(0.75)
        self._icon.move(left, top)
        left += self._icon.width() + theme.space(1)
        room = self.size() - around - QSize(0, below)
        self._words.setGeometry(QRect(QPoint(left, top), room))
        if self._chips is not None:  # the words on the buttons begin where the text does
            top += room.height() + theme.space(0.25)
            room = QSize(room.width() + theme.space(PADDING), below - theme.space(0.25))
            self._chips.setGeometry(QRect(QPoint(left - theme.space(PADDING), top), room))

    # ---- acts ----

    def _mend(self, act: Callable[[DraftSession, Finding], mending.Mended]) -> None:
        self.mended.emit(act(self._session, self.finding))


class Notices(QWidget):
    """A card for each finding that is not dismissed."""

    mended = Signal(object)
    """mending.Mended: what came of a button."""

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.shown: list[Finding] = []
        self._cards: list[Card] = []
        self._counted: list[Finding] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(0.75))
        self.hide()

    def show_findings(self, findings: list[Finding]) -> None:
        """Show these; a finding that was there before keeps its card."""
        before = list(self.shown)
        self.shown = [finding for finding in findings if not finding.dismissed]
        cards, known = self._cards, {card.finding.key: card for card in self._cards}
        self._cards = [self._card(finding, known) for finding in self.shown]
        for card in cards:
            if card not in self._cards:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        for place, card in enumerate(self._cards):
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
                card.show()  # now: left to the layout, it comes behind the page's being laid out
        self._counted = None
        self.setVisible(bool(self.shown))
        self._announce(before)

    def count_alike(self) -> None:
        """Have the cards offer to mend as many of a kind as there are now."""
        found = self._session.findings
        if found is not self._counted and any(f.mend is not None for f in self.shown):
            self._counted = found
            counts = Counter(f.rule for f in mending.mendable(found))
            for card in self._cards:
                if card.finding.mend is not None:
                    card.count_alike(counts[card.finding.rule])

    def _card(self, finding: Finding, known: dict[str, Card]) -> Card:
        """The card that tells of this finding already, or a new one."""
        card = known.pop(finding.key, None)
        if card is not None and card.becomes(finding):
            return card
        card = Card(finding, self._session, self)
        card.mended.connect(self.mended)
        return card

    def _announce(self, before: list[Finding]) -> None:
        """Let a screen reader say what appeared, and what is settled."""
        if words := _news(before, self.shown):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @property
    def spoken(self) -> str:
        """The findings as a screen reader says them."""
        return "\n".join(_said(finding) for finding in self.shown)


def _words(finding: Finding) -> str:
    words = texts.ADVICE_LABEL.format(severity=finding.severity.label, message=finding.message)
    if finding.todo:
        words += f"\n{finding.todo}"
    if finding.override:
        words += "\n" + texts.OVERRIDDEN.format(reason=finding.override)
    return words


def _looks(finding: Finding) -> tuple[str, str, str]:
    """A card's tone, and the words on its buttons: mend, dismiss."""
    tone = "advice" if finding.override else str(finding.severity)
    dismiss = texts.DISMISS if str(finding.severity) == "advice" else ""
    if finding.mend is None:
        return tone, "", dismiss
    put = texts.MEND.format(mend=mending.shown(finding), width=mending.width(finding))
    mend = put if finding.mend else texts.MEND_REMOVE
    return tone, mend, dismiss


def _said(finding: Finding) -> str:
    return f"{finding.severity.label}　{finding.message}"


def _news(before: list[Finding], now: list[Finding]) -> str:
    """What to say when findings changed: the new ones, or that the last one is gone."""
    known = {finding.key for finding in before}
    appeared = [_said(finding) for finding in now if finding.key not in known]
    return "\n".join(appeared) or (texts.SETTLED if before and not now else "")
