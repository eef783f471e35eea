"""The figures as one table, for a terminal and for the README."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.figure import Figure

HEAD = ("figure", "ours", "beside", "ratio", "spread", "unit", "what", "beside what")


def rows(figures: Sequence[Figure]) -> list[tuple[str, ...]]:
    return [
        (
            figure.id,
            f"{figure.ours:.1f}",
            f"{figure.beside:.1f}",
            f"{figure.ratio:.2f}",
            figure.spread or "–",
            figure.unit,
            figure.what,
            figure.beside_what,
        )
        for figure in figures
    ]


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table, with columns as wide as their widest cell."""
    cells = [HEAD, *rows(figures)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(HEAD))]
    lines = [_line(row, widths) for row in cells]
    return "\n".join([lines[0], _line(tuple("-" * w for w in widths), widths), *lines[1:]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return f"| {' | '.join(padded)} |"
