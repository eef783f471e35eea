"""The 47 prefectures with their codes (JIS X 0401) and readings."""

from __future__ import annotations

from typing import NamedTuple


class Prefecture(NamedTuple):
    """A prefecture: two-digit JIS X 0401 code, official name, reading in kana and in romaji."""

    code: str
    name: str
    kana: str
    romaji: str


PREFECTURES: tuple[Prefecture, ...] = (
    Prefecture("01", "北海道", "ほっかいどう", "hokkaido"),
    Prefecture("02", "青森県", "あおもりけん", "aomori"),
    Prefecture("03", "岩手県", "いわてけん", "iwate"),
    Prefecture("04", "宮城県", "みやぎけん", "miyagi"),
    Prefecture("05", "秋田県", "あきたけん", "akita"),
    Prefecture("06", "山形県", "やまがたけん", "yamagata"),
    Prefecture("07", "福島県", "ふくしまけん", "fukushima"),
    Prefecture("08", "茨城県", "いばらきけん", "ibaraki"),
    Prefecture("09", "栃木県", "とちぎけん", "tochigi"),
    Prefecture("10", "群馬県", "ぐんまけん", "gunma"),
    Prefecture("11", "埼玉県", "さいたまけん", "saitama"),
    Prefecture("12", "千葉県", "ちばけん", "chiba"),
    Prefecture("13", "東京都", "とうきょうと", "tokyo"),
    Prefecture("14", "神奈川県", "かながわけん", "kanagawa"),
    Prefecture("15", "新潟県", "にいがたけん", "niigata"),
    Prefecture("16", "富山県", "とやまけん", "toyama"),
    Prefecture("17", "石川県", "いしかわけん", "ishikawa"),
    Prefecture("18", "福井県", "ふくいけん", "fukui"),
    Prefecture("19", "山梨県", "やまなしけん", "yamanashi"),
    Prefecture("20", "長野県", "ながのけん", "nagano"),
    Prefecture("21", "岐阜県", "ぎふけん", "gifu"),
    Prefecture("22", "静岡県", "しずおかけん", "shizuoka"),
    Prefecture("23", "愛知県", "あいちけん", "aichi"),
    Prefecture("24", "三重県", "みえけん", "mie"),
    Prefecture("25", "滋賀県", "しがけん", "shiga"),
    Prefecture("26", "京都府", "きょうとふ", "kyoto"),
    Prefecture("27", "大阪府", "おおさかふ", "osaka"),
    Prefecture("28", "兵庫県", "ひょうごけん", "hyogo"),
    Prefecture("29", "奈良県", "ならけん", "nara"),
    Prefecture("30", "和歌山県", "わかやまけん", "wakayama"),
    Prefecture("31", "鳥取県", "とっとりけん", "tottori"),
    Prefecture("32", "島根県", "しまねけん", "shimane"),
    Prefecture("33", "岡山県", "おかやまけん", "okayama"),
    Prefecture("34", "広島県", "ひろしまけん", "hiroshima"),
    Prefecture("35", "山口県", "やまぐちけん", "yamaguchi"),
    Prefecture("36", "徳島県", "とくしまけん", "tokushima"),
    Prefecture("37", "香川県", "かがわけん", "kagawa"),
    Prefecture("38", "愛媛県", "えひめけん", "ehime"),
    Prefecture("39", "高知県", "こうちけん", "kochi"),
    Prefecture("40", "福岡県", "ふくおかけん", "fukuoka"),
    Prefecture("41", "佐賀県", "さがけん", "saga"),
    Prefecture("42", "長崎県", "ながさきけん", "nagasaki"),
    Prefecture("43", "熊本県", "くまもとけん", "kumamoto"),
    Prefecture("44", "大分県", "おおいたけん", "oita"),
    Prefecture("45", "宮崎県", "みやざきけん", "miyazaki"),
    Prefecture("46", "鹿児島県", "かごしまけん", "kagoshima"),
    Prefecture("47", "沖縄県", "おきなわけん", "okinawa"),
)

BY_CODE = {prefecture.code: prefecture for prefecture in PREFECTURES}
BY_NAME = {prefecture.name: prefecture for prefecture in PREFECTURES}


def find(value: object) -> Prefecture | None:
    """The prefecture with this code or official name."""
    return BY_CODE.get(str(value)) or BY_NAME.get(str(value))
