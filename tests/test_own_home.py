"""No test writes into the home of whoever runs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks its registry for the folder")
def test_documents_go_into_a_folder_of_the_tests(tmp_path: Path) -> None:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert Path(place).is_dir()
    assert tmp_path.parent in Path(place).parents
