"""Prints digests of both documents of the sample, made in this process at the moment given."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import datetime

from app.calls.loader import load
from app.documents import package
from app.documents.contents import contents
from tests.documents.conftest import PACK, draft_of, sample_answers

call = load(PACK)
stated = contents(
    call, draft_of(call, sample_answers("complete")), datetime.fromisoformat(sys.argv[1])
)
made = {form.id: package.fill(call, form, stated) for form in call.parts}
print(json.dumps({key: hashlib.sha256(data).hexdigest() for key, data in made.items()}))
