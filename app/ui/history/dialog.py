"""Two versions of a draft side by side: see, name, save as 新旧対照表, go back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.errors import KnownError, StorageError, why
from app.ui import icons, modal, room, theme
from app.ui import texts as frame_texts
from app.ui.buttons import box as button_box
from app.ui.help_dialogs import set_out
from app.ui.history import texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.documents.comparison import Entry
    from app.drafts.contract import Revision
    from app.ui.dialogs import Dialogs
    from app.ui.session import DraftSession

MOST_VERSIONS = 1_000


class HistoryDialog(QDialog):
    """Shows what changed between two versions."""

    def __init__(
        self,
        session: DraftSession,
        dialogs: Dialogs,
        parent: QWidget | None = None,
        before: int = 0,
    ) -> None:
        """`before`: the version to compare with the present one, whichever of them is older;
        0 for the one that counts (see `_telling`).

        Raises KnownError if the history cannot be read.
        """
        super().__init__(parent)
        self.setWindowTitle(texts.TITLE)
        self.setObjectName("history-dialog")
        self._session, self._dialogs = session, dialogs
        session.flush()
        self.before, self.after = QComboBox(), QComboBox()
        self.count = Paragraph()
        self.view = QTextBrowser()
        self._build()
        self._fill(self._read(), before or self._telling(), 0)
        room.give(self, 130, 88)

    # ---- building ----

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addLayout(self._choice())
        column.addWidget(self.count)
        self.view.setObjectName("changes")
        self.view.setAccessibleName(texts.CHANGES)
        self.view.setOpenLinks(False)
        column.addWidget(self.view, 1)
        column.addLayout(self._buttons())

    def _choice(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(1))
        sides = (
            (texts.BEFORE, texts.BEFORE_NAME, texts.NAME_BEFORE, self.before, "before"),
            (texts.AFTER, texts.AFTER_NAME, texts.NAME_AFTER, self.after, "after"),
        )
        for row, (label, name, naming, box, short) in enumerate(sides):
            head = QLabel(label)
            head.setBuddy(box)
            box.setObjectName(f"field:{short}")
            box.setAccessibleName(name)
            box.setAccessibleDescription(texts.VERSION_HELP)
            box.currentIndexChanged.connect(partial(self._chosen, box))
            button = _button(texts.NAME_VERSION, f"name-{short}", "", partial(self.name, box))
            button.setAccessibleName(naming)
            button.setEnabled(not self._session.only_reading)
            grid.addWidget(head, row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(button, row, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.back = _button(texts.GO_BACK, "go-back", "", self.go_back)
        icons.place(self.back, "restore", "text")
        self.save = _button(texts.SAVE, "save-comparison", "primary", self.save_comparison)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.save)
        close = button_box()
        close.addButton(frame_texts.OK, QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        line.addWidget(close)
        return line

    # ---- the versions ----

    def _read(self) -> list[Revision]:
        return self._session.store.history(self._session.uid, limit=MOST_VERSIONS)

    def _telling(self) -> int:
        """The version people ask about: last sent, approved or named; else the one before."""
        store, uid, now = self._session.store, self._session.uid, self._session.draft.revision
        counting = [package.revision for package in store.packages(uid)]
        counting += [approval.revision for approval in store.approvals(uid)]
        counting += [revision.number for revision in self._read() if revision.note]
        older = [number for number in counting if 0 < number < now]
        return max(older, default=0)

    def _fill(self, versions: list[Revision], before: int, after: int) -> None:
        from app.documents.comparison import version

        self._versions = {revision.number: revision for revision in versions}
        now = after or self._session.draft.revision
        older = [revision.number for revision in versions if revision.number < now]
        for box in (self.before, self.after):
            box.blockSignals(True)
            box.clear()
            for revision in versions:
                text = version(revision)
                shown = texts.FIRST.format(version=text) if revision.number == 1 else text
                box.addItem(shown, revision.number)
            box.blockSignals(False)
        self._put(*self._in_time(before or max(older, default=now), now))
        self.show_changes()

    def _in_time(self, one: int, other: int) -> tuple[int, int]:
        """Two versions, the older one first: after an undo the present one may be the older."""
        from app.documents.comparison import earlier_first

        if one in self._versions and other in self._versions:
            pair = earlier_first(self._versions[one], self._versions[other])
            return pair[0].number, pair[1].number
        return min(one, other), max(one, other)

    def _put(self, before: int, after: int) -> None:
        for box, wanted in ((self.before, before), (self.after, after)):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(wanted)))
            box.blockSignals(False)

    def _chosen(self, box: QComboBox, _row: int) -> None:
        """A version was chosen; where it belongs on the other side, it goes there."""
        pair = self._number(self.before), self._number(self.after)
        if (turned := self._in_time(*pair)) != pair:
            self._put(*turned)
            if box.hasFocus():  # the arrows go on moving the same version
                (self.after if box is self.before else self.before).setFocus()
        self.show_changes()

    @property
    def _other(self) -> int:
        """The version to go back to: the older one, unless the draft is there already."""
        before, now = self._number(self.before), self._session.draft.revision
        return before if before != now else self._number(self.after)

    def _number(self, box: QComboBox) -> int:
        return int(box.currentData() or 0)

    # ---- acts ----

    def show_changes(self) -> None:
        """Work the differences out anew."""
        from app.ui.history import rendering

        found = self._entries()
        self.count.tell(texts.COUNT.format(count=len(found)) if found else texts.SAME)
        self.view.setHtml(rendering.page(found) if found else "")
        self.save.setEnabled(bool(found))
        other, now = self._other, self._session.draft.revision
        is_after = other != self._number(self.before)
        self.back.setText(texts.GO_AFTER if is_after and other != now else texts.GO_BACK)
        self.back.setEnabled(other != now and not self._session.only_reading)

    def _entries(self) -> list[Entry]:
        from app.documents.comparison import entries

        store, uid = self._session.store, self._session.uid
        try:
            old, new = (store.at_revision(uid, self._number(b)) for b in (self.before, self.after))
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return []
        return entries(self._session.call, old, new)

    def name(self, box: QComboBox) -> None:
        """Make the chosen version a milestone."""
        number = self._number(box)
        name = _ask_name(self, number, self._versions[number].note)
        if name is not None and self._try(
            lambda: self._session.store.name_revision(self._session.uid, number, name)
        ):
            self._fill(self._read(), self._number(self.before), self._number(self.after))

    def go_back(self) -> None:
        """Make the draft say again what it said, as a new version."""
        from app.documents.comparison import restoring

        number = self._other
        text = texts.GO_BACK_TEXT.format(number=number)
        if not self._dialogs.confirm(self, texts.GO_BACK_TITLE, text, texts.GO_BACK_YES):
            return
        session = self._session
        old = session.store.at_revision(session.uid, number)
        session.apply(restoring(session.draft, old))
        self._fill(self._read(), number, session.draft.revision)
        self.count.tell(texts.GONE_BACK.format(number=number))

    def save_comparison(self) -> None:
        """Write what is shown as a Word document."""
        from app.documents.file_names import safe

        name = safe(texts.SAVE_NAME.format(title=self._session.draft.title))
        path = self._dialogs.save_file(self, texts.SAVE_TITLE, name, texts.SAVE_KINDS)
        if path is not None and self._try(lambda: self._write(path)):
            self._dialogs.inform(self, texts.TITLE, texts.SAVED.format(path=path))

    def _write(self, path: Path) -> None:
        from app.documents.comparison_word import compose_for, write

        session = self._session
        before, after = (self._versions[self._number(box)] for box in (self.before, self.after))
        subject = f"{session.draft.title}（{session.call.title}）"
        write(path, compose_for(self._entries(), subject, (before, after), session.clock.now()))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return False
        except OSError as error:
            what, advice = texts.WRITING_FAILED
            told = StorageError(what.format(path=error.filename, why=why(error)), advice)
            self._dialogs.tell(self, texts.FAILED, told)
            return False
        return True


def show(session: DraftSession, dialogs: Dialogs, parent: QWidget, before: int = 0) -> None:
    """Open the comparison; a history that cannot be read is told."""
    try:
        dialog = HistoryDialog(session, dialogs, parent, before)
    except KnownError as error:
        dialogs.tell(parent, texts.FAILED, error)
        return
    modal.ask(dialog)


def _button(label: str, name: str, kind: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(label)
    button.setObjectName(f"button:{name}")
    button.setAutoDefault(False)
    if kind:
        button.setProperty("kind", kind)
    button.clicked.connect(lambda _checked=False: act())
    return button


def _ask_name(parent: QWidget, number: int, name: str) -> str | None:
    """A version's name; None if it shall stay as it is."""
    dialog = QInputDialog(parent)
    dialog.setObjectName("name-version")
    dialog.setWindowTitle(texts.NAME_TITLE)
    dialog.setLabelText(texts.NAME_TEXT.format(number=number))
    dialog.setTextValue(name)
    dialog.setOkButtonText(texts.NAME_ACCEPT)
    dialog.setCancelButtonText(frame_texts.CANCEL)
    set_out(dialog)
    accepted = modal.ask(dialog)
    return dialog.textValue().strip() if accepted else None
