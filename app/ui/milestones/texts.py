"""The words of the office's own dates."""

TITLE = "締切と庁内の期限"
HEADING = "庁内の期限"
HELP = (
    "係長確認や決裁など、締切までに庁内で済ませることと期限を書いておけます。"
    "期限を過ぎたものは、済みにするまで画面の上にお知らせします。提出する書類には載りません。"
)
DEADLINE = "締切：{at}（日本時間）"
NAME, DAY, DONE = "内容", "期限", "済み"
NAME_OF, DAY_OF, DONE_OF = "{number}件目の内容", "{number}件目の期限", "{number}件目は済み"
EXAMPLE = "例：係長確認"
ADD = "期限を追加"
CALENDAR_OF = "{number}件目の期限をカレンダーで選ぶ"
UNREADABLE = (
    "{number}件目の期限を日付として読み取れません。"
    "令和７年４月８日、2025/4/8 のように入力してください。"
)
REMOVE = "削除"
REMOVE_OF = "{number}件目を削除"
KEEP = "保存して閉じる"
CANCEL = "キャンセル"
NONE = "庁内の期限はまだありません。"
AFTER_DEADLINE = "締切（{at}）より後の期限があります。日付を確かめてください。"
PROPOSED = ("係長確認", "課長決裁", "提出")
OVERDUE = "庁内の期限を過ぎています。{which}"
OPEN = "期限を見る"
CHIP_TIP = "押すと、締切と庁内の期限を表示します。"
HOME = "庁内の期限"
HOME_LINE = "{text}\n{draft}"
OVERDUE_MARK = "【期限超過】"
MENU = "締切と庁内の期限(&M)…"
