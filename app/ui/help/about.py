"""The about page: versions, licences, where the data lie."""

from __future__ import annotations

import html
import platform
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import qVersion

from app import __version__
from app.ui import texts as window_texts
from app.ui.help import texts


def page(data: Path) -> str:
    """The page as rich text."""
    rows = "".join(
        f"<tr><td>{name}</td><td>{_version(distribution)}</td><td>{licence}</td></tr>"
        for name, licence, distribution in texts.PARTS
    )
    return texts.ABOUT.format(
        product=window_texts.PRODUCT,
        version=__version__,
        data=html.escape(str(data)),
        parts=rows,
    )


def _version(distribution: str) -> str:
    """The part's version; "" where the bundled program does not tell it."""
    if distribution == "pyside6-essentials":
        return qVersion()
    if not distribution:
        return platform.python_version()
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
