"""The checks of prose: what each objects to, where, and what it would put there instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.calls import loader
from app.calls.models import Call
from app.drafts.draft import Draft
from app.review.checks import hygiene
from app.review.checks.personal import is_individual_number
from app.review.engine import Reviewer
from app.review.finding import Finding
from tests.review.conftest import BEFORE, ROOT, Look

HERE = "results.text"
"""A long text that no other rule looks into."""

SPOTTED = [
    # rule, text, the words objected to, what they become
    ("unusable_characters", "効果\x07を示す。", "\x07", ""),
    ("unusable_characters", "効果\u200bを示す。", "\u200b", ""),
    ("unusable_characters", "効果\ud83dを示す。", "\ud83d", None),
    ("unfit_characters", "外字\ue000を用いる。", "\ue000", None),
    ("unfit_characters", "順調です😀。", "😀", None),
    ("unfit_characters", "葛\ufe00城市", "\ufe00", ""),
    ("unfit_characters", "カ\u3099イドライン", "カ\u3099", "ガ"),
    ("unfit_characters", "ｼｽﾃﾑを更新する。", "ｼｽﾃﾑ", "システム"),
    ("fragile_characters", "髙橋係長が担当する。", "髙", None),
    ("fragile_characters", "𠮷野町が参加する。", "𠮷", None),
    ("width_mixed", "支援を1２回行う。", "1２", "12"),
    ("width_mixed", "ＤＸ推進課とDX推進室、ＤＸ推進課。", "DX", "ＤＸ"),
    ("width_mixed", "課題を、整理し，改善を、行う。", "，", "、"),
    ("width_mixed", "（案）と（図）と(表)を示す。", "(", "（"),
    ("unusable_characters", "一行目\x0b二行目", "\x0b", "\n"),
    ("unusable_characters", "見\u00adえない。", "\u00ad", ""),
    ("unusable_characters", "見\u200dえない。", "\u200d", ""),
    ("unfit_characters", "家族👨‍👩‍👧を支える。", "👨‍👩‍👧", None),
    ("unfit_characters", "心❤️を込める。", "❤️", None),
    ("unfit_characters", "手順1️⃣を示す。", "1️⃣", None),
    ("unfit_characters", "天気は☀である。", "☀", None),
    ("unfit_characters", "走る🏃\u200d♀\ufe0fのはよい。", "🏃\u200d♀\ufe0f", None),
    ("unfit_characters", "血液は🅰である。", "🅰", None),
    ("unfit_characters", "あ\u3099と書く。", "あ\u3099", "あ゛"),
    ("unfit_characters", "県\u3099と書く。", "\u3099", "゛"),
    ("unfit_characters", "化け\ufffdた。", "\ufffd", None),
    ("fragile_characters", "県\u00a0市", "\u00a0", " "),
    ("width_mixed", "課題を,整理し、改善を、行う。", ",", "、"),
    ("width_mixed", "調査を行う.分析する。公表する。", ".", "。"),
    ("width_mixed", "［案］と［図］と[表]を示す。", "[", "［"),
    ("item_numbers", "(1)　課題\n１　人材", "１", None),
    ("item_numbers", "①　課題\n③　人材", "③", None),
    ("style", "県は研修を行う。市は支援を行う。町は調査を行う。", "町は調査を行う。", None),
    ("style", "第三者委員会が適宜見直す。", "適宜", None),
    ("leftovers", "○○○○を示す。", "○○○○", None),
    ("leftovers", "令和○年に行う。", "○", None),
    ("leftovers", "●人を採用する。", "●", None),
    ("leftovers", "令和　年に行う。", "　", None),
    ("other_prefecture", "このため、愛知県では人材を確保する。", "愛知県", None),
    ("other_prefecture", "愛知県の環境部局と調整する。", "愛知県", None),
    ("other_prefecture", "京都府中部の市町村を支援する。", "京都府", None),
    ("other_prefecture", "愛知県から市町村へ人材を派遣する。", "愛知県", None),
    ("personal_data", "宛先はａ＠ｇｍａｉｌ．ｃｏｍである。", "ａ＠ｇｍａｉｌ．ｃｏｍ", None),
    ("personal_data", "生年月日は昭和50年１月２日である。", "昭和50年１月２日", None),
    ("personal_data", "松本市丸の内３番７号に住む。", "松本市丸の内３番７号", None),
    ("figures_differ", "合計８人の人材プールを設ける。", "８", None),
    ("figures_differ", "計画では、常勤職員４人を置く。", "４", None),
    ("asks_for_matching", "人材の紹介を受けたい。", "紹介", None),
    ("asks_for_matching", "総務省に適任者の推薦をお願いしたい。", "推薦", None),
    ("asks_for_matching", "総務省のマッチングを受けて確保したい。", "マッチング", None),
    ("width_mixed", "１０時と10時に行う。", "１０", "10"),
    ("width_mixed", "２，０００人と2,000人と30人である。", "２，０００", "2,000"),
    ("leftovers", "令和７年○○月に行う。", "○○", None),
    ("leftovers", "TODO: 数値を確認する。", "TODO", None),
    ("leftovers", "推進会議（仮）を設ける。", "（仮）", None),
    ("sample_left", "これはサンプルの文である。", "サンプル", None),
    ("other_prefecture", "群馬県では、市町村の支援を行う。", "群馬県", None),
    ("personal_data", "番号は123456789018である。", "123456789018", None),
    ("personal_data", "連絡先はdx.nagano@gmail.comである。", "dx.nagano@gmail.com", None),
    ("personal_data", "自宅は長野市南１丁目２番３号にある。", "長野市南１丁目２番３号", None),
    ("personal_data", "電話は090-1234-5678である。", "090-1234-5678", None),
    ("style", "計画は適宜見直すこととしたい。", "適宜", None),
    ("style", "会議等や研修等、調査等を行う。", "等", None),
    ("item_numbers", "１　課題\n３　対応", "３", None),
    ("item_numbers", "１　課題\nア　人材", "ア", None),
    ("asks_for_matching", "総務省に人材のあっせんを依頼したい。", "あっせん", None),
    ("misdated", "令和７年４月10日（金）に提出する。", "金", "木"),
    ("misdated", "令和７年４月31日に会議を開く。", "令和７年４月31日", None),
    ("misdated", "令和７年５月１日から６月31日まで行う。", "６月31日", None),
    ("misdated", "令和７年５月１日（木）から９日（木）まで行う。", "木", "金"),
    ("misdated", "R7.4.10(金)と2025/4/11（金）に提出する。", "金", "木"),
    ("misdated", "2025/4/10（金・祝）に提出する。", "金", "木"),
    ("misdated", "令和7年4月10日金曜日に提出する。", "金", "木"),
    ("misdated", "２０２５－２－２９に提出する。", "２０２５－２－２９", None),
    ("asks_for_matching", "専門人材を紹介していただきたい。", "紹介", None),
    ("figures_differ", "全78市町村を支援する。", "78", None),
    ("misdated", "令和七年四月十日（金）に提出する。", "金", "木"),
    ("misdated", "二〇二五年四月三十一日に提出する。", "二〇二五年四月三十一日", None),
    ("misdated", "令和７年４月29日（水・祝日）は休む。", "水", "火"),
    ("other_prefecture", "愛知県と市町村が連携して取り組む。", "愛知県", None),
    ("other_prefecture", "愛知県と市町村との連携を進める。", "愛知県", None),
    ("other_prefecture", "愛知県と各市町村との共同調達を行う。", "愛知県", None),
    ("other_prefecture", "愛知県と県内市町村との協議を重ねた。", "愛知県", None),
    ("other_prefecture", "愛知県と県内54市町村が協議会を設ける。", "愛知県", None),
    ("leftovers", "課題はTODO1に記す。", "TODO", None),
    ("leftovers", "担当はXXX課である。", "XXX", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "text", "words", "mend"), SPOTTED, ids=[s[1][:14] for s in SPOTTED]
)
def test_what_is_objected_to(
    look: Look, rule: str, text: str, words: str, mend: str | None
) -> None:
    found = [f for f in look({HERE: text}) if f.rule == rule and f.place.question == HERE]
    spans = [text[f.place.start : f.place.end] for f in found]
    assert words in spans
    assert found[spans.index(words)].mend == mend


@pytest.mark.parametrize(
    "text",
    [
        "①と㈱と㍻は、公文書でよく用いられる。",
        "週１回、12か月にわたり支援する。",
        "0.5人、1,150万円、38.75時間である。",
        "東京都府中市の取組を参考にする。",
        "隣接する群馬県や山梨県の事例を調べた。",
        "岐阜県と連携して取り組む。",
        "山梨県、静岡県及び愛知県と協議会を設ける。",
        "石川県輪島市へ職員24人を派遣した。",
        "東京都千代田区の企業に委託する。",
        "岡山県の先進事例では、民間の人材が巡回する。",
        "一〇〇年の歴史があり、二〇人が働く。",
        "対象の市町村に○を付ける。評価は○×で示す。",
        "１．課題\n人材が足りない。\n２．対応\n採用を進める。",
        "令和７年度\n１　調査\n２　分析\n令和８年度\n１　採用\n２　派遣",
        "１　課題\n(1)　人材\nア　採用\n(ｱ)　任期付",
        "庁舎は長野市大字南長野字幅下692番地２にある。",
        "８人の採用を計画し、非常勤職員４人を置く。",
        "紹介会社から人材の紹介を受けたい。",
        "マッチングサイトを利用し、総務省の助言を希望する。",
        "人材のマッチングについて、総務省の助言をお願いしたい。",
        "Ｗｅｂ会議—遠隔の会議—を年４回開く。",
        "高等学校と平等に扱い、同等の知見を求める。",
        "サンプル数は100件である。",
        "第１　趣旨\n１　課題\n(1)　人材\nア　採用\n(ア)　任期付\n第２　計画",
        "(1)　人材\n(2)　予算\nア　人件費\nイ　委託料",
        "市町村から人材の紹介を求められている。",
        "職業紹介事業者から人材の紹介を受ける。",
        "総務省には、先進事例の紹介をお願いしたい。",
        "人材を紹介してほしいとの声が市町村にある。",
        "令和７年４月10日（木）と2026年３月16日（月曜日）に報告する。",
        "注文番号は123456789012である。",
        "文書番号1234-56-78と版2.13.45を参照する。",
        "長野県の77市町村を支援する。",
        "県内77市町村を支援する。",
        "改善し（別紙のとおり）、必要な支援を年４回行う。",
        "令和七年四月十日（木）と令和７年４月29日（火・祝日）に行う。",
        "山梨県との間では、共同利用に関する協定を結んだ。",
        "東京都府中市とは、応援の協定を結んでいる。",
        "北海道のように広い団体では、遠隔で支援する。",
        "岐阜県と同様に、年２回の訪問を行う。",
        "東京事務所は、東京都千代田区平河町２丁目に置く。",
        "国から人材の紹介を求められている。総務省は人材の紹介を要望されている。",
        "A4判１枚、IPv6の端末３台、B5判４枚とする。",
        "計画は、毎年度、必要に応じ見直す。四半期ごとに随時見直す。",
        "結果は、速やかに共有し、翌月の会議で協議する。",
        "https://www.example.lg.jp/todofuken/ 及びＭＡＸＸ社の第XXIII版を用いる。",
    ],
)
def test_what_is_left_alone(look: Look, text: str) -> None:
    assert [f.message for f in look({HERE: text})] == []


def test_no_unfit_character_escapes_the_first_look() -> None:
    planes = chain(range(0x10000), range(0x1F000, 0x20000), range(0xE0000, 0xE0200), (0xF0000,))
    kinds = [re.compile(source) for source in hygiene.KINDS.values()]
    for code in planes:
        if any(kind.match(chr(code)) for kind in kinds):
            assert hygiene.SUSPECT.match(chr(code)), f"U+{code:04X}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("順調です😀。", "絵文字（😀）"),
        ("家族👨\u200d👩\u200d👧を支える。", "絵文字（👨👩👧）"),
        ("手順1\ufe0f\u20e3を示す。", "絵文字（1\u20e3）"),
        ("外字\ue000を用いる。", "外字（U+E000）"),
        ("カ\u3099イドライン", "濁点の離れた文字（ガ）"),
        ("ｼｽﾃﾑを更新する。", "半角カタカナ（ｼｽﾃﾑ）"),
        ("葛\ufe00城市", "異体字の指定（目に見えない文字 U+FE00）"),
        ("効果\u200bを示す。", "文字（目に見えない文字 U+200B）"),
        ("効果\ud83dを示す。", "文字（壊れた文字 U+D83D）"),
    ],
)
def test_what_cannot_be_read_from_a_character_is_said(look: Look, text: str, told: str) -> None:
    found = look({HERE: text})
    (message,) = (f.message for f in found if f.rule.endswith("_characters"))
    assert f"{told}が含まれています。" in message


def test_a_flag_is_one_picture_and_no_control_characters(look: Look) -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    (finding,) = look({HERE: f"旗{flag}を掲げる。"})
    assert (finding.rule, finding.place.start, finding.place.end) == ("unfit_characters", 1, 8)
    (finding,) = look({HERE: f"旗{flag[1:]}を掲げる。"})
    assert (finding.rule, finding.marked) == ("unusable_characters", flag[1:])


def test_long_sentences(look: Look) -> None:
    at_most, more = "市" * 79 + "。", "市" * 80 + "。"
    assert not look({HERE: at_most})
    (finding,) = look({HERE: more})
    assert finding.rule == "style"
    assert "約81文字" in finding.message
    assert not look({HERE: "市" * 60 + "（" + "町" * 40 + "）村。"}), "brackets are not counted"


def test_the_same_ending_three_times(look: Look) -> None:
    twice = "県が調査を実施している。町が会議を開催している。"
    assert not look({HERE: twice})
    (finding,) = look({HERE: twice + "村が研修を企画している。"})
    assert "３回" in finding.message or "3回" in finding.message


def test_a_leftover_is_told_with_the_applicants_name(look: Look) -> None:
    text = "愛知県では人材を確保し、本道の町を支援する。"
    assert [f.message for f in look({HERE: text})] == [
        "応募する長野県とは別の「愛知県」が文中にあります。",
        "「本道」とありますが、応募するのは長野県です。",
    ]


def test_how_another_kind_of_prefecture_calls_itself(look: Look) -> None:
    def told(prefecture: str, text: str) -> list[str]:
        found = look({"applicant.prefecture": prefecture, HERE: text})
        here = (f.place for f in found if f.place.question == HERE)
        return [text[place.start : place.end] for place in here]

    assert told("26", "本県の市町村を支援する。") == ["本県"]
    assert told("01", "本府の市町村を支援する。本道の町を支援する。") == ["本府"]
    assert told("20", "本道と本県の町を支援する。") == ["本道"]
    assert told("20", "日本道路協会、資本都市、基本府令と本道路を示す。") == []


@pytest.mark.parametrize(
    ("number", "valid"),
    [("123456789018", True), ("123456789017", False), ("1234-5678-9018", True),
     ("１２３４５６７８９０１８", True), ("000000000000", False), ("12345678901", False)],
)  # fmt: skip
def test_the_check_digit_of_an_individual_number(number: str, valid: bool) -> None:
    assert is_individual_number(number) is valid


CALL = loader.load(ROOT / "forms" / "r7-dx-jinzai")
MENDABLE = st.text(st.sampled_from("1２ｶﾞDXＤＸ、，。（）()県町\u0007\u200bカ\u3099 0"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(text=MENDABLE)
@example(text="\u3099\u3099\u3099")
@example(text="か\u3099\u3099")
def test_a_mend_mends(text: str) -> None:
    """What is put in is not objected to again for the same reason; every span lies in the text."""
    reviewer = Reviewer(CALL)

    def found(words: str) -> list[Finding]:
        draft = Draft("", CALL.id, 1, "", False, BEFORE, BEFORE, answers={HERE: words})
        return [f for f in reviewer.review(draft, BEFORE) if f.place.start is not None]

    for finding in found(text):
        start, end = finding.place.start or 0, finding.place.end or 0
        assert 0 <= start < end <= len(text)
        if finding.mend is not None and finding.rule != "width_mixed":
            mended = text[:start] + finding.mend + text[end:]
            count = sum(f.rule == finding.rule for f in found(mended))
            assert count < sum(f.rule == finding.rule for f in found(text)) or mended == text


def test_a_pasted_million_is_reviewed(call: Call, draft_of: Callable[..., Draft]) -> None:
    """No check may take more than a text's length: a slip would hang the window for minutes."""
    pieces = ("県", "1", "等", "(1)", "a@", "。", "○○", "東京都京都府", "\n１　", "人材の紹介")
    for piece in pieces:
        text = piece * (1_000_000 // len(piece))
        assert Reviewer(call).review(draft_of({HERE: text}), BEFORE)
