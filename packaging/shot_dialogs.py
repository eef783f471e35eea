"""Every dialog of the program, put together for a picture: name → how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.environment import JST
from app.errors import KnownError
from app.ui import help_dialogs
from app.ui.dialogs import QtDialogs
from app.ui.main_window import MainWindow
from app.ui.reason_dialog import ReasonDialog

PASTED = "部署\t役割\t人数\n情報政策課\t全体の調整\t3\n人事課\t採用\t2\n市町村課\t市町村との連絡\t2"
WRITTEN = ("千曲　令和７年４月３日（木） 16:20", "諏訪　令和７年４月３日（木） 17:05")
DATA = Path("C:/Users/nagano/AppData/Local/OuboNavi")


def _session(shown: MainWindow) -> Any:
    assert shown.session is not None
    return shown.session


def _milestones(shown: MainWindow) -> QDialog:
    from app.review.deadline import remaining
    from app.review.milestones import Milestone
    from app.ui.milestones.dialog import MilestoneDialog

    call, now = _session(shown).call, shown.clock.now()
    dates = [
        Milestone("係長確認", date(2025, 4, 7), done=True),
        Milestone("課長決裁", date(2025, 4, 9)),
    ]
    deadline = call.deadline.astimezone(JST).date()
    return MilestoneDialog(remaining(call, now), dates, now.date(), deadline, shown)


def _settings(shown: MainWindow) -> QDialog:
    from app.ui.settings.dialog import SettingsDialog

    return SettingsDialog(shown)


def _manual(shown: MainWindow) -> QDialog:
    from app.ui.help.manual import ManualDialog

    return ManualDialog(shown.paths.resources / "help", shown)


def _history(shown: MainWindow) -> QDialog:
    from app.ui.history.dialog import HistoryDialog

    return HistoryDialog(_session(shown), shown.dialogs, shown)


def _search(shown: MainWindow) -> QDialog:
    from app.ui.editor.search_dialog import SearchDialog

    dialog = SearchDialog(_session(shown), shown)
    dialog.words.setText("市町村")
    dialog.other.setText("市町村等")
    return dialog


def _search_empty(shown: MainWindow) -> QDialog:
    from app.ui.editor.search_dialog import SearchDialog

    return SearchDialog(_session(shown), shown)


def _paste(shown: MainWindow) -> QDialog:
    from app.ui.fields.paste import PasteDialog

    call = _session(shown).call
    return PasteDialog(call.questions["organisation.units"], PASTED, shown)


def _calendar(shown: MainWindow) -> QWidget:
    from app.ui.fields.calendar import Calendar

    return Calendar(date(2025, 4, 8), shown)


def _approval(shown: MainWindow) -> QDialog:
    from app.ui.approval.dialog import ApprovalDialog

    assert shown.of_draft is not None
    return ApprovalDialog(shown.of_draft.office, ["要確認の指摘が2件あります。"], shown)


def _preview(shown: MainWindow) -> QDialog:
    from app.ui.editor.preview_window import PreviewWindow

    assert shown.of_draft is not None
    editor: Any = shown.of_draft.page("editor")
    return PreviewWindow(editor.side.preview.source, shown)


def _takeover(shown: MainWindow) -> QDialog:
    from app.ui.takeover.dialog import Source, SourceDialog

    assert shown.desk is not None
    return SourceDialog([Source(shown.desk.store.drafts()[0], _session(shown).call, [])], shown)


def _phrases(shown: MainWindow) -> QDialog:
    from app.ui.editor.phrase_dialog import PhraseDialog

    kept = ["市町村の意見を踏まえ、関係部局と協議の上、決定する。", "詳細は、補足資料のとおり。"]
    return PhraseDialog(kept, shown, dialogs=shown.dialogs)


def _save(shown: MainWindow) -> QDialog:
    from app.ui.draft_files.saving import SaveDialog

    return SaveDialog(2, 300_000, shown)


def _take(shown: MainWindow) -> QDialog:
    from app.drafts.draft_file import DraftFile
    from app.drafts.whole import Step, WholeDraft
    from app.ui.draft_files.choosing import TakeDialog

    assert shown.desk is not None
    draft = _session(shown).draft
    step = Step("a" * 12, (), draft.modified, "千曲", "", ())
    found = DraftFile(Path("長野県.oubo"), WholeDraft(draft, "b" * 16, step.name, (step,)), {})
    return TakeDialog(found, shown.desk.store.drafts(), (), shown)


def _merge(shown: MainWindow) -> QDialog:
    from app.ui.compare.dialog import Choice, ChoicesDialog
    from app.ui.draft_files import texts

    old = "県内の市町村では、専門の知識を持つ職員が不足している。"
    new = "県内の77市町村のうち46団体では、専門の知識を持つ職員が不足している。"
    place = "担当者の連絡先"
    return ChoicesDialog(
        shown,
        title="下書きファイルの統合",
        explanation=texts.MERGE_EXPLANATION.format(conflicts=1),
        choices=[
            Choice("a", "応募の概要", old, new, *WRITTEN, conflict=True, context="応募の概要"),
            Choice("b", "電話番号", "026-000-0000", "026-000-0001", *WRITTEN, context=place),
        ],
        here_title="今の下書き",
        there_title="下書きファイル",
        accept_text="統合する",
    )


def _backup(shown: MainWindow) -> QDialog:
    from app.drafts.backup import BackupFolder
    from app.ui.draft_files.from_backup import BackupDialog

    kept = BackupFolder(shown.paths.database, shown.clock)
    return BackupDialog(kept.backups(), shown)


def _template(shown: MainWindow) -> QDialog:
    from app.ui.template.dialog import TemplateDialog
    from app.ui.template.plan import Plan

    call = _session(shown).call
    form = next(form for form in call.parts if form.kind == "word")
    return TemplateDialog(Plan.read(call, call.folder / form.template), shown.dialogs, shown)


DIALOGS: dict[str, Callable[[MainWindow], QWidget]] = {
    "milestones": _milestones,
    "settings": _settings,
    "manual": _manual,
    "history": _history,
    "search": _search,
    "search-empty": _search_empty,
    "paste": _paste,
    "calendar": _calendar,
    "approval": _approval,
    "preview": _preview,
    "takeover": _takeover,
    "phrases": _phrases,
    "save-file": _save,
    "take-file": _take,
    "merge": _merge,
    "backup": _backup,
    "template": _template,
    "keys": help_dialogs.keys_dialog,
    "about": lambda w: help_dialogs.about_dialog(w, DATA),
    "reason": lambda w: ReasonDialog("理由の記入", "このまま進める理由", "", w),
}
FAILED = KnownError(
    "「別添１_応募書_長野県.docx」を書き換えられませんでした。",
    "Word で開いているときは、閉じてからもう一度お試しください。",
)
ASKED: dict[str, Callable[[MainWindow], object]] = {
    "rename": lambda w: help_dialogs.ask_title(w, "長野県　応募書"),
    "confirm": lambda w: QtDialogs().confirm(
        w,
        "下書きの削除",
        "「長野県　応募書」を削除します。元には戻せません。",
        "削除する",
        danger=True,
    ),
    "failure": lambda w: QtDialogs().tell(w, "書き出せませんでした", FAILED),
    "message": lambda w: QtDialogs().inform(w, "お知らせ", "下書きファイルを保存しました。"),
}
"""What is asked by a dialog put together where it is used."""


def asked(shown: MainWindow, settle: Callable[[QWidget], None]) -> Iterator[tuple[str, QWidget]]:
    """Each of ASKED while it waits for an answer, as a picture already taken."""
    for name, ask in ASKED.items():
        found: list[QWidget] = []

        def look(kept: list[QWidget] = found) -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(10, lambda: look(kept))
                return
            settle(dialog)
            kept.append(_Picture(dialog))
            dialog.close()

        QTimer.singleShot(0, look)
        ask(shown)
        yield name, found[0]


class _Picture(QWidget):
    """What a widget that is gone by now looked like."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__()
        self._taken = dialog.grab()

    def grab(self, *_rectangle: object) -> Any:
        return self._taken
