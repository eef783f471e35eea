"""The program for the command prompt: starts the windowed one beside it and passes on its words.

A windowed program cannot write into a console. A second whole program could, and would bring every
module twice.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

INTERRUPTED = 130


def main() -> int:
    here = Path(sys.executable)
    name = here.name.replace("-cli", "")
    command = [str(here.with_name(name)), *sys.argv[1:]]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    passing = [
        threading.Thread(target=_pass_on, args=pair, daemon=True)
        for pair in ((process.stdout, 1), (process.stderr, 2))
    ]
    for thread in passing:
        thread.start()
    try:
        for thread in passing:
            thread.join()
        return process.wait()
    except KeyboardInterrupt:
        process.kill()
        return INTERRUPTED


def _pass_on(source: BinaryIO, target: int) -> None:
    """The bytes as they come; to a console as text, which it shows whatever its code page is."""
    stream = (sys.stdout, sys.stderr)[target - 1]
    if not stream.isatty():
        while part := os.read(source.fileno(), 65_536):
            os.write(target, part)
        return
    for line in source:
        stream.write(line.decode("utf-8", "backslashreplace").replace("\r\n", "\n"))
        stream.flush()


if __name__ == "__main__":
    sys.exit(main())
