"""The pages of one open draft, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.ui.editor.arrival import Arrival, Stand
from app.ui.fitting import FitWatch
from app.ui.office import DraftOffice
from app.ui.slices import take_down

if TYPE_CHECKING:
    from app.environment import AppPaths, Clock
    from app.review.finding import Place
    from app.ui.dialogs import Dialogs
    from app.ui.editor.page import EditorPage
    from app.ui.preferences import Preferences
    from app.ui.session import DraftSession


class DraftPages(QObject):
    """Editor, check page and export of a session, in the window's stack."""

    step_requested = Signal(str)
    change_requested = Signal(object)
    """A Place whose answer is to be changed, with a way back to the check page."""

    def __init__(
        self,
        session: DraftSession,
        stack: QStackedWidget,
        dialogs: Dialogs,
        clock: Clock,
        paths: AppPaths,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._session, self._stack, self._dialogs = session, stack, dialogs
        self._clock, self._paths, self._preferences = clock, paths, preferences
        self._made: dict[str, QWidget] = {}
        self._checked = self._gone = False
        self._fit = FitWatch(session, clock, self)
        self._arrival = Arrival(preferences, session.uid)
        self.office = DraftOffice(session, clock, self)

    def page(self, step: str) -> QWidget:
        """The page of a step: editor, check or export."""
        if step not in self._made:
            makers: dict[str, Callable[[], QWidget]] = {
                "editor": self._editor,
                "check": self._check,
                "export": self._export,
            }
            self._put(step, makers[step]())
        self._checked = self._checked or step == "check"
        if (editor := self._whole_editor()) and self._checked:
            # A check was asked for: from now on the editor tells what is missing, too.
            editor.show_all_findings()
        return self._made[step]

    def turn(self, old: str, new: str) -> None:
        """The page of another step is about to be shown."""
        if old == "editor" != new and (editor := self.made(old)) is not None:
            self._arrival.leave(cast("EditorPage", editor))

    def arrive(self, step: str) -> None:
        """Put the focus where one goes on, on a page that was just shown."""
        page = self._made[step]
        if step == "editor":
            self._arrival.arrive(cast("EditorPage", page))
        else:
            page.arrive()  # type: ignore[attr-defined]

    def prepare(self, then: Callable[[], object]) -> None:
        """Make the editor part by part, and act once it is there."""
        if self._gone:
            return
        if "editor" in self._made:
            self._whole_editor()
            then()
            return
        editor = self._editor(at_once=False)
        self._put("editor", editor)
        editor.making.finished.connect(lambda: QTimer.singleShot(0, self, then))

    def made(self, step: str) -> QWidget | None:
        """The page of a step, if it was made already and is whole."""
        page = self._made.get(step)
        is_begun = page is not None and step == "editor" and cast("EditorPage", page).making.busy
        return None if is_begun else page

    @property
    def is_composing(self) -> bool:
        """Whether characters are being put together in the editor."""
        return bool(getattr(self._made.get("editor"), "is_composing", False))

    @property
    def is_exporting(self) -> bool:
        return bool(getattr(self._made.get("export"), "is_running", False))

    def stand(self) -> Stand | None:
        """Where one is in the editor; None if it was not made yet."""
        if self._arrival.stand is not None:
            return self._arrival.stand
        editor = cast("EditorPage | None", self.made("editor"))
        return None if editor is None else editor.stand()

    def begin_at(self, stand: Stand | None) -> None:
        """Where the editor begins, in place of where the draft was left the last time."""
        self._arrival.begin_at(stand)

    def go_to(self, place: Place) -> None:
        """Put the cursor where an answer is given."""
        editor = self.page("editor")
        editor.go_to(place)  # type: ignore[attr-defined]

    def search(self) -> None:
        """Search all answers, over the editor to which a hit leads."""
        self.step_requested.emit("editor")
        if editor := self._whole_editor():
            editor.search.begin()

    def offer_phrases(self) -> None:
        """Offer the user's phrases for the input in focus, or in which one was."""
        self.step_requested.emit("editor")
        if editor := self._whole_editor():
            QTimer.singleShot(0, editor, editor.phrases.begin)  # once the focus has come there

    def _whole_editor(self) -> EditorPage | None:
        """The editor if it was begun, with what prepare() has left to do done now."""
        editor = cast("EditorPage | None", self._made.get("editor"))
        if editor is not None:
            editor.making.finish()
        return editor

    def _put(self, step: str, page: QWidget) -> None:
        self._made[step] = page
        self._stack.addWidget(page)

    def shed(self) -> list[QWidget]:
        """Give up what is not in sight and is easily made anew."""
        self._whole_editor()
        gone: list[QWidget] = []
        for step, page in list(self._made.items()):
            if page is not self._stack.currentWidget() and self._can_be_renewed(step):
                self._stack.removeWidget(self._made.pop(step))
                gone.append(page)
        editor = self._whole_editor()
        return [*gone, *editor.shed()] if editor is not None else gone

    def renew(self) -> list[QWidget]:
        """Make the page in sight anew and stay where one is; the old one, to be deleted."""
        old = self._stack.currentWidget()
        step = next((step for step, page in self._made.items() if page is old), "")
        if old is None or not step or not self._can_be_renewed(step):
            return []
        del self._made[step]
        page = self.page(step)
        page.stand_as(old)  # type: ignore[attr-defined]
        self._stack.setCurrentWidget(page)
        self._stack.removeWidget(old)
        return [old]

    def _can_be_renewed(self, step: str) -> bool:
        """An export that is under way or done stays."""
        return step != "export" or bool(getattr(self._made[step], "is_at_beginning", True))

    def remove(self) -> None:
        """Take all pages away."""
        from app.ui.editor import contact

        if popup := QApplication.activePopupWidget():  # it would answer for a draft that is closed
            popup.close()
        contact.remember(self._session)
        if (editor := self.made("editor")) is not None:
            self._arrival.keep(cast("EditorPage", editor))
        self._fit.stop()
        self.office.stop()
        self._gone = True
        for page in self._made.values():
            self._stack.removeWidget(page)
        take_down([*self._inner(), *self._made.values()])
        self._made.clear()
        self.deleteLater()

    def _inner(self) -> list[QWidget]:
        """The editor's sections, to be deleted one by one; half an editor is made no further."""
        editor = cast("EditorPage | None", self._made.get("editor"))
        if editor is None:
            return []
        if editor.making.busy:
            editor.making.stop()
            return []
        return editor.shed()

    def _steps_to(self, step: str) -> Callable[[], None]:
        return lambda: self.step_requested.emit(step)

    def _supplements(self) -> object:
        from app.drafts.supplements import SupplementFolder

        return SupplementFolder(self._paths.supplements)

    def _editor(self, *, at_once: bool = True) -> EditorPage:
        from app.ui.editor.page import EditorPage

        page = EditorPage(
            self._session,
            supplements=self._supplements(),
            dialogs=self._dialogs,
            office=self.office,
            guidelines=self._paths.guidelines,
            at_once=at_once,
            parent=self._stack,
        )
        page.check_requested.connect(self._steps_to("check"))
        page.home_requested.connect(self._steps_to("home"))
        return page

    def _check(self) -> QWidget:
        from app.ui.check.page import CheckPage
        from app.ui.editor.search_button import KEY

        page = CheckPage(self._session, self._dialogs, self._stack)
        searching = QShortcut(QKeySequence(KEY), page)
        searching.activated.connect(self.search)
        page.change_requested.connect(self.change_requested)
        page.export_requested.connect(self._steps_to("export"))
        page.back_requested.connect(self._steps_to("editor"))
        return page

    def _export(self) -> QWidget:
        from app.ui.export.page import ExportPage

        page = ExportPage(
            self._session,
            self._dialogs,
            self._clock,
            self._supplements(),
            self._preferences,
            office=self.office,
            parent=self._stack,
        )
        page.check_requested.connect(self._steps_to("check"))
        page.change_requested.connect(self.change_requested)
        page.finished.connect(self._steps_to("editor"))
        return page
