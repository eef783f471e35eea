"""The words of the settings."""

TITLE = "設定"
MENU = "設定(&P)…"
INTRO = "変更はすぐに反映され、このパソコンの応募ナビに残ります。"
PERSON = "入力する人"
PERSON_FIELDS = {
    "who": ("氏名", "履歴や確認の記録に残る名前です。提出する書類には載りません。"),
    "own_department": ("所属", "新しい下書きの担当部署の欄に、あらかじめ入ります。"),
    "own_email": ("メールアドレス", "新しい下書きのメールアドレスの欄に、あらかじめ入ります。"),
    "own_telephone": ("電話番号", "新しい下書きの電話番号の欄に、あらかじめ入ります。"),
}
EXPORT = "書き出し"
MAIL = "メールの大きさの上限"
MAIL_HELP = (
    "庁内のメールで送れる大きさです。添付した後の大きさ（元のファイルの約1.4倍）で比べます。"
    "０にすると、募集ごとの目安を使います。"
)
MEGABYTES = " MB"
AS_THE_CALL_SAYS = "募集ごとの目安を使う"
LOOK = "画面"
SCHEME = "画面の色"
SCHEME_HELP = "明るい画面、暗い画面、ハイコントラストを選べます。"
SCALE = "文字の大きさ"
SCALE_HELP = "Ctrl と ＋、－ でも変えられます。画面に収まる大きさまで選べます。"
DEFAULTS = "全ての設定を初期値に戻す"
DEFAULTS_TITLE = "設定を初期値に戻す"
DEFAULTS_TEXT = "氏名や所属を含む全ての設定を、初期値に戻します。下書きは変わりません。"
DEFAULTS_YES = "初期値に戻す"
CLOSE = "閉じる"

BACKUPS = "バックアップ"
BACKUP_FOLDER = "保存先"
BACKUP_FOLDER_HELP = (
    "バックアップを作るフォルダーです。別のドライブにすると、故障のときに役立ちます。"
    "「全ての設定を初期値に戻す」を押すと、下書きと同じ場所に戻ります。"
)
BESIDE_THE_DRAFTS = "下書きと同じ場所"
