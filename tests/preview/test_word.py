"""Word documents as pages: paragraphs, tables, numbering, grids, headers and controls."""

from __future__ import annotations

from app.documents import opc
from app.preview import word_pages
from app.preview.page import Line, Page, Picture, Rect, Text
from app.preview.parts import Package

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIZE = '<w:pgSz w:w="4000" w:h="4000"/><w:pgMar w:top="400" w:right="400" w:bottom="400" w:left="400" w:header="100" w:footer="100"/>'  # noqa: E501
"""A page of 200 points with margins of 20: 160 points each way for text."""
STYLES = (
    f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='BIZ UDゴシック'"
    " w:eastAsia='BIZ UDゴシック'/><w:sz w:val='20'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:styleId='Big'><w:name w:val='Big'/><w:pPr><w:jc w:val='center'/>"
    "</w:pPr><w:rPr><w:sz w:val='40'/></w:rPr></w:style></w:styles>"
)
NUMBERING = (
    f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimalFullWidth'/>"
    "<w:lvlText w:val='第%1'/><w:pPr><w:ind w:left='800' w:hanging='800'/></w:pPr></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='aiueoFullWidth'/>"
    "<w:lvlText w:val='(%2)'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
)


def made(body: str, section: str = SIZE, **more: str) -> tuple[Page, ...]:
    """The pages of a document with this body; `more` are further parts by kind."""
    kinds = {"styles": STYLES, "numbering": NUMBERING, **more}
    links = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in kinds
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        opc.CONTENT_TYPES: "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="a"'
        f' Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{links}</Relationships>',
        "word/document.xml": f'<w:document {W} xmlns:r="{R}"><w:body>{body}'
        f"<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        **{f"word/{kind}.xml": text for kind, text in kinds.items()},
    }
    data = opc.write({name: text.encode() for name, text in parts.items()})
    return tuple(word_pages.pages(Package(data)))


def p(text: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def control(tag: str, inner: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def rows(page: Page) -> list[str]:
    return [row.text for row in page.rows]


def pieces(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text)]


def test_a_paragraph_begins_at_the_margin() -> None:
    (page,) = made(p("あいう"))
    assert (page.width, page.height) == (200, 200)
    assert pieces(page)[0].left == 20
    assert 20 < pieces(page)[0].base < 34


def test_sixteen_letters_of_ten_points_fill_a_line() -> None:
    assert rows(made(p("あ" * 20))[0]) == ["あ" * 16, "あ" * 4]


def test_a_style_gives_size_and_alignment() -> None:
    (page,) = made(p("あ", '<w:pStyle w:val="Big"/>'))
    (piece,) = pieces(page)
    assert piece.letters.size == 20
    assert piece.left == 90


def test_what_does_not_fit_goes_to_the_next_page() -> None:
    pages = made("".join(p(f"{n}") for n in range(30)))
    assert len(pages) == 3
    assert [row for page in pages for row in rows(page)] == [str(n) for n in range(30)]


def test_page_breaks() -> None:
    broken = '<w:p><w:r><w:t>あ</w:t><w:br w:type="page"/><w:t>い</w:t></w:r></w:p>'
    assert [rows(page) for page in made(broken)] == [["あ"], ["い"]]
    assert len(made(p("あ") + p("い", "<w:pageBreakBefore/>"))) == 2


def test_a_heading_does_not_stay_alone_at_the_foot() -> None:
    twelve = "".join(p("あ") for _ in range(11))
    pages = made(twelve + p("題", "<w:keepNext/>") + p("い"))
    assert rows(pages[1]) == ["題", "い"]


def test_exact_lines_stand_at_their_distance() -> None:
    (page,) = made(p("あ" * 20, '<w:spacing w:line="400" w:lineRule="exact"/>'))
    first, second = pieces(page)
    assert second.base - first.base == 20


def test_the_grid_of_a_section_holds_lines() -> None:
    (page,) = made(p("あ" * 20), f'{SIZE}<w:docGrid w:type="lines" w:linePitch="360"/>')
    first, second = pieces(page)
    assert second.base - first.base == 18


def test_numbers_count_and_begin_anew_below_a_higher_one() -> None:
    def item(level: int) -> str:
        about = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return p("文", about)

    (page,) = made("".join(map(item, (0, 1, 1, 0, 1))))
    marks = "".join(piece.text for piece in pieces(page)).split("文")
    assert marks == ["第１", "(ア)", "(イ)", "第２", "(ア)", ""]


def test_controls_name_their_places() -> None:
    inline = f"<w:p><w:r><w:t>題：</w:t></w:r>{control('a.b', '<w:r><w:t>答え</w:t></w:r>')}</w:p>"
    (page,) = made(inline + control("c.d", p("長い答え")))
    (first,) = page.places("a.b")
    assert (first.left, first.width) == (40, 20)
    assert page.at(first.left + 5, first.top + 5) == "a.b"
    assert page.places("c.d")


def table(*lines: str, about: str = "") -> str:
    grid = '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{about}</w:tblPr>{grid}{''.join(lines)}</w:tbl>"


def row(*cells: str, about: str = "") -> str:
    inner = "".join(
        cell if cell.startswith("<w:tc>") else f"<w:tc>{p(cell)}</w:tc>" for cell in cells
    )
    return f"<w:tr><w:trPr>{about}</w:trPr>{inner}</w:tr>"


BORDERS = "<w:tblBorders>" + "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
) + "</w:tblBorders>"  # fmt: skip


def test_cells_stand_side_by_side_and_rows_below_each_other() -> None:
    (page,) = made(table(row("あ", "い"), row("う", "え"), about=BORDERS) + p("後"))
    a, i, u, e, after = pieces(page)
    assert a.base == i.base < u.base == e.base < after.base
    assert i.left - a.left == 50
    assert [item for item in page.items if isinstance(item, Line)]


def test_a_table_without_borders_has_no_lines() -> None:
    (page,) = made(table(row("あ", "い")))
    assert not [item for item in page.items if isinstance(item, Line)]


def test_merged_cells() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("広" * 12)}</w:tc>'
    (page,) = made(table(row(wide)))
    assert rows(page) == ["広" * 12]
    down = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("縦に長い")}</w:tc>'
    on = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('見えない')}</w:tc>"
    (page,) = made(table(row(down, "い"), row(on, "え"), row("お", "か")))
    assert "見えない" not in rows(page)


def test_a_long_row_is_divided_unless_it_must_not() -> None:
    tall = "あ" * 100
    assert len(made(table(row("い", tall + tall)))) > 1
    held = made(p("前") + table(row("い", "う" * 90, about="<w:cantSplit/>")))
    assert rows(held[0]) == ["前"]


def test_head_rows_are_repeated() -> None:
    head = row("頭", "部", about="<w:tblHeader/>")
    pages = made(table(head, *(row(str(n), "い") for n in range(20))))
    assert all(rows(page)[:2] == ["頭", "部"] for page in pages)
    assert len(pages) > 1


def test_the_foot_tells_the_page() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>9</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    )
    foot = f"<w:ftr {W}><w:p>{field}<w:r><w:t>頁</w:t></w:r></w:p></w:ftr>"
    section = f'<w:footerReference w:type="default" r:id="footer"/>{SIZE}'
    pages = made(p("あ") + p("い", "<w:pageBreakBefore/>"), section, footer=foot)
    assert [rows(page)[-1] for page in pages] == ["1頁", "2頁"]


def test_a_picture_stands_in_the_text() -> None:
    spaces = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    drawing = (
        f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:drawing {spaces}><wp:inline>'
        '<wp:extent cx="635000" cy="254000"/><a:blip r:embed="image"/></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )
    (page,) = made(drawing + p("あ"), image="PNG")
    (picture,) = [item for item in page.items if isinstance(item, Picture)]
    assert picture.place == Rect(130, 20, 50, 20)
    assert pieces(page)[0].base > 40


def test_a_document_without_styles_or_text_is_one_page() -> None:
    (page,) = made("")
    assert rows(page) == []
