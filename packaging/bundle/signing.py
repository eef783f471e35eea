"""Where a certificate comes in: the command that signs what is handed out, if there is one."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

VARIABLE = "OUBO_NAVI_SIGN"
"""The command, to which each file's path is added, such as `signtool sign /fd sha256 /a`."""


def sign(files: Iterable[Path]) -> None:
    """Sign the programs, before their hashes are written down, and the installer.

    Without the command nothing is signed. A command that fails stops the build.
    """
    command = shlex.split(os.environ.get(VARIABLE, ""), posix=os.name != "nt")
    if not command:
        return
    for file in files:
        if subprocess.run([*command, str(file)], check=False).returncode:
            sys.exit(f"署名できません: {file.name}")
