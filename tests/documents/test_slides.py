"""The deck: every answer at its place, in both faces, inside the slide, and the same every time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn

from app.calls.models import Call, Form, Page
from app.documents import slides, texts
from app.documents.contents import Contents, contents
from app.documents.measure import Overflow
from app.errors import InputError
from tests.documents.conftest import NOW, draft_of


@pytest.fixture(scope="session")
def form(call: Call) -> Form:
    return next(form for form in call.parts if form.kind == "slides")


def made(call: Call, form: Form, answers: dict[str, Any]) -> tuple[bytes, list[Overflow]]:
    stated = contents(call, draft_of(call, answers), NOW)
    return filled(call, form, stated)


def filled(call: Call, form: Form, stated: Contents) -> tuple[bytes, list[Overflow]]:
    told: list[Overflow] = []
    template = (call.folder / form.template).read_bytes()
    data = slides.fill(
        template, call, form, stated, stated.properties(form.name), on_overflow=told.append
    )
    return data, told


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def names(deck: Any) -> list[str]:
    return [slide._element.cSld.get("name") for slide in deck.slides]


def shapes(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        yield from slide.shapes


def text_of(deck: Any, name: str) -> str:
    (found,) = (shape.text_frame.text for shape in shapes(deck) if shape.name == name)
    return str(found)


def rows_of(deck: Any, name: str) -> list[list[str]]:
    """The rows of a growing table on all its slides, without the headers."""
    tables = [shape.table for shape in shapes(deck) if shape.name == name]
    return [[c.text for c in row.cells] for table in tables for row in list(table.rows)[1:]]


def test_the_template_has_a_place_for_every_question(call: Call, form: Form) -> None:
    tags = slides.tags_of((call.folder / form.template).read_bytes())
    assert {q.id for q in form.questions} <= tags
    assert {d.id for d in form.derived} <= tags


def test_every_answer_of_the_sample_stands_in_its_shape(
    call: Call, form: Form, stated: Contents
) -> None:
    deck = opened(filled(call, form, stated)[0])
    by_name = {s.name: s.text_frame.text for s in shapes(deck) if s.has_text_frame}
    for question in form.questions:
        if question.id in by_name and question.id in stated.values:
            assert by_name[question.id] == stated.text(question.id)


def test_every_cell_of_the_sample_stands_in_its_table(
    call: Call, form: Form, stated: Contents
) -> None:
    deck = opened(filled(call, form, stated)[0])
    posts = rows_of(deck, "posts.table")
    wanted = stated.rows("posts.table")
    assert len(posts) == len(wanted)
    for cells, row in zip(posts, wanted, strict=True):
        assert all(text in "\n".join(cells) for text in row.values())
    (numbers,) = (s.table for s in shapes(deck) if s.has_table and s.name == "人数の表")
    assert [c.text for c in numbers.rows[2].cells] == ["計画（構築後）", "3人", "3人", "1人", "7人"]


def test_the_pages_of_chosen_steps_stand_in_order(
    call: Call, form: Form, sample: dict[str, Any]
) -> None:
    for chosen in ([], ["1"], ["4"], ["2", "4"], ["1", "2", "3", "4"]):
        deck = opened(made(call, form, {**sample, "steps.wanted": chosen})[0])
        pages = [name for name in names(deck) if not name.endswith("+")]
        start = pages.index("steps") + 1
        assert pages[start:] == [
            *(f"step{n}" for n in chosen), "posts", "organisation", "schedule", "results",
        ]  # fmt: skip


def test_the_chosen_steps_are_marked(call: Call, form: Form, stated: Contents) -> None:
    deck = opened(filled(call, form, stated)[0])
    found = {shape.name for shape in shapes(deck) if "steps.wanted=" in shape.name}
    assert found == {
        "unless:steps.wanted=1", "if:steps.wanted=2", "if:steps.wanted=3", "if:steps.wanted=4",
    }  # fmt: skip


def test_no_prompt_is_left_in_an_empty_deck(call: Call, form: Form) -> None:
    deck = opened(made(call, form, {})[0])
    everything = "".join(t.text or "" for s in deck.slides for t in s._element.iter(qn("a:t")))
    assert "［" not in everything
    assert "{" not in everything
    assert text_of(deck, "overview.title") == "（記載なし）"
    assert not any(s.name == "with:pool.no_regular_reason" for s in shapes(deck))
    assert text_of(deck, "pool.no_regular_reason") == ""


def test_every_run_names_its_latin_and_its_east_asian_face(
    call: Call, form: Form, stated: Contents
) -> None:
    deck = opened(filled(call, form, stated)[0])
    for slide in deck.slides:
        for run in slide._element.iter(qn("a:r"), qn("a:fld")):
            properties = run.find(qn("a:rPr"))
            for face in ("a:latin", "a:ea"):
                assert properties.find(qn(face)).get("typeface") == "BIZ UDPゴシック"


def test_the_schedule_has_a_column_for_each_month_and_bars(
    call: Call, form: Form, stated: Contents
) -> None:
    deck = opened(filled(call, form, stated)[0])
    (table,) = (s.table for s in shapes(deck) if s.name.startswith("gantt:"))
    assert [c.text.split("\n")[-1] for c in table.rows[0].cells][4:] == [
        f"{n}月" for n in ["４", "５", "６", "７", "８", "９", "10", "11", "12", "１", "２", "３"]
    ]
    bars = {
        row.cells[0].text: "".join(
            "■" if c._tc.tcPr.find(qn("a:solidFill")) is not None else "・"
            for c in list(row.cells)[4:]
        )
        for row in list(table.rows)[1:]
    }
    assert bars["最終報告（令和８年３月頃）"] == "・・・・・・・・・・・■"
    periods = {row.cells[0].text: row.cells[2].text for row in table.rows}
    assert periods["職務記述書の作成"] == "R7.7.1～R7.8.29"
    assert bars["職務記述書の作成"] == "・・・■■・・・・・・・"
    assert len(bars) == len(call.milestones) + len(stated.rows("schedule.table"))


def test_the_chart_has_a_box_for_each_unit(call: Call, form: Form, stated: Contents) -> None:
    deck = opened(filled(call, form, stated)[0])
    boxes = [
        s for s in shapes(deck) if s.name.startswith("organisation.units#") and s.has_text_frame
    ]
    for box, row in zip(boxes, stated.rows("organisation.units"), strict=True):
        assert row["unit"] in box.text_frame.text
        assert row["role"] in box.text_frame.text
    lines = [s for s in shapes(deck) if "→" in s.name]
    assert len(lines) == len(boxes) - 1
    for shape in (*boxes, *lines):
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


@pytest.mark.parametrize("count", [0, 1, 7, 20, 60])
def test_tables_grow_and_stay_on_their_slides(
    call: Call, form: Form, sample: dict[str, Any], count: int
) -> None:
    grown = {
        tag: [{**sample[tag][n % len(sample[tag])], "_id": f"row{n}"} for n in range(count)]
        for tag in ("posts.table", "organisation.units", "schedule.table", "results.indicators")
    }
    deck = opened(made(call, form, {**sample, **grown})[0])
    assert len(rows_of(deck, "posts.table")) == max(1, count)
    assert len(rows_of(deck, "results.indicators")) == max(1, count)
    for shape in shapes(deck):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width
        if getattr(shape, "has_table", False):
            assert sum(row.height for row in shape.table.rows) <= shape.height + 12_700
            assert shape.top + shape.height <= 6.97 * 914_400
    for slide in deck.slides:
        ids = slide._element.xpath("//p:cNvPr/@id")
        assert len(set(ids)) == len(ids)
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text


def test_a_text_too_long_is_announced_and_the_sample_is_not(
    call: Call, form: Form, sample: dict[str, Any]
) -> None:
    assert made(call, form, sample)[1] == []
    told = made(call, form, {**sample, "overview.summary": "あ" * 2000})[1]
    assert [overflow.tag for overflow in told] == ["overview.summary"]
    assert 500 < told[0].excess < 1900


def test_the_same_answers_give_the_same_bytes(call: Call, form: Form, stated: Contents) -> None:
    assert filled(call, form, stated)[0] == filled(call, form, stated)[0]


def test_a_template_of_another_kind_is_refused(call: Call, form: Form, stated: Contents) -> None:
    letter = (call.folder / "attachment1.docx").read_bytes()
    with pytest.raises(InputError, match="ひな形"):
        slides.fill(letter, call, form, stated, stated.properties(form.name))


def test_a_page_without_its_layout_is_refused(call: Call, form: Form, stated: Contents) -> None:
    lost = form.model_copy(update={"pages": (Page(layout="step9", after="steps"),)})
    with pytest.raises(InputError, match="step9"):
        filled(call, lost, stated)


ANY_TEXT = st.text(max_size=300)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=ANY_TEXT, cell=ANY_TEXT)
def test_any_text_fills_and_is_found_again(call: Call, form: Form, text: str, cell: str) -> None:
    answers = {
        "overview.summary": text,
        "steps.wanted": ["3"],
        "step3.support": text,
        "results.indicators": [{"_id": "a", "indicator": cell}, {"_id": "b", "present": cell}],
    }
    deck = opened(made(call, form, answers)[0])
    shown = texts.clean(text) or "（記載なし）"
    assert text_of(deck, "overview.summary") == shown
    assert text_of(deck, "step3.support") == shown
    # Around a cell's fields, line ends and spaces are the template's, not the answer's.
    around = "\n\u3000 "
    assert rows_of(deck, "results.indicators")[0][0] == texts.clean(cell).strip(around)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["empty", "sample", "overfull"])
def test_the_open_xml_sdk_finds_nothing(
    call: Call,
    form: Form,
    sample: dict[str, Any],
    faults: Callable[[Path], list[str]],
    tmp_path: Path,
    state: str,
) -> None:
    overfull = {
        key: value * 4 if isinstance(value, (str, list)) and key != "steps.wanted" else value
        for key, value in sample.items()
    }
    answers = {"empty": {}, "sample": sample, "overfull": overfull}[state]
    file = tmp_path / "deck.pptx"
    file.write_bytes(made(call, form, answers)[0])
    assert faults(file) == []
