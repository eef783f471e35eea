"""The pages drawn here are those an office program makes: as many, broken at the same places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.preview.page import Page, Row
from tests.documents.pdf_lines import Area, Word, lines_in, pages_of, plain
from tests.preview.conftest import Made

LEAST = 0.95
"""Share of lines that break at the same character, in every document."""


@dataclass(frozen=True)
class Agreement:
    """How many lines there are, and those that LibreOffice breaks otherwise."""

    lines: int
    other: tuple[str, ...]

    @property
    def share(self) -> float:
        return 1 - len(self.other) / max(1, self.lines)


def compared(pages: tuple[Page, ...], theirs: list[list[Word]]) -> Agreement:
    rows = [row for page in pages for row in page.rows if plain(row.text)]
    other = (
        line for page, words in zip(pages, theirs, strict=True) for line in _other(page, words)
    )
    return Agreement(len(rows), tuple(other))


def _other(page: Page, words: list[Word]) -> Iterator[str]:
    """The lines of a page that the other has not, column by column."""
    columns: dict[tuple[float, float], list[str]] = {}
    for row in page.rows:
        if text := plain(row.text):
            columns.setdefault((round(row.left, 1), round(row.right, 1)), []).append(text)
    for (left, right), lines in columns.items():
        area = Area(left, 0, right, page.height)
        there = Counter(text for text, _ in lines_in(words, area))
        for line in lines:
            if there[line]:
                there[line] -= 1
            else:
                yield line


@pytest.mark.slow
def test_there_are_as_many_pages(made: list[Made]) -> None:
    for one in made:
        assert len(one.pages) == len(pages_of(one.pdf)), one.name


@pytest.mark.slow
def test_lines_break_at_the_same_character(
    made: list[Made], capsys: pytest.CaptureFixture[str]
) -> None:
    found = {one.name: compared(one.pages, pages_of(one.pdf)) for one in made}
    with capsys.disabled():
        for name, agreement in found.items():
            print(f"\n{name}: {agreement.share:.1%} of {agreement.lines} lines as LibreOffice's")
    for name, agreement in found.items():
        assert agreement.share >= LEAST, (name, agreement.other)


def test_a_line_broken_elsewhere_is_noticed() -> None:
    page = Page(100, 100, rows=tuple(_rows("一二三", "四五")))
    words = [Word("一二", 0, 0, 20, 10), Word("三四五", 0, 15, 30, 25)]
    assert compared((page,), [words]).share == 0


def _rows(*texts: str) -> Iterator[Row]:
    return (Row(text, 0, 100) for text in texts)
