"""Types through the real field by an input method until it is killed.

python -m tests.drafts.ime_typist DATABASE UID (with QT_QPA_PLATFORM=offscreen)

Says "typed N seconds" when a word was committed and "saved N" when the session said that it is on
disk; seconds are of the clock that all processes of the machine share.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.calls import loader
from app.drafts.store import SqliteDraftStore
from app.environment import SystemClock
from app.ui.fields import registry
from app.ui.fields.base import FieldContext
from app.ui.session import DraftSession, SaveState
from tests.drafts.conftest import ROOT

WORD = "応募"


def main() -> None:
    app = QApplication([])
    call = next(iter(loader.load_all([ROOT / "forms"]).calls.values()))
    store = SqliteDraftStore(Path(sys.argv[1]), SystemClock(), patience=50)
    session = DraftSession(call, store, sys.argv[2], SystemClock())
    question = next(q for q in call.questions.values() if q.type == "long_text")
    field = registry.make(question, FieldContext(None), f"field:{question.id}")  # type: ignore[arg-type]
    field.set_value(session.draft.answer(question.id))
    field.changed.connect(lambda: session.set_answer(question.id, field.value()))
    session.save_state_changed.connect(lambda state: told(state))
    edit = field.inputs[0]
    words = len(str(field.value() or "")) // len(WORD)
    keys = QTimer(interval=15)

    def say(text: str) -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def told(state: SaveState) -> None:
        if state is SaveState.SAVED:
            say(f"saved {words}")

    def press() -> None:
        nonlocal words
        QApplication.sendEvent(edit, QInputMethodEvent("おうぼ", []))
        event = QInputMethodEvent("", [])
        event.setCommitString(WORD)
        words += 1
        QApplication.sendEvent(edit, event)
        say(f"typed {words} {time.monotonic()}")

    keys.timeout.connect(press)
    keys.start()
    app.exec()


if __name__ == "__main__":
    main()
