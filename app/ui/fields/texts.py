"""The words of the field widgets, to be read in one go."""

COUNT = "{count:,}文字"
COUNT_OF = "{count:,}文字（目安 {wanted:,}文字）"
COUNT_OVER = "{count:,}文字（上限 {limit:,}文字を{over:,}文字超えています）"
COUNT_OVER_LINE = "{count:,}文字（{over:,}文字超過）"
COUNT_LONG_LINE = "{count:,}文字（上限 {limit:,}文字）"
COUNT_OVER_CELL = "{over:,}文字超過"
COUNT_LONG = "{count:,}文字（目安 {wanted:,}文字を超過、上限 {limit:,}文字）"
HOW = {
    "short_text": "1行で入力します。",
    "long_text": "文章を入力します。",
    "choice": "一覧から選びます。文字を入力すると候補を絞り込めます。",
    "multiple_choice": "当てはまるものを全て選びます。",
    "yes_no": "どちらかを選びます。",
    "date": "日付を西暦または和暦で入力します。F4キーでカレンダーを開きます。",
    "number": "数字で入力します。↑キーと↓キーで１ずつ増減します。",
    "email": "メールアドレスを入力します。",
    "telephone": "電話番号を入力します。",
    "files": "ファイルを追加し、または外します。",
    "table": "行を追加して入力します。",
}
"""What a screen reader says of an input that has no explanation of its own."""
UNCHOOSE = "選択を外す"
MEANING = "{label}：{help}"
NOT_OFFERED = "選択肢にない回答「{value}」"
CHOOSE_HERE = "選択するか、名前の一部を入力してください"
PREFECTURE_HERE = "都道府県名、かな、ローマ字で検索できます"
CALENDAR = "カレンダーから選ぶ"
CALENDAR_KEYS = "矢印キーで日を、PageUpとPageDownで月を選び、Enterで決めます。"
CALENDAR_PARTS = {
    "qt_calendar_prevmonth": "前の月",
    "qt_calendar_nextmonth": "次の月",
    "qt_calendar_monthbutton": "月を選ぶ",
    "qt_calendar_yearbutton": "年を選ぶ",
}
CALENDAR_KEY = "F4"
YEAR = "年"
CALENDAR_TIP = "カレンダーから選ぶ（F4）"
DATE_HERE = "例：令和７年４月10日、2025/4/10"
MONTH_HERE = "例：令和８年１月、2026/1"
ONE_MORE = "１増やす（↑）"
ONE_LESS = "１減らす（↓）"
CONFIRMED = "上の内容を確認しました"
SUM = "計 {sum:,}{unit}"

PHRASES = "定型文を入れる(&J)…"
ADD_FILE = "ファイルを追加"
REMOVE_FILE = "外す"
FILES_HERE = "ファイルはまだありません。"
FILES_TOTAL = "{count}件、合計 {size}（メール添付時は約 {mail}。上限の目安 {limit}）"
FILES_OVER = (
    "メールの上限の目安（{limit}）を超えています。ファイルを小さくするか、点数を減らしてください。"
)
FILES_TITLE = "補足資料を選ぶ"
FILES_KINDS = "全てのファイル (*)"
FILE_CAUTION = "このファイルを追加しますか"
FILE_CAUTIONS = (
    "「{name}」には、注意が必要な点があります。\n\n{points}\n\n"
    "提出先のメールで届かなかったり、開くときに警告が出たりすることがあります。"
    "差し支えがなければ、取り除いたファイルかPDFを追加してください。"
)
FILE_ANYWAY = "このまま追加する"
FILE_REFUSED = "補足資料を追加できませんでした"
FILE_LINE = "{name}（{size}）"

ADD_ROW = "{row}を追加"
DUPLICATE_ROW = "複製"
REMOVE_ROW = "削除"
ROW_UP = "上へ"
ROW_DOWN = "下へ"
ROW_TITLE = "{row}{number}"
ROW_COUNT = "{count}行（上限 {most}行）"
ROW_COUNT_FREE = "{count}行"
NO_ROWS = (
    "まだ{row}がありません。「{row}を追加」を押してください。"
    "表計算ソフトでコピーした範囲の貼り付けもできます。"
)
KEYS = "Ctrl+Insert 追加　Ctrl+Delete 削除　Alt+↑↓ 移動　Ctrl+V 表計算ソフトから貼り付け"
UNNAMED_ROW = "（未入力）"
FAULTY = "直す必要があります。"
FAULTY_ROW = "【要修正】"
CELL = "{row} {number}行目 {column}"
DROP_HERE = "ここにファイルをドロップするか、「ファイルを追加」で選んでください"

PASTE_ROWS = "表計算ソフトから貼り付け…"
PASTE_TITLE = "表の貼り付け"
PASTE_TEXT = "次の{count}行を貼り付けます。列の割当てを確認してください。"
PASTE_TARGET = "コピーした{number}列目の割当て"
PASTE_MODE = "貼り付け方"
PASTE_SKIP = "（使わない）"
PASTE_HEADER = "１行目は見出しなので使わない"
PASTE_APPEND = "最後の行の後に追加する"
PASTE_REPLACE = "今の行を全て置き換える"
PASTE_ACCEPT = "貼り付ける"
CANCEL = "キャンセル"
