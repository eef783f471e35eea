"""The mail draft: an .eml file that a mail program opens ready to be sent.

RFC 5322 (headers), 2045–2047 (MIME), 2231 (Japanese file names). `X-Unsent: 1` makes Outlook open
it as a draft. Equal input gives equal bytes: no Message-ID, a fixed boundary, the date from `now`.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.calls.models import Call
from app.documents import file_names, texts
from app.documents.contents import Contents

BOUNDARY = "=_oubo-navi_7d1c5e2f9a4b4c0e8f63"
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
"""Types that a PC's own register may not know or may call otherwise."""
_OPAQUE = ("application/", "image/", "audio/", "video/")
"""Types whose bytes no mail program on the way may touch; text and messages it may."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
PRACTICE_NOTICE = "※ これは練習用に作成したメールです。送信しないでください。"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along; `title` says in the body what it is."""

    name: str
    data: bytes
    title: str


def compose(
    call: Call, contents: Contents, enclosures: Sequence[Enclosure], now: datetime
) -> bytes:
    """The mail draft, addressed to the call's issuer."""
    message = EmailMessage(policy=SMTP)
    message["To"] = call.issuer.email
    if sender := _sender(call, contents):
        message["From"] = sender
    message["Subject"] = subject(call, contents)
    message["Date"] = format_datetime(now)
    message["X-Unsent"] = "1"
    message.set_content(body(call, contents, enclosures), charset="utf-8", cte="base64")
    for enclosure in enclosures:
        kind, _, detail = _type_of(enclosure.name).partition("/")
        message.add_attachment(
            enclosure.data, maintype=kind, subtype=detail, filename=enclosure.name, cte="base64"
        )
    if enclosures:
        message.set_boundary(BOUNDARY)
    return message.as_bytes()


def subject(call: Call, contents: Contents) -> str:
    """The subject, marked where it is only for practice."""
    text = texts.single_line(file_names.filled(call.mail.subject, contents))
    return f"{file_names.PRACTICE}{text}" if contents.practice else text


def body(call: Call, contents: Contents, enclosures: Sequence[Enclosure]) -> str:
    """The text of the mail, with a numbered line for each enclosure."""
    lines = "\n".join(f"({n})　{e.title}：{e.name}" for n, e in enumerate(enclosures, 1))
    text = file_names.filled(call.mail.body, contents, {"enclosures": lines}).strip("\n")
    notice = f"{PRACTICE_NOTICE}\n\n" if contents.practice else ""
    return texts.clean(f"{notice}{text}\n")


def _sender(call: Call, contents: Contents) -> str:
    """The first valid e-mail address among the answers: the contact's."""
    for question in call.questions.values():
        address = str(contents.values.get(question.id) or "").strip()
        if question.type == "email" and len(address) < 255 and _ADDRESS.fullmatch(address):
            return address
    return ""


def _type_of(name: str) -> str:
    ending = f".{name.rpartition('.')[2].lower()}"
    guessed = _TYPES.get(ending) or mimetypes.MimeTypes().guess_type(f"a{ending}")[0] or ""
    return guessed if guessed.startswith(_OPAQUE) else "application/octet-stream"
