"""Names of files that Windows takes and that cannot be mistaken for one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import file_names

ANY_NAME = st.text(st.characters(exclude_categories=[]), max_size=300)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("別添１_応募書_長野県.docx", "別添１_応募書_長野県.docx"),
        ("a:b?.pdf", "a：b？.pdf"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("C:\\temp\\a.xlsx", "C：￥temp￥a.xlsx"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("末尾の点. ", "末尾の点"),
        ("別添　一覧.\u3000", "別添　一覧"),
        ("カ\u3099.txt", "ガ.txt"),
        ("二行\nの名.pdf", "二行 の名.pdf"),
        ("   ", "名称未設定"),
        ("長" * 300 + ".pptx", "長" * 95 + ".pptx"),
    ],
)
def test_a_name_is_made_safe(name: str, expected: str) -> None:
    assert file_names.safe(name) == expected


@given(ANY_NAME)
def test_any_name_becomes_safe_and_stays_so(name: str) -> None:
    safe = file_names.safe(name)
    assert safe
    assert len(safe) <= file_names.LONGEST + 1
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe == safe.strip(". ")
    safe.encode()


def test_names_that_are_one_file_on_windows_are_numbered() -> None:
    assert file_names.distinct(["要綱.pdf", "要綱.pdf", "A.txt", "a.TXT"]) == [
        "要綱.pdf", "要綱（2）.pdf", "A.txt", "a（2）.TXT",
    ]  # fmt: skip


def test_names_that_are_taken_are_left_to_their_owner() -> None:
    assert file_names.distinct(["Manifest.json"], ["manifest.json"]) == ["Manifest（2）.json"]


@given(st.lists(ANY_NAME, max_size=12))
def test_any_names_become_distinct(names: list[str]) -> None:
    made = file_names.distinct(names)
    assert len({name.casefold() for name in made}) == len(names)
