"""Checks for what was left behind: place holders, samples, another prefecture's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.calls.models import Rule
from app.calls.prefectures import PREFECTURES, find
from app.review.checks.vocabulary import outside
from app.review.subject import Span, Subject, is_inside

_BLANK = re.compile(
    # 令和○年, ○人: one circle where a figure belongs (〇 is a figure itself in 二〇人)
    r"(?<![一二三四五六七八九十〇○●◯])[○〇●◯](?=[年月日人名件回市町村県団か時％%])"
    # 令和　年　月　日, 約　　人: a gap to be filled in
    r"|(?<=令和)[ 　]+(?=年)|(?<=年)[ 　]+(?=月[ 　]*日)|(?<=約)[ 　]+(?=[人名件回団])"
)


_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")


def _is_in_a_word(text: str, start: int, end: int) -> bool:
    """Whether Latin letters are part of a longer word: TODO in todofuken, XX in XXIII."""
    before = start and _LATIN.match(text, start) and _LATIN.match(text, start - 1)
    behind = _LATIN.match(text, end - 1) and _LATIN.match(text, end)
    return bool(before or behind)


def left(text: str, rule: Rule, subject: Subject) -> Iterator[Span]:
    """Each of `words`, save inside the words of `except`; with `blanks` also figures left open."""
    words = subject.words(rule.params["words"])
    told: list[tuple[int, int]] = []
    for found in outside(text, words, subject.words(rule.params.get("except"))):
        start, end = found.span()
        if told and start < told[-1][1]:
            continue
        if len(set(found[0])) == 1:  # ○○○○ is one place holder, not two
            end += len(text[end:]) - len(text[end:].lstrip(found[0][0]))
        if _is_in_a_word(text, start, end):
            continue
        told.append((start, end))
        yield Span(start, end)
    if rule.params.get("blanks"):
        for found in _BLANK.finditer(text):
            if not is_inside(told, *found.span()):
                yield Span(*found.span(), {"word": found[0].strip() or "空白"})


_NAMES = re.compile("|".join(prefecture.name for prefecture in PREFECTURES))
"""Scanned from the left, so that 東京都府中市 is 東京都 and never 京都府."""
_AND = "(?:、|・|や|と|及び|並びに|、及び|又は|若しくは)"
_PLACE = "[^。、\\nはがをにからの]{1,6}[市区町村]"
_OWN_TOWNS = r"(?:県内|府内|都内|道内|管内|県下|各|全|[0-9０-９])*の?(?:市区?町村|市町|町村|首長)"
"""愛知県と市町村が連携し: here the name stands for the applicant."""
_BEFORE = re.compile(
    # a neighbour, a model
    r"(?:隣接|隣県|近隣|先進|先行|他県|他の都道府県|例えば|参考|事例|視察)[^。、\n]{0,12}$"
    # somebody one works with
    r"|(?:連携|協定|共同|協力|比較)[^。、\n]{0,6}(?:する|した|している|結ぶ|結んだ)$"
    # the second and further names of a list
    rf"|[都道府県]{_AND}$"
    # where an office is, or a meeting was held
    r"|(?:事務所|支所|会場|本社|本店|拠点)[はを、]{1,2}$"
)
_BEHIND = re.compile(
    # a border
    r"境"
    # a model
    r"|[^。、\n]{0,12}(?:の(?:先進|優良|先行|好)?事例|を参考|を視察|への視察|に倣|に学)"
    r"|など(?:の|が|で)?(?:先進|近隣|他)|等(?:の)?(?:先進|近隣|他)"
    # somebody one works with
    rf"|(?!と{_OWN_TOWNS})[^。、\n]{{0,6}}との?(?!{_OWN_TOWNS})(?:[^。、\n]{{0,8}})"
    r"(?:連携|共同|協定|合同|協力|協議|比較|交流|姉妹|友好)"
    rf"|(?:{_PLACE})?と(?:の間|は(?:、|異な|違))"
    # what it is compared with
    rf"|(?:{_PLACE})?(?:のよう[なに]|と同[様じ]|[にと]比べ)"
    # where somebody or something is, comes from or goes to
    r"|[^。、\n]{0,10}出身|[^。、\n]{0,6}から(?:の)?(?:転入|移住|避難|派遣|出向)"
    rf"|(?:{_PLACE})?(?:へ|に)[^。、\n]{{0,10}}(?:派遣|応援|避難|移住|集中)"
    r"|[^。、\n]{0,8}(?:地震|豪雨|台風|水害|噴火|災害|被災)"
    rf"|(?:内|{_PLACE})?(?:の|にある|に本社を置く|に本店を置く|に所在する)"
    r"(?:企業|事業者|会社|大学|高専|研究機関|民間|会場|事務所|相談窓口|移住相談)"
    r"|[^。、\n]{0,6}(?:にある|に本社|に本店|に所在|で開催|で開か|で行われ)"
)
"""What stands beside a name that is not a leftover."""
_JOINED = re.compile(_AND)
_OURSELVES = {
    "県": re.compile(r"(?<![日基根見資標])本県"),
    "道": re.compile(r"(?<![日基根見資標])本道(?![路徳筋])"),
    "府": re.compile(r"(?<![日基根見資標])本府(?!中)"),
    "都": re.compile(r"(?<![日基根見資標])本都(?!市)"),
}
"""How the applicant speaks of itself, by the last letter of its name."""
_AROUND = 24
"""Characters that are looked at before and behind a name."""


def other_prefecture(text: str, _rule: Rule, subject: Subject) -> Iterator[Span]:
    """Another prefecture's name in running text, as left behind when a text is copied.

    Considered and left alone: a name that is part of a longer one (京都 in 東京都府中市), a
    neighbour or a model named as such (隣接する群馬県, 徳島県の事例を参考に, 岐阜県と連携し), lists
    of names, where somebody comes from or goes to (石川県に職員を派遣), and seats of firms and
    schools (東京都内の企業). Told is a name that stands where the applicant's would (愛知県は,
    愛知県の市町村, 愛知県知事), and what another kind of prefecture calls itself (本県 in 京都府).
    """
    own = find(subject.draft.answer(subject.call.names.prefecture))
    if own is None:
        return
    for found in _NAMES.finditer(text):
        if found[0] == own.name:
            continue
        before = text[max(0, found.start() - _AROUND) : found.start()]
        if _BEFORE.search(before) or _BEHIND.match(text, found.end(), found.end() + _AROUND):
            continue
        joined = _JOINED.match(text, found.end())
        if joined and _NAMES.match(text, joined.end()):  # the first name of a list
            continue
        message = f"応募する{own.name}とは別の「{found[0]}」が文中にあります。"
        yield Span(*found.span(), message=message)
    for letter, ourselves in _OURSELVES.items():
        if letter != own.name[-1] and (said := ourselves.search(text)):
            message = f"「{said[0]}」とありますが、応募するのは{own.name}です。"
            yield Span(*said.span(), message=message)
