"""False alarms cost trust: all checks over clean official prose, and over prose with mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.calls.base import Severity
from app.calls.models import Call
from app.drafts.draft import Draft
from app.review.engine import review
from app.review.finding import Finding
from tests.review.conftest import BEFORE, Look

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(CORPUS.glob("*.txt"))
MISTAKES = json.loads((CORPUS / "誤りのある文.json").read_text("utf-8"))
SENTENCE = re.compile(r"[^。\n]+。")
ALARMS_PER_1000 = 1.0


def alarms(call: Call, text: str) -> list[Finding]:
    """Advice and warnings on a text, its length aside."""
    draft = Draft("", call.id, 1, "", False, BEFORE, BEFORE, answers={
        "applicant.prefecture": "20", "problems.municipalities": 77, "results.text": text,
    })  # fmt: skip
    found = (f for f in review(call, draft, BEFORE) if f.place.question == "results.text")
    return [f for f in found if f.rule != "limit" and f.severity is not Severity.ERROR]


def test_the_corpus_is_large_enough() -> None:
    count = sum(len(SENTENCE.findall(path.read_text("utf-8"))) for path in FILES)
    assert count >= 300


def test_clean_prose_is_left_alone(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    characters = 0
    for path in FILES:
        text = path.read_text("utf-8")
        characters += len(text)
        told += [f"{path.stem}: {f.rule} {f.message}" for f in alarms(call, text)]
    rate = 1000 * len(told) / characters
    with capsys.disabled():
        print(f"\n清書された文章 {characters:,}文字に対する助言・要確認: {len(told)}件、"
              f"1,000文字当たり{rate:.2f}件")  # fmt: skip
    assert rate < ALARMS_PER_1000, "\n".join(told)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["text"][:12])
def test_mistakes_are_found(call: Call, mistake: dict[str, str]) -> None:
    assert mistake["rule"] in [finding.rule for finding in alarms(call, mistake["text"])]


def test_the_sample_is_left_alone(look: Look, draft_of: Callable[..., Draft]) -> None:
    assert [finding.message for finding in look()] == []
