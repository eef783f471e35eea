"""Expressions of a call pack: small, typed by hand, and never a way into the machine."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls import expressions
from app.calls.expressions import ExpressionError

NAMES: dict[str, Any] = expressions.nested(
    {
        "pool.total": 5,
        "pool.empty": None,
        "pool.text": "人材の確保",
        "steps.wanted": ["1", "3"],
        "posts.table": [{"_id": "a", "people": 2}, {"_id": "b", "people": "３人"}, {"_id": "c"}],
        "schedule.end": "2026-03-16",
        "practice": False,
    }
)


def value_of(source: str, known: set[str]) -> object:
    """What a pack's loader and then the program do with an expression."""
    expressions.check(source, known)
    return expressions.evaluate(source, NAMES)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("pool.total > 3", True),
        ("pool.empty > 3", False),
        ("pool.text > 3", False),
        ("filled(pool.text) and not filled(pool.empty)", True),
        ('has(steps.wanted, "3", "4")', True),
        ('has(steps.wanted, "2")', False),
        ("count(posts.table)", 3),
        ('before("2026-03-15", schedule.end)', True),
        ('before("いつか", schedule.end)', False),
        ('contains(pool.text, "確保", "育成")', True),
        ('join("計", pool.total, "人", pool.empty)', "計5人"),
        ('join(pool.total * 2.0, "人、", 0.1 + 0.2)', "10人、0.3"),
        ('"ある" if practice else "ない"', "ない"),
    ],
)
def test_an_expression_gives_its_value(source: str, value: object) -> None:
    assert expressions.evaluate(source, NAMES) == value


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').system('true')",
        "practice & practice",
        "count((1, 2))",
        "[1, 2]",
        "join(text=1)",
        "1j",
        "b'a'",
        "1e999",
        "9" * 400,
        "...",
        "pool.text.__class__",
        "().__class__.__bases__",
        "[x for x in steps.wanted]",
        "lambda: 1",
        "open('/etc/hostname')",
        "(x := 5)",
        "pool.total ** 99999",
        "f'{pool.total}'",
        "import os",
        "1;2",
        "",
    ],
)
def test_code_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError):
        value_of(source, {"pool.total", "pool.text", "steps.wanted"})


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("pool.total > 1 and [1, 2]", "式で使えない書き方です（[1, 2]）"),
        ("9 ** 9", "式で使えない書き方です（9 ** 9）"),
        ("join(lambda: 1)", "式で使えない書き方です（lambda: 1）"),
        ("...", "式で使えない値です（...）"),
        ("pool.total +", "式の書き方が正しくありません（pool.total +）"),
        ("[" + "1, " * 300 + "]", "式で使えない書き方です（[" + "1, " * 19 + "1,…）"),
    ],
)
def test_the_part_that_is_refused_is_shown(source: str, told: str) -> None:
    """In the words of the pack, not in those of the library."""
    with pytest.raises(ExpressionError) as raised:
        expressions.parse(source)
    assert str(raised.value) == told


@pytest.mark.parametrize(
    "source", ["9**9**9**9", "'a' * 999999999", "1 << 999999999", "join(" * 400 + "1" + ")" * 400]
)
def test_an_expression_cannot_hang_the_program(source: str) -> None:
    began = time.process_time()
    result: object = ""
    with suppress(ExpressionError):
        result = value_of(source, set())
    assert len(str(result)) <= expressions.LONGEST_TEXT
    assert time.process_time() - began < 5


def test_an_unknown_name_or_function_is_named() -> None:
    with pytest.raises(ExpressionError, match=r"pool\.totl"):
        expressions.check("pool.totl > 1", {"pool.total"})
    with pytest.raises(ExpressionError, match="summe"):
        expressions.check("summe(pool.total)", {"pool.total"})


@given(st.text(max_size=60))
def test_any_text_is_a_value_or_an_expression_error(source: str) -> None:
    with suppress(ExpressionError):
        value_of(source, set())
