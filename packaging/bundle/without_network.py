"""Runs in the built program before it: what asks for network modules gets empty ones.

xml.sax.saxutils of the standard library, of which python-pptx uses one function, imports
urllib.request for another, and with it would come http, ssl and OpenSSL; email.utils imports
socket for making message ids, which the program does not. So no code that could open a connection
is in the program at all.
"""

import os
import sys
import types

for name in ("socket", "urllib.request"):
    sys.modules[name] = types.ModuleType(name)

# platform.uname() asks it for the PC's name, on Windows alone.
sys.modules["socket"].gethostname = lambda: os.environ.get("COMPUTERNAME", "")  # type: ignore[attr-defined]
