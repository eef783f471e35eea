"""The words of approval and comments, to be read in one go."""

from app.drafts.draft import State

CHIP_TIP = "確認・提出の状況を表示します"
CHIP_NAME = "確認の状況：{state}"
CHANGED = "{state}（変更あり）"
TITLE = "確認・提出の状況"
INTRO = "この下書きの今の状況は「{state}」です。"
INTRO_CHANGED = "この下書きの今の状況は「{state}」ですが、その後に回答が変更されています。"
HISTORY = "これまでの経過"
NO_HISTORY = "まだ確認の依頼はありません。"
LINE = "{at}　{state}　{who}（第{revision}版）"
NOBODY = "氏名の記入なし"
NEXT = "次の段階"
NAME = "氏名（必須）"
NAME_MISSING = "氏名を入力すると、次の段階に進めます。"
NAME_EXAMPLE = "例：長野 花子"
COMMENT = "コメント（任意）"
COMMENT_EXAMPLE = "例：３の体制図を中心に御確認をお願いします。"
OPEN_COMMENTS = "解決していないコメントが{count}件あります。"
OPEN_ERRORS = "修正が必要な指摘が{count}件残っています。"
NOT_EXPORTED = "この内容の提出一式は、まだ書き出されていません。"
ACCEPT = "この内容で進める"
STEP_NAMES = {
    State.REVIEW_ASKED: ("確認を依頼する", "書き上げたので、係長などに確認をお願いする"),
    State.APPROVED: ("確認済にする", "内容を確認し、提出してよいと認める"),
    State.SUBMITTED: ("提出済にする", "提出一式を送付した。送付した内容を控えとして残す"),
    State.WRITING: ("作成中に戻す", "差し戻す、又は訂正のため書き直す"),
}
CHANGED_SINCE = "「{state}」となった後に、回答が変更されています。"
EXPORTED_CHANGED = (
    "{at} に書き出した提出一式（第{revision}版）の後に、"
    "回答が変更されています。提出の前に、もう一度書き出してください。"
)
SENT_CHANGED = (
    "提出した内容から、回答が変更されています。訂正を求められた場合は、"
    "書き出しの画面で新旧対照表を添えた訂正版を作成できます。"
)
SHOW_CHANGES = "変更を見る"
FAILED = "記録できませんでした。"

COMMENTS = "コメント"
COMMENTS_COUNT = "コメント（{count}）"
COMMENT_ON = "この設問について：{label}"
COMMENT_ON_DRAFT = "下書き全体について"
AUTHOR = "書く人"
AUTHOR_NAME = "コメントを書く人の氏名"
AUTHOR_HELP = (
    "コメントに付く氏名です。別の人が書くときは、その人の氏名を入力してください。"
    "この下書きで使った氏名は一覧から選べます。"
)
COMMENT_FIELD = "コメントの入力"
COMMENT_PROMPT = "気付いたこと（Ctrl+Enterで加えます）"
COMMENT_ADD = "コメントを加える"
COMMENT_RESOLVE = "解決済みにする"
COMMENT_REOPEN = "未解決に戻す"
COMMENT_REMOVE = "削除する"
COMMENT_GO = "設問へ移る"
COMMENT_REMOVE_TITLE = "コメントの削除"
COMMENT_REMOVE_TEXT = "このコメントを削除します。元に戻せません。\n\n{text}"
SHOW_RESOLVED = "解決済みも表示する（{count}件）"
NO_COMMENTS = "コメントはありません。"
COMMENT_HEAD = "{who}　{at}"
COMMENT_RESOLVED = "{who}　{at}　【解決済み】"
