"""The words of the manual's window, the sheet of keys and the about page."""

MANUAL = "使い方の説明"
MENU_MANUAL = "使い方の説明(&M)"
MENU_TOUR = "使い方の案内(&T)"
CONTENTS = "目次"
SEARCH = "説明の中を探す"
FOUND = "{count}ページに見つかりました"
NOT_FOUND = "見つかりません。ほかの言葉で探してください。"
PAGE = "説明の本文"
CLOSE = "閉じる"
KEYS_EVERYWHERE = "どの画面でも"
ABOUT = (
    "<h2>{product}　バージョン {version}</h2>"
    "<p>公募の応募様式を、応募要領に照らしながら書き上げるための"
    "プログラムです。インターネットには接続しません。</p>"
    "<h3>データの保存先</h3><p>{data}</p>"
    "<h3>使っている部品とライセンス</h3><table cellspacing='0'>{parts}</table>"
)
PARTS = (
    ("Qt・PySide6", "LGPL-3.0", "pyside6-essentials"),
    ("Python", "PSF-2.0", ""),
    ("click", "BSD-3-Clause", "click"),
    ("jpholiday", "MIT", "jpholiday"),
    ("lxml", "BSD-3-Clause", "lxml"),
    ("platformdirs", "MIT", "platformdirs"),
    ("pydantic", "MIT", "pydantic"),
    ("python-docx", "MIT", "python-docx"),
    ("python-pptx", "MIT", "python-pptx"),
    ("simpleeval", "MIT", "simpleeval"),
    ("sqlite-utils", "Apache-2.0", "sqlite-utils"),
)
"""Name, licence, and the distribution whose version is shown where it can be told."""
OTHER_KEYS = (
    (
        "入力の画面",
        (
            ("Tab / Shift+Tab", "次の欄・前の欄へ"),
            ("Enter / Space", "選んでいるボタンを押す"),
            ("F8 / Shift+F8", "次の指摘・前の指摘へ"),
            ("Ctrl+PgDown / Ctrl+PgUp", "次の章・前の章へ"),
            ("Ctrl+F", "回答を検索・置換する"),
            ("Ctrl+I", "記入例を見る・閉じる"),
            ("Ctrl+J", "定型文を差し込む"),
            ("Ctrl+M / Ctrl+Enter / Esc", "コメントを書く・書き終える・設問に戻る"),
            ("F11", "見た目を大きく表示する"),
            ("F4", "カレンダーを開く（日付の欄）"),
        ),
    ),
    (
        "表",
        (
            ("Ctrl+Insert / Ctrl+Delete", "行を加える・行を除く"),
            ("Ctrl+D", "行を複製する"),
            ("Alt+↑ / Alt+↓", "行を上へ・下へ動かす"),
            ("Ctrl+V", "Excel の表を行として貼り付ける"),
        ),
    ),
    (
        "下書き一覧",
        (
            ("Enter", "選んだ下書きを開く"),
            ("Ctrl+F", "下書きを探す"),
            ("F2", "名前を変える"),
            ("Ctrl+D", "複製する"),
            ("Delete", "ごみ箱へ移す"),
            ("Ctrl+Z", "ごみ箱へ移したことを取り消す（直後のお知らせが出ている間）"),
        ),
    ),
)
