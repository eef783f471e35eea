"""Sizes of files as people read them."""

from __future__ import annotations


def shown(count: int) -> str:
    """Bytes as 850KB or 1.2MB; what is not empty has 1KB at least."""
    if count < 999_500:
        return f"{max(1, round(count / 1_000)) if count else 0}KB"
    return f"{count / 1_000_000:,.1f}MB"
