"""Renaming waits for whoever looks at the file, and for nothing else."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app import moving


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    source, destination = tmp_path / "新.docx", tmp_path / "旧.docx"
    source.write_text("new", "utf-8")
    destination.write_text("old", "utf-8")
    return source, destination


class Refusing:
    """Path.replace that fails a number of times, as Windows does while a file is open."""

    def __init__(self, times: int, winerror: int | None) -> None:
        self.times, self.winerror, self.real = times, winerror, Path.replace

    def __call__(self, source: Path, destination: Path) -> Path:
        if self.times:
            self.times -= 1
            error = PermissionError(13, "in use")
            if self.winerror is not None:
                error.winerror = self.winerror  # type: ignore[attr-defined]
            raise error
        return self.real(source, destination)


def refuse(monkeypatch: pytest.MonkeyPatch, refusing: Refusing) -> None:
    monkeypatch.setattr(Path, "replace", lambda source, other: refusing(source, other))


@pytest.mark.parametrize("winerror", moving.IN_USE)
def test_a_file_that_is_open_for_a_moment_is_waited_for(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    refuse(monkeypatch, Refusing(3, winerror))
    moving.replace(*files)
    assert files[1].read_text("utf-8") == "new"
    assert not files[0].exists()


def test_a_file_that_stays_open_is_told(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "PATIENCE", 0.1)
    refuse(monkeypatch, Refusing(10_000, 32))
    with pytest.raises(PermissionError):
        moving.replace(*files)
    assert files[1].read_text("utf-8") == "old"


def test_any_other_reason_is_told_at_once(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = Refusing(1, None)
    refuse(monkeypatch, refusing)
    with pytest.raises(PermissionError):
        moving.replace(*files)
    assert refusing.times == 0


def test_a_file_another_program_reads_is_replaced_in_the_end(files: tuple[Path, Path]) -> None:
    """For real: on Windows the open file cannot be replaced, elsewhere it can at once."""
    reading = files[1].open("rb")
    threading.Timer(0.2, reading.close).start()
    moving.replace(*files)
    assert files[1].read_text("utf-8") == "new"
