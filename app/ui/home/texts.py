"""The words of the first page."""

PAGE_NAME = "下書き一覧"
DRAFTS = "下書き"
TRASH = "ごみ箱"
SHOW_TRASH = "ごみ箱を見る"
SHOW_DRAFTS = "下書き一覧に戻る"
SEARCH = "下書きを探す（名前・団体・募集・回答の内容）"
SEARCH_TRASH = "ごみ箱の中を探す（名前・団体・募集・回答の内容）"
NEW = "新しい下書き"
OPEN_FILE = "ファイルを開く"
OPEN = "開く"
RENAME = "名前を変える"
DUPLICATE = "複製"
TO_TRASH = "ごみ箱へ"
RESTORE = "一覧に戻す"
DELETE = "完全に削除"
SAMPLE = "サンプルで練習"
SAMPLE_NAMES = {
    "complete": "記入が済んだ例",
    "begun": "書き始めたばかりの例",
    "errors": "直すところが多い例",
}
COLUMNS = ("下書きの名前", "応募する団体", "募集", "進み具合", "要修正", "最終更新", "状態")
CHANGED_SINCE = "{state}（変更あり）"
RENAMED = "下書きの名前を「{title}」に変えました。"
PRACTICE = "【練習】"
NO_PREFECTURE = "未入力"
UNKNOWN_PREFECTURE = "不明（{code}）"
PROGRESS = "{answered}／{asked}問"
ERRORS = "{count}件"
NO_ERRORS = "なし"
NOT_REVIEWED = "―"
CALL_GONE = "（募集パックがありません）"
NOTHING_FOUND = "「{words}」に当てはまる下書きはありません。"
TRASH_EMPTY = "ごみ箱は空です。"

EMPTY_TITLE = "はじめての下書きを作りましょう"
EMPTY_STEPS = (
    ("edit", "設問に答える", "画面の案内に沿って入力します。入力した内容は自動で保存されます。"),
    ("list", "指摘を直す", "応募要領に照らして、足りない点をその場でお知らせします。"),
    ("export", "提出一式を書き出す", "別添の Word・PowerPoint とメールの下書きができあがります。"),
)
EMPTY_HINT = "まず使い方を試すときは「サンプルで練習」を選んでください。"

CALLS = "手元の募集"
NO_CALLS = "使える募集がありません。募集パックのフォルダーを確かめてください。"
BEGIN = "この募集で始める"
DEADLINE = "締切　{at}"
BROKEN = "読み込めない募集パック"
BROKEN_HELP = "次の箇所を直すと使えるようになります。ほかの募集には影響しません。"

TRASHED = "下書き「{title}」をごみ箱に移しました。"
UNDO = "元に戻す"
DUPLICATED = "下書き「{title}」を作りました。"
COPY_OF = "{title}（写し）"
RESTORED = "下書き「{title}」を一覧に戻しました。"
DELETE_TITLE = "完全に削除"
DELETE_TEXT = (
    "下書き「{title}」を完全に削除します。元には戻せません。"
    "バックアップからも削除します。よろしいですか。"
)
FAILED = "うまくいきませんでした"
OPEN_TITLE = "下書きファイルか回答ファイルを開く"
OPEN_KINDS = "下書きファイルと回答ファイル (*.oubo *.json);;全てのファイル (*)"
ACTIONS = "選んだ下書きの操作"
FOUND = "{label}：{text}"
