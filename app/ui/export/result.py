"""Step 3: what was made, and how it is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, opening, sizes, theme
from app.ui.chips import Chips
from app.ui.export import texts
from app.ui.export.checklist import ENCLOSED
from app.ui.messages import Notice
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from app.documents.package import Package
    from app.review.finding import Finding
    from app.ui.dialogs import Dialogs
    from app.ui.export.letter import Letter


RECORD = "manifest"
"""The kind of the file that says what was made of which answers."""
BIGGEST = 3
"""So many files are named where the mail is too large."""


class ResultStep(QWidget):
    """The files with their sizes, buttons to open and copy, notes, overrides."""

    def __init__(
        self,
        dialogs: Dialogs,
        further: Callable[[Package], Sequence[QWidget]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`further` makes buttons that stand beside those to open what was made."""
        super().__init__(parent)
        self._dialogs, self._further = dialogs, further
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))

    def show_package(
        self,
        package: Package,
        letter: Letter,
        limit: int,
        overridden: list[Finding],
        *,
        practice: bool,
    ) -> None:
        """Show what was made."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        from app.documents.package import mail_note

        self._column.addWidget(Notice("success", texts.DONE_PRACTICE if practice else texts.DONE))
        self._column.addWidget(self._main(package))
        if package.mail_bytes > limit:
            self._column.addWidget(Notice("warning", _mail_size(package, limit)))
        for note in package.notes:
            if note != mail_note(package.mail_bytes, limit):  # which stands above at length
                self._column.addWidget(Notice("info", note))
        self._column.addWidget(self._sending(package, letter, limit))
        if overridden:
            self._column.addWidget(_overridden(overridden))
        self._column.addStretch(1)

    def _main(self, package: Package) -> QFrame:
        card, column = _card(str(package.folder))
        column.addWidget(_table(package))
        line = Chips(card, from_left=True)
        folder = _button(texts.OPEN_FOLDER, "open-folder", "folder", "secondary")
        folder.clicked.connect(lambda: self._open(package.folder))
        mail = _button(texts.OPEN_MAIL, "open-mail", "mail", "secondary")
        mail.clicked.connect(lambda: self._open(package.mail))
        further = self._further(package) if self._further is not None else ()
        for button in (folder, mail, *further):
            line.add(button)
        column.addWidget(line)
        self.first = folder
        return card

    def _sending(self, package: Package, letter: Letter, limit: int) -> QFrame:
        card, column = _card(texts.NEXT_STEPS)
        for text in texts.NEXT_STEP_LINES:
            column.addWidget(Paragraph(text))
        if package.mail_bytes <= limit:
            column.addWidget(Paragraph(_mail_size(package, limit), "muted"))
        line = Chips(card, [QLabel(texts.WEBMAIL)], from_left=True)
        for label, name, text in (
            (texts.COPY_ADDRESS, "copy-address", letter.address),
            (texts.COPY_SUBJECT, "copy-subject", letter.subject),
            (texts.COPY_BODY, "copy-body", letter.body),
        ):
            button = _button(label, name, "copy", "")
            button.clicked.connect(self._copier(label, text))
            line.add(button)
        self.copied = QLabel()
        self.copied.setProperty("role", "success")
        line.add(self.copied)
        column.addWidget(line)
        return card

    def _copier(self, label: str, text: str) -> Callable[[], None]:
        def copy() -> None:
            self._dialogs.copy(text)
            self.copied.setText(texts.COPIED.format(what=label.removesuffix("をコピー")))

        return copy

    def _open(self, path: Path) -> None:
        opening.show(self._dialogs, self, texts.TITLE, path)


def _mail_size(package: Package, limit: int) -> str:
    size = package.mail_bytes
    if size <= limit:
        return texts.MAIL_SIZE.format(size=sizes.shown(size), limit=sizes.shown(limit))
    enclosed = [file for file in package.files if file.kind in ENCLOSED]
    biggest = sorted(enclosed, key=lambda file: -file.size)[:BIGGEST]
    return texts.MAIL_LARGE.format(
        size=sizes.shown(size),
        limit=sizes.shown(limit),
        over=sizes.shown(size - limit),
        biggest="、".join(
            texts.BIG_FILE.format(name=file.name, size=sizes.shown(file.size)) for file in biggest
        ),
    )


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(*[theme.space(3)] * 4)
    column.setSpacing(theme.space(1))
    column.addWidget(Paragraph(title, "question", selectable=True))
    return card, column


def _button(label: str, name: str, picture: str, kind: str) -> QPushButton:
    button = QPushButton(label)
    button.setObjectName(f"button:{name}")
    if kind:
        button.setProperty("kind", kind)
    icons.place(button, picture, "accent" if kind else "text")
    return button


def _table(package: Package) -> QTableWidget:
    files = [(file.name, str(file.kind), file.size) for file in package.files]
    with suppress(OSError):  # moved away at once; it is of no use to whoever sends the package
        files.append((package.manifest.name, RECORD, package.manifest.stat().st_size))
    table = QTableWidget(len(files), len(texts.FILES))
    table.setObjectName("package-files")
    table.setAccessibleName(texts.PRODUCTS)
    table.setHorizontalHeaderLabels(list(texts.FILES))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    pictures = {
        "supplement": "attachment",
        "comparison": "list",
        "mail": "mail",
        "report": "list",
        RECORD: "list",
    }
    for row, (label, kind, size) in enumerate(files):
        form = "slides" if label.endswith(".pptx") else "document"
        name = QTableWidgetItem(icons.icon(pictures.get(kind, form), "accent"), label)
        name.setToolTip(label)
        table.setItem(row, 0, name)
        table.setItem(row, 1, QTableWidgetItem(texts.KINDS.get(kind, kind)))
        told = QTableWidgetItem(sizes.shown(size))
        told.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(row, 2, told)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    rows = min(10, len(files))
    height = theme.space(4.5)
    table.verticalHeader().setDefaultSectionSize(height)
    table.setFixedHeight(header.sizeHint().height() + rows * height + theme.space(1))
    return table


def _overridden(findings: list[Finding]) -> QFrame:
    card, column = _card(texts.OVERRIDDEN)
    for finding in findings:
        text = texts.REASON_LINE.format(message=finding.message, reason=finding.override)
        column.addWidget(Paragraph(text, selectable=True))
    return card
