"""The words of draft files."""

KINDS = "下書きファイル (*.oubo)"
FAILED = "できませんでした"

# ---- saving ----
SAVE_TITLE = "下書きファイルとして保存"
SAVE_TEXT = (
    "下書きを一つのファイルにまとめます。メールや USBメモリー、共有フォルダーで渡すと、"
    "相手の応募ナビで開いて続きを書くことができます。"
)
WITH_HISTORY = "履歴（版、日時、氏名）も入れる"
WITH_HISTORY_HELP = "入れると、相手の画面でも前の版に戻したり、違いを見たりできます。"
WITH_SUPPLEMENTS = "補足資料も入れる（{count}件、{size}）"
NO_SUPPLEMENTS = "補足資料はありません"
ALWAYS = "回答、コメント、確認の記録はいつも入ります。"
SAVE_ACCEPT = "保存先を選ぶ…"
SAVING = "下書きファイルを保存しています…"
SAVED = "下書きファイルを保存しました。{path}"
SHOW_FOLDER = "保存先を開く"

# ---- taking in ----
READING = "下書きファイル「{name}」を読み込んでいます…"
TAKE_TITLE = "下書きファイルを開く"
TAKE_TEXT = "「{name}」は、手元にある下書きと同じ下書きから分かれたものです。どのように開きますか。"
TAKE_OTHERS = "「{name}」をどのように開きますか。"
FACT_TITLE = "名前：{title}"
FACT_CHANGED = "最終更新：{at}　{who}"
FACT_HISTORY = "版の数：{count}"
NOBODY = "（氏名なし）"
MERGE_INTO = "下書き「{title}」に統合する"
LAST_CHANGED = "最終更新 {at}"
MERGE_HELP = "別々に書いた内容を一つにします。両方で変更した設問は、どちらかを選びます。"
MERGE_OTHERS_HELP = "別々に始めた下書きです。違いのある設問を全て並べ、どちらかを選びます。"
BESIDE = "並べて取り込む"
BESIDE_HELP = "別の下書きとして一覧に加えます。今の下書きは変わりません。"
BESIDE_NAME = "{title}（{told}）"
TAKE_ACCEPT = "続ける"
TAKEN = "下書き「{title}」を取り込みました。"

# ---- merging ----
MERGE_TITLE = "下書きの統合"
MERGE_EXPLANATION = (
    "片方だけで変更した設問は、変更した方を選んであります。"
    "両方で変更した設問（{conflicts}件）は、どちらにするかを選んでください。"
)
MERGE_STRANGERS = (
    "共通の版が見つからないため、違いのある設問（{conflicts}件）を全て並べています。"
    "どちらにするかを選んでください。"
)
HERE, THERE = "今の下書き", "下書きファイル"
MERGE_ACCEPT = "統合する"
AUTHOR = "{who}　{at}"
NOTHING_NEW = "下書きファイルに、新しい内容はありません。"
MERGED = "下書きファイルを統合しました（変わった設問 {count}件）。「元に戻す」で取り消せます。"
OTHER_CALL = ("募集の違う下書きは統合できません。", "並べて取り込んでください。")
NOTHING = "（なし）"

# ---- from a backup ----
BACKUP_TITLE = "バックアップから戻す"
BACKUP_TEXT = "選んだ下書きを、バックアップの時点の内容で一覧に加えます。今の下書きは変わりません。"
BACKUPS, BACKUP_DRAFTS = "バックアップ(&B)", "その中の下書き(&D)"
BACKUP_HELP = "選び直すと、その中の下書きを下の一覧に表示します。"
BACKUP_DRAFT = "{title}　（最終更新 {at}）"
TRASHED = "（ごみ箱）"
BACKUP_BROKEN = "このバックアップは壊れているため、使えません。"
BACKUP_EMPTY = "このバックアップに下書きはありません。"
NO_BACKUPS = "バックアップはまだありません。"
BACKUP_ACCEPT = "写しとして戻す"
BACKUP_NAME = "{title}（{at} のバックアップ）"
