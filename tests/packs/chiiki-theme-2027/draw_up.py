"""How shinsei.docx was made: a table form, each answer in a content control (w:sdt).

python tests/packs/chiiki-theme-2027/draw_up.py
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERS = count(1)
LABELLED = (
    ("団体の名称", "applicant.name"),
    ("代表者", "applicant.leader"),
    ("応募するテーマ", "theme.kind"),
    ("避難所の数と対象", "theme.evacuation"),
    ("実証の内容", "theme.plan"),
    ("申請額", "costs.total"),
)
COLUMNS = (("費目", "item"), ("支払の予定日", "paid"), ("金額", "amount"))


def control(tag: str, inside: str) -> str:
    head = f'<w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{next(NUMBERS)}"/></w:sdtPr>'
    return f"<w:sdt>{head}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def cell(inside: str) -> str:
    return f"<w:tc><w:tcPr/><w:p>{inside}</w:p></w:tc>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def table(rows: list[str], columns: int) -> str:
    grid = "<w:gridCol/>" * columns
    look = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
    return f"<w:tbl {W}>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def main() -> None:
    document = Document()
    document.add_heading("助成申請書", 1)
    body = document.element.body
    rows = [
        f"<w:tr>{cell(run(label))}{cell(control(tag, run('（記入）')))}</w:tr>"
        for label, tag in LABELLED
    ]
    heads = "".join(cell(run(label)) for label, _ in COLUMNS)
    cells = "".join(cell(control(tag, run("（記入）"))) for _, tag in COLUMNS)
    costs = [f"<w:tr>{heads}</w:tr>", control("costs.items", f"<w:tr>{cells}</w:tr>")]
    end = body.sectPr
    for xml in (table(rows, 2), f"<w:p {W}/>", table(costs, 3), f"<w:p {W}/>"):
        end.addprevious(parse_xml(xml))
    document.save(str(Path(__file__).with_name("shinsei.docx")))


if __name__ == "__main__":
    main()
