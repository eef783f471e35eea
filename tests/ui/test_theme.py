"""Every scheme takes effect at every size; the style sheet holds nothing unfilled."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPainter, QPalette, QPixmap, QRegion
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFileSystemModel,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFocusRect,
    QTabBar,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui import icons, theme
from app.ui.tokens import DARK, LIGHT, from_system

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("scheme", list(theme.Scheme))
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.5])
def test_every_scheme_can_be_put_in_force(
    qapp: QApplication, scheme: theme.Scheme, scale: float
) -> None:
    in_force = theme.apply(qapp, ROOT / "resources", scheme, scale)
    assert in_force is theme.active()
    assert "$" not in qapp.styleSheet()
    assert qapp.font().pointSizeF() == pytest.approx(theme.POINTS * scale)


def test_a_high_contrast_desktop_keeps_its_own_colours(qapp: QApplication) -> None:
    palette = theme.palette(DARK)
    tokens = from_system(palette)
    assert tokens.page == DARK.page
    assert tokens.text == tokens.error == tokens.outline == DARK.text


def test_the_colours_of_the_desktop_are_read_and_not_ours(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_wants_high_contrast", lambda _app: False)
    theme.apply(qapp, ROOT / "resources", theme.Scheme.DARK)
    monkeypatch.setattr(theme, "_wants_high_contrast", lambda _app: True)
    in_force = theme.apply(qapp, ROOT / "resources", theme.Scheme.DARK)
    assert in_force.high_contrast
    assert in_force.tokens.page != DARK.page


@pytest.fixture
def ordinary(qapp: QApplication) -> Iterator[QApplication]:
    """A desktop that looks as Windows usually does."""
    qapp.setPalette(QPalette(QColor("#f0f0f0")))
    yield qapp
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT)


def test_an_ordinary_desktop_is_asked_after_the_first_painting(
    ordinary: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(theme, "_wants_high_contrast", lambda app: bool(asked.append(app)))
    theme.apply(ordinary, ROOT / "resources", guess=True)
    assert (theme.active().tokens, asked) == (LIGHT, [])
    assert theme.confirmed(ordinary, theme.Scheme.SYSTEM)
    assert asked == [ordinary]


def test_a_desktop_that_is_not_as_it_looks_is_found_out(
    ordinary: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(ordinary, ROOT / "resources", guess=True)
    monkeypatch.setattr(theme, "_wants_high_contrast", lambda _app: True)
    assert not theme.confirmed(ordinary, theme.Scheme.SYSTEM)
    theme.apply(ordinary, ROOT / "resources")
    assert theme.active().high_contrast
    assert theme.confirmed(ordinary, theme.Scheme.SYSTEM)
    ordinary.setPalette(QPalette(QColor("#efefef")))
    theme.apply(ordinary, ROOT / "resources", guess=True)
    monkeypatch.setattr(theme, "_wants_high_contrast", lambda _app: False)
    monkeypatch.setattr(theme, "_asked_of", lambda _app, _scheme: DARK)
    assert not theme.confirmed(ordinary, theme.Scheme.SYSTEM)


@pytest.mark.parametrize("ground", ["#000000", "#202020", "#2d3236", "#fffaef", "#ffffff"])
def test_a_desktop_of_other_colours_is_asked_at_once(
    ordinary: QApplication, monkeypatch: pytest.MonkeyPatch, ground: str
) -> None:
    """The themes of high contrast that Windows 11 brings, and that of Windows 10 in white."""
    ordinary.setPalette(QPalette(QColor(ground)))
    monkeypatch.setattr(theme, "_wants_high_contrast", lambda _app: True)
    assert theme.apply(ordinary, ROOT / "resources", guess=True).high_contrast


def test_qt_speaks_japanese(qapp: QApplication) -> None:
    theme.translate(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "キャンセル"


def test_every_icon_can_be_drawn_and_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    for path in (ROOT / "resources" / "icons").glob("*.svg"):
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
            drawn = icons.icon(path.stem).pixmap(QSize(21, 21), mode)
            assert drawn.size() == QSize(21, 21)
            assert QRegion(drawn.mask()).boundingRect().height() > 1, path.stem
    label = icons.picture(QLabel(), "home", "accent")
    qtbot.addWidget(label)
    light = label.pixmap().toImage()
    theme.apply(qapp, ROOT / "resources", theme.Scheme.DARK)
    assert label.pixmap().toImage() != light


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_is_as_sharp_as_the_screen(
    qtbot: QtBot, qapp: QApplication, ratio: float
) -> None:
    shown: list[QPixmap] = []

    class OnScreen(QLabel):
        def devicePixelRatio(self) -> float:
            return ratio

        def setPixmap(self, pixmap: QPixmap | QImage | str) -> None:
            assert isinstance(pixmap, QPixmap)
            shown.append(pixmap)

    theme.apply(qapp, ROOT / "resources")
    label = icons.picture(OnScreen(), "home", "accent", 22)
    qtbot.addWidget(label)
    assert [pixmap.width() for pixmap in shown] == [round(22 * ratio)]
    assert shown[0].deviceIndependentSize().width() == pytest.approx(22)


def test_an_icon_is_drawn_in_the_size_and_tone_that_is_wanted(qtbot: QtBot) -> None:
    button = QPushButton("次へ")
    qtbot.addWidget(button)
    icons.place(button, "home", "accent")
    gc.collect()
    shown = QIcon(button.icon())
    for side, ratio in ((16, 1.0), (24, 1.5), (20, 2.0)):
        pixmap = shown.pixmap(QSize(side, side), ratio)
        assert pixmap.width() == round(side * ratio)
        assert _ink(pixmap.toImage()) == theme.active().tokens.accent
    off = shown.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert _ink(off) == theme.active().tokens.disabled
    canvas = QImage(40, 40, QImage.Format.Format_ARGB32)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    shown.paint(painter, 0, 0, 40, 40)
    painter.end()
    assert _ink(canvas) == theme.active().tokens.accent


def _ink(image: QImage) -> str:
    """The colour of what is opaque."""
    points = product(range(image.width()), range(image.height()))
    colours = [image.pixelColor(x, y) for x, y in points]
    return Counter(c.name() for c in colours if c.alpha() == 255).most_common(1)[0][0]


def test_lists_and_menus_have_the_programs_font_and_grow_with_it(qapp: QApplication) -> None:
    """Windows gives them fonts of their own, which would neither match nor grow."""
    qapp.setFont(QFont("Courier", 5), "QAbstractItemView")  # type: ignore[arg-type]
    theme.apply(qapp, ROOT / "resources", scale=1.5)
    for kind in theme.FONTS_OF_THEIR_OWN:
        assert QApplication.font(kind).toString() == qapp.font().toString(), kind
    theme.apply(qapp, ROOT / "resources")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (QDialogButtonBox.StandardButton.Save, "保存"),
        (QDialogButtonBox.StandardButton.Discard, "破棄"),
        (QDialogButtonBox.StandardButton.Close, "閉じる"),
    ],
)
def test_buttons_of_qts_own_dialogs_speak_japanese(
    qapp: QApplication, button: QDialogButtonBox.StandardButton, words: str
) -> None:
    theme.translate(qapp)
    box = QDialogButtonBox(button)
    assert words in box.buttons()[0].text()


def test_dates_and_numbers_are_japanese(qapp: QApplication) -> None:
    theme.translate(qapp)
    locale = QLocale()
    assert locale.toString(1234567) == "1,234,567"
    assert "2025年4月10日" in locale.toString(QDate(2025, 4, 10), QLocale.FormatType.LongFormat)


def test_the_file_dialog_says_nothing_in_english(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    theme.translate(qapp)
    (tmp_path / "提出一式").mkdir()
    dialog = QFileDialog(None, "開く", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    said += [button.text() for button in dialog.findChildren(QPushButton)]
    model = dialog.findChild(QFileSystemModel)
    assert model is not None
    kind = model.index(str(tmp_path / "提出一式"), 2)
    qtbot.waitUntil(lambda: bool(kind.data()))
    said += [
        str(kind.data()),
        *(str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(4)),
    ]
    assert [words for words in said if words and words.isascii()] == []


# ---- where the focus is ----


@pytest.mark.parametrize(
    "kind", [QPushButton, QToolButton, QRadioButton, QCheckBox, QTabBar, QComboBox]
)
def test_the_ring_is_the_only_mark_of_the_focus(qtbot: QtBot, kind: type[QWidget]) -> None:
    """The style's own grey box behind the words would be a second one."""
    widget = kind()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    drawn = QPixmap(60, 30)
    drawn.fill(Qt.GlobalColor.transparent)
    option = QStyleOptionFocusRect()
    option.initFrom(widget)
    option.rect = drawn.rect()  # type: ignore[attr-defined]
    option.state |= QStyle.StateFlag.State_KeyboardFocusChange | QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
    painter = QPainter(drawn)
    widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, widget)
    painter.end()
    empty = QPixmap(60, 30)
    empty.fill(Qt.GlobalColor.transparent)
    assert drawn.toImage() == empty.toImage()


@pytest.mark.parametrize("scheme", list(theme.CHOSEN))
@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QComboBox, QSpinBox])
def test_a_wrong_input_shows_that_it_is_wrong_and_that_it_has_the_focus(
    qtbot: QtBot, qapp: QApplication, scheme: theme.Scheme, kind: type[QWidget]
) -> None:
    tokens = theme.apply(qapp, ROOT / "resources", scheme).tokens
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    other, widget = QPushButton("ほか"), kind()
    column.addWidget(other)
    column.addWidget(widget)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    seen: dict[tuple[bool, bool], Counter[str]] = {}
    for wrong in (False, True):
        theme.mark(widget, invalid=wrong)
        for focused in (False, True):
            (widget if focused else other).setFocus()
            seen[wrong, focused] = _edge(widget.grab().toImage())
    focus, error = (QColor(colour).name() for colour in (tokens.focus, tokens.error))
    assert seen[True, True][focus] > 0.6 * seen[False, True][focus] > 0
    assert seen[True, True][error] > 0.5 * widget.height()
    assert seen[True, False][error] > 0
    assert not seen[True, False][focus]
    assert not seen[False, True][error]


def _edge(image: QImage) -> Counter[str]:
    """How often each colour comes within a few pixels of the edge of a picture."""
    found: Counter[str] = Counter()
    for x in range(image.width()):
        for y in range(image.height()):
            if min(x, y, image.width() - 1 - x, image.height() - 1 - y) < 4:
                found[image.pixelColor(x, y).name()] += 1
    return found


# ---- pictures ----


def test_icons_keep_their_colour_in_a_chosen_row() -> None:
    made = QPixmap(16, 16)
    made.fill(QColor("#b0201a"))
    for icon in (icons.icon("error", "error"), icons.of_pixmap(made)):
        for side in (16, 18, 32):
            usual, chosen = (
                icon.pixmap(QSize(side, side), 1.0, mode).toImage()
                for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected)
            )
            assert usual == chosen


@pytest.mark.parametrize("scheme", list(theme.CHOSEN))
def test_arrows_are_drawn_and_as_strong_as_text_where_contrast_is_high(
    qapp: QApplication, scheme: theme.Scheme
) -> None:
    in_force = theme.apply(qapp, ROOT / "resources", scheme)
    pictures = [Path(found) for found in re.findall(r"url\(([^)]+)\)", theme.style_sheet(in_force))]
    arrows = [path for path in pictures if path.stem.startswith("chevron")]
    assert all(path.exists() for path in pictures)
    assert arrows
    for path in arrows:
        (stroke,) = re.findall(r'stroke="(#\w+)"', path.read_text("utf-8"))
        assert (stroke == in_force.tokens.text) == in_force.high_contrast


def test_the_list_of_a_choice_opens_below_it(qapp: QApplication, qtbot: QtBot) -> None:
    """Over the box, Qt reckons its height without what the style adds, and hides the last line."""
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT)
    combo = QComboBox()
    combo.addItems(["一", "二"])
    qtbot.addWidget(combo)
    combo.show()
    hint = QStyle.StyleHint.SH_ComboBox_Popup
    assert combo.style().styleHint(hint, QStyleOptionComboBox(), combo) == 0
    combo.showPopup()
    assert combo.view().verticalScrollBar().maximum() == 0
    combo.hidePopup()
