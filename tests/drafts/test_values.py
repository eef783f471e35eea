"""Values from files: understood where it is clear what is meant, kept as typed where not."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.calls.questions import Question
from app.drafts.values import ValueMistakeError, normalised

OPTIONS = [{"value": "one", "label": "一つ目"}, {"value": "2", "label": "二つ目"}]
COLUMNS = [
    {"id": "name", "label": "名", "type": "short_text"},
    {"id": "people", "label": "人数", "type": "number"},
]


def question(kind: str, **more: Any) -> Question:
    adapter: TypeAdapter[Question] = TypeAdapter(Question)
    return adapter.validate_python({"id": "a.b", "label": "設問", "type": kind, **more})


@pytest.mark.parametrize(
    ("kind", "more", "raw", "kept"),
    [
        ("short_text", {}, "  前後の空白も\n残す ", "  前後の空白も\n残す "),
        ("number", {}, "３", 3),
        ("number", {}, "1,200", 1200),
        ("number", {}, "１２．５", 12.5),
        ("number", {}, 4.0, 4),
        ("number", {}, "約３人", "約３人"),
        ("number", {}, "1,20", "1,20"),
        ("number", {"unit": "人"}, "1人", 1),
        ("number", {"unit": "年"}, " １．５ 年 ", 1.5),
        ("number", {"unit": "万円"}, "１，２００万円", 1200),
        ("number", {"unit": "％"}, "30%", 30),
        ("number", {"unit": "人"}, "1名", "1名"),
        ("number", {"unit": "人"}, "1人人", "1人人"),
        ("number", {"unit": "人"}, "人", "人"),
        ("number", {"unit": "人"}, "約3人", "約3人"),
        ("number", {}, "1人", "1人"),
        ("date", {}, "2025-04-10", "2025-04-10"),
        ("date", {}, "令和７年４月31日", "令和７年４月31日"),
        ("choice", {"source": "prefectures"}, "20", "20"),
        ("choice", {"source": "prefectures"}, "長野県", "20"),
        ("choice", {"source": "prefectures"}, "京都", "26"),
        ("choice", {"source": "prefectures"}, "東京", "13"),
        ("choice", {"source": "prefectures"}, "北海道", "01"),
        ("choice", {"source": "prefectures"}, "99", "99"),
        ("choice", {"options": OPTIONS}, "二つ目", "2"),
        ("choice", {"options": OPTIONS}, 2, "2"),
        ("multiple_choice", {"options": OPTIONS}, ["２", "one", "九", "2"], ["one", "2", "九"]),
        ("yes_no", {}, True, True),
        ("yes_no", {"yes": "する", "no": "しない"}, "しない", False),
        ("acknowledgement", {"statement": "確認した"}, "はい", True),
        ("table", {"columns": COLUMNS}, [{"_id": "r", "name": "係", "people": "２"}],
         [{"_id": "r", "name": "係", "people": 2}]),
        ("files", {}, [{"name": "a.pdf", "path": "a.pdf"}], [{"name": "a.pdf", "path": "a.pdf"}]),
        ("short_text", {}, None, None),
    ],
)  # fmt: skip
def test_what_is_understood(kind: str, more: dict[str, Any], raw: object, kept: object) -> None:
    value = normalised(question(kind, **more), raw)
    assert (value, type(value)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("kind", "more", "raw"),
    [
        ("short_text", {}, 5),
        ("telephone", {}, 262350000),
        ("number", {}, True),
        ("number", {}, float("inf")),
        ("number", {}, 10**400),
        ("date", {}, 20250410),
        ("choice", {"options": OPTIONS}, True),
        ("choice", {"options": OPTIONS}, ["one"]),
        ("multiple_choice", {"options": OPTIONS}, "one"),
        ("yes_no", {}, 1),
        ("table", {"columns": COLUMNS}, {"name": "係"}),
        ("table", {"columns": COLUMNS}, [{"x": 1}]),
        ("files", {}, "a.pdf"),
        ("files", {}, [{"name": "../a.pdf", "path": "a.pdf"}]),
        ("files", {}, [{"name": "a.pdf", "sha256": "../../etc", "size": 1}]),
        ("files", {}, [{"name": "a.pdf", "sha256": "0" * 64, "size": -1}]),
        ("files", {}, [{"name": "a.pdf"}]),
    ],
)
def test_a_wrong_type_is_told_with_its_key(kind: str, more: dict[str, Any], raw: object) -> None:
    with pytest.raises(ValueMistakeError) as caught:
        normalised(question(kind, **more), raw)
    assert all(mistake.key.startswith("a.b") for mistake in caught.value.mistakes)


UNITS = st.sampled_from(["", "人", "年", "万円", "％", "時間／週"])
TYPED = st.text(st.sampled_from("0123１２.．,，-－ 　人年万円%％時間/週約名\n"), max_size=8)


@given(UNITS, TYPED | st.text(max_size=12))
def test_a_unit_changes_nothing_but_a_number_before_it(unit: str, typed: str) -> None:
    """A number with the question's own unit is the number; all else is as without a unit."""
    plain, asked = question("number"), question("number", unit=unit)
    assert normalised(asked, typed) in (normalised(plain, typed), _before(unit, typed))
    if not isinstance(normalised(plain, typed), str):
        assert normalised(asked, typed) == normalised(plain, typed)
        assert normalised(asked, f"{typed}{unit}") == normalised(plain, typed)
    if (
        not unicodedata.normalize("NFKC", typed)
        .strip()
        .endswith(unicodedata.normalize("NFKC", unit))
    ):
        assert normalised(asked, typed) == normalised(plain, typed)


def _before(unit: str, typed: str) -> object:
    """The number before the unit, as a question without a unit keeps it."""
    folded = (unicodedata.normalize("NFKC", text) for text in (typed, unit))
    number, wanted = (text.strip() for text in folded)
    found = normalised(question("number"), number.removesuffix(wanted))
    return typed if isinstance(found, str) else found


def test_dates_are_understood_by_the_reader_that_is_handed_in() -> None:
    def reader(typed: str) -> date | None:
        return date(2025, 4, 10) if typed == "R7.4.10" else None

    asked = question("date")
    assert normalised(asked, "R7.4.10", read_date=reader) == "2025-04-10"
    assert normalised(asked, "いつか", read_date=reader) == "いつか"


@pytest.mark.parametrize("typed", ["令和８年４月", "令和８年４", "2026/4", "R8.4", "２０２６－４"])
def test_a_month_is_its_first_day(typed: str) -> None:
    def reader(text: str) -> date | None:
        first = {"令和8年4月1日", "2026/4/1", "R8.4.1", "2026-4-1"}
        return date(2026, 4, 1) if text in first else None

    assert normalised(question("date", month_only=True), typed, read_date=reader) == "2026-04-01"
    assert normalised(question("date"), typed, read_date=reader) == typed


def test_a_day_given_for_a_month_is_its_first_day() -> None:
    assert normalised(question("date", month_only=True), "2026-04-15") == "2026-04-01"
