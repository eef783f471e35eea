"""Answers go into the content controls of a Word template, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.documents import opc, texts, word
from app.documents.controls import CONTENT, PROPERTIES, SDT, tag, w
from app.errors import InputError
from tests.documents.templates import (
    cell,
    control,
    controls,
    document,
    paragraph,
    parts,
    row,
    run,
    shown,
    stating,
    table,
    template,
    text_of,
)

ANSWER = stating({"a.b": "長野県"})
NESTINGS = {
    "block": control("a.b", paragraph(run("記入"))),
    "inline": paragraph(run("前") + control("a.b", run("記入")) + run("後")),
    "cell": table(
        row(cell(paragraph(run("見出し"))), control("a.b", cell(paragraph(run("記入")))))
    ),
    "row": table(control("a.b", row(cell(paragraph(run("見出し"))), cell(paragraph(run("記入")))))),
    "whole table": control("a.b", table(row(cell(paragraph(run("記入")))))),
}


@pytest.mark.parametrize("body", NESTINGS.values(), ids=NESTINGS.keys())
def test_a_control_of_any_nesting_is_filled(body: str) -> None:
    filled = word.fill(template(body), ANSWER)
    assert shown(filled, "a.b").endswith("長野県")
    assert "記入" not in text_of(document(filled))


@pytest.mark.parametrize("body", NESTINGS.values(), ids=NESTINGS.keys())
def test_what_stands_around_a_control_stays(body: str) -> None:
    before, after = (document(d) for d in (template(body), word.fill(template(body), ANSWER)))
    for root in (before, after):
        for found in controls(root, "a.b"):
            for part in (found.find(PROPERTIES), found.find(CONTENT)):
                found.remove(part)
    assert etree.tostring(before, method="c14n") == etree.tostring(after, method="c14n")


def test_parts_without_a_filled_control_stay_byte_identical() -> None:
    source = template(NESTINGS["inline"], header=paragraph(control("other.tag", run("課名"))))
    before, after = opc.read(source, "前"), opc.read(word.fill(source, ANSWER), "後")
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_controls_in_headers_are_filled_too() -> None:
    filled = word.fill(template("<w:p/>", paragraph(control("a.b", run("課名")))), ANSWER)
    assert "長野県" in opc.read(filled, "後")["word/header1.xml"].decode()


def test_a_control_with_an_unknown_tag_is_left_alone() -> None:
    source = template(paragraph(control("someone.else", run("記入"), "<w:showingPlcHdr/>")))
    assert opc.read(word.fill(source, ANSWER), "後") == opc.read(source, "前")


def test_every_control_with_the_tag_is_filled() -> None:
    filled = word.fill(template(NESTINGS["inline"] + NESTINGS["block"]), ANSWER)
    assert [text_of(found) for found in controls(document(filled), "a.b")] == ["長野県"] * 2


def test_a_grouping_control_keeps_the_controls_inside_it() -> None:
    inner = paragraph(run("県名：") + control("a.b", run("記入")))
    filled = word.fill(
        template(control("a.group", inner)), stating({"a.b": "長野県", "a.group": "×"})
    )
    assert shown(filled, "a.group") == "県名：長野県"


def test_line_breaks_and_tabs_become_elements() -> None:
    filled = word.fill(template(NESTINGS["block"]), stating({"a.b": "一\n\n二\t三"}))
    (made,) = document(filled).iter(w("r"))
    names = [etree.QName(child).localname for child in made]
    assert names == ["rPr", "t", "br", "br", "t", "tab", "t"]


def test_spaces_at_the_ends_are_kept() -> None:
    filled = word.fill(template(NESTINGS["block"]), stating({"a.b": "  字下げ "}))
    assert shown(filled, "a.b") == "  字下げ "
    assert b'xml:space="preserve"' in opc.read(filled, "後")["word/document.xml"]


FORMAT = '<w:rFonts w:eastAsia="ＭＳ ゴシック"/><w:b/><w:sz w:val="28"/>'


def test_the_format_of_the_placeholder_is_kept() -> None:
    source = template(paragraph(control("a.b", run("記", FORMAT) + run("入", "<w:i/>"))))
    shape = document(word.fill(source, ANSWER)).find(f".//{w('r')}/{w('rPr')}")
    assert [etree.QName(child).localname for child in shape] == ["rFonts", "b", "sz"]
    assert shape.find(w("rFonts")).get(w("eastAsia")) == "ＭＳ ゴシック"
    assert shape.find(w("rFonts")).get(w("hint")) == "eastAsia"


def test_a_prompt_loses_its_style_and_its_mark() -> None:
    prompt = run("ここに入力", '<w:rStyle w:val="a3"/>' + FORMAT)
    filled = word.fill(template(paragraph(control("a.b", prompt, "<w:showingPlcHdr/>"))), ANSWER)
    xml = opc.read(filled, "後")["word/document.xml"].decode()
    assert "showingPlcHdr" not in xml
    assert "rStyle" not in xml
    assert 'w:val="28"' in xml


def test_a_prompt_without_own_format_takes_that_for_typed_text() -> None:
    prompt = run("ここに入力", '<w:rStyle w:val="a3"/>')
    about = '<w:rPr><w:rStyle w:val="Strong"/><w:sz w:val="40"/></w:rPr><w:showingPlcHdr/>'
    filled = word.fill(template(paragraph(control("a.b", prompt, about))), ANSWER)
    shape = document(filled).find(f".//{w('r')}/{w('rPr')}")
    assert [etree.QName(child).localname for child in shape] == ["rStyle", "rFonts", "sz"]


def test_data_binding_goes_because_word_would_overwrite_the_text() -> None:
    about = '<w:dataBinding w:xpath="/a" w:storeItemID="{00000000-0000-0000-0000-000000000000}"/>'
    filled = word.fill(template(paragraph(control("a.b", run("記"), about))), ANSWER)
    assert b"dataBinding" not in opc.read(filled, "後")["word/document.xml"]


@pytest.mark.parametrize("body", NESTINGS.values(), ids=NESTINGS.keys())
def test_an_unanswered_control_shows_no_prompt(body: str) -> None:
    filled = word.fill(template(body), stating({"a.b": ""}))
    assert shown(filled, "a.b").replace("見出し", "") == "\u3000"


def test_a_block_of_several_paragraphs_becomes_one() -> None:
    body = control("a.b", paragraph(run("一")) + paragraph(run("二")) + NESTINGS["block"])
    filled = word.fill(template(body.replace("a.b", "a.c", 1)), stating({"a.c": "長野県"}))
    assert shown(filled, "a.c") == "長野県"


def test_a_cell_keeps_its_properties_and_ends_with_a_paragraph() -> None:
    inner = table(row(cell(paragraph(run("中の表")))))
    body = table(row(control("a.b", cell(paragraph(run("一")) + inner + paragraph(run("二"))))))
    (made,) = document(word.fill(template(body), ANSWER)).iter(w("tc"))
    assert [etree.QName(child).localname for child in made] == ["tcPr", "p"]


CHECKBOX = (
    '<w14:checkbox><w14:checked w14:val="{}"/><w14:checkedState w14:val="2612"/>'
    '<w14:uncheckedState w14:val="2610"/></w14:checkbox>'
)


@pytest.mark.parametrize(("value", "mark", "state"), [(True, "☒", "1"), (False, "☐", "0")])
def test_a_check_box_is_ticked(value: bool, mark: str, state: str) -> None:
    about = CHECKBOX.format("0" if value else "1")
    source = template(paragraph(control("a.b", run("☐"), about)))
    filled = word.fill(source, stating({"a.b": "はい"}, values={"a.b": value}))
    assert shown(filled, "a.b") == mark
    assert f'checked w14:val="{state}"' in opc.read(filled, "後")["word/document.xml"].decode()


def test_a_date_picker_knows_the_day_it_shows() -> None:
    about = '<w:date w:fullDate="2001-01-01T00:00:00Z"/>'
    source = template(paragraph(control("a.b", run("日付"), about)))
    stated = stating({"a.b": "令和７年４月８日"}, values={"a.b": "2025-04-08"})
    (picker,) = document(word.fill(source, stated)).iter(w("date"))
    assert picker.get(w("fullDate")) == "2025-04-08T00:00:00Z"


# --- tables ---------------------------------------------------------------------------------

HEAD = row(cell(paragraph(run("分野"))), cell(paragraph(run("人数"))))
MODEL = row(
    cell(paragraph(control("field", run("分野を記入"), '<w:id w:val="7"/>'))),
    cell(paragraph(control("people", run("人数を記入"), '<w:id w:val="8"/>'))),
)
ITEM = control("", MODEL, "<w15:repeatingSectionItem/>")
TABLES = {
    "repeating section": table(HEAD, control("p.posts", ITEM, "<w15:repeatingSection/>")),
    "row control": table(HEAD, control("p.posts", MODEL)),
    "whole table": control("p.posts", table(HEAD, MODEL)),
    "left from an earlier filling": control("p.posts", table(HEAD, MODEL, MODEL, MODEL)),
}


def posts(count: int) -> tuple[dict[str, str], ...]:
    return tuple({"field": f"分野{n}", "people": f"{n}人"} for n in range(count))


def rows_shown(data: bytes) -> list[list[str]]:
    return [[text_of(c) for c in r.iter(w("tc"))] for r in document(data).iter(w("tr"))]


@pytest.mark.parametrize("body", TABLES.values(), ids=TABLES.keys())
@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_table_grows_with_its_rows(body: str, count: int) -> None:
    filled = word.fill(template(body), stating(tables={"p.posts": posts(count)}))
    expected = [[f"分野{n}", f"{n}人"] for n in range(count)]
    assert rows_shown(filled) == [["分野", "人数"], *expected]


@pytest.mark.parametrize("body", TABLES.values(), ids=TABLES.keys())
def test_a_table_without_rows_keeps_an_empty_one(body: str) -> None:
    filled = word.fill(template(body), stating(tables={"p.posts": ()}))
    assert rows_shown(filled) == [["分野", "人数"], ["\u3000", "\u3000"]]


@pytest.mark.parametrize("body", TABLES.values(), ids=TABLES.keys())
def test_filling_a_filled_table_again_gives_the_new_rows(body: str) -> None:
    once = word.fill(template(body), stating(tables={"p.posts": posts(5)}))
    twice = word.fill(once, stating(tables={"p.posts": posts(2)}))
    assert rows_shown(twice) == rows_shown(
        word.fill(template(body), stating(tables={"p.posts": posts(2)}))
    )


def test_copied_rows_have_identities_of_their_own() -> None:
    model = MODEL.replace("<w:p>", '<w:p w14:paraId="0A0A0A0A">').replace(
        "<w:r>", '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/><w:r>'
    )
    filled = word.fill(
        template(control("p.posts", table(model))), stating(tables={"p.posts": posts(300)})
    )
    root = document(filled)
    numbers = [found.get(w("val")) for found in root.iter(w("id"))]
    assert len(numbers) == len(set(numbers)) == 600
    assert sum("paraId" in name for e in root.iter() for name in map(str, e.attrib)) == 2


def test_a_control_for_a_table_without_columns_shows_it_as_text() -> None:
    filled = word.fill(template(NESTINGS["block"]), stating({"a.b": "一／二\n三／四"}, {"a.b": ()}))
    assert shown(filled, "a.b") == "一／二\n三／四"


# --- any text -------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=60)


@given(ANY_TEXT)
def test_any_text_is_at_its_place_in_a_file_that_opens(answer: str) -> None:
    stated = stating({"a.b": texts.clean(answer)})
    filled = word.fill(template(NESTINGS["inline"]), stated)
    assert shown(filled, "a.b") == (texts.clean(answer) or "\u3000")


@given(st.lists(st.fixed_dictionaries({"field": ANY_TEXT, "people": ANY_TEXT}), max_size=8))
def test_any_rows_are_at_their_place(rows: list[dict[str, str]]) -> None:
    cleaned = tuple({key: texts.clean(text) for key, text in row.items()} for row in rows)
    filled = word.fill(template(TABLES["row control"]), stating(tables={"p.posts": cleaned}))
    expected = [[row["field"] or "\u3000", row["people"] or "\u3000"] for row in cleaned]
    assert rows_shown(filled)[1:] == (expected or [["\u3000", "\u3000"]])


def test_equal_contents_give_equal_bytes() -> None:
    stated = stating({"a.b": "長野県"}, {"p.posts": posts(3)})
    source = template(NESTINGS["inline"] + TABLES["whole table"])
    properties = stated.properties("応募書")
    assert word.fill(source, stated, properties) == word.fill(source, stated, properties)


def test_a_template_that_is_broken_inside_is_told() -> None:
    broken = opc.write({**parts("<w:p/>"), "word/document.xml": b"<w:document><w:body>"})
    with pytest.raises(InputError, match="壊れています"):
        word.fill(broken, ANSWER)


def test_the_tags_of_a_document_are_listed_in_order() -> None:
    source = template(NESTINGS["inline"] + TABLES["row control"])
    assert word.tags(source) == ["a.b", "p.posts", "field", "people"]


def test_every_control_has_one_properties_and_one_content() -> None:
    filled = word.fill(template("".join(NESTINGS.values())), ANSWER)
    for found in document(filled).iter(SDT):
        assert (len(found.findall(PROPERTIES)), len(found.findall(CONTENT))) == (1, 1)
        assert tag(found) == "a.b"
