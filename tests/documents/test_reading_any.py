"""Any answers are filled in and read back the same, and after LibreOffice has saved the files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.calls.models import Call
from app.documents import texts
from app.documents.contents import contents
from tests.documents import generated
from tests.documents.conftest import NOW, draft_of
from tests.documents.test_reading import back, made, plain

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=80)
LINES = st.lists(TEXTS, min_size=1, max_size=4).map("\n".join)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_text_comes_back_as_documents_show_it(
    data: st.DataObject, call: Call, sample: dict[str, Any]
) -> None:
    keys = ["contact.person", "overview.summary", "problems.background", "results.text"]
    said = {key: data.draw(LINES, label=key) for key in keys}
    found = back(call, made(call, {**sample, **said}))
    for key, text in said.items():
        shown = texts.clean(text)
        expected = shown if shown.strip() and shown.strip() not in ("（記載なし）", "－") else None
        assert found.answers[key] == expected


@pytest.mark.parametrize("count", [0, 1, 13, 60])
@pytest.mark.parametrize(
    ("table", "column"),
    [("schedule.table", "activity"), ("posts.table", "problem"), ("organisation.units", "unit"),
     ("results.indicators", "indicator")],
)  # fmt: skip
def test_tables_of_any_length_come_back(
    call: Call, sample: dict[str, Any], table: str, column: str, count: int
) -> None:
    row = {k: v for k, v in sample[table][0].items() if k != "_id"}
    rows = [{**row, column: f"行{number}"} for number in range(count)]
    found = back(call, made(call, {**sample, table: rows}))
    assert (plain(found.answers[table]) or []) == rows
    assert (found.missing, found.outside) == ((), ())


@pytest.mark.parametrize(
    "row",
    [
        {"role": "名前のない役割"},
        {"people": 3},
        {"unit": "企画課（本庁）"},
        {"unit": "企画課（本庁）", "people": 3},
        {"unit": "企画課", "role": "一行目\n（二行目）"},
    ],
)
def test_a_box_of_the_chart_is_taken_apart_as_it_was_put_together(
    call: Call, sample: dict[str, Any], row: dict[str, Any]
) -> None:
    found = back(call, made(call, {**sample, "organisation.units": [row]}))
    assert found.answers["organisation.units"] == [row]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_answers_come_back(data: st.DataObject, call: Call) -> None:
    answers = data.draw(generated.answers(call))
    found = back(call, made(call, answers))
    asked = contents(call, draft_of(call, answers), NOW).asked
    for key, question in call.questions.items():
        if key in asked and question.type != "files":
            expected = normalised(question, answers.get(key))
            assert normalised(question, found.answers.get(key)) == expected, key
    assert (found.missing, found.outside) == ((), ())


def normalised(asked: Any, value: Any, *, boxed: bool = False) -> Any:
    """An answer as documents show it (app.documents.reading); None for none."""
    if value is None or value == [] or (value is False and asked.type == "acknowledgement"):
        return None
    match asked.type:
        case "table":
            is_chart = asked.id == "organisation.units"
            rows = [
                {c.id: n for c in asked.columns
                 if (n := normalised(c, row.get(c.id), boxed=is_chart)) is not None}
                for row in value
            ]  # fmt: skip
            return [row for row in rows if row] or None
        case "short_text" | "long_text" | "email" | "telephone":
            text = texts.clean(str(value)).strip("\n\u3000 ")
            text = " ".join(text.split()) if boxed else text
            return text if text.strip() and text not in ("（記載なし）", "－") else None
        case "multiple_choice":
            return sorted(value, key=[option.value for option in asked.choices].index)
        case "date" if asked.month_only and value[:4].isdecimal():
            return value[:8] + "01"
    return value


@pytest.mark.slow
def test_all_comes_back_after_libreoffice_has_saved_the_files(
    call: Call, sample: dict[str, Any], tmp_path: Path
) -> None:
    many = [{**sample["schedule.table"][0], "activity": f"取組{n}"} for n in range(30)]
    answers = {**sample, "overview.summary": "一行目\n\t字下げ\n\n𠮷野家", "schedule.table": many}
    files = made(call, answers)
    saved = [(name, resaved(tmp_path, name, data)) for name, data in files]
    found, before = back(call, saved), back(call, files)
    assert found.answers == before.answers
    assert (found.missing, found.outside) == ((), ())


def resaved(folder: Path, name: str, data: bytes) -> bytes:
    """A file as LibreOffice writes it after opening it."""
    program = shutil.which("soffice")
    assert program, "LibreOffice (soffice) is needed: python3 packaging/dev.py test installs it"
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", name.rpartition(".")[2]]
    out = folder / "saved"
    subprocess.run(
        [*command, "--outdir", str(out), str(folder / name)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return (out / name).read_bytes()
