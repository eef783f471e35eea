"""The words about form files, to be read in one go."""

MENU_TOOLS = "ツール(&T)"
MENU = "様式ファイルを確かめる(&F)…"
PICK = "様式ファイルを選ぶ"
KINDS = "様式ファイル (*.docx *.pptx)"
WHICH = "どの募集の様式ですか"
WHICH_CALL = "募集"
FAILED = "様式ファイルを確かめられませんでした"
TITLE = "様式ファイルの確認"
EXPLANATION = (
    "「{file}」を、「{form}」の様式として使えるように、回答が入る場所を設問ごとに確かめます。"
    "候補は空欄の見出しから探したものです。場所が違うときは選び直してください。"
)
STATE = "設問{count}件のうち、場所が決まったもの{placed}件、未定のもの{open}件。{doubtful}"
DOUBTFUL = "確かさの低い候補が{count}件あります。場所を確かめてください。"
UNKNOWN = "どの設問のものでもないタグがあります: {tags}"
UNUSABLE = "このファイルには回答を入れられません。{why}"
HEADINGS = ("設問", "回答が入る場所", "理由", "状態")
TABLE = "設問と場所の一覧"
TABLE_HELP = "行ごとに、設問、回答が入る場所、そう考えた理由、状態を示します。"
PLACE_OF = "「{label}」の回答が入る場所"
PLACE_HELP = "矢印キーで場所を選びます。理由: {reason}"
NO_REASON = "合う場所が見つかりませんでした。"
NOT_PLACED = "（場所を選んでください）"
CHOSEN = "選んだ場所です。"
TAGGED = "このファイルに印が付いています。"
STATUS = {
    "placed": "✓ 設定済み", "double": "✓ 二か所以上", "wrong": "！ 場所の種類が違います",
    "missing": "！ 場所がありません", "twice": "！ 場所が重なっています",
    "高い": "✓ 候補（確かさ: 高い）", "ふつう": "✓ 候補（確かさ: ふつう）",
    "低い": "？ 候補（確かさ: 低い）", "chosen": "✓ 選択済み",
}  # fmt: skip
SAVE = "別のファイルに保存(&S)…"
SAVE_HELP = "選んだ場所に印を付けたファイルを、別の名前で保存します。元のファイルは変わりません。"
SAVE_NAME = "{stem}_設定済み{ending}"
SAVED_TITLE = "保存しました"
SAVED = "「{name}」を保存しました。"
STILL_OPEN = "回答の入る場所が決まっていない設問が{count}件あります。"
USE = "この様式を使う(&U)"
USE_HELP = "選んだ場所に印を付け、組み込みの様式の代わりに使います。"
USED_TITLE = "様式を切り替えました"
USED = (
    "これから作成する{form}には、この様式を使います。開いている下書きのプレビューには、"
    "下書きを開き直すと反映されます。"
)
RESET = "組み込みの様式に戻す(&R)"
RESET_HELP = "この募集の様式を、応募ナビに組み込まれているものに戻します。"
RESET_ASK = "この募集の様式を、組み込みのものに戻します。取り込んだ様式ファイルは取り除かれます。"
RESET_YES = "戻す"
RESET_DONE = "組み込みの様式に戻しました。"
CLOSE = "閉じる"
