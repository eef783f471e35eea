"""Prefectures are found however their kana are typed."""

from __future__ import annotations

import pytest

from app.calls.prefectures import PREFECTURES
from app.ui.fields.romaji import spellings


@pytest.mark.parametrize(
    ("kana", "typed"),
    [
        ("おおいた", "ooita"),
        ("しずおか", "sizuoka"),
        ("しずおか", "shizuoka"),
        ("ふくしま", "hukusima"),
        ("とうきょう", "toukyou"),
        ("ほっかいどう", "hokkaidou"),
        ("ぐんま", "gunnma"),
        ("ひょうご", "hyougo"),
    ],
)
def test_spellings_of_an_input_method(kana: str, typed: str) -> None:
    assert typed in spellings(kana)


def test_every_prefecture_can_be_typed() -> None:
    assert [p.name for p in PREFECTURES if not spellings(p.kana)] == []


def test_what_is_no_hiragana_has_no_spelling() -> None:
    assert spellings("カナ") == set()
