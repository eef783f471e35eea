"""確認結果.html: what the review found, to read on screen and to print on A4.

One file without anything from outside; the headings, lists and table of facts are marked up so
that a screen reader can follow them. State is told in words, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from itertools import count

from app import PRODUCT_NAME, __version__
from app.calls.base import Severity
from app.calls.models import Call
from app.documents import texts
from app.drafts.draft import Draft
from app.environment import JST
from app.review.finding import Finding, Place

NAME = "確認結果.html"
MEANINGS = {
    Severity.ERROR: "修正するまで提出一式を出力できない事項",
    Severity.WARNING: "提出前に確認が必要な事項",
    Severity.ADVICE: "よりよくするための助言",
}
STYLE = """
@page { size: A4; margin: 18mm 20mm; }
body { font-family: "BIZ UDPゴシック", "BIZ UDPGothic", "Meiryo", "Noto Sans CJK JP", sans-serif;
  line-height: 1.7; color: #1a1a1c; max-width: 52rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; border-bottom: 3px solid #0f2f6b; padding-bottom: .4rem; }
h2 { font-size: 1.2rem; margin-top: 2rem; border-left: 6px solid #0f2f6b; padding-left: .6rem; }
table.facts { border-collapse: collapse; width: 100%; }
.facts th, .facts td { border: 1px solid #8a8a94; padding: .35rem .7rem; text-align: left; }
.facts th { width: 9rem; background: #f2f2f5; font-weight: normal; }
ol { padding-left: 2rem; } li { margin: .9rem 0; break-inside: avoid; }
.place { font-weight: bold; } .clause { color: #595962; font-size: .9rem; }
.todo, .reason { margin: .2rem 0 0; } p { margin: .2rem 0; }
.practice { border: 2px solid #1a1a1c; padding: .6rem 1rem; font-weight: bold; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; } }
"""


def compose(
    call: Call, draft: Draft, findings: Sequence[Finding], names: Mapping[str, str], now: datetime
) -> bytes:
    """The report's bytes (UTF-8)."""
    open_findings = [finding for finding in findings if finding.is_open]
    sections = [
        *(_severity(call, draft, level, open_findings) for level in Severity),
        _overrides(call, draft, findings),
        _dismissed(call, draft, findings),
    ]
    title = f"確認結果（{names['prefecture']}）"
    notice = "<p class='practice'>【練習】この提出一式は練習用です。提出しないでください。</p>"
    page = (
        f"<!DOCTYPE html>\n<html lang='ja'>\n<head>\n<meta charset='utf-8'>\n"
        f"<meta name='viewport' content='width=device-width'>\n<title>{_text(title)}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{_text(title)}</h1>\n"
        f"{notice if draft.practice else ''}\n{_facts(call, draft, open_findings, now)}\n"
        f"{''.join(sections)}</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _facts(call: Call, draft: Draft, findings: Iterable[Finding], now: datetime) -> str:
    levels = [finding.severity for finding in findings]
    moment = now.astimezone(JST)
    revision = f"（第{draft.revision}版）" if draft.revision else ""
    facts = (
        ("募集", call.title),
        ("下書き", f"{draft.title}{revision}"),
        ("確認日時", f"{_day(moment)} {moment:%H:%M}（日本時間）"),
        ("指摘の数", "、".join(f"{level.label} {levels.count(level)}件" for level in Severity)),
        ("作成", f"{PRODUCT_NAME} {__version__}"),
    )
    rows = "".join(
        f"<tr><th scope='row'>{_text(name)}</th><td>{_text(value)}</td></tr>\n"
        for name, value in facts
    )
    return f"<table class='facts'>\n{rows}</table>"


def _day(moment: datetime) -> str:
    from app.review import dates

    return dates.japanese(moment.date())


def _severity(call: Call, draft: Draft, level: Severity, findings: Iterable[Finding]) -> str:
    chosen = [finding for finding in findings if finding.severity is level]
    lead = f"<p>{_text(MEANINGS[level])}</p>"
    return _section(f"{level.label}（{len(chosen)}件）", lead, call, draft, chosen)


def _overrides(call: Call, draft: Draft, findings: Iterable[Finding]) -> str:
    chosen = [finding for finding in findings if finding.override]
    title = f"理由を付して出力した事項（{len(chosen)}件）"
    return _section(title, "", call, draft, chosen) if chosen else ""


def _dismissed(call: Call, draft: Draft, findings: Iterable[Finding]) -> str:
    chosen = [finding for finding in findings if finding.dismissed]
    title = f"対応しないこととした助言（{len(chosen)}件）"
    return _section(title, "", call, draft, chosen) if chosen else ""


def _section(title: str, lead: str, call: Call, draft: Draft, findings: Sequence[Finding]) -> str:
    items = "".join(_item(call, draft, finding) for finding in findings)
    inside = f"<ol>\n{items}</ol>" if findings else "<p>ありません。</p>"
    return f"<section>\n<h2>{_text(title)}</h2>\n{lead}\n{inside}\n</section>\n"


def _item(call: Call, draft: Draft, finding: Finding) -> str:
    clauses = "、".join(_clause(call, clause) for clause in finding.clauses)
    pieces = (
        ("place", place_text(call, draft, finding.place)),
        ("message", finding.message),
        ("todo", finding.todo),
        ("reason", f"理由：{finding.override}" if finding.override else ""),
        ("clause", f"根拠：{clauses}" if clauses else ""),
    )
    inside = "".join(f"<p class='{name}'>{_text(text)}</p>" for name, text in pieces if text)
    return f"<li>{inside}</li>\n"


def _clause(call: Call, clause_id: str) -> str:
    clause = call.clause.get(clause_id)
    return f"応募要領{clause.section} {clause.title}（{clause.id}）" if clause else clause_id


def place_text(call: Call, draft: Draft, place: Place) -> str:
    """A place in the words of the form: 章 ＞ 設問 ＞ ３行目 ＞ 列."""
    question, section = call.questions.get(place.question), call.section_of.get(place.question)
    if question is None or section is None:
        return "応募全体"
    steps = [section.title, question.label]
    if question.type == "table":
        rows = draft.answer(question.id) or []
        numbers = zip(count(1), rows, strict=False)
        found = next((n for n, row in numbers if row.get("_id") == place.row), None)
        steps += [f"{found}行目"] if found else []
        steps += [c.label for c in question.columns if c.id == place.column]
    return " ＞ ".join(steps)


def _text(text: str) -> str:
    """Text as HTML, with its line breaks."""
    return escape(texts.clean(text)).replace("\n", "<br>")
