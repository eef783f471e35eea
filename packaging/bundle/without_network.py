"""Runs in the built program before it: what asks for urllib.request gets an empty module.

xml.sax.saxutils of the standard library, of which python-pptx uses one function, imports it for
another, and with it would come http, ssl and OpenSSL. No code that opens a connection is in the
program at all.
"""

import sys
import types

sys.modules["urllib.request"] = types.ModuleType("urllib.request")
