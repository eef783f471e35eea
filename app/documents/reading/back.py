"""Documents back into answers: which were found, which were not, and what stands outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial

from app.calls.models import Call, Form
from app.documents import controls, opc, word
from app.documents.contents import Contents, contents
from app.documents.reading import outside, slide_plan, slide_texts, word_texts
from app.documents.reading.found import Found
from app.documents.reading.slide_plan import Plan
from app.documents.reading.values import ReadDate, fits, rows_of, value_of
from app.drafts.draft import Draft, Value
from app.errors import InputError

UNREAD = frozenset({"files"})
"""Question types that a document only names."""
SLIDES = slide_texts.SLIDES
ENOUGH, SHARE = 5, 0.3
"""Texts, and their part of a template's, by which a file is known that has lost all tags."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A text that belongs to no answer and that the program would not have written."""

    form: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What documents say."""

    answers: Mapping[str, Value]
    """Answers of the questions that were found; None where nothing is answered."""
    missing: tuple[str, ...]
    """Questions that apply and have a place in the template, but none in the file."""
    outside: tuple[Outside, ...]
    forms: tuple[str, ...] = field(default=())
    """Ids of the forms that were read."""
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Table → the columns that were read."""
    others: Mapping[str, Value] = field(default_factory=dict)
    """Question → what another form says, where two forms do not say the same."""


def read(
    call: Call, files: Sequence[tuple[str, bytes]], *, read_date: ReadDate, now: datetime
) -> ReadBack:
    """Read produced files, by name and content. Raises InputError for one that cannot be used.

    A file without any tag beside one that has them (the 新旧対照表 of a corrected package, a
    supplement) is no form and is passed over.
    """
    tags = frozenset(call.questions) | _derived(call)
    read_of: dict[str, list[Found]] = {}
    for name, data in files:
        parts = opc.read(data, name)
        form = _form(call, parts, name)
        read_of.setdefault(form.id, []).append(_found(call, form, parts, tags))
    found = {form: _together(ones) for form, ones in read_of.items()}
    by_form = {form: dict(_answers(call, one, read_date)) for form, one in found.items()}
    said, others = _agreed(by_form.values())
    stated = _stated(call, said, found, now)
    answers = {key: _without_blank_rows(value) for key, value in said.items()}

    def as_filled(own: Mapping[str, Value]) -> Contents:
        """What a form would be filled with that says something else than another one does."""
        agrees = all(said[key] == value for key, value in own.items())
        return stated if agrees else _stated(call, {**said, **own}, found, now)

    columns = {
        key: frozenset(name for row in rows for name in row)
        for one in found.values()
        for key, rows in one.rows.items()
    }
    return ReadBack(
        answers,
        tuple(_missing(call, answers, found, stated)),
        tuple(
            text
            for form, own in by_form.items()
            for text in _outside(call, form, found[form].lines, as_filled(own))
        ),
        tuple(found),
        columns,
        others,
    )


def _together(ones: Sequence[Found]) -> Found:
    """What several files of one form say, the later before the earlier."""
    whole = Found()
    for one in [one for one in ones if one.tags] or ones:
        whole.take(one)
    return whole


def call_of(calls: Mapping[str, Call], files: Sequence[tuple[str, bytes]]) -> Call:
    """The call whose questions the files speak of most; where no tags are left, the one whose
    templates' own texts they have. Raises InputError where it is none."""
    opened = [opc.read(data, name) for name, data in files]
    for likeness in (_shared_names, _shared_texts):
        rated = [(sum(likeness(call, parts) for parts in opened), call) for call in calls.values()]
        score, best = max(rated, key=lambda pair: pair[0], default=(0, None))
        if score and best is not None:
            return best
    names = "、".join(f"「{name}」" for name, _ in files)
    raise InputError(
        f"{names}に、設問の欄が見つかりません。",
        "このプログラムで書き出した応募書か、その編集後のファイルを選んでください。",
    )


def _shared_names(call: Call, parts: opc.Parts) -> int:
    return len(call.questions.keys() & _names(parts))


def _shared_texts(call: Call, parts: opc.Parts) -> int:
    """How many of a template's own texts a file has; 0 where it is too few to be sure."""
    kind = "slides" if SLIDES in parts else "word"
    said = _own_texts(parts)
    found = [
        (len(own & said), len(own))
        for form in call.parts
        if form.kind == kind
        for own in [_own_texts(opc.read(call.template(form).read_bytes(), form.template))]
    ]
    return max((n for n, of in found if n >= max(ENOUGH, of * SHARE)), default=0)


def _own_texts(parts: opc.Parts) -> set[str]:
    """The texts of a file's paragraphs or shapes, blanks taken out."""
    if SLIDES in parts:
        return set().union(*(page.texts for page in slide_plan.plan(parts).pages))
    lines = word_texts.found_in(parts, frozenset()).lines
    return {said for line in lines if (said := slide_plan.plain(line))}


def _names(parts: opc.Parts) -> set[str]:
    """The names that may be questions' in a file of either kind."""
    if SLIDES in parts:
        found = slide_plan.plan(parts)
        return {name.partition("#")[0] for name in found.tags}
    names: set[str] = set()
    for story in word.stories(parts):
        root = word.parsed(parts[story])
        names |= {controls.tag(c) for c in controls.all_controls(root)}
        marks = root.iter(controls.w("bookmarkStart"))
        names |= {str(m.get(controls.w("name"))).replace("_", ".", 1) for m in marks}
    return names


def _form(call: Call, parts: opc.Parts, name: str) -> Form:
    """The form a file is of: the one of its kind."""
    kind = "slides" if SLIDES in parts else "word"
    for form in call.parts:
        if form.kind == kind:
            return form
    raise InputError(f"「{name}」は、この募集の様式ではありません。", opc.ADVICE)


def _found(call: Call, form: Form, parts: opc.Parts, tags: frozenset[str]) -> Found:
    if form.kind == "word":
        return word_texts.found_in(parts, tags)
    plan = _plan(call.template(form).read_bytes(), form.template)
    return slide_texts.found_in(parts, plan, tags, len(call.milestones), partial(fits, call))


@lru_cache(maxsize=4)
def _plan(template: bytes, label: str) -> Plan:
    return slide_plan.plan(opc.read(template, label))


@lru_cache(maxsize=4)
def _controls(template: bytes, label: str, tags: frozenset[str]) -> frozenset[str]:
    """The tags that a letter's template has places for."""
    return frozenset(word_texts.found_in(opc.read(template, label), tags).tags)


def _placed(call: Call, form: Form, tags: frozenset[str]) -> frozenset[str]:
    """The tags that a form's template has places for."""
    template = call.template(form).read_bytes()
    if form.kind == "word":
        return _controls(template, form.template, tags)
    return frozenset(_plan(template, form.template).tags)


def _derived(call: Call) -> frozenset[str]:
    return frozenset(d.id for form in call.parts for d in form.derived)


def _answers(call: Call, one: Found, read_date: ReadDate) -> Iterator[tuple[str, Value]]:
    for key, question in call.questions.items():
        if question.type in UNREAD:
            continue
        if question.type == "table":
            if key in one.rows:
                yield key, rows_of(question, one.rows[key], read_date)
        elif key in one.texts:
            yield key, value_of(question, one.texts[key], read_date)


def _agreed(by_form: Iterable[Mapping[str, Value]]) -> tuple[dict[str, Value], dict[str, Value]]:
    """What the forms say, the later before the earlier; what an earlier one says otherwise."""
    said: dict[str, Value] = {}
    others: dict[str, Value] = {}
    for own in by_form:
        others |= {key: said[key] for key, value in own.items() if said.get(key, value) != value}
        said |= own
    return said, others


def _without_blank_rows(value: Value) -> Value:
    """A table's rows that say something; a row of nothing but blanks is no answer."""
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        return [row for row in value if row] or None
    return value if value != [] else None


def _missing(
    call: Call, answers: Mapping[str, Value], found: Mapping[str, Found], stated: Contents
) -> Iterator[str]:
    """Questions without a place although they apply; a page that is not wanted lacks nothing."""
    for form in call.parts:
        if form.id in found:
            placed = _placed(call, form, stated.tags)
            for question in form.questions:
                has_place = question.id in placed and question.type not in UNREAD
                if has_place and question.id in stated.asked and question.id not in answers:
                    yield question.id


def _outside(call: Call, form_id: str, lines: Sequence[str], stated: Contents) -> Iterator[Outside]:
    form = next(form for form in call.parts if form.id == form_id)
    template = call.template(form).read_bytes()
    if form.kind == "word":
        other = outside.in_word(lines, template, stated)
    else:
        other = outside.in_slides(lines, _plan(template, form.template), call, stated)
    yield from (Outside(form_id, text) for text in other)


def _stated(
    call: Call, answers: Mapping[str, Value], found: Mapping[str, Found], now: datetime
) -> Contents:
    """What the templates would be filled with.

    Texts that are not read back (names of supplements) are believed as they stand, and so are
    derived ones where a form was not read that they come from, or where they merely were not made
    anew after somebody had changed an answer.
    """
    stated = contents(call, _draft(call, answers, now), now)
    said = {key: text for one in found.values() for key, text in one.texts.items()}
    unread = {key for key, question in call.questions.items() if question.type in UNREAD}
    believed = {key: said[key] for key in unread & said.keys()}
    for form in call.parts:
        for derived in form.derived:
            if (text := said.get(derived.id)) is not None and (
                len(found) < len(call.parts)
                or any(key in derived.expression for key in unread)
                or outside.is_former(call, text, stated.text(derived.id))
            ):
                believed[derived.id] = text
    return replace(stated, texts={**stated.texts, **believed})


def _draft(call: Call, answers: Mapping[str, Value], now: datetime) -> Draft:
    said = {key: value for key, value in answers.items() if value is not None}
    return Draft("", call.id, call.version, "", False, now, now, answers=said)
