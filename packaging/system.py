"""What the program and its tests need from the operating system, installed only where missing.

Standard library only: this runs before anything else is there.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

WINDOW = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
    "fonts-noto-cjk",
)
"""Qt's libraries for its xcb and offscreen platforms, and a font with Japanese letters."""
DOCUMENT_CHECKS = (
    "fonts-ipaexfont",
    "fonts-morisawa-bizud-gothic",
    "fonts-morisawa-bizud-mincho",
    "libfiu0",
    "libreoffice-impress",
    "libreoffice-writer",
    "poppler-utils",
    "strace",
    "xauth",
    "xvfb",
)
"""What turns the produced documents into pages and text, with fonts like those of Windows; and
libfiu, which makes the disk fail where a test asks for it."""
WINE = (
    "binutils",
    "gcc-mingw-w64-x86-64",
    "imagemagick",
    "locales",
    "nsis",
    "wine",
    "wine64",
    "xdotool",
    "xvfb",
)
"""What builds, starts and packs the Windows program on Linux."""
COMMANDS = {"git": "git", "node": "nodejs", "npm": "npm"}
"""Commands that may come from elsewhere than from Debian, and the package that has them."""


class SetupError(Exception):
    """The machine cannot be made ready; the message says why and what to do."""


def ensure(packages: tuple[str, ...], commands: tuple[str, ...] = ()) -> None:
    """Install what is missing of these Debian packages. Elsewhere than on Debian does nothing."""
    if sys.platform != "linux" or not shutil.which("dpkg-query"):
        return
    wanted = [name for name in packages if not _installed(name)]
    wanted += [COMMANDS[command] for command in commands if not shutil.which(command)]
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    if wanted:
        _install(wanted)


def _installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f=${Status}", package]
    found = subprocess.run(query, capture_output=True, text=True, check=False)
    return found.stdout.strip() == "install ok installed"


def _install(packages: list[str]) -> None:
    print(f"システムのパッケージを導入します: {' '.join(packages)}", flush=True)
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    if prefix and not shutil.which("sudo"):
        raise SetupError(
            "管理者の権限がありません。管理者に次の導入を依頼してください。\n"
            f"  apt-get install {' '.join(packages)}"
        )
    environ = ["env", "DEBIAN_FRONTEND=noninteractive"]
    for arguments in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends"]):
        names = packages if "install" in arguments else []
        command = [*prefix, *environ, "apt-get", *arguments, *names]
        if subprocess.run(command, check=False).returncode and names:
            raise SetupError(f"apt-get による導入に失敗しました: {' '.join(packages)}")
