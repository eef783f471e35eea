"""The virtual environment in .venv and, inside it, the document validator; made only when stale.

Standard library only. A stamp file tells which lock file an environment was made from, so that a
second start installs nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from system import SetupError

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "packaging" / "requirements.lock"
VALIDATOR_SOURCE = ROOT / "packaging" / "ooxml"
VALIDATOR = VENV / "ooxml"


def ensure_python() -> None:
    """Make .venv from the lock file unless it already holds just that."""
    stamp = VENV / "requirements.stamp"
    wanted = _digest(LOCK.read_bytes(), sys.version.encode())
    if PYTHON.exists() and _read(stamp) == wanted:
        return
    print("Python の環境（.venv）を用意しています。初回は数分かかります。", flush=True)
    if not _works(PYTHON):
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "仮想環境を作成できません。")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    install = [*pip, "--require-hashes", "--no-deps", "-r", str(LOCK)]
    _run(install, "ライブラリを導入できません。ネットワークの接続を確認してください。")
    # The commands oubo-navi and oubo-navi-window, on this very source tree.
    itself = [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    _run(itself, "応募ナビのコマンドを導入できません。")
    stamp.write_text(wanted, "utf-8")


def _works(python: Path) -> bool:
    """Whether an environment found there is whole enough to install into."""
    if not python.exists():
        return False
    trial = [str(python), "-m", "pip", "--version"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


def ensure_validator() -> None:
    """Install the Open XML validator by npm, pinned by version and integrity.

    `npm install` rather than `npm ci`: the lock file knows the binary for Linux on x64 only, and
    elsewhere npm adds the one of the same version.
    """
    stamp = VALIDATOR / "lock.stamp"
    sources = [VALIDATOR_SOURCE / name for name in ("package.json", "package-lock.json")]
    wanted = _digest(*(source.read_bytes() for source in sources))
    if _read(stamp) == wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SetupError("npm がありません。Node.js（18以上）を導入してください。")
    print("文書の検査に使う Open XML validator を導入しています。", flush=True)
    VALIDATOR.mkdir(parents=True, exist_ok=True)
    for source in sources:
        shutil.copy(source, VALIDATOR / source.name)
    options = ["--no-audit", "--no-fund", "--loglevel=error", "--omit-lockfile-registry-resolved"]
    _run([npm, "install", *options], "Open XML validator を導入できません。", VALIDATOR)
    stamp.write_text(wanted, "utf-8")


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text("utf-8")
    except OSError:
        return ""


def _run(command: list[str], failure: str, folder: Path = ROOT) -> None:
    if subprocess.run(command, cwd=folder, check=False).returncode:
        raise SetupError(f"{failure}\n  {' '.join(command)}")
