"""Answers files: read with all their mistakes at once, written so that nothing is lost."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.models import Call
from app.drafts.exchange import AnswersFile, draft_from, read_answers, write_answers
from app.environment import JST
from app.errors import InputError
from tests.drafts.conftest import ROOT

SAMPLES = ROOT / "resources" / "samples"


def read(text: str, calls: dict[str, Call], base: Path | None = None) -> AnswersFile:
    return read_answers(text, calls, base=base, file_label="回答.json")


def refused(text: str, calls: dict[str, Call], base: Path | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(text, calls, base)
    assert "回答.json" in caught.value.what
    assert caught.value.advice
    return str(caught.value)


def file_of(call: Call, **more: Any) -> str:
    return json.dumps({"call": call.id, "answers": {}, **more})


def bare(value: Any) -> Any:
    """An answer as a file has it; rows get their ids when they are read."""
    if not isinstance(value, list):
        return value
    return [{k: v for k, v in r.items() if k != "_id"} if isinstance(r, dict) else r for r in value]


@pytest.mark.parametrize("name", ["complete", "begun", "errors"])
def test_a_sample_survives_reading_and_writing(name: str, calls: dict[str, Call]) -> None:
    path = SAMPLES / f"{name}.json"
    raw = json.loads(path.read_text("utf-8"))
    found = read_answers(path, calls, base=SAMPLES, file_label=path.name)
    assert found.practice is True
    assert {k: v for k, v in raw["answers"].items() if bare(found.answers.get(k)) != v} == {}
    again = read(write_answers(found.call, found.answers, practice=True), calls)
    assert again == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{\n "call": 1,\n}', "3行目"),
        ("", "JSON として"),
        ("[]", "{ } で"),
        ("[" * 200_000, "入れ子が深すぎます"),
        ('{"a":' * 200_000, "入れ子が深すぎます"),
        ("{}", "募集の id"),
        ('{"call": "other-call", "answers": {}}', "募集「other-call」はありません"),
        ('{"call": ["x"], "answers": {}}', "募集の id"),
    ],
)
def test_a_file_that_is_none_is_told(text: str, words: str, calls: dict[str, Call]) -> None:
    assert words in refused(text, calls)


def test_all_mistakes_are_told_at_once_with_their_keys(call: Call, calls: dict[str, Call]) -> None:
    answers = {
        "nobody.asked": 1,
        "applicant.prefecture": ["20"],
        "consent.costs": "maybe",
        "overview.summary": 5,
        "pool.present_total": {},
        "posts.table": [7, {"people": [], "nothing": 1}],
        "overview.difficulties": "recruiting",
        "applicant.governor": "長" * 1_000_000,
    }
    told = refused(file_of(call, answers=answers, practice=1, extra=2), calls)
    places = [
        *(key for key in answers if key != "posts.table"),
        "posts.table の1行目",
        "posts.table の2行目の people",
        "posts.table の2行目の nothing",
        "practice",
        "extra",
    ]
    assert [place for place in places if f"{place}: " not in told] == []


def test_what_json_leaves_open_is_refused(call: Call, calls: dict[str, Call]) -> None:
    twice = (
        f'{{"call": "{call.id}", "answers": {{"overview.title": "あ", "overview.title": "い"}}}}'
    )
    assert "overview.title: 同じ名前" in refused(twice, calls)
    for figure in ("NaN", "-Infinity", "1e999", "9" * 5_000):
        told = refused(
            f'{{"call": "{call.id}", "answers": {{"pool.present_total": {figure}}}}}', calls
        )
        assert "数" in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{}".encode("utf-16"), "UTF-8 ではありません"),
        ('{"call": "募集"}'.encode("cp932"), "UTF-8 ではありません"),
        (b"\xef\xbb\xbf{}", "募集の id"),
        (b"PK\x03\x04\x00\x00\xff", "UTF-8 ではありません"),
    ],
)
def test_encodings(content: bytes, words: str, tmp_path: Path, calls: dict[str, Call]) -> None:
    path = tmp_path / "回答.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_answers(path, calls, base=tmp_path, file_label=path.name)


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path, calls: dict[str, Call]) -> None:
    with pytest.raises(InputError, match="ありません"):
        read_answers(tmp_path / "x.json", calls, base=tmp_path, file_label="x.json")
    with pytest.raises(InputError, match="フォルダー"):
        read_answers(tmp_path, calls, base=tmp_path, file_label="x")


def test_odd_characters_survive(call: Call, calls: dict[str, Call]) -> None:
    odd = {"overview.title": "\ud83d孤立\udc00\u0007\u2028𠮷\\ud800"}
    text = write_answers(call, odd)
    assert read(text.encode("utf-8").decode("utf-8"), calls).answers == odd


def test_overrides_come_along(call: Call, calls: dict[str, Call]) -> None:
    clause = next(rule.clauses[0] for rule in call.rules if rule.overridable)
    text = write_answers(call, {}, overrides={clause: "協議中のため"})
    found = read(text, calls)
    assert found.overrides == {clause: "協議中のため"}
    draft = draft_from(found, datetime(2025, 4, 1, tzinfo=JST))
    assert (draft.uid, draft.overrides) == ("", found.overrides)
    assert "overrides の X9" in refused(file_of(call, overrides={"X9": "理由"}), calls)
    blank = refused(file_of(call, overrides={clause: " "}), calls)
    assert f"overrides の {clause}: 理由が書かれていません。" in blank
    assert "文字列で" in refused(file_of(call, overrides={clause: 1}), calls)


def _with_file(call: Call, path: str) -> str:
    question = next(q.id for q in call.questions.values() if q.type == "files")
    return file_of(call, answers={question: [{"name": "資料.pdf", "path": path}]})


def test_a_supplement_beside_the_file_is_found(
    tmp_path: Path, call: Call, calls: dict[str, Call]
) -> None:
    (tmp_path / "添付").mkdir()
    (tmp_path / "添付" / "資料.pdf").write_bytes(b"x")
    (answer,) = read(_with_file(call, "添付\\資料.pdf"), calls, tmp_path).answers.values()
    assert answer == [{"name": "資料.pdf", "path": str(tmp_path / "添付" / "資料.pdf")}]
    assert "ファイルがありません" in refused(_with_file(call, "ない.pdf"), calls, tmp_path)


@pytest.mark.parametrize(
    "path",
    ["../秘密.txt", "/etc/hostname", "C:\\秘密.txt", "\\\\server\\x", "a/../../b", "z" * 5000],
)
def test_a_supplement_from_elsewhere_is_refused(
    path: str, tmp_path: Path, call: Call, calls: dict[str, Call]
) -> None:
    (tmp_path / "秘密.txt").write_text("x")
    base = tmp_path / "base"
    base.mkdir()
    assert "資料.pdf" in refused(_with_file(call, path), calls, base)
    assert "同じフォルダー" in refused(_with_file(call, path), calls, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@given(data=st.data())
def test_any_value_is_read_or_told(data: st.DataObject, call: Call, calls: dict[str, Call]) -> None:
    """Never a crash; and what was read is written and read the same again."""
    answers = data.draw(st.dictionaries(st.sampled_from(list(call.questions)), JSON, max_size=4))
    with suppress(InputError):
        found = read(file_of(call, answers=answers), calls)
        text = write_answers(call, found.answers)
        assert read_answers(text, calls, base=None, file_label="").answers == found.answers


@given(text=st.text(max_size=40) | st.binary(max_size=40).map(lambda b: b.decode("latin-1")))
def test_any_text_is_read_or_told(text: str, calls: dict[str, Call]) -> None:
    refused(text, calls)
