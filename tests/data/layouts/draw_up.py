"""Draws up three forms as a ministry might hand them out: a sheet, a letter and a deck.

Run as a script it writes them beside itself (or into the folder given). They have no tags.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from pptx import Presentation
from pptx.util import Cm
from pptx.util import Pt as SlidePt

FACE = "ＭＳ 明朝"


def _blank() -> Any:
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    return made


def sheet(folder: Path) -> Path:
    """様式: one table with merged cells, two blocks under headings, tick cells, a date cell."""
    made = _blank()
    made.add_heading("様式第１号　応募申請書", 1)
    table = made.add_table(16, 4, style="Table Grid")
    plain = (
        (0, "団体", "都道府県名"), (1, "", "知事氏名"), (2, "文書", "文書番号"),
        (3, "", "文書日付"), (4, "担当者\n連絡先", "担当部署名"), (5, "", "職・氏名（担当者）"),
        (6, "", "電話番号"), (7, "", "メールアドレス"),
    )  # fmt: skip
    for row, group, label in plain:
        if group:
            table.cell(row, 0).text = group
        table.cell(row, 1).text = label
        table.cell(row, 2).merge(table.cell(row, 3))
    for first, last in ((0, 1), (2, 3), (4, 7)):
        table.cell(first, 0).merge(table.cell(last, 0))
    table.cell(3, 2).text = "令和　　年　　月　　日"
    table.cell(8, 0).merge(table.cell(8, 3)).text = "以下の事項を確認の上、記載してください。"
    asked = (
        "１　経費の負担", "２　成果報告書の提出・公表", "３　人材の紹介等を行わないこと",
        "４　支援内容の共有", "５　相談したい事項　※任意", "６　添付資料（補足資料）",
        "７　希望する支援ステップ",
    )  # fmt: skip
    for row, label in enumerate(asked, 9):
        table.cell(row, 0).merge(table.cell(row, 1)).text = label
        table.cell(row, 2).merge(table.cell(row, 3))
    made.save(folder / "sheet.docx")
    return folder / "sheet.docx"


def letter(folder: Path) -> Path:
    """鑑文: lines with colons, headings with an empty paragraph beneath."""
    made = _blank()
    for line in ("文書番号：", "文書の日付：令和　年　月　日"):
        made.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.add_paragraph("総務省自治行政局　御中")
    for line in ("都道府県：", "知事氏名："):
        made.add_paragraph(line).paragraph_format.left_indent = Pt(250)
    made.add_paragraph(
        "デジタル人材確保プロジェクトの応募について"
    ).alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("　標記について、下記のとおり応募します。")
    made.add_paragraph("記").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for heading in (
        "１　支援を希望するステップ", "２　経費の負担について",
        "３　成果報告書の提出と公表について",
        "４　人材の紹介等を行わないこと", "５　支援内容の共有", "６　相談したい事項",
        "７　補足資料",
    ):  # fmt: skip
        made.add_paragraph(heading)
        made.add_paragraph("")
    made.add_paragraph("【連絡先】")
    for line in ("担当部署：", "担当者職・氏名：", "電　話：", "E-mail（メールアドレス）："):
        made.add_paragraph(line)
    made.save(folder / "letter.docx")
    return folder / "letter.docx"


Rows = tuple[tuple[str, ...], ...]
SLIDES: tuple[tuple[str, Rows], ...] = (
    ("１．応募の概要", (
        ("応募名称", ""), ("応募の概要", ""), ("人材の確保に当たり困難を感じていること", ""),
        ("困難の具体的内容", ""), ("人材プールの運用開始（予定）時期", "令和　年　月"))),
    ("２．推進体制の四つの機能", (
        ("区分", "状況", "内容"), ("知事と市町村長による方向性の共有", "", ""),
        ("市町村の状況の把握", "", ""), ("専門人材の確保（人材プール）", "", ""),
        ("取り組むテーマの設定", "", ""))),
    ("３．人材プールの現状と計画", (
        ("区分", "常勤職員", "非常勤職員", "業務委託", "合計"),
        ("現在の人数", "人", "人", "人", "人"), ("計画する人数", "人", "人", "人", "人"))),
    ("３－２．人材プールの現状と計画", (
        ("常勤職員を置かない場合の理由", ""), ("人材プールの運用方法", ""))),
    ("４．市町村の課題と背景", (
        ("市町村数", ""), ("うち人材支援を要望している市町村の数", ""), ("市町村の課題", ""),
        ("市町村が求める人材", ""))),
    ("５．希望する支援のステップ", (
        ("支援を希望するステップ", ""), ("間のステップの支援を希望しない理由", ""),
        ("支援を希望する理由", ""))),
    ("第１ステップ　課題の把握・深掘り", (
        ("ヒアリングを予定する市町村数", ""), ("ヒアリング対象の選び方", ""),
        ("これまでに把握している課題", ""), ("同行する県職員", ""))),
    ("第３ステップ　確保の形態の選択", (
        ("確保形態の検討状況", ""), ("希望する支援の内容", ""))),
    ("第２ステップ　人材像・業務内容の明確化", (
        ("人材像・業務内容の検討状況", ""), ("希望する支援の内容", ""),
        ("ポストの内容は支援を受けて今後定めるか", ""))),
    ("第４ステップ　募集・契約、人材の確保", (
        ("募集方法", ""), ("募集・契約の進め方", ""),
        ("市町村への頻度の高い派遣（週１回以上）の予定", ""), ("市町村の受入れ準備", ""),
        ("キャリアパス", ""))),
    ("６．計画するポスト", (
        ("課題", "分野", "レベル", "業務内容", "求める経験・資格", "人数", "期間", "週当たり時間",
         "業務の性質", "確保形態", "要件①", "イの試験区分", "要件②"), ("",) * 13)),
    ("７．体制と関係部局との調整", (
        ("区分", "状況", "内容"), ("人事担当部局との調整", "", ""),
        ("財政担当部局との調整", "", ""))),
    ("７－２．体制図に載せる部署", (("部署", "役割", "人数"), ("", "", ""), ("", "", ""))),
    ("８．スケジュール", (("取組", "ステップ", "開始日", "終了日", "担当"), ("",) * 5, ("",) * 5)),
    ("９．期待される効果（成果指標）", (("指標", "現状", "目標", "時期"), ("",) * 4)),
)  # fmt: skip
HEADED = {"区分", "課題", "部署", "取組", "指標"}


def deck(folder: Path) -> Path:
    """調書: a slide a chapter with a table each; two long texts in boxes beneath their labels."""
    made = Presentation()
    made.slide_width, made.slide_height = Cm(33.87), Cm(19.05)
    only_title = made.slide_layouts[5]
    for title, rows in SLIDES:
        slide = made.slides.add_slide(only_title)
        _title(slide, title)
        headed = rows[0][0] in HEADED
        room = Cm(15.5) if not headed else Cm(2 + 2.4 * (len(rows) - 1))
        frame = slide.shapes.add_table(len(rows), len(rows[0]), Cm(1), Cm(2.8), Cm(31.8), room)
        frame.table.first_row = headed
        if len(rows[0]) == 2:
            frame.table.columns[0].width, frame.table.columns[1].width = Cm(8), Cm(23.8)
        for row, texts in zip(frame.table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                _put(cell.text_frame, text, 10 if len(rows[0]) > 5 else 12)
    for title, label in (
        ("７－３．推進の体制", "推進体制"),
        ("９－２．期待される効果", "期待される効果"),
    ):
        slide = made.slides.add_slide(only_title)
        _title(slide, title)
        _put(slide.shapes.add_textbox(Cm(1), Cm(2.8), Cm(10), Cm(1)).text_frame, f"■ {label}", 14)
        box = slide.shapes.add_textbox(Cm(1), Cm(4), Cm(31.8), Cm(13.5))
        box.text_frame.word_wrap = True
    made.save(str(folder / "deck.pptx"))
    return folder / "deck.pptx"


def _title(slide: Any, text: str) -> None:
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = Cm(1), Cm(0.6), Cm(31.8), Cm(1.6)
    _put(title.text_frame, text, 24)


def _put(frame: Any, text: str, size: float) -> None:
    run = frame.paragraphs[0].add_run() if text else None
    font = run.font if run else frame.paragraphs[0].font
    if run:
        run.text = text
    font.size = SlidePt(size)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for draw in (sheet, letter, deck):
        print(draw(target))
