"""Attachment 1 of the R7 call: the cover letter as it comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.calls.models import Call
from app.documents import package, word
from app.documents.contents import Contents, contents
from app.documents.controls import PROPERTIES, SDT, tag, w
from app.drafts.draft import Draft
from tests.documents.conftest import (
    NOW,
    PACK,
    draft_of,
    pdf_pages,
    pdf_text,
    sample_answers,
)
from tests.documents.templates import document, shown

TEMPLATE = (PACK / "attachment1.docx").read_bytes()


def letter(call: Call, stated: Contents) -> bytes:
    return package.fill(call, call.parts[0], stated)


def written(call: Call, stated: Contents, folder: Path) -> Path:
    path = folder / "letter.docx"
    path.write_bytes(letter(call, stated))
    return path


def test_every_question_of_the_form_has_a_control(call: Call) -> None:
    tags = word.tags(TEMPLATE)
    assert {question.id for question in call.parts[0].questions} <= set(tags)
    assert set(tags) <= contents(call, draft_of(call, {}), NOW).tags
    assert len(set(tags)) == len(tags)


def test_controls_carry_their_questions_labels_as_titles(call: Call) -> None:
    for control in document(TEMPLATE).iter(SDT):
        title = control.find(f"{PROPERTIES}/{w('alias')}").get(w("val"))
        question = call.questions.get(tag(control))
        assert title
        assert question is None or title == question.label


def test_every_answer_is_in_its_control(call: Call, stated: Contents) -> None:
    filled = letter(call, stated)
    for name in word.tags(TEMPLATE):
        assert shown(filled, name) == (stated.text(name) or "\u3000")


def test_no_prompt_is_left_in_an_empty_letter(call: Call) -> None:
    stated = contents(call, draft_of(call, {}), NOW)
    root = document(letter(call, stated))
    assert not [*root.iter(w("showingPlcHdr"))]
    assert "［" not in "".join(node.text or "" for node in root.iter(w("t")))


def test_the_fonts_are_those_of_windows() -> None:
    faces = {
        face
        for fonts in document(TEMPLATE).iter(w("rFonts"))
        for face in (fonts.get(w("ascii")), fonts.get(w("eastAsia")))
    }
    assert faces == {"ＭＳ 明朝"}


@pytest.mark.parametrize("name", ["complete", "begun", "errors"])
def test_every_sample_gives_a_letter(call: Call, name: str) -> None:
    stated = contents(call, draft_of(call, sample_answers(name), practice=True), NOW)
    assert shown(letter(call, stated), "applicant.prefecture") == (
        stated.text("applicant.prefecture") or "\u3000"
    )


@pytest.fixture
def fullest(draft: Draft, sample: dict[str, Any]) -> Draft:
    """The sample with all four steps and three supplements: as full as a letter gets in earnest."""
    files = [{"name": f"補足資料{n}_市町村ＤＸ推進会議.pdf"} for n in range(1, 4)]
    more = {
        "steps.wanted": ["1", "2", "3", "4"],
        "supplements.files": files,
        "consent.sharing": "discuss",
        "consent.sharing_note": "市町村の個別の課題は、市町村名を伏せた上での共有としたい。",
    }
    return replace(draft, answers={**sample, **more})


@pytest.mark.slow
def test_the_letter_fits_one_page_and_shows_every_answer(
    call: Call, fullest: Draft, tmp_path: Path, now: datetime, pdf_of: Callable[..., Path]
) -> None:
    stated = contents(call, fullest, now)
    pdf = pdf_of(written(call, stated, tmp_path))
    text = pdf_text(pdf)
    assert pdf_pages(pdf) == 1
    for name in word.tags(TEMPLATE):
        for line in stated.text(name).splitlines():
            assert "".join(line.split())[:12] in text


@pytest.mark.slow
def test_the_template_is_valid(faults: Callable[[Path], list[str]]) -> None:
    assert faults(PACK / "attachment1.docx") == []


@pytest.mark.slow
def test_the_filled_letter_is_valid(
    call: Call, fullest: Draft, tmp_path: Path, now: datetime, faults: Callable[[Path], list[str]]
) -> None:
    assert faults(written(call, contents(call, fullest, now), tmp_path)) == []


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)
ANY_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "applicant.prefecture": st.sampled_from(["01", "13", "20", "47", "99", ""]),
        "applicant.governor": ANY_TEXT,
        "applicant.document_number": ANY_TEXT,
        "applicant.document_date": st.one_of(st.dates().map(str), ANY_TEXT),
        "contact.department": ANY_TEXT,
        "contact.email": ANY_TEXT,
        "consent.costs": st.booleans(),
        "consent.sharing": st.sampled_from(["agree", "disagree", "discuss"]),
        "consent.sharing_note": ANY_TEXT,
        "steps.wanted": st.lists(st.sampled_from("1234"), unique=True),
        "supplements.files": st.lists(st.builds(lambda name: {"name": name}, ANY_TEXT), max_size=9),
    },
)
UNHURRIED = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def check_letters(
    call: Call,
    folder: Path,
    faults: Callable[[Path], list[str]],
    pdf_of: Callable[..., Path],
    examples: int,
) -> None:
    """Generated letters: the validator finds nothing in each, LibreOffice converts all."""
    made: list[Path] = []

    @settings(UNHURRIED, max_examples=examples)
    @given(answers=ANY_ANSWERS)
    def check(answers: dict[str, Any]) -> None:
        path = folder / f"letter{len(made)}.docx"
        path.write_bytes(letter(call, contents(call, draft_of(call, answers), NOW)))
        made.append(path)
        assert faults(path) == []

    check()
    pdf_of(*made)
    assert [path for path in made if not path.with_suffix(".pdf").is_file()] == []


@pytest.mark.slow
def test_any_answers_give_a_valid_letter(
    call: Call, tmp_path: Path, faults: Callable[[Path], list[str]], pdf_of: Callable[..., Path]
) -> None:
    check_letters(call, tmp_path, faults, pdf_of, examples=12)


@pytest.mark.full
def test_five_hundred_letters_are_valid(
    call: Call, tmp_path: Path, faults: Callable[[Path], list[str]], pdf_of: Callable[..., Path]
) -> None:
    check_letters(call, tmp_path, faults, pdf_of, examples=500)
