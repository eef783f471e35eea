"""The words of taking edited documents back, to be read in one go."""

MENU = "編集した様式を取り込む(&I)…"
OPEN = "編集した様式を選ぶ"
KINDS = "応募様式 (*.docx *.pptx)"
TITLE = "編集した様式の取り込み"
READING = "「{names}」を読み取っています…"
FAILED = "様式を読み取れませんでした。"
EXPLANATION = (
    "ファイルの内容が、今の回答と異なる設問です。取り込むものを選んでください。"
    "取り込んだ後も、元に戻せます。"
)
HERE, THERE = "今の回答", "ファイルの内容"
ACCEPT = "選んだ内容を取り込む"
MISSING = "欄が見つからず、読み取れなかった設問：{labels}"
DIFFER = "二つの様式で内容が異なる設問：「{label}」　{one} ／ {other}"
OUTSIDE = "回答の欄の外に書かれた文（取り込まれません）：「{text}」"
OUTSIDE_MORE = "回答の欄の外に書かれた文が、ほかに{count}件あります（取り込まれません）。"
SAME = "ファイルの内容は、今の回答と同じです。取り込むものはありません。"
TAKEN = "{count}件の回答を取り込みました。"
OTHER_CALL = (
    "選んだファイルは、別の募集（{title}）の様式です。",
    "その募集の下書きを開いてから、取り込んでください。",
)
NEW_TITLE = "新しい下書き"
NEW_TEXT = "下書きを開いていません。ファイルの内容から、新しい下書きを作りますか。"
NEW_YES = "下書きを作る"
NEW_NAME = "{title}（様式から）"
