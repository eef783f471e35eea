"""Folders that the checks work in, and what appeared or differs in them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bundle import product

ISOLATED = "OUBO_NAVI_ISOLATED"
"""Set for a check that runs without network and may make folders read-only by mounting."""


class CheckError(Exception):
    """What the check found wrong."""


def isolated(arguments: Sequence[str]) -> int:
    """Run a module of ours without network, in namespaces of its own; its exit code."""
    ways = (["unshare", "--net", "--mount"], ["unshare", "--net", "--mount", "--map-root-user"])
    for way in ways:
        if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
            environ = {**os.environ, ISOLATED: "1"}
            command = [*way, sys.executable, "-m", *arguments]
            return subprocess.run(command, env=environ, check=False).returncode
    print("この環境では unshare を使えないため、ネットワークを切らずに検査します。", flush=True)
    return subprocess.run([sys.executable, "-m", *arguments], check=False).returncode


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder as on a share or a CD: nobody, not even root, writes into it."""
    if os.environ.get(ISOLATED):
        for options in (["--bind"], ["-o", "remount,bind,ro"]):
            subprocess.run(["mount", *options, str(folder), str(folder)], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        return
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in reversed(paths):
        path.chmod(modes[path] & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def demand_equal(found: Path, wanted: Path) -> int:
    """The same files with the same bytes; how many."""
    ours, theirs = contents(found), contents(wanted)
    if missing := theirs.keys() ^ ours.keys():
        raise CheckError(f"ファイルの一覧が異なります: {'、'.join(sorted(missing))}")
    if different := [name for name, data in ours.items() if data != theirs[name]]:
        raise CheckError(f"内容が異なります: {'、'.join(different)}")
    if not ours:
        raise CheckError(f"何も書き出されていません: {found}")
    return len(ours)


def demand_answers(answers: Path, documents: Sequence[Path]) -> int:
    """Every answer that is read back from these documents is the one given; how many."""
    command = [sys.executable, "-m", "app", "read", *map(str, documents), "--json"]
    done = subprocess.run(command, cwd=product.ROOT, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise CheckError(f"書き出した様式を読み取れません。\n{done.stdout}{done.stderr}")
    read, given = json.loads(done.stdout), json.loads(answers.read_text("utf-8"))["answers"]
    if different := [name for name, found in read["answers"].items() if found != given.get(name)]:
        raise CheckError(f"様式の内容が回答と異なります: {'、'.join(different)}")
    if read["missing"]:
        raise CheckError(f"様式に欄がありません: {'、'.join(read['missing'])}")
    return len(read["answers"])


def names(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))
