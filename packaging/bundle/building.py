"""From the source tree to dist/: PyInstaller, what lies beside the programs, the zip."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from bundle import archive, installer, parts, product, sbom
from bundle.hosts import Host
from bundle.signing import sign

ONE_WAY = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
"""What keeps two builds alike: sets are written in one order, and nothing is left over."""
IN_THE_OPEN = ("forms", "resources")
"""Folders that lie beside the programs, where users may look at them."""
FOR_READERS = {"for-it.ja.md": "for-it.ja.md", "readme.ja.txt": "readme.ja.txt"}
"""Pages of packaging/ that go along."""
STALE = shutil.ignore_patterns("__pycache__", ".*", "*.tmp")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has made."""

    folder: Path
    archive: Path
    installer: Path | None = None
    """Of the Windows program only."""

    @property
    def files(self) -> list[Path]:
        """What is handed out."""
        made = (self.archive, self.installer, self.archive.with_suffix(".cdx.json"))
        return [path for path in made if path is not None]

    def size(self) -> int:
        return archive.size(self.folder)


def build(host: Host) -> Built:
    """Make the folder, its zip and its installer; they replace those of the last build."""
    stem = f"{product.NAME}-{product.version()}-{host.system}"
    work = product.BUILD / host.system
    shutil.rmtree(work, ignore_errors=True)
    freeze(host, work, product.SPEC)
    folder = work / "dist" / product.NAME
    _furnish(host, folder, work)
    product.DIST.mkdir(exist_ok=True)
    target = product.DIST / f"{stem}.zip"
    archive.pack(folder, target)
    shutil.copyfile(folder / "sbom.cdx.json", target.with_suffix(".cdx.json"))
    setup = None
    if host.system == "windows":
        setup = product.DIST / f"{stem}-setup.exe"
        installer.make(folder, setup, work)
        sign([setup])
    built = Built(folder, target, setup)
    hashes = [f"{archive.digest(path)}  {path.name}\n" for path in built.files]
    target.with_suffix(".sha256").write_text("".join(hashes), "utf-8", newline="\n")
    return built


def freeze(host: Host, work: Path, spec: Path) -> None:
    """Run PyInstaller; its folder comes into `work`/dist."""
    arguments = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    arguments += ["--distpath", host.name(work / "dist"), "--workpath", host.name(work / "work")]
    environ = {**ONE_WAY, "SOURCE_DATE_EPOCH": str(product.moment())}
    if host.python(*arguments, host.name(spec), environ=environ):
        sys.exit("PyInstaller によるビルドに失敗しました。")


def _furnish(host: Host, folder: Path, work: Path) -> None:
    for name in IN_THE_OPEN:
        shutil.copytree(product.ROOT / name, folder / name, ignore=STALE)
    for source, name in FOR_READERS.items():
        shutil.copyfile(product.PACKAGING / source, folder / name)
    listed = list(_parts(host, work))
    licences = folder / "licenses"
    parts.copy_licences(listed, licences)
    shutil.copyfile(product.ROOT / "LICENSE", licences / "LICENSE")
    sbom.write(listed, folder / "sbom.cdx.json")
    sign(sorted(folder.glob("*.exe")))
    archive.list_files(folder, folder / "sha256sums.txt")
    for path in folder.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (product.moment(), product.moment()))


def _parts(host: Host, work: Path) -> Iterator[parts.Part]:
    told = work / "versions.json"
    code = (
        "import json, platform, sqlite3, sys, PySide6.QtCore as Q;"
        "versions = [platform.python_version(), sqlite3.sqlite_version, Q.qVersion()];"
        "open(sys.argv[1], 'w').write(json.dumps(versions))"
    )
    if host.python("-c", code, host.name(told), environ=ONE_WAY):
        raise RuntimeError("the versions of Python, SQLite and Qt are not told")
    python, sqlite, qt = json.loads(told.read_text("utf-8"))
    yield from parts.libraries(work / "work" / product.NAME / "modules.json", host.site)
    loader = next(it for it in distributions(path=[str(host.site)]) if it.name == "pyinstaller")
    yield from parts.base(python, sqlite, qt, loader)
