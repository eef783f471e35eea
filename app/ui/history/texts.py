"""The words of the history."""

TITLE = "版の比較"
BEFORE, AFTER = "変更前(&B)", "変更後(&A)"
BEFORE_NAME, AFTER_NAME = "変更前の版", "変更後の版"
VERSION_HELP = (
    "選び直すと、二つの版の違いを表示し直します。古い版が変更前、新しい版が変更後になります。"
)
FIRST = "{version}　下書きの作成"
NAME_VERSION = "名前を付ける…"
NAME_BEFORE, NAME_AFTER = "変更前の版に名前を付ける", "変更後の版に名前を付ける"
NAME_TITLE = "版に名前を付ける"
NAME_TEXT = "第{number}版の名前（例：係長確認済、提出版）。空にすると名前がなくなります。"
NAME_ACCEPT = "この名前にする"
SAVE = "新旧対照表を保存…"
SAVE_TITLE = "新旧対照表の保存先"
SAVE_KINDS = "Word 文書 (*.docx)"
SAVE_NAME = "新旧対照表_{title}.docx"
SAVED = "新旧対照表を保存しました。\n{path}"
FAILED = "できませんでした"
WRITING_FAILED = (
    "「{path}」に書き込めません（{why}）。",
    "同じ名前のファイルを Word で開いている場合は閉じて、もう一度お試しください。",
)
GO_BACK = "変更前の内容に戻す…"
GO_AFTER = "変更後の内容に戻す…"
GO_BACK_TITLE = "選んだ版の内容に戻す"
GO_BACK_TEXT = (
    "下書きの内容を、第{number}版と同じ内容に戻します。今の内容は履歴に残り、"
    "「元に戻す」（Ctrl+Z）でいつでも取り消せます。"
)
GO_BACK_YES = "この内容に戻す"
GONE_BACK = "第{number}版の内容に戻しました。"
CHANGES = "変更の一覧"
COUNT = "{count}か所が変わっています。下線は変更した部分です。"
SAME = "この二つの版に違いはありません。"
HEADS = ("項目", "変更前", "変更後")
ADDED, REMOVED = "（新設）", "（削除）"
COMPARE = "版を比べる…"
COMPARE_TIP = "二つの版の違いを設問ごとに表示し、新旧対照表に保存できます。"
MERGED = "第{number}版を統合"
