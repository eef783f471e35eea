"""Documents out, in and before the eye: export, preview, reading back."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from docx import Document
from lxml import etree
from pptx import Presentation
from PySide6.QtWidgets import QApplication

from app.documents import controls, opc, package, word
from app.documents.contents import contents
from app.documents.controls import SDT, content, tag, w
from app.review import dates
from tests.bench import sample
from tests.bench.figure import Figure, clocked, compared, growth, in_turns

ROUNDS = 15


def figures() -> list[Figure]:
    return [_export(), _export_growth(), _docxtpl(), _preview(), *_read()]


def _templates() -> list[bytes]:
    call = sample.call()
    return [(call.folder / form.template).read_bytes() for form in call.parts]


def _filled() -> list[bytes]:
    call = sample.call()
    stated = contents(call, sample.draft(sample.answers()), sample.NOW)
    return [package.fill(call, form, stated) for form in call.parts]


def _opened(letter: bytes, deck: bytes) -> tuple[Any, Any]:
    return Document(io.BytesIO(letter)), Presentation(io.BytesIO(deck))


def _export() -> Figure:
    templates = _templates()

    def beside() -> None:
        for document in _opened(*templates):
            document.save(io.BytesIO())

    found = in_turns(clocked(_filled), clocked(beside), ROUNDS)
    than = "python-docx + python-pptx opening and saving the templates"
    return compared("export", *found, "ms", "export of both documents", than)


def _export_growth() -> Figure:
    """A deck that grows to over sixty pages, by the rows of its tables."""
    call = sample.call()
    times = {}
    for rows in (30, 100, 300):
        answers = {key: _many(value, rows) for key, value in sample.answers().items()}
        stated = contents(call, sample.draft(answers), sample.NOW)
        act = clocked(lambda s=stated: [package.fill(call, form, s) for form in call.parts])
        times[rows] = sorted(act() for _ in range(3))[1]
    return growth("export_growth", times, "ms", "export, rows in each table")


def _many(value: Any, count: int) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [value[number % len(value)] for number in range(count)]
    return value


def _docxtpl() -> Figure:
    """The letter, by controls and by docxtpl from an equal letter with fields."""
    from docxtpl import DocxTemplate

    call = sample.call()
    stated = contents(call, sample.draft(sample.answers()), sample.NOW)
    template = _templates()[0]
    fields = _with_fields(template)
    values = {tag.replace(".", "_"): text for tag, text in stated.texts.items()}

    def beside() -> None:
        made = DocxTemplate(io.BytesIO(fields))
        made.render(values, autoescape=True)
        made.save(io.BytesIO())

    found = in_turns(clocked(lambda: word.fill(template, stated)), clocked(beside), ROUNDS)
    what = "filling the cover letter"
    return compared("export_docxtpl", *found, "ms", what, "docxtpl, an equal letter")


def _with_fields(template: bytes) -> bytes:
    """The template with {{ fields }} where its controls are."""
    parts = opc.read(template, "")
    root = etree.fromstring(parts["word/document.xml"])
    for control in [*controls.all_controls(root)]:
        name, inside = tag(control).replace(".", "_"), content(control)
        runs = [*inside.iter(w("t"))]
        if runs and not any(True for _ in inside.iter(SDT)):
            for node in runs[1:]:
                node.text = ""
            runs[0].text = "{{ " + name + " }}"
        for child in [*inside]:
            control.addprevious(child)
        control.getparent().remove(control)
    return opc.write({**parts, "word/document.xml": word.serialised(root)})


def _preview() -> Figure:
    """The deck laid out and the page being typed painted, against converting the deck."""
    from app.preview import painter
    from app.preview.document import Press

    QApplication.instance() or QApplication([])
    call, drafted = sample.call(), sample.draft(sample.answers())
    form, press = call.parts[-1], Press(call)

    def ours() -> None:
        document = press.document(form, drafted, sample.NOW)
        page = document.page_of([sample.LONGEST])
        painter.picture(document.pages[page or 0], 1.0)

    with tempfile.TemporaryDirectory() as place:
        beside = _libreoffice(_filled()[-1], Path(place))
        found = in_turns(clocked(ours), clocked(beside), 5)
    what = "preview of the page being typed"
    return compared("preview", *found, "ms", what, "LibreOffice converting the same document")


def _libreoffice(deck: bytes, place: Path) -> Callable[[], object]:
    program = shutil.which("soffice")
    assert program, "LibreOffice (soffice) is needed"
    path = place / "deck.pptx"
    path.write_bytes(deck)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(place)]
    return lambda: subprocess.run(
        [*command, str(path)], check=True, capture_output=True, timeout=300
    )


def _read() -> list[Figure]:
    """Reading back what was exported; nothing where this version does not read back."""
    if importlib.util.find_spec("app.documents.reading") is None:
        return []
    from app.documents import reading

    call, files = sample.call(), _filled()
    named = [(f"{n}{Path(f.template).suffix}", d) for n, (f, d) in
             enumerate(zip(call.parts, files, strict=True))]  # fmt: skip
    found = in_turns(
        clocked(lambda: reading.read(call, named, read_date=dates.parse, now=sample.NOW)),
        clocked(lambda: _opened(*files)),
        ROUNDS,
    )
    what = "reading both documents back"
    return [compared("read", *found, "ms", what, "python-docx + python-pptx opening them")]
