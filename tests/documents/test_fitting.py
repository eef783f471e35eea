"""What is too long for its place is told at its question, and the letter keeps to its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.calls.base import Severity
from app.calls.loader import load
from app.calls.models import Call
from app.documents import fitting, opc, package, pages
from app.documents.contents import contents
from app.documents.measure import CarefulMeasurer, Face
from app.drafts.draft import Draft
from app.review.finding import Finding
from tests.documents.conftest import NOW, ROOT, draft_of, pdf_pages, sample_answers

LONG = "住民の利便の向上に向けて、全庁で業務の見直しと人材の育成を進める。" * 40


def found(call: Call, answers: dict[str, Any], **more: Any) -> list[Finding]:
    return fitting.review(call, draft_of(call, answers), NOW, **more)


def letter(call: Call, draft: Draft) -> bytes:
    return package.fill(call, call.parts[0], contents(call, draft, NOW))


def test_the_sample_fits_everywhere(call: Call, sample: dict[str, Any]) -> None:
    assert found(call, sample) == []


def test_an_empty_draft_fits(call: Call) -> None:
    assert found(call, {}) == []


@pytest.mark.parametrize("question", ["overview.summary", "problems.background"])
def test_a_text_too_long_for_its_shape_is_told_at_its_question(
    call: Call, sample: dict[str, Any], question: str
) -> None:
    (told,) = found(call, {**sample, question: LONG})
    assert told.place.question == question
    assert told.severity is Severity.WARNING
    assert told.clauses == call.questions[question].clauses
    assert "文字長くなっています" in told.message


def test_an_estimate_says_so(call: Call, sample: dict[str, Any]) -> None:
    class Exact(CarefulMeasurer):
        def has(self, family: str) -> bool:
            return bool(family)

    question = next(q.id for q in call.parts[1].questions if q.type == "long_text")
    (estimated,) = found(call, {**sample, question: LONG})
    (exact,) = found(call, {**sample, question: LONG}, measurer=Exact())
    assert "目安" in estimated.message
    assert "目安" not in exact.message


def overfull() -> dict[str, Any]:
    """The sample with four steps and everything in the letter as long as it may get."""
    answers = sample_answers("complete")
    for key, value in answers.items():
        if key in ("contact.department", "contact.person", "applicant.document_number"):
            answers[key] = value + "・情報政策推進担当（全庁情報化の総合調整を所掌）" * 12
    return answers


def test_a_letter_over_its_page_limit_is_told(call: Call) -> None:
    told = [f for f in found(call, overfull()) if "ページに収まりません" in f.message]
    assert len(told) == 1
    assert told[0].place.question in {q.id for q in call.parts[0].questions}


def test_the_page_limit_is_the_forms_own(call: Call) -> None:
    """A form with two pages is told only when it is longer than two."""
    other = load(ROOT / "tests" / "packs" / "chiiki-theme-2027")
    (form,) = [part for part in other.parts if part.kind == "word"]
    assert form.page_limit == 2
    made = package.fill(other, form, contents(other, draft_of(other, {}), NOW))
    assert pages.surplus(opc.read(made, ""), 2).lines == 0
    assert pages.surplus(opc.read(made, ""), 1).lines >= 0


def test_a_letter_too_long_gets_smaller_letters_down_to_the_forms_floor(call: Call) -> None:
    """Sizes are in half points (w:sz)."""
    form = call.parts[0].model_copy(update={"smallest_font": 8})
    small = {
        name: opc.read(package.fill(call, form, contents(call, draft_of(call, answers), NOW)), "")
        for name, answers in {"usual": sample_answers("complete"), "long": overfull()}.items()
    }
    mark = b'<w:sz w:val="16"/>'
    assert mark not in small["usual"]["word/document.xml"]
    assert mark in small["long"]["word/document.xml"]


@pytest.mark.slow
def test_the_page_count_is_that_of_libreoffice(
    call: Call, tmp_path: Path, pdf_of: Callable[..., Path]
) -> None:
    for name, answers in {"sample": sample_answers("complete"), "over": overfull()}.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(letter(call, draft_of(call, answers)))
        fits = pages.surplus(opc.read(path, ""), 1).lines == 0
        assert (pdf_pages(pdf_of(path)) == 1) is fits, name


def test_lines_are_counted_with_kinsoku() -> None:
    assert CarefulMeasurer().lines("あいう。えお", 30, Face("ＭＳ 明朝", 10)) == [
        "あい",
        "う。え",
        "お",
    ]
