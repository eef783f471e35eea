"""What the tests of the preview work with: the documents of three drafts, and LibreOffice's PDFs.

The three are those that matter: the complete sample, an almost empty draft and one with far too
much text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.calls.models import Call, Form
from app.documents import package
from app.documents.contents import contents
from app.preview.document import Press
from app.preview.fonts import FontMeasurer
from app.preview.page import Page
from tests.documents import conftest as documents
from tests.documents.conftest import NOW, draft_of, sample_answers

call = documents.call
pdf_of = documents.pdf_of

MINCHO = "BIZ UD明朝"
"""Stands in the letter for ＭＳ 明朝, which the testing machine lacks: all letters are as wide."""
SENTENCE = "住民の利便の向上に向けて、全庁で業務の見直しと人材100人の育成を進める。"


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Fonts need a Qt application."""


def overfull(call: Call) -> dict[str, Any]:
    """Every long text far too long, all steps wanted."""
    answers = sample_answers("complete")
    longs = (q.id for q in call.questions.values() if q.type == "long_text")
    return answers | dict.fromkeys(longs, SENTENCE * 25) | {"steps.wanted": list("1234")}


def almost_empty(_: Call) -> dict[str, Any]:
    answers = sample_answers("complete")
    return {name: answers[name] for name in ("applicant.prefecture", "contact.person")}


DRAFTS: dict[str, Callable[[Call], dict[str, Any]]] = {
    "sample": lambda _: sample_answers("complete"),
    "empty": almost_empty,
    "overfull": overfull,
}


@dataclass(frozen=True)
class Made:
    """One produced document, our pages of it and LibreOffice's PDF."""

    name: str
    pages: tuple[Page, ...]
    pdf: Path


@pytest.fixture(scope="session")
def made(
    call: Call,
    qapp: QApplication,
    pdf_of: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Made]:
    """All documents of all drafts, converted once."""
    folder = tmp_path_factory.mktemp("preview")
    press = Press(call)
    laid: dict[Path, tuple[Page, ...]] = {}
    for name, answers in DRAFTS.items():
        for form in call.parts:
            data = produced(call, form, answers(call))
            path = folder / f"{name}.{'docx' if form.kind == 'word' else 'pptx'}"
            path.write_bytes(data)
            laid[path] = tuple(press.pages(form, data))
    for kind in ("docx", "pptx"):
        pdf_of(*(path for path in laid if path.suffix == f".{kind}"))
        for path in laid:
            if path.suffix == f".{kind}":
                path.with_suffix(".pdf").rename(path.with_suffix(f".{kind}.pdf"))
    return [Made(p.name, pages, p.with_suffix(f"{p.suffix}.pdf")) for p, pages in laid.items()]


def produced(call: Call, form: Form, answers: dict[str, Any]) -> bytes:
    """A form's document as the export makes it, in faces that are installed."""
    from app.documents import opc

    stated = contents(call, draft_of(call, answers), NOW)
    data = package.fill(call, form, stated, measurer=FontMeasurer())
    if form.kind != "word":
        return data
    parts = opc.reopened(data)
    for name in ("word/document.xml", "word/styles.xml", "word/fontTable.xml"):
        parts[name] = parts[name].replace("ＭＳ 明朝".encode(), MINCHO.encode())
    return opc.write(parts)
