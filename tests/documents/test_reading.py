"""What was produced is read back: the same answers, what is missing, and what stands outside."""

from __future__ import annotations

import copy
import io
import re
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from app.calls.models import Call
from app.documents import controls, opc, package, reading
from app.documents.contents import contents
from app.documents.controls import SDT, content, w
from app.documents.measure import CarefulMeasurer, Face
from app.documents.reading import ReadBack
from app.drafts.draft import is_filled
from app.errors import InputError
from app.review import dates
from tests.documents.conftest import NOW, draft_of
from tests.documents.templates import parts

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
    held = opc.read(data, "")
    root = etree.fromstring(held[MAIN])
    change(root)
    return opc.write({**held, MAIN: etree.tostring(root)})


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


@pytest.mark.parametrize("edited_form", [0, 1], ids=["the letter", "the deck"])
def test_an_answer_in_both_forms_that_was_edited_in_one_is_taken_from_that(
    call: Call, sample: dict[str, Any], edited_form: int
) -> None:
    fewer = {**sample, "steps.wanted": ["1", "2", "3"]}
    files = made(call, sample)
    files[edited_form] = made(call, fewer)[edited_form]
    draft = draft_of(call, sample)
    found = back(call, files)
    assert {*map(tuple, (found.answers["steps.wanted"], found.others["steps.wanted"]))} == {
        tuple(sample["steps.wanted"]),
        ("1", "2", "3"),
    }
    taken = {one.question: one.value for one in reading.differences(call, draft, found)}
    assert taken["steps.wanted"] == ["1", "2", "3"]
    assert not found.outside


def test_what_stands_outside_is_told_and_not_taken(call: Call, sample: dict[str, Any]) -> None:
    def add(root: Any) -> None:
        line = etree.SubElement(root.find(w("body")), w("p"))
        etree.SubElement(etree.SubElement(line, w("r")), w("t")).text = "欄の外の書き込み"

    (name, data), deck = made(call, sample)
    found = back(call, [(name, edited(data, add)), deck])
    assert [one.text for one in found.outside] == ["欄の外の書き込み"]


def flatten(root: Any) -> None:
    for control in [*root.iter(SDT)]:
        for child in [*content(control)]:
            control.addprevious(child)
        control.getparent().remove(control)
    for mark in [*root.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        mark.getparent().remove(mark)


def test_flattened_controls_are_missing_and_not_guessed(call: Call, sample: dict[str, Any]) -> None:
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


def test_a_file_that_is_no_form_is_passed_over(call: Call, sample: dict[str, Any]) -> None:
    letter, deck = made(call, sample)
    body = "<w:p><w:r><w:t>新旧対照表</w:t></w:r></w:p>"
    found = back(call, [letter, ("新旧対照表.docx", opc.write(parts(body))), deck])
    assert found.answers["contact.person"] == sample["contact.person"]
    assert (found.missing, found.outside) == ((), ())


def test_the_call_is_known_by_its_questions(call: Call, sample: dict[str, Any]) -> None:
    assert reading.call_of({call.id: call}, made(call, sample)).id == call.id


def test_a_letter_without_any_tag_is_known_by_its_words(call: Call, sample: dict[str, Any]) -> None:
    (name, data), _ = made(call, sample)
    flat = [(name, edited(data, flatten))]
    assert reading.call_of({call.id: call}, flat).id == call.id
    found = back(call, flat)
    assert found.answers == {}
    assert "contact.email" in found.missing
    strange = [(name, edited(data, lambda root: root.find(w("body")).clear()))]
    with pytest.raises(InputError, match="設問の欄が見つかりません"):
        reading.call_of({call.id: call}, strange)


@pytest.mark.parametrize("data", [b"", b"PK nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_other_files_are_refused(call: Call, data: bytes) -> None:
    with pytest.raises(InputError):
        back(call, [("様式.docx", data)])


def in_deck(data: bytes, change: Any) -> bytes:
    """A deck that was changed and saved by python-pptx."""
    deck = Presentation(io.BytesIO(data))
    change(deck)
    saved = io.BytesIO()
    deck.save(saved)
    return saved.getvalue()


def shape_of(deck: Any, name: str) -> Any:
    return next(s for slide in deck.slides for s in slide.shapes if s.name == name)


def test_what_libreoffice_calls_placeholders_does_not_matter(
    call: Call, sample: dict[str, Any]
) -> None:
    """It names placeholders anew, with where they stand; other shapes keep their names."""

    def rename(deck: Any) -> None:
        for slide in deck.slides:
            for number, shape in enumerate(slide.placeholders, 1):
                left, top, width, height = shape.left, shape.top, shape.width, shape.height
                shape.name = f"PlaceHolder {number}"
                shape.left, shape.top, shape.width, shape.height = left + 300, top, width, height

    letter, (name, data) = made(call, sample)
    found = back(call, [letter, (name, in_deck(data, rename))])
    assert found.answers["step4.career"] == sample["step4.career"]
    assert found.answers["step2.undecided"] is False
    assert (found.missing, found.outside) == ((), ())


def test_a_placeholder_of_no_name_and_another_place_is_missing(
    call: Call, sample: dict[str, Any]
) -> None:
    def move(deck: Any) -> None:
        shape = shape_of(deck, "step4.career")
        shape.name, shape.left, shape.top = "PlaceHolder 9", 0, 0
        shape.width, shape.height = 900_000, 900_000

    letter, (name, data) = made(call, sample)
    found = back(call, [letter, (name, in_deck(data, move))])
    assert found.missing == ("step4.career",)
    assert [one.text for one in found.outside] == [sample["step4.career"]]


def test_line_breaks_within_a_paragraph_are_part_of_the_answer(
    call: Call, sample: dict[str, Any]
) -> None:
    def rewrite(deck: Any) -> None:
        shape_of(deck, "overview.summary").text_frame.text = "一行目\v二行目"

    letter, (name, data) = made(call, sample)
    found = back(call, [letter, (name, in_deck(data, rewrite))])
    assert found.answers["overview.summary"] == "一行目\n二行目"
    assert found.outside == ()


def test_notes_text_boxes_and_changed_labels_of_a_deck_are_told(
    call: Call, sample: dict[str, Any]
) -> None:
    def scribble(deck: Any) -> None:
        deck.slides[0].notes_slide.notes_text_frame.text = "発表者への注意"
        box = deck.slides[1].shapes.add_textbox(0, 0, 900_000, 900_000)
        box.text_frame.text = "囲みの書き込み"
        cell = shape_of(deck, "results.indicators").table.cell(0, 0)
        cell.text_frame.text = "指標（書き換え）"

    letter, (name, data) = made(call, sample)
    found = back(call, [letter, (name, in_deck(data, scribble))])
    told = {one.text for one in found.outside}
    assert told == {"発表者への注意", "囲みの書き込み", "指標（書き換え）"}


def test_what_follows_from_a_changed_answer_is_no_text_of_anybodys(
    call: Call, sample: dict[str, Any]
) -> None:
    """The applicant's name stands at the foot of every slide, the posts are counted."""

    def move(root: Any) -> None:
        (control,) = (c for c in root.iter(SDT) if controls.tag(c) == "applicant.prefecture")
        next(content(control).iter(w("t"))).text = "山梨県"

    def hire(deck: Any) -> None:
        shape_of(deck, "posts.table").table.cell(1, 5).text = "9人"

    (name, data), (deck_name, deck) = made(call, sample)
    found = back(call, [(name, edited(data, move)), (deck_name, in_deck(deck, hire))])
    assert found.answers["applicant.prefecture"] == "19"
    assert found.answers["posts.table"][0]["people"] == 9
    assert found.outside == ()


def test_a_rewritten_derived_text_is_told(call: Call, sample: dict[str, Any]) -> None:
    def rewrite(deck: Any) -> None:
        shape_of(deck, "posts.total").text_frame.text = "ポストは検討中"

    letter, (name, data) = made(call, sample)
    found = back(call, [letter, (name, in_deck(data, rewrite))])
    assert [one.text for one in found.outside] == ["ポストは検討中"]


def test_the_names_of_supplements_are_not_outside(call: Call, sample: dict[str, Any]) -> None:
    files = [{"name": f"資料{n}.pdf", "sha256": "", "size": 1} for n in range(3)]
    found = back(call, made(call, {**sample, "supplements.files": files}))
    assert (found.missing, found.outside) == ((), ())


def without_column(table: Any, number: int) -> None:
    for row in (table._tbl.tblGrid, *table._tbl.tr_lst):
        columns = [child for child in row if child.tag.endswith(("}tc", "}gridCol"))]
        row.remove(columns[number])


def test_a_column_taken_out_shifts_no_answers(call: Call, sample: dict[str, Any]) -> None:
    def cut(deck: Any) -> None:
        without_column(shape_of(deck, "results.indicators").table, 1)

    letter, (name, data) = made(call, sample)
    found = back(call, [letter, (name, in_deck(data, cut))])
    assert found.answers["results.indicators"] == [
        {key: row[key] for key in ("indicator", "target", "due")}
        for row in sample["results.indicators"]
    ]
    assert list(reading.differences(call, draft_of(call, sample), found)) == []


def test_a_row_put_into_a_fixed_table_makes_nobody_guess(
    call: Call, sample: dict[str, Any]
) -> None:
    def insert(deck: Any) -> None:
        tables = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]
        table = next(t for t in tables if "現在" in t.cell(1, 0).text)
        table._tbl.tr_lst[0].addnext(copy.deepcopy(table._tbl.tr_lst[1]))

    letter, (name, data) = made(call, sample)
    found = back(call, [letter, (name, in_deck(data, insert))])
    assert "pool.present_regular" in found.missing
    assert "pool.planned_regular" not in found.answers


def test_tracked_changes_are_read_as_accepted(call: Call, sample: dict[str, Any]) -> None:
    def track(root: Any) -> None:
        (control,) = (c for c in root.iter(SDT) if controls.tag(c) == "contact.person")
        run = content(control).find(w("r"))
        gone, come, moved = (
            etree.SubElement(content(control), w(name)) for name in ("del", "ins", "moveFrom")
        )
        gone.append(run)
        gone.find(f".//{w('t')}").tag = w("delText")
        for where, text in ((come, "係長　千曲　花子"), (moved, "移した文")):
            etree.SubElement(etree.SubElement(where, w("r")), w("t")).text = text

    (name, data), deck = made(call, sample)
    found = back(call, [(name, edited(data, track)), deck])
    assert found.answers["contact.person"] == "係長　千曲　花子"
    assert found.outside == ()


def test_a_text_box_in_the_letter_is_told_once(call: Call, sample: dict[str, Any]) -> None:
    def box(root: Any) -> None:
        markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        text = "<w:txbxContent><w:p><w:r><w:t>枠の中の文</w:t></w:r></w:p></w:txbxContent>"
        both = f"<mc:Choice>{text}</mc:Choice><mc:Fallback>{text}</mc:Fallback>"
        run = etree.fromstring(
            f'<w:r xmlns:w="{controls.W}" xmlns:mc="{markup}">'
            f"<mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
        )
        next(p for p in root.iter(w("p")) if p.find(w("r")) is not None).append(run)

    (name, data), deck = made(call, sample)
    found = back(call, [(name, edited(data, box)), deck])
    assert [one.text for one in found.outside] == ["枠の中の文"]


def test_what_a_measurer_makes_of_the_pages_is_not_outside(
    call: Call, sample: dict[str, Any]
) -> None:
    """Tables go on on further slides, as many as the font at hand makes necessary."""

    class Wide:
        def has(self, family: str) -> bool:
            return bool(family)

        def lines(self, text: str, width: float, face: Face) -> list[str]:
            return CarefulMeasurer().lines(text, width / 3, face)

    stated = contents(call, draft_of(call, sample), NOW)
    deck = package.fill(call, call.parts[1], stated, measurer=Wide())
    assert len(Presentation(io.BytesIO(deck)).slides) > 12
    found = back(call, [("様式.pptx", deck)])
    assert found.outside == ()
