"""`--selftest` from the program's start: its report, where it goes, its exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def selftest(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "--selftest", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def test_the_report_is_printed() -> None:
    done = selftest()
    assert done.returncode == 0, done.stderr
    assert "自己診断" in done.stdout
    assert done.stdout.endswith("異常はありません。\n")


def test_the_report_is_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "結果 一.txt"
    done = selftest(str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text("utf-8-sig").endswith("異常はありません。\n")


def test_what_is_wrong_makes_the_exit_code(own_home: Path) -> None:
    own_home.write_text("in the way", "utf-8")
    done = selftest()
    assert done.returncode == 1
    assert "件あります。" in done.stdout


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = selftest(str(tmp_path / "not" / "there.txt"))
    assert done.returncode == 2
    assert "書き込めません" in done.stderr
