"""Tagging a form file: the choices a person has confirmed, checked and written."""

from __future__ import annotations

from collections.abc import Mapping

from app.calls.models import Call, Form
from app.documents.templates.labels import asked
from app.documents.templates.suggest import Suggestion, Survey, fitting, survey
from app.errors import InputError

ADVICE = "「template suggest」で、使える設問と場所を確かめてください。"


def chosen(
    call: Call, form: Form, found: Survey, wanted: Mapping[str, str]
) -> dict[str, Suggestion]:
    """What goes where, by place id. `wanted`: question id → place id.

    Raises InputError for a question or place that is not there, a place given twice, and a table
    question (or its opposite) at a place that cannot hold it.
    """
    questions = {one.question.id: one for one in asked(call, form)}
    places = {place.id: place for place in found.places}
    made: dict[str, Suggestion] = {}
    for question, place in wanted.items():
        if question not in questions:
            raise InputError(f"設問「{question}」はありません。", ADVICE)
        if place not in places:
            raise InputError(f"場所「{place}」はありません。", ADVICE)
        if place in made:
            raise InputError(f"場所「{place}」に二つの設問は入りません。", ADVICE)
        fits = fitting(questions[question], places[place])
        if fits is None:
            label = questions[question].question.label
            raise InputError(f"設問「{label}」は{places[place].where}には入りません。", ADVICE)
        made[place] = fits
    return made


def tagged(call: Call, form: Form, data: bytes, label: str, wanted: Mapping[str, str]) -> bytes:
    """The file with tags at the places wanted (question id → place id); as `chosen` raises."""
    placed = chosen(call, form, survey(call, form, data, label), wanted)
    if form.kind == "word":
        from app.documents.templates.word_tags import tagged as in_word

        return in_word(data, placed)
    from app.documents.templates.slide_tags import tagged as on_slides

    return on_slides(data, placed)
