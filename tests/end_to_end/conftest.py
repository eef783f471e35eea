"""Checkers that stand outside the program: LibreOffice, poppler, the Open XML SDK."""

from __future__ import annotations

from tests.documents.conftest import faults, pdf_of

__all__ = ["faults", "pdf_of"]
