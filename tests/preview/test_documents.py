"""The documents of the R7 call as pages: what stands on them, and which question where."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor

from app.calls.models import Call
from app.preview import painter
from app.preview.document import Document, Press
from app.preview.page import Page
from tests.documents.conftest import NOW, draft_of, sample_answers


@pytest.fixture(scope="module")
def press(call: Call) -> Press:
    return Press(call)


@pytest.fixture(scope="module")
def letter(press: Press, call: Call, qapp: object) -> Document:
    return press.document(call.parts[0], draft_of(call, sample_answers("complete")), NOW)


@pytest.fixture(scope="module")
def deck(press: Press, call: Call, qapp: object) -> Document:
    return press.document(call.parts[1], draft_of(call, sample_answers("complete")), NOW)


def words(page: Page) -> str:
    return "".join(row.text for row in page.rows)


def test_the_letter_is_one_page_of_a4(letter: Document) -> None:
    (page,) = letter.pages
    assert (round(page.width), round(page.height)) == (595, 842)
    assert "長野県知事" in words(page)


def test_each_question_of_the_call_that_is_answered_has_its_place(
    letter: Document, deck: Document, call: Call
) -> None:
    answered = sample_answers("complete")
    pages = [*letter.pages, *deck.pages]
    placed = {region.question for page in pages for region in page.regions}
    assert placed <= set(call.questions)
    missing = {q for q in answered if q in call.questions and answered[q]} - placed
    assert missing <= {"supplements.files"}


def test_a_question_is_found_where_it_takes_most_room(deck: Document) -> None:
    names = {"overview.summary": 0, "steps.wanted": 4, "schedule.table": 10, "results.text": 11}
    assert {name: deck.page_of([name]) for name in names} == names
    assert deck.page_of(["none.such", "results.text"]) == 11
    assert deck.page_of(["none.such"]) is None


def test_the_smallest_place_at_a_point_counts(deck: Document) -> None:
    page = deck.pages[2]
    (cell,) = page.places("pool.present_regular")
    assert page.at(cell.left + 1, cell.top + 1) == "pool.present_regular"
    assert page.at(-5, -5) == ""


def test_boxes_of_the_chart_belong_to_their_table(deck: Document) -> None:
    page = deck.pages[9]
    assert len(page.places("organisation.units")) == 6


def test_slides_number_themselves(deck: Document) -> None:
    assert all(str(number) in words(page) for number, page in enumerate(deck.pages, 1))


def test_pages_that_stay_the_same_are_kept(press: Press, call: Call, deck: Document) -> None:
    answers = sample_answers("complete") | {"results.text": "変わった効果。"}
    again = press.document(call.parts[1], draft_of(call, answers), NOW)
    same = [new is old for new, old in zip(again.pages, deck.pages, strict=True)]
    assert same == [True] * 11 + [False]


def test_a_derived_text_leads_to_what_it_is_made_of(press: Press) -> None:
    assert press.question("overview.applicant") == "applicant.prefecture"
    assert press.question("none.such") == ""


@pytest.mark.parametrize("zoom", [0.2, 1.0, 2.5])
def test_a_picture_is_as_large_as_asked_and_not_empty(deck: Document, zoom: float) -> None:
    page = deck.pages[0]
    image = painter.picture(page, zoom)
    assert (image.width(), image.height()) == (
        round(page.width * zoom),
        round(page.height * zoom),
    )
    assert image.pixelColor(image.width() // 2, 1) == QColor("#1B4D8C")  # the band above
    assert image.pixelColor(3, image.height() // 2) == QColor("#FFFFFF")


def test_text_stays_inside_its_place(deck: Document) -> None:
    """What fits is drawn inside the shape it belongs to."""
    from app.preview import fonts
    from app.preview.page import Text

    page = deck.pages[0]
    (place,) = page.places("overview.summary")
    inside = [
        item for item in page.items if isinstance(item, Text) and place.holds(item.left, item.base)
    ]
    assert inside
    for item in inside:
        wide = fonts.advance(item.text, item.letters.family) * item.letters.size
        assert item.left + wide <= place.right + item.letters.size  # a full stop may hang


def test_hostile_text_is_drawn_as_well(press: Press, call: Call) -> None:
    answers: dict[str, Any] = sample_answers("complete")
    odd = "𠮷野家\u0301 👍🏽 עברית \t\n\n" + "ｱﾞ" * 50 + "ABC" * 80 + "\u200b\u202e終"
    for part in call.parts:
        made = press.document(part, draft_of(call, answers | {"overview.summary": odd}), NOW)
        for page in made.pages:
            assert not painter.picture(page, 0.3).isNull()
