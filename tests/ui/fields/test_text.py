"""Text is kept as it is typed or pasted: whole, in any script, and never by being shown alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.review.finding import Place
from app.ui.fields.base import Field, FieldContext
from app.ui.paragraph import LINE_HEIGHT
from tests.ui.fields.conftest import QUESTION, Ask, Window, leave, told
from tests.ui.fields.keys import commit, compose, write

LINES = [{"type": "short_text"}, {"type": "email"}, {"type": "telephone"}]
TEXTS = [{"type": "short_text", "limit": 60}, {"type": "long_text", "limit": 300}]
CONTROL = Qt.KeyboardModifier.ControlModifier


def edit_of(field: Field) -> Any:
    return field.inputs[0]


def selected(field: Field) -> str:
    edit = edit_of(field)
    return str(
        edit.selectedText() if isinstance(edit, QLineEdit) else edit.textCursor().selectedText()
    )


@pytest.mark.parametrize("words", [*LINES, {"type": "long_text"}])
class TestEveryText:
    def test_is_told_as_it_is_typed(self, ask: Ask, qtbot: QtBot, words: dict[str, Any]) -> None:
        field = ask(**words)
        values = told(field)
        qtbot.keyClicks(edit_of(field), "ab")
        assert values == ["a", "ab"]

    def test_has_no_answer_once_emptied(
        self, ask: Ask, qtbot: QtBot, words: dict[str, Any]
    ) -> None:
        field = ask(**words)
        field.set_value("a")
        values = told(field)
        qtbot.keyClick(edit_of(field), Qt.Key.Key_A, CONTROL)
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Delete)
        assert values == [None]

    def test_shown_is_not_told(self, ask: Ask, qtbot: QtBot, words: dict[str, Any]) -> None:
        field = ask(**words)
        values = told(field)
        field.set_value("長野県")
        assert field.value() == "長野県"
        assert values == []

    def test_shown_again_keeps_the_cursor(
        self, ask: Ask, qtbot: QtBot, words: dict[str, Any]
    ) -> None:
        field = ask(**words)
        field.set_value("abcdef")
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Home)
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Right)
        field.set_value("abXdef")
        qtbot.keyClicks(edit_of(field), "-")
        assert field.value() == "a-bXdef"

    def test_tells_when_the_focus_leaves(
        self, ask: Ask, qtbot: QtBot, words: dict[str, Any]
    ) -> None:
        field = ask(**words)
        with qtbot.waitSignal(field.editing_finished):
            leave(field)

    def test_is_not_told_while_the_input_method_composes(
        self, ask: Ask, qtbot: QtBot, words: dict[str, Any]
    ) -> None:
        field = ask(**words)
        values = told(field)
        compose(edit_of(field), "な")
        compose(edit_of(field), "ながの")
        assert field.context.composition.active
        assert values == []
        commit(edit_of(field), "長野")
        assert not field.context.composition.active
        assert values == ["長野"]

    def test_leaves_undo_and_redo_to_the_draft(
        self, ask: Ask, qtbot: QtBot, words: dict[str, Any]
    ) -> None:
        field = ask(**words)
        qtbot.keyClicks(edit_of(field), "abc")
        for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            qtbot.keyClick(edit_of(field), key, CONTROL)
        assert field.context.steps.asked == ["undo", "redo"]  # type: ignore[union-attr]
        assert field.value() == "abc"

    def test_undoes_nothing_while_the_input_method_composes(
        self, ask: Ask, qtbot: QtBot, words: dict[str, Any]
    ) -> None:
        field = ask(**words)
        qtbot.keyClicks(edit_of(field), "abc")
        compose(edit_of(field), "ながの")
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Z, CONTROL)
        assert field.context.composition.active
        assert field.context.steps.asked == []  # type: ignore[union-attr]
        commit(edit_of(field), "長野")
        assert field.value() == "abc長野"

    def test_says_what_is_typed_in_one_go(
        self, ask: Ask, qtbot: QtBot, words: dict[str, Any]
    ) -> None:
        field = ask(**words)
        went_on: list[bool] = []
        field.changed.connect(lambda: went_on.append(field.typing_on))
        qtbot.keyClicks(edit_of(field), "ab")
        commit(edit_of(field), "長野")
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Backspace)
        QGuiApplication.clipboard().setText("x")
        qtbot.keyClick(edit_of(field), Qt.Key.Key_V, CONTROL)
        qtbot.keyClicks(edit_of(field), "cd")
        field.set_value("外から")
        qtbot.keyClicks(edit_of(field), "e")
        assert went_on == [False, True, True, False, False, False, True, False]

    def test_its_menu_undoes_a_step_of_the_draft(self, ask: Ask, words: dict[str, Any]) -> None:
        field = ask(**words)
        edit = edit_of(field)
        edit.customContextMenuRequested.emit(QPoint(5, 5))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for name in ("edit-undo", "edit-redo"):
            (action,) = (a for a in menu.actions() if a.objectName() == name)
            assert action.isEnabled()
            action.trigger()
        menu.close()
        assert field.context.steps.asked == ["undo", "redo"]  # type: ignore[union-attr]

    def test_moves_the_focus_on_by_tab(self, ask: Ask, qtbot: QtBot, words: dict[str, Any]) -> None:
        field = ask(**words)
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Tab)
        window = field.window()
        assert isinstance(window, Window)
        assert window.elsewhere.hasFocus()


@pytest.mark.parametrize(
    "words",
    [{"type": "number"}, {"type": "date"}, {"type": "choice", "source": "prefectures"}],
)
def test_other_inputs_tell_nothing_either_while_the_input_method_composes(
    ask: Ask, words: dict[str, Any]
) -> None:
    field = ask(**words)
    values = told(field)
    compose(edit_of(field), "じゅう")
    assert (values, field.value()) == ([], None)
    commit(edit_of(field), "十")
    assert values == ["十"]


@pytest.mark.parametrize("words", TEXTS)
def test_a_paste_over_the_limit_is_kept_whole(
    ask: Ask, qtbot: QtBot, words: dict[str, Any]
) -> None:
    field = ask(**words)
    long = "あ" * 50_000
    QGuiApplication.clipboard().setText(long)
    qtbot.keyClick(edit_of(field), Qt.Key.Key_V, CONTROL)
    assert field.value() == long
    said = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert any("超えています" in text or "超過" in text for text in said)


@pytest.mark.parametrize("words", TEXTS)
def test_a_place_selects_its_characters_also_behind_rare_ones(
    ask: Ask, words: dict[str, Any]
) -> None:
    field = ask(**words)
    field.set_value("𠮷野の𠮷")
    field.focus_at(Place("part.asked", start=1, end=3))
    assert selected(field) == "野の"


def test_counts_characters_as_people_do(ask: Ask) -> None:
    field = ask(type="long_text", recommended=10)
    field.set_value("𠮷野\n家")
    assert any(label.text().startswith("4文字") for label in field.findChildren(QLabel))


def test_the_count_says_when_a_text_grows_long(ask: Ask) -> None:
    field = ask(type="long_text", recommended=3, limit=5)
    counts = []
    for letters in ("", "一二", "三四", "五六"):
        write(edit_of(field), letters)
        counts.append(field.findChildren(QLabel)[-1].text())
    assert counts == [
        "0文字（目安 3文字）",
        "2文字（目安 3文字）",
        "4文字（目安 3文字を超過、上限 5文字）",
        "6文字（上限 5文字を1文字超えています）",
    ]


def test_a_line_keeps_its_width_when_its_text_grows_long(ask: Ask) -> None:
    """The count beside says in few words what the review says in full below."""
    field = ask(type="short_text", recommended=40, limit=60)
    field.window().resize(420, 300)
    counts, widths = [], []
    for count in (10, 50, 98):
        field.set_value("あ" * count)
        QApplication.processEvents()
        counts.append(field.findChildren(QLabel)[-1].text())
        widths.append(edit_of(field).width())
    assert counts == ["10文字（目安 40文字）", "50文字（上限 60文字）", "98文字（38文字超過）"]
    assert min(widths) >= 0.9 * widths[0]


def test_a_long_text_grows_with_its_lines_and_rests_while_composing(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="long_text")
    edit = edit_of(field)
    before = edit.height()
    compose(edit_of(field), "か" * 600)
    qtbot.wait(1)
    assert edit.height() == before
    commit(edit_of(field), "課" * 600)
    qtbot.waitUntil(lambda: edit.height() > before)


@pytest.mark.parametrize("before", ["", "前の文\n二行"])
def test_what_is_pasted_has_as_much_room_between_its_lines_as_what_is_typed(
    ask: Ask, qtbot: QtBot, before: str
) -> None:
    field = ask(type="long_text")
    field.set_value(before or None)
    edit = edit_of(field)
    QGuiApplication.clipboard().setText("一行目\r\n二行目")
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        qtbot.keyClick(edit, key, CONTROL)
    assert field.value() == "一行目\n二行目"
    document = edit.document()
    formats = [document.findBlockByNumber(n).blockFormat() for n in range(document.blockCount())]
    assert [spaced.lineHeight() for spaced in formats] == [LINE_HEIGHT] * 2


def test_a_file_copied_elsewhere_is_no_text(ask: Ask, qtbot: QtBot, tmp_path: Path) -> None:
    field = ask(type="long_text")
    edit = edit_of(field)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    QGuiApplication.clipboard().setMimeData(copied)
    qtbot.keyClick(edit, Qt.Key.Key_V, CONTROL)
    assert field.value() in (None, "")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    copied.setText("文書からの写し")
    QGuiApplication.clipboard().setMimeData(copied)
    qtbot.keyClick(edit, Qt.Key.Key_V, CONTROL)
    assert field.value() == "文書からの写し"


@pytest.mark.parametrize("pasted", ["信濃\r\n", "信濃\n", "信濃\u2028"])
def test_a_line_takes_what_was_copied_from_a_spreadsheet_as_one_line(
    ask: Ask, qtbot: QtBot, pasted: str
) -> None:
    field = ask(type="short_text")
    field.set_value("主任花子")
    edit_of(field).setCursorPosition(2)
    values = told(field)
    QGuiApplication.clipboard().setText(pasted)
    qtbot.keyClick(edit_of(field), Qt.Key.Key_V, CONTROL)
    qtbot.keyClicks(edit_of(field), "-")
    assert values == ["主任信濃花子", "主任信濃-花子"]


def test_a_file_copied_in_a_file_manager_is_no_text_to_paste(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="short_text")
    field.set_value("主任花子")
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile("/tmp/計画.pdf")])
    QGuiApplication.clipboard().setMimeData(held)
    qtbot.keyClick(edit_of(field), Qt.Key.Key_V, CONTROL)
    assert field.value() == "主任花子"


def test_the_menu_of_a_line_pastes_as_the_key_does(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="short_text")
    QGuiApplication.clipboard().setText("一行目\r\n二行目\r\n")
    edit = edit_of(field)
    QApplication.sendEvent(
        edit, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = (a for a in menu.actions() if a.objectName() == "edit-paste")
    action.trigger()
    menu.close()
    assert field.value() == "一行目 二行目"


def test_every_enter_is_a_line_of_usual_height(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="long_text")
    edit = edit_of(field)
    for keys in ("a", None, None, None, "b", None, "c"):
        if keys is None:
            qtbot.keyClick(edit, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(edit, keys)
    qtbot.keyClick(edit, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert field.value() == "a\n\n\nb\nc\n"
    block, heights = edit.document().begin(), set()
    while block.isValid():
        heights.add(block.blockFormat().lineHeight())
        block = block.next()
    assert heights == {LINE_HEIGHT}
    qtbot.keyClick(edit, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert field.value() == "\n"


def test_lines_of_a_long_text_are_kept(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="long_text")
    qtbot.keyClicks(edit_of(field), "a")
    qtbot.keyClick(edit_of(field), Qt.Key.Key_Return)
    qtbot.keyClicks(edit_of(field), "b")
    assert field.value() == "a\nb"


def test_formats_of_a_word_processor_are_not_taken(ask: Ask, qtbot: QtBot) -> None:
    from PySide6.QtCore import QMimeData

    field = ask(type="long_text")
    data = QMimeData()
    data.setHtml("<p style='color:red'><b>太字</b></p>")
    data.setText("太字")
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(edit_of(field), Qt.Key.Key_V, CONTROL)
    QGuiApplication.clipboard().clear()  # Qt must not hold Python's object at the end
    assert field.value() == "太字"
    assert (
        "font-weight:7" not in edit_of(field).toHtml()
        if hasattr(edit_of(field), "toHtml")
        else True
    )


ANY_TEXT = st.text(
    st.characters(codec=None)
    | st.sampled_from("\r\n\t\v\f\0\x85\u2028\u2029\u00a0\ufeff𠮷😀\ud800")
)


@pytest.mark.parametrize("words", [{"type": "short_text"}, {"type": "long_text"}])
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=ANY_TEXT)
def test_any_text_is_given_back_as_it_was_shown(
    qapp: QApplication, context: FieldContext, words: dict[str, Any], text: str
) -> None:
    """Line ends, separators, control characters, halves of pairs: showing is no change."""
    field = make_field(words, context)
    field.set_value(text)
    assert field.value() == (text or None)
    field.deleteLater()


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"))
)
def test_what_is_typed_behind_a_text_leaves_the_text_alone(
    qapp: QApplication, context: FieldContext, text: str
) -> None:
    field = make_field({"type": "long_text"}, context)
    field.set_value(text)
    cursor = edit_of(field).textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    edit_of(field).setTextCursor(cursor)
    edit_of(field).insertPlainText("。")
    assert field.value() == text + "。"
    field.deleteLater()


def make_field(words: dict[str, Any], context: FieldContext) -> Field:
    from app.ui.fields.registry import make

    question = QUESTION.validate_python({"id": "part.asked", "label": "設問", **words})
    return make(question, context, "field:part.asked", None)


def test_the_input_says_what_it_is_to_a_screen_reader(ask: Ask) -> None:
    field = ask(type="short_text", label="応募の名称", help="名称を付けてください。")
    widget: QWidget = edit_of(field)
    assert "応募の名称" in widget.accessibleName()
    assert widget.accessibleDescription() == "名称を付けてください。"
    assert widget.objectName() == "field:part.asked"
