"""The per-user installer, made by NSIS from the built folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import archive, product, signing

SCRIPT = product.PACKAGING / "windows" / "installer.nsi"
ICON = product.PACKAGING / "windows" / "oubo-navi.ico"
NSIS_ON_WINDOWS = Path("C:/Program Files (x86)/NSIS/makensis.exe")


def make(folder: Path, target: Path, work: Path) -> None:
    """Pack `folder` into the installer `target`."""
    removals = work / "removals.nsh"
    removals.write_text(_removals(folder), "utf-8-sig", newline="\r\n")
    defined: dict[str, object] = {
        "SOURCE": folder,
        "TARGET": target,
        "REMOVALS": removals,
        "ICON": ICON,
        "IDENTITY": product.IDENTITY,
        "TITLE": product.TITLE,
        "PROGRAM": product.NAME,
        "ENDING": product.ASSOCIATION,
        "VERSION": product.version(),
        "KILOBYTES": archive.size(folder) // 1024,
    }
    if command := os.environ.get(signing.VARIABLE):
        defined["SIGN"] = command
    options = [f"-D{name}={value}" for name, value in defined.items()]
    compile_it = [_compiler(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, str(SCRIPT)]
    # The language files are read by the locale's encoding, and the time in the program's header.
    language = {} if os.name == "nt" else {"LC_ALL": "C.UTF-8"}
    environ = {**os.environ, **language, "SOURCE_DATE_EPOCH": str(product.moment())}
    if subprocess.run(compile_it, env=environ, check=False).returncode:
        sys.exit("インストーラーを作成できません。")


def _removals(folder: Path) -> str:
    """What the uninstaller removes: the files by name, then the folders that are empty."""
    paths = sorted(folder.rglob("*"), reverse=True)
    files = [path for path in paths if path.is_file()]
    folders = [path for path in paths if path.is_dir()]  # the inner ones come first
    return "".join(
        f'{act} "$INSTDIR\\{str(path.relative_to(folder)).replace("/", chr(92))}"\n'
        for act, group in (("Delete", files), ("RMDir", folders))
        for path in group
    )


def _compiler() -> str:
    found = shutil.which("makensis") or str(NSIS_ON_WINDOWS)
    if not Path(found).exists():
        sys.exit("NSIS がありません。NSIS 3 を導入してください。")
    return found
