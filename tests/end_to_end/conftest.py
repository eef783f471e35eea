"""The complete sample, and the two ways to its package; checkers that stand outside the program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.calls import loader
from app.calls.models import Call
from app.drafts.route import route
from app.environment import JST
from tests.documents.conftest import draft_of, faults, pdf_of
from tests.end_to_end.sittings import ROOT, sitting

__all__ = ["faults", "pdf_of"]

NOW = datetime(2025, 4, 3, 10, 0, tzinfo=JST)
SUPPLEMENTS = ("推進体制の設置要綱（案）.txt", "別図 人材プールの構成.png")


@pytest.fixture(scope="session")
def call() -> Call:
    return loader.load(ROOT / "forms" / "r7-dx-jinzai")


@pytest.fixture(scope="session")
def answers() -> dict[str, Any]:
    """The complete sample with supplements, and without the word that marks it as a sample."""
    text = (ROOT / "resources" / "samples" / "complete.json").read_text("utf-8")
    text = text.replace("（サンプル）", "").replace("サンプル", "市")
    found: dict[str, Any] = json.loads(text)["answers"]
    return {**found, "supplements.files": [{"name": name, "path": name} for name in SUPPLEMENTS]}


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the supplements: a text and bytes that are no text."""
    folder = tmp_path_factory.mktemp("補足 資料")
    (folder / SUPPLEMENTS[0]).write_text("第１条　この要綱は…\n" * 300, "utf-8")
    (folder / SUPPLEMENTS[1]).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    return folder


@pytest.fixture(
    scope="session",
    params=[
        pytest.param("exported_by_command", id="command line"),
        pytest.param(
            "exported_by_window",
            marks=pytest.mark.slow,
            id="window",
        ),
    ],
)
def package(request: pytest.FixtureRequest) -> Path:
    """The package of the complete sample, made in either way."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def exported_by_command(
    answers: dict[str, Any], sources: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    source = sources / "answers.json"
    content = {"call": "r7-dx-jinzai", "answers": answers}
    source.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    target = tmp_path_factory.mktemp("package") / "提出一式"
    command = [sys.executable, "-m", "app", "export", str(source), "--out", str(target)]
    found = subprocess.run(
        [*command, "--now", "2025-04-03T10:00"], cwd=ROOT, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr + found.stdout
    return target


@pytest.fixture(scope="session")
def exported_by_window(
    call: Call, answers: dict[str, Any], sources: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Two sittings: the first is killed in the middle of a text, the second goes on and exports."""
    home = tmp_path_factory.mktemp("home") / "利用者 の フォルダー" / "応募ナビ"
    target = tmp_path_factory.mktemp("package") / "提出 一式"
    files = [{"name": name, "path": str(sources / name)} for name in SUPPLEMENTS]
    wanted = {**answers, "supplements.files": files}
    asked = route(call, draft_of(call, answers), NOW)
    by_id = {section.id: section for section in asked.sections}
    sections = list(by_id)
    before, after = sections[: len(sections) // 2], sections[len(sections) // 2 :]
    text = next(
        q.id for q in by_id[after[0]].questions if q.type == "long_text" and q.id in answers
    )
    unfinished = [text, answers[text][: len(answers[text]) // 2]]
    plan = {"call": call.id, "answers": wanted}

    with sitting(home, {**plan, "fill": before, "unfinished": unfinished}) as first:
        assert first.until("opened")["answers"] == {}
        first.until("a second ago")
        first.kill()
    of_first = {q.id for name in before for q in by_id[name].questions}
    typed = {key: value for key, value in answers.items() if key in of_first}
    with sitting(home, {**plan, "open": True, "fill": after, "target": str(target)}) as second:
        kept = plain(second.until("opened")["answers"])
        assert kept == plain({**typed, unfinished[0]: unfinished[1]})
        checked = second.until("checked")
        assert plain(checked["answers"]) == plain(answers)
        assert checked["findings"] == []
        second.until("exported")
        second.ends_well()
    return target


def plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers without what the program adds: ids of rows, copies of supplements."""

    def bare(value: Any) -> Any:
        if isinstance(value, list):
            return [bare(item) for item in value]
        if isinstance(value, dict) and "name" in value and {"path", "sha256"} & value.keys():
            return value["name"]
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k != "_id" and v not in (None, [])}
        return value

    return {key: bare(value) for key, value in answers.items()}
