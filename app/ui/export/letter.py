"""The mail of a package as texts, for webmail."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Letter:
    """What is copied: address, subject and body."""

    address: str
    subject: str
    body: str


def read(path: Path) -> Letter:
    """The texts of a mail draft, read from the file itself, so that both are the same."""
    with path.open("rb") as stream:
        message = BytesParser(policy=policy.default).parse(stream)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return Letter(str(message["To"] or ""), str(message["Subject"] or ""), str(text))
