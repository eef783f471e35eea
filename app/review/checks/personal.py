"""Checks for personal data that does not belong in a document to be shared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, partial

from app.calls.models import Rule
from app.review.subject import Hit, Span, Subject

_TWELVE = re.compile(
    r"(?<![0-9０-９\-－])(?:[0-9０-９]{4}[ 　\-－]?){2}[0-9０-９]{4}(?![0-9０-９\-－])"
)
_MAIL = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@(?P<domain>[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5})"
)
_FULL = re.compile(r"[！-～]")
_NUMBER = "[0-9０-９]"
_PLACE = (
    rf"(?:〒?{_NUMBER}{{3}}[-－]{_NUMBER}{{4}}|[^\s。、\n]{{1,12}}[都道府県市区町村])"
    rf"[^。、\n]{{0,24}}?(?:{_NUMBER}{{1,4}}(?:丁目|番地?|号)(?:の?{_NUMBER}{{1,4}}(?:番地?|号)?)*"
    rf"|{_NUMBER}{{1,4}}(?:[-－]{_NUMBER}{{1,4}})+)"
)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """A long pattern, made when a text has the words before which it can match."""
    return re.compile(source)


_HOME = partial(
    _compiled,
    r"(?:自宅|住所|居所|居住地|本籍)(?:の?所在地)?[はがをの：: 　]{0,3}"
    rf"(?P<address>{_PLACE})",
)
_PLACES = re.compile("自宅|住所|居所|居住地|本籍")
_LIVING = re.compile(r"に(?:住む|住んで|居住|在住)|在住")
_LIVED = partial(
    _compiled,
    r"[^\s。、\n]{1,8}[都道府県市区町村][^。、\n]{0,20}?"
    rf"(?:{_NUMBER}{{1,4}}(?:番地?|号)|{_NUMBER}{{1,4}}[-－]{_NUMBER}{{1,4}})$",
)
_LONGEST_ADDRESS = 40
_ADDRESS = "個人の住所と思われる記載があります。"
_BORN = partial(
    _compiled,
    r"生年月日[はがをの：: 　]{0,3}(?P<day>(?:昭和|平成|令和|大正|[STHR])?[元0-9０-９]{1,4}"
    rf"[年./．／\-－]{_NUMBER}{{1,2}}[月./．／\-－]{_NUMBER}{{1,2}}日?)",
)
_MOBILE = re.compile(
    r"(?<![0-9０-９])[0０][789７８９][0０][-－ ]?[0-9０-９]{4}[-－ ]?[0-9０-９]{4}(?![0-9０-９])"
)


def _halved(found: re.Match[str]) -> str:
    return chr(ord(found[0]) - 0xFEE0)


def private(text: str, rule: Rule, subject: Subject) -> Iterator[Span]:
    """Individual numbers with a valid check digit, home addresses, dates of birth, mobile numbers,
    and addresses at the mail domains of `private_domains`."""
    for found in _TWELVE.finditer(text):
        if is_individual_number(found[0]):
            yield Span(
                *found.span(), message="個人番号（マイナンバー）と思われる12桁の数字があります。"
            )
    for found in _HOME().finditer(text) if _PLACES.search(text) else ():
        yield Span(*found.span("address"), message=_ADDRESS)
    for found in _LIVING.finditer(text):
        first = max(0, found.start() - _LONGEST_ADDRESS)
        if lived := _LIVED().search(text[first : found.start()]):
            yield Span(first + lived.start(), found.start(), message=_ADDRESS)
    for found in _BORN().finditer(text) if "生年月日" in text else ():
        yield Span(*found.span("day"), message="生年月日と思われる記載があります。")
    for found in _MOBILE.finditer(text):
        yield Span(*found.span(), message="携帯電話の番号と思われる記載があります。")
    domains = subject.words(rule.params.get("private_domains"))
    for found in _MAIL.finditer(_FULL.sub(_halved, text)):
        if found["domain"].lower() in domains:
            yield Span(*found.span(), message="個人用のメールアドレスと思われる記載があります。")


def private_mail(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """Answers that are an address at one of the `private_domains`."""
    domains = subject.words(rule.params["private_domains"])
    for cell in subject.cells_for(rule):
        found = _MAIL.fullmatch(unicodedata.normalize("NFKC", str(cell.value)).strip())
        if found and found["domain"].lower() in domains:
            yield Hit(cell.place)


def is_individual_number(text: str) -> bool:
    """Whether twelve digits are an individual number: the last is the check digit of the others.

    Source: 番号法総務省令（平成26年総務省令第85号）第５条: 11 - (Σ Pn × Qn mod 11), 0 where the
    remainder is 0 or 1; Qn is n + 1 for the six digits on the right and n - 5 for the others.
    """
    digits = [int(c) for c in unicodedata.normalize("NFKC", text) if c.isdigit()]
    if len(digits) != 12 or len(set(digits)) == 1:
        return False
    body = digits[10::-1]
    weighed = sum(p * (n + 1 if n <= 6 else n - 5) for n, p in enumerate(body, 1))
    remainder = weighed % 11
    return digits[11] == (0 if remainder <= 1 else 11 - remainder)
