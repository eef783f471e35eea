"""A produced file says who made it and when from the draft alone."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pptx
import pytest

from app.documents import opc, properties
from app.documents.contents import Properties
from app.environment import JST
from tests.documents.templates import template

MADE = datetime(2025, 4, 1, 9, 0, tzinfo=JST)
CHANGED = datetime(2025, 4, 3, 18, 30, 5, tzinfo=JST)
STATED = Properties(
    "応募書（長野県）", "人材確保＜R7＞ & 連携", "長野県ＤＸ推進課", MADE, CHANGED, 12
)


def test_the_properties_are_those_of_the_draft() -> None:
    found = docx.Document(io.BytesIO(properties.finished(template("<w:p/>"), STATED)))
    core = found.core_properties
    assert (core.title, core.subject, core.language) == (STATED.title, STATED.subject, "ja-JP")
    assert (core.author, core.last_modified_by, core.revision) == (STATED.author, STATED.author, 12)
    assert core.created == datetime(2025, 4, 1, 0, 0, tzinfo=UTC)
    assert core.modified == datetime(2025, 4, 3, 9, 30, 5, tzinfo=UTC)


def made_by_python_docx() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def made_by_python_pptx() -> bytes:
    stream = io.BytesIO()
    pptx.Presentation().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("make", [made_by_python_docx, made_by_python_pptx])
def test_properties_of_another_library_give_way(make: object) -> None:
    data = properties.finished(make(), STATED)  # type: ignore[operator]
    (name,) = (part for part in opc.read(data, "試験") if part.endswith("core.xml"))
    text = opc.read(data, "試験")[name].decode()
    assert "長野県ＤＸ推進課" in text
    assert "python-" not in text
    assert "Canny" not in text


def test_text_that_xml_cannot_hold_does_not_break_the_properties() -> None:
    odd = Properties("a\x00\ud800<", "", "]]>\n", MADE, CHANGED)
    found = docx.Document(io.BytesIO(properties.finished(template("<w:p/>"), odd)))
    assert found.core_properties.title == "a〓<"
