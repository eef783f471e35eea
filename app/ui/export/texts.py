"""The words of the export."""

TITLE = "提出一式の書き出し"
STEPS = ("確認", "保存先", "できあがり")
STEP_NAME = "{number}　{name}"
STEP_STATE = "手順{number}／{count}　{name}"

# ---- 1 確認 ----
CONFIRM = "書き出す前の確認"
BLOCKED = "まだ書き出せません。{what}と、書き出せます。"
READY = "直す必要のある箇所はありません。"
READY_BUT = "直す必要のある箇所はありませんが、確かめていただきたい点が{count}件あります。"
OVERRIDES = "理由を記入して進める項目"
OVERRIDABLE = "理由を記入すれば進められる項目"
WRITE_REASON = "理由を記入する"
CHANGE_REASON = "理由を書き直す"
REASON_LINE = "{message}\n理由：{reason}"
TO_CHECK = "回答の確認を開く"
NEXT = "保存先を選ぶ"
REASON_TITLE = "理由の記入"
REASON_TEXT = (
    "{message}\n\nこのまま書き出す理由を記入してください。"
    "理由は提出一式の記録（manifest.json と確認結果）に残ります。"
)
ERRORS = "次の箇所を直してください"
PRODUCTS = "書き出されるもの"
PRODUCT_FORM = "{title}　{name}"
PRODUCT_SUPPLEMENTS = "補足資料　{count}件"
PRODUCT_MAIL = "送付メールの下書き（上のファイルを添付済み）"
PRODUCT_REPORT = "確認結果と、書き出した内容の記録"

# ---- 2 保存先 ----
TARGET = "保存先のフォルダー"
TARGET_HELP = (
    "次の場所に、提出一式のフォルダーを作ります。"
    "同じ名前のフォルダーがあるときは、前に書き出したものを置き換え、ほかのファイルは残します。"
)
PLACE = "場所"
FOLDER_NAME = "フォルダーの名前"
TARGET_FIELDS = {
    "place": "提出一式のフォルダーを置く場所です。",
    "folder-name": "この名前のフォルダーを作って、その中に書き出します。",
}
BROWSE = "場所を選ぶ…"
BROWSE_TITLE = "提出一式を置く場所"
RESULTING = "作られるフォルダー：{path}"
THERE_ALREADY = (
    "このフォルダーはすでにあります。前に書き出した提出一式は新しいものに置き換わります。"
)
CORRECTION = "訂正版として、提出した内容との新旧対照表を添える"
CORRECTION_HELP = "{at} に書き出して提出した内容（第{revision}版）と比べます。"
CORRECTED = "{name}_訂正"
NO_PLACE = "この場所は見つかりません。場所を選び直してください。"
BAD_NAME = 'フォルダーの名前に使えない文字（< > : " / \\ | ? *）があるか、名前が空です。'
BACK = "戻る"
START = "書き出す"

# ---- under way ----
RUNNING = "提出一式を書き出しています"
STARTING = "準備しています…"
CANCEL = "取りやめる"
CANCELLING = "取りやめています…"
FAILED = "書き出せませんでした"
AGAIN = "もう一度書き出す"
OTHER_PLACE = "保存先を変える"
UNEXPECTED = "予期しない問題のため書き出せませんでした。保存先のフォルダーは元のままです。"

# ---- 3 できあがり ----
DONE = "提出一式ができあがりました。"
DONE_PRACTICE = "練習用の提出一式ができあがりました。提出には使えません。"
FILES = ("ファイル", "種類", "大きさ")
KINDS = {
    "form": "応募様式",
    "comparison": "新旧対照表",
    "supplement": "補足資料",
    "mail": "送付メールの下書き",
    "report": "確認結果",
    "manifest": "書き出した内容の記録",
}
MAIL_SIZE = "メールの大きさは{size}です（目安の上限{limit}）。"
MAIL_LARGE = (
    "メールの大きさが{size}あり、上限の{limit}を{over}超えています。このままでは届かないことがあります。\n"
    "大きいファイル：{biggest}\n"
    "補足資料の画像を縮小する、PDFを小さいサイズで作り直す、提出先に確かめて分けて送る、の"
    "いずれかで小さくしてから、もう一度書き出してください。"
    "上限は「設定」（Ctrl+,）で変えられます。"
)
BIG_FILE = "{name}（{size}）"
CHECKLIST = "チェックリストを印刷する"
CHECKLIST_TIP = (
    "提出一式のフォルダーに「提出チェックリスト.docx」（A4・1枚）を作って開きます。開いた画面から印刷してください。"
    "庁内で使うもので、メールには添付しません。"
)
CHECKLIST_FAILED = (
    "提出一式のフォルダーが見つからないため、提出チェックリストを作れません。",
    "フォルダーを元の場所に戻すか、もう一度書き出してください。",
)
CHECKLIST_KEPT = (
    "前に作ったチェックリストは内容が変更されていたため、「{name}」という名前で残しました。"
)
OPEN_FOLDER = "フォルダーを開く"
OPEN_MAIL = "メールの下書きを開く"
COPY_ADDRESS = "宛先をコピー"
COPY_SUBJECT = "件名をコピー"
COPY_BODY = "本文をコピー"
COPIED = "{what}をコピーしました。"
NEXT_STEPS = "このあとの手順"
NEXT_STEP_LINES = (
    "１．フォルダーの中の様式を開き、内容を確かめてください。",
    "２．「メールの下書きを開く」を押し、添付と宛先を確かめて送信してください。"
    "ウェブメールの場合は、宛先・件名・本文をコピーして、様式と補足資料を添付してください。",
    "３．送信が済んだら、送信済みのメールと提出一式を保管してください。",
)
WEBMAIL = "ウェブメールに貼り付ける"
OVERRIDDEN = "理由を記入して進めた項目"
FINISH = "入力に戻る"
