"""What holds for every test: no display is needed, and nobody's own data folder is touched."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHONUTF8"] = "1"

# How long an example takes says nothing on a machine that others use; speed lives in tests/bench.
# Where a change is judged the examples are the same each time, elsewhere new ones are looked for.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("judged", settings.get_profile("here"), derandomize=True)
settings.load_profile("judged" if os.environ.get("CI") else "here")


LONGEST = 1_500
"""Seconds after which a test that waits for ever, as for a dialog nobody answers, is ended with
its process, so that the others are run all the same."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    faulthandler.dump_traceback_later(LONGEST, exit=True, file=sys.__stderr__)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings of a desktop on which the folder for documents is one of the tests."""
    config, documents = (tmp_path_factory.mktemp(name) for name in ("config", "documents"))
    (config / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{documents}"\n', "utf-8")
    return config


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone; a subprocess started by it uses it too.

    Nor is anything written into the folder for documents of whoever tests.
    """
    home = tmp_path / "home"
    monkeypatch.setenv("OUBO_NAVI_HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    return home
