"""CPython for Windows inside a Wine prefix, put together from what pip can fetch.

The wheel of Panda3D carries python311.dll and the extension modules of CPython 3.11.9, as
python.org ships them; the pure-Python library is that of the Python 3.11 that runs this. A small
python.exe and a python3.dll, which the stable ABI asks for, are compiled here.
"""

from __future__ import annotations

import compileall
import hashlib
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

from bundle import downloads
from bundle.wine import COMPILER, SOURCES, Wine, compile_library

CARRIED = "deploy_libs/"
RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")
"""Taken from the wheel of shiboken6: Panda3D's is older than what PySide6 needs."""
BESIDE = ("libffi-8.dll", "libcrypto-3.dll", "libssl-3.dll", "sqlite3.dll")
LEFT_OUT = (
    *("site-packages", "dist-packages", "lib-dynload", "__pycache__", "config-3.11*"),
    *("_sysconfigdata*", "test", "tkinter", "idlelib", "turtledemo", "ensurepip", "lib2to3"),
)


def ensure(wine: Wine, cache: Path) -> Path:
    """The python.exe, made unless it is there already."""
    if sys.version_info[:2] != (3, 11):
        sys.exit("Wine でのビルドには Python 3.11 が必要です。")
    wheels = cache / "wheels"
    lock = downloads.fetch(wheels)
    folder = wine.drive / "Python311"
    stamp = folder / "stamp"
    wanted = _digest(lock)
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return folder / "python.exe"
    print("Windows 用の Python を用意しています。", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "DLLs").mkdir(parents=True)
    _unpack(wheels, folder)
    library = sysconfig.get_path("stdlib")
    shutil.copytree(library, folder / "Lib", ignore=shutil.ignore_patterns(*LEFT_OUT))
    _compile(wheels, folder)
    downloads.install(lock, folder / "Lib" / "site-packages", wheels)
    # Byte code is the same for every system; under Wine it would take minutes to make.
    library_there = f"C:\\{folder.name}\\Lib"
    compileall.compile_dir(folder / "Lib", ddir=library_there, quiet=2, workers=0)
    _check(wine, folder / "python.exe")
    stamp.write_text(wanted, "utf-8")
    return folder / "python.exe"


def _unpack(wheels: Path, folder: Path) -> None:
    with zipfile.ZipFile(_wheel(wheels, "panda3d")) as wheel:
        for name in wheel.namelist():
            base = name.removeprefix(CARRIED)
            if base == name:
                continue
            if base == "python311.dll":
                (folder / base).write_bytes(wheel.read(name))
            elif base in BESIDE or (base.endswith(".pyd") and base != "_tkinter.pyd"):
                (folder / "DLLs" / base).write_bytes(wheel.read(name))
    with zipfile.ZipFile(_wheel(wheels, "shiboken6")) as wheel:
        for base in RUNTIME:
            (folder / base).write_bytes(wheel.read(f"shiboken6/{base}"))


def _compile(wheels: Path, folder: Path) -> None:
    names = folder / "python3.def"
    forwards = (f"  {name} = python311.{name}\n" for name in _exports(wheels, folder))
    names.write_text("LIBRARY python3.dll\nEXPORTS\n" + "".join(forwards), "utf-8")
    # No time in its header: the library is part of what is built, and that is the same each time.
    still = "-Wl,--no-insert-timestamp"
    compile_library(SOURCES / "forwarder.c", folder / "python3.dll", str(names), still)
    resource = folder / "python.res"
    rc = ["x86_64-w64-mingw32-windres", "python.rc", "-O", "coff", "-o", str(resource)]
    subprocess.run(rc, cwd=SOURCES, check=True)
    exe = [COMPILER, "-O2", "-s", "-municode", "-o", str(folder / "python.exe")]
    subprocess.run([*exe, str(SOURCES / "python.c"), str(resource)], check=True)


def _exports(wheels: Path, folder: Path) -> list[str]:
    """Every name that python311.dll offers: more than the stable ABI, and all of it."""
    sys.path.insert(0, str(_wheel(wheels, "pefile")))  # pure Python; not installed on Linux
    import pefile

    library = pefile.PE(str(folder / "python311.dll"), fast_load=True)
    library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    return sorted(it.name.decode() for it in library.DIRECTORY_ENTRY_EXPORT.symbols if it.name)


def _check(wine: Wine, python: Path) -> None:
    code = "import ctypes, sqlite3, lxml.etree, pydantic, PySide6.QtWidgets; print('ready')"
    done = wine.run(python, "-c", code, patience=300)
    if "ready" not in done.stdout:
        sys.exit(f"Wine の下で Python を起動できません。\n{done.stdout}")


def _wheel(wheels: Path, name: str) -> Path:
    found = sorted(wheels.glob(f"{name}-*.whl"))
    return found[-1]


def _digest(lock: Path) -> str:
    sources = (lock, Path(__file__), Path(downloads.__file__), *sorted(SOURCES.glob("*.*")))
    parts = [path.read_bytes() for path in sources if path.is_file()]
    return hashlib.sha256(b"\0".join((*parts, sys.version.encode()))).hexdigest()
