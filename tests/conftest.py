"""What holds for every test: no display is needed, and nobody's own data folder is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHONUTF8"] = "1"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone; a subprocess started by it uses it too."""
    home = tmp_path / "home"
    monkeypatch.setenv("OUBO_NAVI_HOME", str(home))
    return home
