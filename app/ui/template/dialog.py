"""A form file, question by question: where the answers go, and putting it to use."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.errors import KnownError, StorageError
from app.ui import room, theme, wheel
from app.ui.paragraph import Paragraph
from app.ui.short_combo import ShortCombo
from app.ui.template import texts

if TYPE_CHECKING:
    from app.documents.templates.check import Entry
    from app.ui.dialogs import Dialogs
    from app.ui.template.plan import Plan

QUESTION, PLACE, REASON, STATUS = range(4)
WIDTHS = ((QUESTION, 30, 0.22), (PLACE, 38, 0.24))
"""Columns with their widths at first, in steps of the grid, and at most as parts of the dialog: the
reasons beside them must be readable on a low display with large letters, too."""


class TemplateDialog(QDialog):
    """Shows where each answer goes; places are chosen by drop-downs."""

    def __init__(self, plan: Plan, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.TITLE)
        self.setObjectName("template-dialog")
        self.plan, self._dialogs = plan, dialogs
        self.state = Paragraph()
        self.table = self._make_table()
        self.boxes: dict[str, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        form = f"{plan.form.title}　{plan.form.name}"
        column.addWidget(Paragraph(texts.EXPLANATION.format(file=plan.file.name, form=form)))
        buttons = self._buttons()
        top = QHBoxLayout()
        top.setSpacing(theme.space(2))
        top.addWidget(self.state, 1)
        top.addWidget(self.reset)
        column.addLayout(top)
        for note in self._notes():
            column.addWidget(Paragraph(note, "warning"))
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        for row, entry in enumerate(plan.entries):
            self._add(row, entry)
        self._tell()
        room.give(self, 138, 88)
        for place, width, share in WIDTHS:
            most = round(self.width() * share)
            self.table.setColumnWidth(place, min(theme.space(width), most))
        self.table.setFocus()

    # ---- building ----

    def _make_table(self) -> QTableWidget:
        made = QTableWidget(len(self.plan.entries), len(texts.HEADINGS), self)
        made.setObjectName("places")
        made.setAccessibleName(texts.TABLE)
        made.setAccessibleDescription(texts.TABLE_HELP)
        made.setHorizontalHeaderLabels(texts.HEADINGS)
        rows = made.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(theme.space(5.5))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # reasons may wrap
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setTabKeyNavigation(False)
        made.setWordWrap(True)
        header = made.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(STATUS, QHeaderView.ResizeMode.ResizeToContents)
        return made

    def _notes(self) -> list[str]:
        found = self.plan.check
        notes = [texts.UNKNOWN.format(tags="、".join(found.unknown))] if found.unknown else []
        return notes + ([texts.UNUSABLE.format(why=found.unusable)] if found.unusable else [])

    def _add(self, row: int, entry: Entry) -> None:
        group = self.plan.call.questions[entry.tag].group
        label = f"{group}　{entry.label}" if group else entry.label
        for column, text in ((QUESTION, label), (REASON, ""), (STATUS, "")):
            self._put(row, column, text)
        if self.plan.is_tagged(entry):
            self._put(row, PLACE, "、".join(entry.where))
        else:
            self.boxes[entry.tag] = self._box(entry, label)
            self.table.setCellWidget(row, PLACE, self.boxes[entry.tag])

    def _put(self, row: int, column: int, text: str) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        self.table.setItem(row, column, item)

    def _box(self, entry: Entry, label: str) -> QComboBox:
        box = ShortCombo()
        box.setObjectName(f"field:place:{entry.tag}")
        box.setAccessibleName(texts.PLACE_OF.format(label=label))
        box.setAccessibleDescription(texts.PLACE_HELP.format(reason=self.plan.reason(entry)))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        wheel.pass_on(box)
        box.addItem(texts.NOT_PLACED, None)
        for place in self.plan.places(entry.tag):
            box.addItem(place.where, place.id)
        box.setCurrentIndex(max(0, box.findData(self.plan.chosen.get(entry.tag))))
        box.currentIndexChanged.connect(partial(self._choose, entry.tag))
        return box

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.reset = self._button("reset-template", texts.RESET, texts.RESET_HELP, self._reset)
        self.save = self._button("save-template", texts.SAVE, texts.SAVE_HELP, self._save)
        self.use = self._button("use-template", texts.USE, texts.USE_HELP, self._use)
        close = self._button("close", texts.CLOSE, "", self.reject)
        self.use.setProperty("kind", "primary")
        line.addStretch(1)
        for button in (self.save, self.use, close):
            line.addWidget(button)
        own = self.plan.call.own_template(self.plan.form)
        self.reset.setEnabled(own is not None and own.is_file())
        return line

    def _button(self, name: str, text: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"button:{name}")
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # type: ignore[operator]
        return button

    # ---- choosing ----

    def _choose(self, question: str, _index: int) -> None:
        place = self.boxes[question].currentData()
        self.plan.chosen.pop(question, None)
        if place is not None:
            self.plan.chosen[question] = place
        self._tell()

    def _tell(self) -> None:
        plan = self.plan
        for row, entry in enumerate(plan.entries):
            reason, status = plan.reason(entry), texts.STATUS[plan.status(entry)]
            for column, text in ((REASON, reason), (STATUS, status)):
                self._put(row, column, text)
        doubtful = texts.DOUBTFUL.format(count=plan.doubtful) if plan.doubtful else ""
        count = len(plan.entries)
        words = texts.STATE.format(
            count=count, placed=count - plan.open, open=plan.open, doubtful=doubtful
        )
        self.state.tell(words)
        theme.mark(self.state, role="warning" if plan.open else "help")
        self.use.setEnabled(not plan.open and not plan.check.unusable)

    # ---- doing ----

    def _save(self) -> None:
        file = self.plan.file
        name = texts.SAVE_NAME.format(stem=file.stem, ending=file.suffix)
        target = self._dialogs.save_file(self, texts.SAVE, name, f"*{file.suffix}")
        if target is None:
            return
        try:
            self._write(target, self.plan.tagged())
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return
        said = texts.SAVED.format(name=target.name)
        if self.plan.open:
            said += f"\n{texts.STILL_OPEN.format(count=self.plan.open)}"
        self._dialogs.inform(self, texts.SAVED_TITLE, said)

    @staticmethod
    def _write(target: Path, data: bytes) -> None:
        try:
            target.write_bytes(data)
        except OSError as error:
            what = f"「{target.name}」を保存できません。"
            raise StorageError(
                what, "空き容量と、書き込めるかどうかを確かめてください。"
            ) from error

    def _use(self) -> None:
        try:
            self.plan.use()
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return
        self._dialogs.inform(self, texts.USED_TITLE, texts.USED.format(form=self.plan.form.title))
        self.accept()

    def _reset(self) -> None:
        from app.documents.templates import own

        if not self._dialogs.confirm(self, texts.RESET, texts.RESET_ASK, texts.RESET_YES):
            return
        try:
            own.reset(self.plan.call)
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return
        self.reset.setEnabled(False)
        self._dialogs.inform(self, texts.TITLE, texts.RESET_DONE)
