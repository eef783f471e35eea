"""The words of the check page."""

TITLE = "回答の確認"
LEAD = (
    "回答をはじめから順に読み返してください。"
    "「変更」を押すと入力の画面に移り、直したあとで戻れます。"
)
PROGRESS = "回答済み {answered}／{asked}問"
COUNTS = "要修正 {error}件　要確認 {warning}件　助言 {advice}件"
BACK = "入力に戻る"
EXPORT = "書き出しへ進む"
CHANGE = "変更"
CHANGE_NAME = "「{label}」の回答を変更する"
UNANSWERED = "（未入力）"
SUMMARY = "{what}と、提出一式を書き出せます。"
SUMMARY_REASONS = (
    "次の項目は、直すか、この画面の「理由を書いて、このまま進める」から理由を記入してください。"
)
TO_MEND, TO_REASON = "{count}件を直す", "{count}件に理由を記入する"
BOTH = "{mend}件を直し、{reason}件に理由を記入する"
SUMMARY_HELP = "項目を選ぶと、その回答の入力欄に移ります。"
ALL_WELL = "直す必要のある箇所はありません。提出一式を書き出せます。"
WELL_BUT = (
    "直す必要のある箇所はなく、提出一式を書き出せます。"
    "書き出す前に確かめていただきたい点が{count}件あります。"
)
SHOW_REST = "確かめる点だけを表示"
GENERAL = "応募全体について"
CLAUSE = "応募要領 {section}　{title}"
OVERRIDE = "理由を書いて、このまま進める"
OVERRIDE_TITLE = "理由の記入"
OVERRIDE_TEXT = (
    "{message}\n\nこのまま進める理由を記入してください。"
    "理由は提出一式の記録（manifest.json と確認結果）に残ります。"
)
OVERRIDDEN = "理由を記入して進めます：{reason}"
TAKE_BACK = "取り消す"
DISMISS = "この助言を表示しない"
DISMISSED = "表示しないことにした助言（{count}件）"
RESTORE = "表示に戻す"
SHOW = "表示："
FILTERS = {
    "all": "全ての回答",
    "findings": "指摘のある回答だけ",
    "error": "要修正の回答だけ",
    "unanswered": "未入力の設問だけ",
}
NOTHING = "この条件に当てはまる回答はありません。"
FILTER_HELP = "この画面に表示する回答を絞り込みます。"
SECTION = "章："
ALL_SECTIONS = "全ての章"
CIRCULAR = "決裁用PDFを保存"
CIRCULAR_TIP = (
    "二つの様式と確認結果を、ページ番号の付いた一つのPDFにします。\n"
    "画面の「見た目」と同じ描き方のため、Word や PowerPoint とは少し異なる場合があります。"
)
CIRCULAR_KINDS = "PDF (*.pdf)"
CIRCULAR_RUNNING = "PDFを作成中…"
CIRCULAR_DONE = "決裁用のPDFを保存しました。\n{path}"
CIRCULAR_OPEN = "PDFを開く"
ROW = "{number}行目"


def to_do(mend: int, reason: int) -> str:
    """What has to be done before the export: mistakes to mend, others to give a reason for."""
    if mend and reason:
        return BOTH.format(mend=mend, reason=reason)
    return TO_MEND.format(count=mend) if mend else TO_REASON.format(count=reason)
