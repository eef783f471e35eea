"""Reads files from outside, each in a process of its own with little memory; prints what happened.

Run with the files as arguments. A line of JSON for each: the message, milliseconds, megabytes.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

from docx.document import Document  # noqa: F401  (loaded before, as in the running program)
from lxml import etree  # noqa: F401

from app.documents import opc
from app.errors import InputError

ADDRESS_SPACE = 400_000_000
"""Bytes, the libraries' mappings included: nothing may even ask for more."""


def refused(path: Path) -> dict[str, object]:
    begun = time.perf_counter()
    try:
        opc.read(path, path.name)
        message = ""
    except InputError as error:
        message = error.what
    spent = (time.perf_counter() - begun) * 1000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"name": path.name, "message": message, "ms": round(spent), "mb": round(most)}


def main() -> None:
    for name in sys.argv[1:]:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
            print(json.dumps(refused(Path(name))), flush=True)
            os._exit(0)
        os.waitpid(child, 0)


main()
