"""The words of the window's frame, menus and dialogs, to be read in one go."""

PRODUCT = "応募ナビ"
MESSAGES = "お知らせ"
CLOSE_MESSAGE = "このお知らせを閉じる"
CANCEL = "キャンセル"
CLEAR = "入力を消す"
OK = "閉じる"

REASON = "理由"
REASON_EXAMPLE = "例：財政担当部局とは４月中旬に協議し、結果は別途お知らせします。"
REASON_ACCEPT = "この理由で進める"

# ---- the header ----
STEP_HOME = "下書き一覧"
STEP_EDIT = "入力"
STEP_CHECK = "回答の確認"
STEP_EXPORT = "書き出し"
STEPS_NAME = "画面の切り替え"
UNTIL = "締切まで "
"""With what the time left begins."""
DEADLINE_NAME = "締切までの残り時間"
DEADLINE_AT = "締切：{at}（日本時間）"
SAVED = "保存済み"
SAVING = "保存しています…"
SAVE_FAILED = "保存できません"

# ---- banners ----
PRACTICE = (
    "練習用の下書きです。提出には使えません。書き出すファイルの名前の先頭に【練習】が付きます。"
)
AFTER_DEADLINE = "この募集の締切（{at}）を過ぎています。書き出すには、確認と理由の記入が必要です。"
SAVE_FAILED_BANNER = (
    "入力した内容をまだ保存できていません。内容は画面に残っており、"
    "保存を自動で繰り返しています。{why}"
)
ONLY_READING = "閲覧のみです。入力や変更はできません。{why}"
HELD = (
    "{since}{host}の{user}さんが下書きを開いています。"
    "相手が応募ナビを閉じると、自動で入力できるようになります。"
)
HELD_BY_SOMEBODY = (
    "ほかのパソコンが下書きを開いています。"
    "相手が応募ナビを閉じると、自動で入力できるようになります。"
)
FOLDER_READ_ONLY = (
    "データの保存先フォルダー（{folder}）に書き込めません。読み取り専用の設定や"
    "アクセス権を確認してください。書き込めるようになると、自動で入力できるようになります。"
)
NEWER_STORE = (
    "下書きは新しい版の応募ナビで保存されています。内容を守るため、この版では書き込みません。"
    "新しい版の応募ナビで開いてください。"
)
NEWEST_BACKUP = "使える最新のバックアップは {at} のもので、下書きは{count}件です{titles}。"
SOME_TITLES = "（{titles}）"
AND_MORE = "ほか"
NO_BACKUP = "使えるバックアップは見つかりませんでした。"
LOOKING_FOR_BACKUP = "使えるバックアップを探しています…"
SAVE_NOW = "今すぐ保存する"
TRASHED = "下書き「{title}」をごみ箱に移しました。"
RESTORE = "元に戻す"
NOT_OPENED = (
    "「{name}」を開けませんでした。このパソコンに、この種類のファイルを開くソフトがないようです。"
    "フォルダーを開くと、ファイルを確かめたり、ほかのパソコンに移したりできます。"
)
NOT_THERE = "「{name}」が見つかりません。移動されたか、名前が変わったようです。"
OPEN_FOLDER = "フォルダーを開く"
FOLDER_NOT_OPENED = (
    "フォルダーを開けませんでした。エクスプローラーで次の場所を開いてください。\n{path}"
)
OPENING_FAILED = "下書きを開けませんでした。"
LOADING = "募集と下書きを読み込んでいます…"
STORE_BROKEN = "下書きを読み込めませんでした。{why}"
TRY_AGAIN = "もう一度試す"
BACKUP_FAILED = "下書きのバックアップを作れませんでした。{why}"
RESTORE_BACKUP = "{at} のバックアップに戻す"
RESTORE_BACKUP_TITLE = "バックアップに戻す"
RESTORE_BACKUP_TEXT = (
    "{at} の時点の下書きに戻します。"
    "この後に入力した内容は含まれません。壊れたファイルは削除せずに残します。\n\n{titles}"
)
RESTORE_BACKUP_YES = "この時点に戻す"
BEGIN_EMPTY = "新しく始める"
BEGIN_EMPTY_TITLE = "新しく始める"
BEGIN_EMPTY_TEXT = "下書きのない状態で始めます。壊れたファイルは削除せず、名前を変えて残します。"
BEGIN_EMPTY_YES = "新しく始める"
DATA_FOLDER_TITLE = "データの保存先"
OPEN_DATA_FOLDER = "データの保存先を開く"
CLOCK_JUMPED = (
    "このパソコンの時計が{minutes}分ほど{way}。締切の表示が正しいか、時計を御確認ください。"
)
CLOCK_BACK, CLOCK_FORWARD = "前に戻りました", "先に進みました"

# ---- files that are dropped ----
DROP_ANSWERS = "ここで放すと、回答のファイルから新しい下書きを作ります。"
DROP_DRAFT = "ここで放すと、下書きファイルを開きます。"
DROP_FORMS = "ここで放すと、様式に記入された内容を読み取ります。"
DROP_SUPPLEMENTS = "ここで放すと、補足資料に加えます。"
DROP_NOT_HERE = "この種類のファイルは、ここでは受け取れません。"
DROP_NO_DRAFT = (
    "ここで受け取れるのは、下書きファイル（.oubo）、回答のファイル（.json）、"
    "記入済みの様式（.docx、.pptx）です。補足資料は、下書きを開いてから加えてください。"
)
DROP_READING = "閲覧のみのため、補足資料を加えられません。"
DROP_NO_SUPPLEMENTS = "この募集には補足資料の欄がないため、この種類のファイルは受け取れません。"
DROP_REFUSED = "「{name}」は受け取れませんでした。{why}"

# ---- menus ----
MENU_FILE = "ファイル(&F)"
MENU_EDIT = "編集(&E)"
MENU_VIEW = "表示(&V)"
MENU_HELP = "ヘルプ(&H)"
NEW = "新しい下書き(&N)"
OPEN_ANSWERS = "ファイルを開く(&O)…"
SAVE_FILE = "下書きファイルとして保存(&D)…"
FROM_BACKUP = "バックアップから戻す(&B)…"
GO_HOME = "下書き一覧へ(&L)"
SAVE = "保存(&S)"
RENAME = "下書きの名前を変える(&R)…"
EXPORT = "提出一式を書き出す(&E)…"
QUIT = "終了(&X)"
UNDO = "元に戻す(&U)"
REDO = "やり直す(&R)"
SEARCH = "回答の検索と置換(&F)…\tCtrl+F"
"""The key is bound by the pages: on the first page it looks for drafts."""
PHRASES = "定型文を入れる(&J)…\tCtrl+J"
TAKE_OVER = "以前の下書きから回答を引き継ぐ(&T)…"
VIEW_EDITOR = "入力(&I)"
VIEW_CHECK = "回答の確認(&C)"
VIEW_EXPORT = "書き出し(&E)"
VIEW_COMPARE = "版を比べる(&H)…"
SCHEME = "画面の色(&T)"
SCHEME_NAMES = {
    "system": "パソコンの設定に合わせる",
    "light": "明るい",
    "dark": "暗い",
    "bright": "ハイコントラスト（白地）",
    "night": "ハイコントラスト（黒地）",
}
LARGER = "文字を大きく(&L)"
SMALLER = "文字を小さく(&M)"
USUAL_SIZE = "文字を標準の大きさに(&0)"
KEYS = "キー操作の一覧(&K)"
DATA_FOLDER = "データの保存先を開く(&D)"
ABOUT = "このプログラムについて(&A)"

RENAME_TITLE = "下書きの名前"
RENAME_TEXT = "下書きの名前を入力してください。"

KEYS_TITLE = "キー操作の一覧"
ABOUT_TITLE = "応募ナビについて"

# ---- faults ----
UNEXPECTED_TITLE = "予期しない問題が起きました"
UNEXPECTED = (
    "処理の途中で予期しない問題が起きました。入力した内容は画面に残っています。"
    "そのまま作業を続けられます。\n\n繰り返すときは、次の記録ファイルを添えて担当者にお知らせください"
    "（回答の内容は含まれていません）。\n{log}"
)
UNEXPECTED_WITHOUT_LOG = (
    "処理の途中で予期しない問題が起きました。そのまま作業を続けられます。"
    "記録ファイルは書き込めませんでした。"
)
RENAME_ACCEPT = "名前を変える"
CALL_MISSING = (
    "この下書きの募集の定義（募集パック）が見つかりません。",
    "募集パックを元の場所に戻してから、もう一度開いてください。下書きの内容は残っています。",
)
CHANGING = "回答を変更したら、確認の画面に戻れます。変更は自動で保存されます。"
BACK_TO_CHECK = "回答の確認に戻る"
QUIT_UNSAVED_TITLE = "まだ保存できていません"
QUIT_UNSAVED = (
    "入力した内容の一部をまだ保存できていません。今終了すると、その部分は失われます。"
    "保存先の空き容量などを確かめ、「キャンセル」を押してもう一度お試しください。"
)
QUIT_ANYWAY = "保存せずに終了する"


def clock_jumped(minutes: int) -> str:
    """What is said when the PC's clock was put forward, or back (below zero)."""
    way = CLOCK_FORWARD if minutes > 0 else CLOCK_BACK
    return CLOCK_JUMPED.format(minutes=abs(minutes), way=way)


def no_folder(folder: object) -> tuple[str, str]:
    """What is said when the data folder cannot be made."""
    return (
        f"データの保存先フォルダーを作れませんでした（{folder}）。",
        "フォルダーに書き込めるか、空き容量があるかを確かめ、「もう一度試す」を押してください。",
    )


EXPORTING = "提出一式を書き出しています。終わるまでお待ちになるか、書き出しを取りやめてください。"
