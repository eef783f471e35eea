"""The pages of one open draft, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.ui.fitting import FitWatch
from app.ui.office import DraftOffice
from app.ui.slices import take_down

if TYPE_CHECKING:
    from app.environment import AppPaths, Clock
    from app.review.finding import Place
    from app.ui.dialogs import Dialogs
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
        self._fit = FitWatch(session, clock, self)
        self.office = DraftOffice(session, clock, self)

    def page(self, step: str) -> QWidget:
        """The page of a step: editor, check or export."""
        if step not in self._made:
            makers: dict[str, Callable[[], QWidget]] = {
                "editor": self._editor,
                "check": self._check,
                "export": self._export,
            }
            self._made[step] = makers[step]()
            self._stack.addWidget(self._made[step])
        editor = self._made.get("editor")
        if editor is not None and "check" in self._made:
            # A check was asked for: from now on the editor tells what is missing, too.
            editor.show_all_findings()  # type: ignore[attr-defined]
        return self._made[step]

    def made(self, step: str) -> QWidget | None:
        """The page of a step, if it was made already."""
        return self._made.get(step)

    @property
    def is_exporting(self) -> bool:
        return bool(getattr(self._made.get("export"), "is_running", False))

    def go_to(self, place: Place) -> None:
        """Put the cursor where an answer is given."""
        editor = self.page("editor")
        editor.go_to(place)  # type: ignore[attr-defined]

    def show_history(self) -> None:
        """Show the draft's revisions beside the editor."""
        self.page("editor").show_history()  # type: ignore[attr-defined]

    def shed(self) -> list[QWidget]:
        """Give up the parts that are not in sight and are easily made anew."""
        editor = self._made.get("editor")
        return editor.shed() if editor is not None else []  # type: ignore[attr-defined]

    def remove(self) -> None:
        """Take all pages away."""
        from app.ui.editor import contact

        if popup := QApplication.activePopupWidget():  # it would answer for a draft that is closed
            popup.close()
        contact.remember(self._session)
        self._fit.stop()
        self.office.stop()
        for page in self._made.values():
            self._stack.removeWidget(page)
        take_down([*self.shed(), *self._made.values()])
        self._made.clear()
        self.deleteLater()

    def _steps_to(self, step: str) -> Callable[[], None]:
        return lambda: self.step_requested.emit(step)

    def _supplements(self) -> object:
        from app.drafts.supplements import SupplementFolder

        return SupplementFolder(self._paths.supplements)

    def _editor(self) -> QWidget:
        from app.ui.editor.page import EditorPage

        page = EditorPage(
            self._session,
            supplements=self._supplements(),
            dialogs=self._dialogs,
            office=self.office,
            guidelines=self._paths.guidelines,
            parent=self._stack,
        )
        page.check_requested.connect(self._steps_to("check"))
        page.home_requested.connect(self._steps_to("home"))
        return page

    def _check(self) -> QWidget:
        from app.ui.check.page import CheckPage

        page = CheckPage(self._session, self._dialogs, self._stack)
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
