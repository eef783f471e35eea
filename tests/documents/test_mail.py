"""The mail draft opens in a mail program with everything attached."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.models import Call
from app.documents import mail
from app.documents.contents import Contents, contents
from app.errors import InputError
from tests.documents.conftest import NOW, draft_of

ENCLOSURES = [
    mail.Enclosure("別添１_応募書_長野県.docx", b"PK\x03\x04\r\n.\r\n", "別添１　応募書（鑑文）"),
    mail.Enclosure("別添２_応募書_長野県.pptx", bytes(range(256)) * 40, "別添２"),
    mail.Enclosure("補足資料（市町村ＤＸ推進会議の設置要綱と委員名簿）.pdf", b"%PDF", "補足資料"),
    mail.Enclosure("一覧.csv", "市町村,人数\n".encode("cp932"), "補足資料"),
    mail.Enclosure("経緯.eml", b"From: a\n\n.\n", "補足資料"),
]  # fmt: skip


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_mail_goes_to_the_issuer_as_a_draft(
    call: Call, stated: Contents, now: datetime
) -> None:
    message = parsed(mail.compose(call, stated, ENCLOSURES, now))
    assert message["To"] == call.issuer.email
    assert message["From"] == stated.text("contact.email")
    assert message["X-Unsent"] == "1"
    assert stated.names["prefecture"] in message["Subject"]
    assert message["Date"].datetime == now
    assert message["Message-ID"] is None
    assert not message.defects


def test_attachments_come_back_byte_identical_with_japanese_names(
    call: Call, stated: Contents, now: datetime
) -> None:
    message = parsed(mail.compose(call, stated, ENCLOSURES, now))
    found = [(p.get_filename(), p.get_payload(decode=True)) for p in message.iter_attachments()]
    assert found == [(enclosure.name, enclosure.data) for enclosure in ENCLOSURES]


def test_names_are_encoded_as_rfc_2231_says(call: Call, stated: Contents, now: datetime) -> None:
    data = mail.compose(call, stated, ENCLOSURES, now)
    assert b"filename*0*=utf-8''%E5%88%A5%E6%B7%BB" in data
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    data.decode("ascii")


def test_the_body_names_every_enclosure_and_holds_no_field(
    call: Call, stated: Contents, now: datetime
) -> None:
    body = body_of(parsed(mail.compose(call, stated, ENCLOSURES, now)))
    for number, enclosure in enumerate(ENCLOSURES, 1):
        assert f"({number})　{enclosure.title}：{enclosure.name}" in body
    assert "{" not in body


def test_equal_input_gives_equal_bytes(call: Call, stated: Contents, now: datetime) -> None:
    assert mail.compose(call, stated, ENCLOSURES, now) == mail.compose(
        call, stated, ENCLOSURES, now
    )


def test_a_practice_mail_says_so(call: Call, stated: Contents, now: datetime) -> None:
    message = parsed(mail.compose(call, replace(stated, practice=True), ENCLOSURES, now))
    assert message["Subject"].startswith("【練習】")
    assert "送信しないでください" in body_of(message)


@pytest.mark.parametrize("address", ["", "dx", "dx@", "dx@a\r\nBcc: x@y.jp", "ＤＸ@example.jp"])
def test_an_address_that_is_none_is_left_out(
    call: Call, stated: Contents, now: datetime, address: str
) -> None:
    without = replace(stated, values={**stated.values, "contact.email": address})
    message = parsed(mail.compose(call, without, ENCLOSURES, now))
    assert message["From"] is None
    assert message["Bcc"] is None


def test_a_field_that_does_not_exist_is_told(call: Call, stated: Contents, now: datetime) -> None:
    broken = call.model_copy(
        update={"mail": call.mail.model_copy(update={"subject": "{prefectur}の応募"})}
    )
    with pytest.raises(InputError, match="prefectur"):
        mail.compose(broken, stated, (), now)


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_any_applicant_gives_a_mail_that_parses(
    call: Call, sample: dict[str, object], name: str
) -> None:
    stated = contents(call, draft_of(call, {**sample, "contact.department": name}), NOW)
    message = parsed(mail.compose(call, stated, ENCLOSURES[:1], NOW))
    assert message["X-Unsent"] == "1"
    assert body_of(message)
