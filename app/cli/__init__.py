"""The same work without a window: calls, sample, check, export, drafts. Never imports Qt."""

from app.cli.program import main

__all__ = ["main"]
