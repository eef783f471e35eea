"""Sixty drafts, from almost empty to far too long: texts stay inside their shapes, or are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from PySide6.QtWidgets import QApplication

from app.calls.models import Call
from app.documents import package, slide_text
from app.documents.contents import contents
from app.documents.measure import Overflow
from app.preview.fonts import FontMeasurer
from tests.documents.conftest import NOW, draft_of, sample_answers
from tests.documents.pdf_lines import Area, lines_in, pages_of, set_out

DRAFTS = 60
USUAL_LENGTH = 250
TEXT = (
    "市町村の現場では、窓口業務の電子申請率が24％（令和６年度末）にとどまり、職員一人あたりの負担が"
    "増えている。Excelで管理する台帳は約1,200件にのぼり、「手作業の転記」に毎月延べ36時間を要する。"
    "県と19の市町村が共同で、データ連携基盤（API方式）の設計とRPAの横展開に取り組む。"
)
EMU = slide_text.EMU


@dataclass(frozen=True)
class Shown:
    """A text in a shape: as we reckon it and as LibreOffice shows it."""

    deck: int
    name: str
    ours: int
    theirs: int
    below: float
    """Points by which LibreOffice's last line stands below the shape's foot."""
    told: bool


def scale_of(number: int) -> float:
    """From a fiftieth to six times the usual length, by equal factors."""
    return 0.02 * float(300 ** (number / (DRAFTS - 1)))


def answers_of(call: Call, number: int) -> dict[str, Any]:
    answers = sample_answers("complete")
    length = max(1, int(USUAL_LENGTH * scale_of(number)))
    for place, question in enumerate(call.questions.values()):
        if question.type == "long_text":
            start = (number * 37 + place * 7) % len(TEXT)
            answers[question.id] = (TEXT[start:] + TEXT * 20)[:length]
    return answers


def unfitted(deck: bytes) -> bytes:
    """Without the autofit element, so that LibreOffice shows the sizes that we wrote."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<a:normAutofit/>", b"<a:noAutofit/>"))
    return made.getvalue()


@pytest.fixture(scope="module")
def shown(
    call: Call,
    tmp_path_factory: pytest.TempPathFactory,
    pdf_of: Callable[..., Path],
    qapp: QApplication,
) -> list[Shown]:
    assert qapp
    folder, measurer = tmp_path_factory.mktemp("decks"), FontMeasurer()
    decks, told = [], []
    for number in range(DRAFTS):
        found: list[Overflow] = []
        stated = contents(call, draft_of(call, answers_of(call, number)), NOW)
        made = package.fill(
            call, call.parts[1], stated, measurer=measurer, on_overflow=found.append
        )
        decks.append(folder / f"{number}.pptx")
        decks[-1].write_bytes(unfitted(made))
        told.append({overflow.tag for overflow in found})
    pdf_of(*decks)
    return [
        one
        for number, deck in enumerate(decks)
        for one in _shown(number, deck, told[number], measurer)
    ]


def _shown(number: int, deck: Path, told: set[str], measurer: FontMeasurer) -> Iterator[Shown]:
    slides = Presentation(str(deck)).slides
    pages = pages_of(deck.with_suffix(".pdf"))
    assert len(pages) == len(slides)
    for slide, words in zip(slides, pages, strict=True):
        for shape in slide.shapes:
            if not shape.has_text_frame or not _is_answer(shape):
                continue
            body = shape._element.txBody
            bodies = [body, *_inherited(slide, shape)]
            room = shape.width / EMU - slide_text.insets(bodies)[0]
            face = slide_text.face_of(bodies, slide_text.Faces("", ""))
            text = shape.text_frame.text
            area = Area(
                *(n / EMU for n in (shape.left, shape.top)),
                (shape.left + shape.width) / EMU,
                (shape.top + shape.height) / EMU,
            )
            lines = set_out(text, lines_in(words, area))
            assert lines, f"draft {number}: {shape.name} is not on its page"
            below = lines[-1][1] - area.bottom
            ours = len(measurer.lines(text, room, face))
            yield Shown(number, shape.name, ours, len(lines), below, shape.name in told)


def _is_answer(shape: Any) -> bool:
    """Whether a shape shows an answer that is not empty (and is no box, label or table)."""
    plain = "." in shape.name and "#" not in shape.name and ":" not in shape.name
    return plain and bool(shape.text_frame.text.strip())


def _inherited(slide: Any, shape: Any) -> list[Any]:
    if not shape.is_placeholder:
        return []
    wanted = shape.placeholder_format.idx
    likes = slide.slide_layout.placeholders
    return [p._element.txBody for p in likes if p.placeholder_format.idx == wanted]


@pytest.mark.slow
def test_no_text_leaves_its_shape_unannounced(shown: list[Shown]) -> None:
    outside = [one for one in shown if one.below > 1 and not one.told]
    assert outside == []
    assert len({one.deck for one in shown}) == DRAFTS


@pytest.mark.slow
def test_lines_are_reckoned_to_within_one(shown: list[Shown]) -> None:
    """So what is announced is at most one line's difference from what LibreOffice would show."""
    differing = [one for one in shown if abs(one.ours - one.theirs) > 1]
    agreeing = sum(one.ours == one.theirs for one in shown)
    print(f"{len(shown)}か所のうち{agreeing}か所で行数が一致")
    assert differing == []


@pytest.mark.slow
def test_the_drafts_reach_from_what_fits_to_what_does_not(shown: list[Shown]) -> None:
    told = {one.deck for one in shown if one.told}
    assert 0 not in told
    assert DRAFTS - 1 in told
