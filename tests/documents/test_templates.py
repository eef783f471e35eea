"""A ministry's own forms: what they lack is told, what goes where is found, tags make them work."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from pptx import Presentation

from app.calls.loader import load
from app.calls.models import Call, Form
from app.documents import opc, package, reading
from app.documents.contents import Contents, contents
from app.documents.controls import SDT, w
from app.documents.templates import own
from app.documents.templates.check import Check, Status, check, form_for
from app.documents.templates.labels import normalised, similarity
from app.documents.templates.suggest import survey
from app.documents.templates.tag import tagged
from app.errors import InputError
from app.review import dates
from tests.documents.conftest import NOW, PACK, ROOT, draft_of

LAYOUTS = ("sheet.docx", "letter.docx", "deck.pptx")


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three layouts, drawn up."""
    folder = tmp_path_factory.mktemp("layouts")
    script = ROOT / "tests" / "data" / "layouts" / "draw_up.py"
    spec = importlib.util.spec_from_file_location("draw_up", script)
    assert spec
    assert spec.loader
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for draw in (module.sheet, module.letter, module.deck):
        draw(folder)
    return folder


def suggested(call: Call, form: Form, file: Path) -> dict[str, str]:
    found = survey(call, form, file.read_bytes(), file.name)
    return {entry.question: entry.place.id for entry in found.suggestions}


def with_tags(call: Call, file: Path) -> tuple[Form, bytes]:
    form = form_for(call, file.name)
    return form, tagged(call, form, file.read_bytes(), file.name, suggested(call, form, file))


def status_of(found: Check, tag: str) -> Status:
    return next(entry.status for entry in found.entries if entry.tag == tag)


# ---- checking ----


def test_the_packs_own_templates_have_all(call: Call) -> None:
    for form in call.parts:
        found = check(call, form, (call.folder / form.template).read_bytes(), form.template)
        assert found.complete, [e for e in found.entries if e.status is not Status.PLACED]
        assert found.unknown == ()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_file_without_tags_lacks_everything(call: Call, layouts: Path, name: str) -> None:
    form = form_for(call, name)
    found = check(call, form, (layouts / name).read_bytes(), name)
    assert not found.complete
    assert {entry.status for entry in found.entries} == {Status.MISSING}


def test_unknown_and_double_tags_are_told(call: Call, layouts: Path) -> None:
    form, data = with_tags(call, layouts / "letter.docx")
    wrong = data_with(data, b'"contact.person"', b'"contact.persom"')
    found = check(call, form, wrong, "様式")
    assert found.unknown == ("contact.persom",)
    assert status_of(found, "contact.person") is Status.MISSING
    double = data_with(data, b'"contact.person"', b'"contact.email"')
    assert status_of(check(call, form, double, "様式"), "contact.email") is Status.DOUBLE


def data_with(data: bytes, old: bytes, new: bytes) -> bytes:
    parts = opc.reopened(data)
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
    return opc.write(parts)


def test_a_table_question_on_a_plain_shape_is_in_the_wrong_place(call: Call, layouts: Path) -> None:
    form, data = with_tags(call, layouts / "deck.pptx")
    deck = Presentation(io.BytesIO(data))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.name == "schedule.table":
                shape.name = "表"
            elif shape.name == "results.text":
                shape.name = "schedule.table"
    stream = io.BytesIO()
    deck.save(stream)
    found = check(call, form, stream.getvalue(), "様式")
    assert status_of(found, "schedule.table") is Status.WRONG
    assert status_of(found, "results.text") is Status.MISSING


def test_a_file_of_another_kind_belongs_to_no_form(call: Call) -> None:
    with pytest.raises(InputError, match=r"\.docx"):
        form_for(call, "様式.xlsx")


# ---- suggesting ----


@pytest.mark.parametrize(
    ("label", "plain"),
    [("２．氏　名：", "氏名"), ("（１）電話番号", "電話番号"), ("①　Ｅ－ｍａｉｌ", "email"),
     ("■ 体制 ※任意", "体制")],
)  # fmt: skip
def test_labels_are_compared_without_decoration(label: str, plain: str) -> None:
    assert normalised(label) == plain


def test_labels_that_say_another_thing_are_not_alike() -> None:
    assert similarity("電話番号", "電　話") > similarity("電話番号", "文書番号")
    assert similarity("知事の氏名", "キャリアパス") < 0.3


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_question_of_the_layouts_finds_its_place(
    call: Call, layouts: Path, name: str
) -> None:
    form, data = with_tags(call, layouts / name)
    found = check(call, form, data, name)
    assert found.complete, [e for e in found.entries if e.status is not Status.PLACED]
    assert found.unknown == ()


def test_what_is_asked_twice_in_the_same_words_is_told_apart_by_its_slide(
    call: Call, layouts: Path
) -> None:
    chosen = suggested(call, form_for(call, "deck.pptx"), layouts / "deck.pptx")
    assert (chosen["step2.support"], chosen["step3.support"]) == ("s9x2r2c2", "s8x2r2c2")
    assert (chosen["pool.present_total"], chosen["pool.planned_total"]) == ("s3x2r2c5", "s3x2r3c5")


def test_suggestions_give_their_reason(call: Call, layouts: Path) -> None:
    file = layouts / "sheet.docx"
    found = survey(call, form_for(call, file.name), file.read_bytes(), file.name)
    reasons = {entry.question: entry.reason for entry in found.suggestions}
    assert reasons["contact.telephone"] == "左の欄「電話番号」"


# ---- tagging and filling ----


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_tagged_layout_is_filled_with_the_answers(
    call: Call, stated: Contents, layouts: Path, tmp_path: Path, name: str
) -> None:
    mine = load(PACK, templates=tmp_path)
    form, data = with_tags(mine, layouts / name)
    own.put(mine, form, data)
    made = package.fill(mine, form, stated)
    text = "".join(part.decode("utf-8", "replace") for part in opc.reopened(made).values())
    shown = {
        "word": ("contact.person", "contact.email"),
        "slides": ("overview.title", "step4.career"),
    }
    for tag in shown[form.kind]:
        assert stated.text(tag).split("\n")[0] in text, tag


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_filled_layout_is_read_back(
    call: Call, sample: dict[str, Any], layouts: Path, tmp_path: Path, name: str
) -> None:
    """Tables of a deck have no names of their own: all slides' are called alike."""
    mine = load(PACK, templates=tmp_path)
    form, data = with_tags(mine, layouts / name)
    own.put(mine, form, data)
    made = package.fill(mine, form, contents(mine, draft_of(mine, sample), NOW))
    found = reading.read(mine, [(name, made)], read_date=dates.parse, now=NOW)
    said = {key: value for key, value in found.answers.items() if value is not None}
    assert said == {key: without_ids(sample[key]) for key in said}
    assert len(said) > 10
    assert (found.missing, found.outside) == ((), ())


def without_ids(value: Any) -> Any:
    is_table = isinstance(value, list) and value and isinstance(value[0], dict)
    return [{k: v for k, v in row.items() if k != "_id"} for row in value] if is_table else value


def test_a_tag_has_a_bookmark_round_it(call: Call, layouts: Path) -> None:
    """Older LibreOffice loses tags and keeps bookmarks; each has a name and an id of its own."""
    _, data = with_tags(call, layouts / "letter.docx")
    root = etree.fromstring(opc.reopened(data)["word/document.xml"])
    marks = [*root.iter(w("bookmarkStart"))]
    assert "contact_person" in {mark.get(w("name")) for mark in marks}
    for mark in marks:
        assert mark.getnext().tag == SDT  # type: ignore[union-attr]
    ids = [mark.get(w("id")) for mark in marks]
    assert len(set(ids)) == len(ids) > 10


def test_tagging_changes_one_part_and_leaves_the_labels(call: Call, layouts: Path) -> None:
    before = opc.reopened((layouts / "letter.docx").read_bytes())
    _, data = with_tags(call, layouts / "letter.docx")
    after = opc.reopened(data)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    lines = [line.text for line in Document(io.BytesIO(data)).paragraphs]
    assert "知事氏名：" in lines
    assert "１　支援を希望するステップ" in lines


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_filled_layout_is_valid(
    call: Call, stated: Contents, layouts: Path, tmp_path: Path, name: str, faults: Any
) -> None:
    mine = load(PACK, templates=tmp_path)
    form, data = with_tags(mine, layouts / name)
    own.put(mine, form, data)
    (tmp_path / name).write_bytes(package.fill(mine, form, stated))
    assert faults(tmp_path / name) == []


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"no.such": "p1"}, "設問「no.such」はありません"),
        ({"contact.person": "p999"}, "場所「p999」はありません"),
        ({"contact.person": "p1", "contact.email": "p1"}, "二つの設問は入りません"),
        ({"schedule.table": "p1"}, "には入りません"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(
    call: Call, layouts: Path, wanted: dict[str, str], reason: str
) -> None:
    file = layouts / "letter.docx"
    with pytest.raises(InputError, match=reason):
        tagged(call, form_for(call, file.name), file.read_bytes(), file.name, wanted)


# ---- in place of ours ----


def test_a_complete_file_takes_the_place_of_ours_until_reset(
    stated: Contents, layouts: Path, tmp_path: Path
) -> None:
    mine = load(PACK, templates=tmp_path / "templates")
    ours = package.fill(mine, mine.parts[0], stated)
    form, data = with_tags(mine, layouts / "sheet.docx")
    (tmp_path / "様式.docx").write_bytes(data)
    used, place = own.use(mine, tmp_path / "様式.docx")
    assert (used, place) == (form, tmp_path / "templates" / mine.id / form.template)
    assert package.fill(mine, form, stated) != ours
    assert own.reset(mine) == (form,)
    assert package.fill(mine, form, stated) == ours


def test_an_incomplete_file_is_not_put_to_use(layouts: Path, tmp_path: Path) -> None:
    mine = load(PACK, templates=tmp_path)
    with pytest.raises(own.IncompleteTemplateError, match="設問14件"):
        own.use(mine, layouts / "letter.docx")
    assert not list(tmp_path.iterdir())


def test_a_hostile_file_is_refused(call: Call, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="壊れている"):
        check(call, call.parts[0], b"PK", "様式.docx")
