"""Wrong usage is explained in Japanese; help is there; nothing needs a window."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Program


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chekc"], "「chekc」という命令はありません"),
        (["calls", "--colour"], "オプション --colour はありません"),
        (["calls", "too", "many"], "余分な引数"),
        (["sample"], "指定されていません"),
        (["sample", "perfect"], "complete、begun、errors"),
        (["export", "a.json"], "'--out' が指定されていません"),
        (["export", "a.json", "--out"], "--out の使い方が正しくありません"),
        (["check", "a.json", "--now", "きのう"], "「きのう」は日時として読めません"),
        (["check", "a.json", "--now", "0001-01-01T00:00+23:59"], "日時として読めません"),
        (["export", "a.json", "--out", "b", "--override", "G8-1"], "理由まで指定"),
        (["drafts"], "命令が指定されていません"),
        (["check", "missing.json"], "missing.json"),
        (["check", "."], "回答（*.json）がありません"),
        (["calls", "--forms", "nowhere"], "nowhere"),
        (["sample", "complete", "--call", "nothing"], "募集「nothing」はありません"),
        (["drafts", "show", "abcdef"], "番号「abcdef」の下書きはありません"),
    ],
)
def test_wrong_usage_is_explained(program: Program, arguments: list[str], expected: str) -> None:
    outcome = program(*arguments)
    assert outcome.code == 2
    assert expected in outcome.err
    assert not outcome.out
    assert not re.search(r"Error|Usage|Try |Missing|Invalid", outcome.err)


def test_with_json_a_failure_is_machine_readable_too(program: Program) -> None:
    outcome = program("check", "missing.json", "--json")
    assert outcome.code == 2
    assert "missing.json" in outcome.json["error"]["what"]
    assert outcome.json["error"]["advice"]
    assert "missing.json" in outcome.err


@pytest.mark.parametrize(
    "command", [[], ["calls"], ["sample"], ["check"], ["export"], ["drafts"], ["drafts", "new"]]
)
def test_help_is_japanese(program: Program, command: list[str]) -> None:
    outcome = program(*command, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("使い方: oubo-navi")
    assert "この説明を表示します" in outcome.out
    assert not re.search(r"Usage|Options|Commands|Show this", outcome.out)


def test_calls_lists_the_packs(program: Program) -> None:
    (call,) = program("calls", "--json").json["calls"]
    assert call["id"] == "r7-dx-jinzai"
    assert call["deadline"] == "2025-04-10T12:00:00+09:00"
    assert "r7-dx-jinzai" in program("calls").out


def test_a_sample_is_an_answers_file(program: Program) -> None:
    for name in ("complete", "begun", "errors"):
        content = program("sample", name).json
        assert content["call"] == "r7-dx-jinzai"
        assert content["answers"]
