"""Whatever is answered, the documents are valid for Office, and LibreOffice opens them all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from app.calls.loader import load
from app.calls.models import Call
from app.documents import package
from app.documents.contents import contents
from tests.documents.conftest import NOW, PACK, ROOT, draft_of
from tests.documents.generated import answers

CALLS = {"r7": PACK, "other": ROOT / "tests" / "packs" / "chiiki-theme-2027"}
DRAFTS = 250 if os.environ.get("OUBO_FULL") == "1" else 8
"""For each call; 500 in the full run."""


def written(call: Call, folder: Path, count: int) -> list[Path]:
    """The documents of generated drafts, the same ones every time."""
    files: list[Path] = []

    @settings(
        max_examples=count, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(answers(call))
    def make(found: dict[str, object]) -> None:
        stated = contents(call, draft_of(call, found), NOW)
        for form in call.parts:
            ending = Path(form.template).suffix
            files.append(folder / f"{len(files):04}{ending}")
            files[-1].write_bytes(package.fill(call, form, stated))

    make()
    return files


@pytest.fixture(scope="module", params=CALLS)
def documents(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    folder = tmp_path_factory.mktemp(request.param)
    return written(load(CALLS[request.param]), folder, DRAFTS)


@pytest.mark.slow
def test_the_validator_of_the_open_xml_sdk_finds_nothing(
    documents: list[Path], faults: Callable[[Path], list[str]]
) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = dict(zip(documents, threads.map(faults, documents), strict=True))
    kinds = Counter(fault.split(": ", 1)[1] for told in found.values() for fault in told)
    print(f"{len(documents)} documents validated, {sum(kinds.values())} faults", dict(kinds))
    assert {path.name: told[:3] for path, told in found.items() if told} == {}


@pytest.mark.slow
def test_libreoffice_opens_and_converts_all(
    documents: list[Path], pdf_of: Callable[..., Path]
) -> None:
    pdf_of(*documents)
    made = [path.with_suffix(".pdf") for path in documents]
    print(f"{len(made)} documents converted")
    assert [path.name for path in made if not (path.exists() and path.stat().st_size > 1000)] == []
