"""What was produced is read back: the same answers, what is missing, and what stands outside."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from app.calls.models import Call
from app.documents import opc, package, reading, texts
from app.documents.contents import contents
from app.documents.controls import SDT, content, w
from app.documents.reading import ReadBack
from app.drafts.draft import is_filled
from app.errors import InputError
from app.review import dates
from tests.documents.conftest import NOW, draft_of

MAIN = "word/document.xml"


def made(call: Call, answers: dict[str, Any]) -> list[tuple[str, bytes]]:
    stated = contents(call, draft_of(call, answers), NOW)
    ends = {"word": "docx", "slides": "pptx"}
    return [(f"{f.id}.{ends[f.kind]}", package.fill(call, f, stated)) for f in call.parts]


def back(call: Call, files: list[tuple[str, bytes]]) -> ReadBack:
    return reading.read(call, files, read_date=dates.parse, now=NOW)


def plain(value: Any) -> Any:
    """An answer without what documents do not show: rows' identities, blank answers."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        kept = [{k: v for k, v in row.items() if k != "_id" and is_filled(v)} for row in value]
        return [row for row in kept if row]
    return value if is_filled(value) else None


def edited(data: bytes, change: Any) -> bytes:
    """A Word file whose main part was changed."""
    parts = opc.read(data, "")
    root = etree.fromstring(parts[MAIN])
    change(root)
    return opc.write({**parts, MAIN: etree.tostring(root)})


def test_the_sample_comes_back_whole(call: Call, sample: dict[str, Any]) -> None:
    found = back(call, made(call, sample))
    for key, value in found.answers.items():
        assert plain(value) == plain(sample.get(key)), key
    unread = {q.id for q in call.questions.values() if q.type == "files"}
    answered = {key for key, value in sample.items() if is_filled(value)}
    assert answered - unread <= set(found.answers)
    assert (found.missing, found.outside) == ((), ())


def test_an_empty_draft_comes_back_empty(call: Call) -> None:
    found = back(call, made(call, {}))
    assert {key: value for key, value in found.answers.items() if value is not None} == {}
    assert found.outside == ()


def test_what_a_colleague_wrote_into_a_shape_is_read(call: Call, sample: dict[str, Any]) -> None:
    letter, (name, data) = made(call, sample)
    deck = Presentation(io.BytesIO(data))
    (shape,) = (s for p in deck.slides for s in p.shapes if s.name == "overview.summary")
    shape.text_frame.text = "同僚が書き直した概要です。"
    saved = io.BytesIO()
    deck.save(saved)
    found = back(call, [letter, (name, saved.getvalue())])
    assert found.answers["overview.summary"] == "同僚が書き直した概要です。"
    assert found.outside == ()


def test_what_stands_outside_is_told_and_not_taken(call: Call, sample: dict[str, Any]) -> None:
    def add(root: Any) -> None:
        line = etree.SubElement(root.find(w("body")), w("p"))
        etree.SubElement(etree.SubElement(line, w("r")), w("t")).text = "欄の外の書き込み"

    (name, data), deck = made(call, sample)
    found = back(call, [(name, edited(data, add)), deck])
    assert [one.text for one in found.outside] == ["欄の外の書き込み"]


def test_flattened_controls_are_missing_and_not_guessed(call: Call, sample: dict[str, Any]) -> None:
    def flatten(root: Any) -> None:
        for control in [*root.iter(SDT)]:
            for child in [*content(control)]:
                control.addprevious(child)
            control.getparent().remove(control)
        for mark in [*root.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
            mark.getparent().remove(mark)

    (name, data), deck = made(call, sample)
    found = back(call, [(name, edited(data, flatten)), deck])
    assert "contact.person" in found.missing
    assert "contact.person" not in found.answers


def test_bookmarks_alone_suffice(call: Call, sample: dict[str, Any]) -> None:
    """LibreOffice before 7.5 throws the tags of controls away."""

    def untag(root: Any) -> None:
        for mark in [*root.iter(w("tag"))]:
            mark.getparent().remove(mark)

    (name, data), deck = made(call, sample)
    found = back(call, [(name, edited(data, untag)), deck])
    assert found.answers["contact.person"] == sample["contact.person"]
    assert found.missing == ()


def test_a_sanitisers_work_changes_nothing(call: Call, sample: dict[str, Any]) -> None:
    def cleaned(data: bytes) -> bytes:
        parts = opc.read(data, "")
        gone = {name for name in parts if name.startswith(("docProps/", "customXml/"))}
        kept = {name: part for name, part in parts.items() if name not in gone}
        for name in (opc.CONTENT_TYPES, opc.ROOT_RELATIONSHIPS):
            kept[name] = re.sub(rb"<[^<>]*docProps/[^<>]*/>", b"", kept[name])
        return opc.write(kept)

    files = made(call, sample)
    before = back(call, files)
    after = back(call, [(name, cleaned(data)) for name, data in files])
    assert after.answers == before.answers
    assert after.outside == ()


def test_the_call_is_known_by_its_questions(call: Call, sample: dict[str, Any]) -> None:
    assert reading.call_of({call.id: call}, made(call, sample)).id == call.id


@pytest.mark.parametrize("data", [b"", b"PK nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_other_files_are_refused(call: Call, data: bytes) -> None:
    with pytest.raises(InputError):
        back(call, [("様式.docx", data)])


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=80)
LINES = st.lists(TEXTS, min_size=1, max_size=4).map("\n".join)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_text_comes_back_as_documents_show_it(
    data: st.DataObject, call: Call, sample: dict[str, Any]
) -> None:
    keys = ["contact.person", "overview.summary", "problems.background", "results.text"]
    said = {key: data.draw(LINES, label=key) for key in keys}
    found = back(call, made(call, {**sample, **said}))
    for key, text in said.items():
        shown = texts.clean(text)
        expected = shown if shown.strip() and shown.strip() not in ("（記載なし）", "－") else None
        assert found.answers[key] == expected


@pytest.mark.parametrize("count", [0, 1, 13, 60])
def test_tables_of_any_length_come_back(call: Call, sample: dict[str, Any], count: int) -> None:
    row = {k: v for k, v in sample["schedule.table"][0].items() if k != "_id"}
    rows = [{**row, "activity": f"取組{number}"} for number in range(count)]
    found = back(call, made(call, {**sample, "schedule.table": rows}))
    assert (plain(found.answers["schedule.table"]) or []) == rows
