"""Links to the guideline: in its order, each place once, and all that is cited behind them."""

from __future__ import annotations

import pytest

from app.calls.models import Call
from app.ui.editor import cited
from tests.ui.editor.conftest import Edit, click, inner, settle


@pytest.mark.parametrize(
    ("names", "places"),
    [
        (["G3-2", "G3-1"], {"３（１）": ["G3-1"], "３（２）": ["G3-2"]}),
        (["G7-1", "G1-6"], {"１": ["G1-6"], "７": ["G7-1"]}),
        (["G2-5", "G2-4"], {"２（２）": ["G2-4", "G2-5"]}),
        (["G13-1", "G9-2"], {"９、11、13": ["G9-2", "G13-1"]}),
        (["G7-1", "G9-1", "G9-2"], {"７": ["G7-1"], "９、11、13": ["G9-1", "G9-2"]}),
        (["G9-1", "G7-1", "G9-1"], {"７": ["G7-1"], "９": ["G9-1"]}),
        ([], {}),
    ],
)
def test_each_place_stands_once_in_the_guidelines_order(
    call: Call, names: list[str], places: dict[str, list[str]]
) -> None:
    assert list(cited.places(call, names).items()) == list(places.items())


def test_whatever_a_question_cites_is_behind_one_of_its_links(call: Call) -> None:
    for question in call.questions.values():
        found = [name for names in cited.places(call, question.clauses).values() for name in names]
        assert sorted(found) == sorted(set(question.clauses)), question.id


def test_the_link_to_a_larger_place_opens_what_stands_within_it(edit: Edit) -> None:
    page = edit(section="supplements")
    settle()
    link = inner(page, "button:clause:supplements.files:G9-1")
    assert link.text() == "要領 ９、11、13"
    page.side.guideline.show_clauses(())
    click(link)
    shown = page.side.guideline.view.toPlainText()
    for name in ("G9-1", "G9-2"):
        assert page._session.call.clause[name].title in shown
