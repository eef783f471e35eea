"""The export page: leads through the three steps and runs the export in the background."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import KnownError
from app.review.finding import Finding
from app.ui import icons, room, tasks, theme
from app.ui.check.circular import CircularButton
from app.ui.dialogs import documents
from app.ui.export import checklist, letter, texts
from app.ui.export.checklist import ChecklistButton
from app.ui.export.confirm import ConfirmStep
from app.ui.export.result import ResultStep
from app.ui.export.running import RunningStep
from app.ui.export.steps import StepLine
from app.ui.export.target import TargetStep
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.documents.correction import Sent
    from app.documents.package import Package
    from app.environment import Clock
    from app.ui.dialogs import Dialogs
    from app.ui.office import DraftOffice
    from app.ui.preferences import Preferences
    from app.ui.session import DraftSession

ROOMY = 38
"""Height in steps of the grid from which on there is room for a title."""

RING = 2
"""Pixels that the ring around a step takes where it has the focus."""


class ExportPage(QWidget):
    """確認 → 保存先 → できあがり."""

    check_requested = Signal()
    change_requested = Signal(object)
    finished = Signal()
    """The user is done here and goes back to the answers."""

    def __init__(
        self,
        session: DraftSession,
        dialogs: Dialogs,
        clock: Clock,
        supplements: Any,
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        office: DraftOffice,
    ) -> None:
        super().__init__(parent)
        self._session, self._dialogs, self._clock = session, dialogs, clock
        self._supplements, self._preferences = supplements, preferences
        self._task: tasks.Task | None = None
        self._exported: list[Finding] = []
        self._office = office
        self._revision = 0
        self._build()
        session.findings_changed.connect(self._findings_changed)

    # ---- building ----

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.steps = StepLine()
        self.confirm = ConfirmStep(self._session)
        self.confirm.place_chosen.connect(self.change_requested)
        self.confirm.reason_asked.connect(self._ask_reason)
        self.confirm.check_asked.connect(self.check_requested)
        self.target = TargetStep(self._dialogs)
        self.target.changed.connect(self._show_buttons)
        for line in (self.target.place, self.target.name):
            # Enter goes on; a moment later, as the key must not reach what has the focus then.
            line.returnPressed.connect(lambda: QTimer.singleShot(0, self, self.next.click))
        self.running = RunningStep()
        self.running.cancelled.connect(self.cancel)
        self.running.again.connect(self.start)
        self.running.other_place.connect(lambda: self._show(self.target))
        self.result = ResultStep(self._dialogs, self._further)
        self.stack = QStackedWidget()
        for step in (self.confirm, self.target, self.running, self.result):
            self.stack.addWidget(_scrolling(step))
        self._head = head = QVBoxLayout()
        head.setSpacing(theme.space(1.5))
        self.title = Paragraph(texts.TITLE, "title")
        head.addWidget(self.title)
        head.addWidget(self.steps)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self._foot())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # What the page is for is told by the window's header, too.
        self.title.setVisible(self.height() >= theme.space(ROOMY))
        super().resizeEvent(event)
        side = room.beside(self.width())
        self._head.setContentsMargins(side, theme.space(3), side, theme.space(1))
        for step in (self.confirm, self.target, self.running, self.result):
            step.setContentsMargins(side - RING, theme.space(1), side - RING, theme.space(3))

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(theme.space(3), theme.space(1.5), theme.space(3), theme.space(1.5))
        self.back = QPushButton(texts.BACK)
        self.back.setObjectName("button:back")
        icons.place(self.back, "back")
        self.back.clicked.connect(self._go_back)
        self.next = QPushButton()
        self.next.setProperty("kind", "primary")
        self.next.setObjectName("button:next")
        icons.place(self.next, "forward", "on_accent")
        self.next.clicked.connect(self._go_on)
        policy = self.next.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the foot stays as high while nothing may be pressed
        self.next.setSizePolicy(policy)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.next)
        return foot

    # ---- going through the steps ----

    @property
    def area(self) -> QScrollArea:
        area = self.stack.currentWidget()
        assert isinstance(area, QScrollArea)
        return area

    @property
    def step(self) -> QWidget:
        step = self.area.widget()
        assert step is not None
        return step

    @property
    def is_running(self) -> bool:
        return self._task is not None

    @property
    def is_at_beginning(self) -> bool:
        """Whether nothing is lost when the page is made anew."""
        return not self.is_running and self.step is self.confirm

    def stand_as(self, _other: ExportPage) -> None:
        self.arrive()

    def arrive(self) -> None:
        """Start over at step 1, unless an export is under way."""
        if not self.is_running:
            self._show(self.confirm)

    def _show(self, step: QWidget) -> None:
        order = [self.confirm, self.target, self.running, self.result]
        if step is self.confirm:
            self.confirm.refresh()
        elif step is self.target:
            self._propose()
            office = self._office
            self.target.offer_correction(office.sent if office.is_correction else None)
        self.stack.setCurrentIndex(order.index(step))
        self.steps.show_step({0: 0, 1: 1, 2: 1, 3: 2}[order.index(step)])
        self._show_buttons()
        if step is self.target:
            self.target.name.setFocus()
        elif step is self.confirm:
            (self.next if self.next.isEnabled() else self.back).setFocus()
        elif step is self.result:
            self.area.verticalScrollBar().setValue(0)  # the last result may have been scrolled
            self.result.first.setFocus()
            QTimer.singleShot(0, self, self._see_focus)

    def _see_focus(self) -> None:
        """A result begins at its top; where its buttons are below the edge, it has the focus."""
        first, area = self.result.first, self.area
        is_seen = first.visibleRegion().boundingRect() == first.rect()
        policies = QtCore.Qt.FocusPolicy
        area.setFocusPolicy(policies.NoFocus if is_seen else policies.StrongFocus)
        if first.hasFocus() and not is_seen:
            area.setFocus()

    def _show_buttons(self) -> None:
        step = self.step
        self.back.setVisible(step in (self.confirm, self.target))
        self.next.setVisible(step is not self.running)
        labels = {self.confirm: texts.NEXT, self.target: texts.START, self.result: texts.FINISH}
        self.next.setText(labels.get(step, ""))
        icons.place(self.next, "edit" if step is self.result else "forward", "on_accent")
        ready = {self.confirm: self.confirm.is_ready, self.target: not self.target.problem}
        self.next.setEnabled(ready.get(step, True))

    def _go_on(self) -> None:
        acts: dict[QWidget, Callable[[], object]] = {
            self.confirm: lambda: self._show(self.target),
            self.target: self.start,
            self.result: self.finished.emit,
        }
        acts[self.step]()

    def _go_back(self) -> None:
        if self.step is self.target:
            self._show(self.confirm)
        else:
            self.check_requested.emit()

    def _findings_changed(self) -> None:
        if self.isVisible() and self.step is self.confirm:
            self.confirm.refresh()
            self._show_buttons()

    def _propose(self) -> None:
        from app.documents.package import folder_name

        if self.target.name.text():
            return
        last = self._preferences.export_folder
        place = last if last is not None and last.is_dir() else documents()
        name = folder_name(self._session.call, self._session.draft, self._clock.now())
        self.target.propose(place if place.is_dir() else Path.home(), name)

    def _ask_reason(self, finding: Finding) -> None:
        text = texts.REASON_TEXT.format(message=finding.message)
        start = self._session.draft.overrides.get(finding.clause, "")
        reason = self._dialogs.reason(self, texts.REASON_TITLE, text, start)
        if reason:
            self._session.override(finding.clause, reason)
            self.confirm.refresh()
            self._show_buttons()

    # ---- exporting ----

    def start(self) -> None:
        """Write the package, in the background."""
        if self.is_running or self.target.problem:
            return
        self._session.end_step()  # what is typed meanwhile is a further revision
        self._session.flush()
        self._session.review()
        session, target = self._session, self.target.folder
        self._revision = session.draft.revision
        call, draft, findings = session.call, session.draft, list(session.findings)
        now, supplements = self._clock.now(), self._supplements
        try:
            sent = self._sent() if self.target.correction.isChecked() else None
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return

        def work(report: tasks.Report, cancelled: Callable[[], bool]) -> Package:
            from app.documents.package import export
            from app.preview.fonts import FontMeasurer

            return export(
                call,
                draft,
                findings,
                target,
                now=now,
                supplements=supplements,
                progress=report,
                cancelled=cancelled,
                measurer=FontMeasurer(),
                sent=sent,
            )

        self._exported = [finding for finding in findings if finding.override]
        self._preferences.export_folder = target.parent
        self._show(self.running)
        self.running.begin()
        self._task = tasks.start(work, self._done, self._failed, self.running.progress)

    def _sent(self) -> Sent | None:
        """What was sent, for the 新旧対照表 of a corrected package."""
        from app.documents.correction import Sent

        sent, store, uid = self._office.sent, self._session.store, self._session.uid
        if sent is None:
            return None
        return Sent(store.at_revision(uid, sent.revision), store.history(uid, limit=-1))

    def cancel(self) -> None:
        """Ask the export to stop; the folder stays as it was."""
        if self._task is not None:
            self._task.cancel()
            self.running.stopping()

    def _done(self, package: Package) -> None:
        self._task = None
        with suppress(KnownError):  # the package is whole; only that it was made is forgotten
            self._office.freeze(str(package.folder), self._revision)
        self.result.show_package(
            package,
            letter.read(package.mail),
            self._session.call.limits.mail_bytes,
            self._exported,
            practice=self._session.draft.practice,
        )
        self._show(self.result)

    def _further(self, package: Package) -> list[QWidget]:
        """Buttons for what else may be made of the package: checklist, PDF for approval."""
        listed = checklist.submission(self._session, package, letter.read(package.mail))
        now = self._clock.now()
        return [
            ChecklistButton(lambda: checklist.write(package.folder, listed, now), self._dialogs),
            CircularButton(self._session, self._dialogs),
        ]

    def _failed(self, error: Exception) -> None:
        self._task = None
        self.running.fail(error)
        if not isinstance(error, KnownError):
            sys.excepthook(type(error), error, error.__traceback__)


def _scrolling(step: QWidget) -> QScrollArea:
    step.setObjectName("content")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("ringed", True)
    area.setAccessibleName(texts.TITLE)
    area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)  # all of it is seen by what takes the focus
    area.setWidget(step)
    return area
