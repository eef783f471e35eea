"""Reads produced documents by independent means and tells which answers are not at their place."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from pptx import Presentation

from app.calls.models import Call, Form
from tests.end_to_end.expected import cells, fragments, short

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    return "".join(text.split())


def pdf_text(pdf: Path) -> str:
    """The text of a PDF in the order it was drawn, so that a cell's lines stay together."""
    command = ["pdftotext", "-raw", str(pdf), "-"]
    return squeezed(subprocess.run(command, check=True, capture_output=True).stdout.decode())


def asked(call: Call, form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The form's questions with their answers."""
    for question in form.questions:
        if answers.get(question.id) not in (None, "", []):
            yield question, answers[question.id]


def missing_in_text(call: Call, form: Form, answers: Mapping[str, Any], text: str) -> list[str]:
    """Answers of which a piece does not stand anywhere in a text without white space."""
    missing = []
    for question, value in asked(call, form, answers):
        if question.type == "table":
            pieces = [piece for _, _, of_cell in cells(question, value) for piece in of_cell]
        else:
            pieces = fragments(question, value)
        missing += [f"{question.id}: {piece}" for piece in pieces if not stands(piece, text)]
    return missing


def stands(piece: str, text: str) -> bool:
    return piece in text or short(piece) in text


def missing_in_word(call: Call, form: Form, answers: Mapping[str, Any], path: Path) -> list[str]:
    """Answers that the content control tagged with their question does not hold."""
    controls: dict[str, str] = {}
    for control in Document(str(path)).element.body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            text = squeezed("".join(t.text or "" for t in control.iter(f"{W}t")))
            controls[tag.get(f"{W}val")] = controls.get(tag.get(f"{W}val"), "") + text
    return [
        f"{question.id}: {piece}"
        for question, value in asked(call, form, answers)
        for piece in fragments(question, value)
        if piece not in controls.get(question.id, "")
    ]


def missing_in_slides(call: Call, form: Form, answers: Mapping[str, Any], path: Path) -> list[str]:
    """Answers that neither the shape named after their question nor their section's page holds."""
    shapes: dict[str, str] = {}
    pages: dict[str, str] = {}
    for slide in Presentation(str(path)).slides:
        name = slide._element.cSld.get("name") or slide.slide_layout.name
        for shape in leaves(slide.shapes):
            text = squeezed("".join(text_of(shape)))
            pages[name] = pages.get(name, "") + text
            key = shape.name.rpartition(":")[2].split("/")[0]
            shapes[key] = shapes.get(key, "") + text
    missing = []
    for question, value in asked(call, form, answers):
        section = call.section_of[question.id].id
        text = shapes.get(question.id) or pages.get(section, "")
        if question.type == "table":
            pieces = [piece for _, _, of_cell in cells(question, value) for piece in of_cell]
        else:
            pieces = fragments(question, value)
        missing += [f"{question.id}: {piece}" for piece in pieces if not stands(piece, text)]
    return missing


def leaves(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from leaves(shape.shapes)
        else:
            yield shape


def text_of(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield shape.text_frame.text
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:
            for cell in row.cells:
                yield cell.text_frame.text
