"""`python -m bundle [--check] [--twice] [--linux]`; see dev.py build."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import click

from bundle import archive, building, places
from bundle.hosts import Native, windows

MEGABYTE = 1_000_000


@click.command()
@click.option("--linux", is_flag=True, help="Build the Linux program by the same plan.")
@click.option("--twice", is_flag=True, help="Build again, and compare the bytes.")
@click.option("--check", is_flag=True, help="Start what was built, without network.")
def main(linux: bool, twice: bool, check: bool) -> None:
    host = contextlib.nullcontext(Native()) if linux else windows()
    with host as machine:
        built = building.build(machine)
        _tell(built)
        if twice:
            first = [archive.digest(file) for file in built.files]
            second = [archive.digest(file) for file in building.build(machine).files]
            if first != second:
                sys.exit(f"２回のビルドの結果が異なります: {first} {second}")
            print("２回のビルドの結果は、1 バイトも違いません。", flush=True)
    if check:
        print("できたプログラムを起動して検査します。", flush=True)
        sys.exit(_check(built, native=isinstance(machine, Native)))


def _check(built: building.Built, *, native: bool) -> int:
    """In a process of its own; the Windows program under Wine without network as well."""
    if native:
        command = [sys.executable, "-m", "bundle.native", str(built.folder)]
        return subprocess.run(command, check=False).returncode
    return places.isolated(["bundle.smoke", *map(str, built.files[:2])])


def _tell(built: building.Built) -> None:
    print(f"フォルダー: {built.folder}（{built.size() / MEGABYTE:.1f} MB）")
    for file in built.files:
        print(f"{file.name}（{file.stat().st_size / MEGABYTE:.1f} MB）")
        print(f"  SHA-256: {archive.digest(file)}", flush=True)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    main()
