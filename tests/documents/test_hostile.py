"""Hostile and broken files are refused for the right reason, with little memory and at once."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.calls.models import Call
from app.documents import cautions, opc, reading
from app.documents.templates.check import check
from app.documents.templates.suggest import survey
from app.errors import InputError
from app.review import dates
from tests.documents.conftest import NOW, PACK, ROOT
from tests.documents.hostile_files import (
    FILES,
    compound,
    crowded,
    field,
    with_body,
    with_link,
    with_part,
    with_type,
)

MOST_MEGABYTES = 150
MACRO_TYPE = (
    '<Default Extension="x" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
)


@pytest.mark.skipif(os.name != "posix", reason="the children are made by fork and held by rlimit")
def test_each_is_refused_with_its_reason_in_little_memory(tmp_path: Path) -> None:
    for name, (make, _) in FILES.items():
        (tmp_path / name).write_bytes(make())
    paths = [str(tmp_path / name) for name in FILES]
    command = [sys.executable, "-m", "tests.documents.hostile_reader", *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    found = {entry["name"]: entry for entry in map(json.loads, done.stdout.splitlines())}
    assert found.keys() == FILES.keys(), done.stderr.decode()[-2000:]
    for name, (_, reason) in FILES.items():
        print(f"{name:26}{found[name]['ms']:6} ms{found[name]['mb']:6} MB", found[name]["message"])
        assert reason in found[name]["message"], name
        assert found[name]["mb"] <= MOST_MEGABYTES, name


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("ppt/slides/slide2.xml", b"<p:sld"),
        ("ppt/slides/slide2.xml", b"<none/>"),
        ("ppt/slides/slide2.xml", None),
        ("ppt/slides/_rels/slide2.xml.rels", None),
        ("ppt/_rels/presentation.xml.rels", None),
        ("ppt/presentation.xml", b"<none/>"),
    ],
)
def test_a_deck_that_is_broken_inside_is_no_bug_of_ours(
    call: Call, part: str, data: bytes | None
) -> None:
    """Whichever library stumbles over it: it is read for what is left, or refused."""
    form = call.parts[1]
    parts = opc.reopened((PACK / form.template).read_bytes())
    broken = {name: kept for name, kept in parts.items() if name != part}
    file = opc.write(broken if data is None else {**broken, part: data})
    for look in (
        lambda: reading.read(call, [("様式.pptx", file)], read_date=dates.parse, now=NOW),
        lambda: check(call, form, file, "様式.pptx"),
        lambda: survey(call, form, file, "様式.pptx"),
    ):
        with contextlib.suppress(InputError):
            look()


def test_a_file_beyond_all_measure_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "様式.docx").open("wb") as stream:
        stream.truncate(opc.LIMITS.file_bytes + 1)
    with pytest.raises(InputError, match="大きすぎます"):
        opc.bytes_of(tmp_path / "様式.docx", "様式.docx")


def test_a_field_that_counts_pages_is_harmless() -> None:
    assert opc.read(field(" PAGE ", r"\* MERGEFORMAT"), "試験")


def test_a_charts_workbook_is_harmless() -> None:
    assert opc.read(with_part("word/embeddings/Workbook1.xlsx", b"x"), "試験")


CAREFUL = {
    "ending": ("様式.docm", lambda: with_body("<w:p/>"), cautions.MACROS),
    "macro part": ("様式.docx", lambda: with_part("word/vbaProject.bin", b"x"), cautions.MACROS),
    "macro type": ("表.xlsx", lambda: with_type(MACRO_TYPE), cautions.MACROS),
    "old with macros": ("表.xls", lambda: compound("_VBA_PROJECT_CUR"), cautions.MACROS),
    "in a zip": ("資料.zip", lambda: opc.write({"表.xlsm": b"x"}), cautions.MACROS),
    "linked picture": ("図.docx", lambda: with_link("image", "http://a.jp/b.png"), cautions.LINKS),
    "linked workbook": (
        "表.xlsx", lambda: with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), cautions.LINKS
    ),
    "object": ("図.docx", lambda: with_link("oleObject", "a.bin", ""), cautions.OBJECTS),
    "encrypted": ("表.xlsx", lambda: compound("EncryptedPackage"), cautions.PROTECTED),
    "torn": ("図.docx", lambda: with_body("<w:p/>")[:300], cautions.BROKEN),
    "crowded": ("図.zip", lambda: crowded(21_000), cautions.TOO_LARGE),
    "huge list": ("図.docx", lambda: with_part("a.rels", bytes(5_000_000)), cautions.TOO_LARGE),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "caution"), CAREFUL.values(), ids=CAREFUL.keys())
def test_a_supplement_to_be_careful_of_is_told(
    tmp_path: Path, name: str, make: object, caution: str
) -> None:
    (tmp_path / name).write_bytes(make())  # type: ignore[operator]
    assert cautions.cautions(tmp_path / name) == (caution,)


HARMLESS = {
    "要綱.docx": with_link("hyperlink", "https://example.jp/"),
    "要綱.pdf": b"%PDF-1.7 vbaProject.bin",
    "要綱.txt": "マクロ".encode(),
    "要綱.xls": compound("Workbook"),
    "資料.zip": opc.write({"要綱.docx": b"x", "a.txt": b"x"}),
}


@pytest.mark.parametrize(("name", "data"), HARMLESS.items(), ids=HARMLESS.keys())
def test_an_ordinary_supplement_needs_no_warning(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert cautions.cautions(tmp_path / name) == ()


def test_what_is_not_there_is_left_to_who_adds_it(tmp_path: Path) -> None:
    assert cautions.cautions(tmp_path / "なし.docx") == ()
    assert cautions.cautions(tmp_path) == ()
