"""Windows, pages, field widgets, theme (Qt)."""

import builtins

import PySide6.QtCore  # noqa: F401  which puts an import of its own in the place of the usual one

# Theirs is there for `from __feature__ import ...`, which nothing here writes. To find out who does
# it reads the source of every module that is imported from now on, and keeps it: a quarter of the
# time until the drafts are there, and 11 MB. Beneath it lies the import that was there before.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
