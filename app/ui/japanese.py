"""Japanese for what Qt's own translation leaves in English."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

GAPS = {
    "QFileDialog": {
        "&Look in:": "場所(&L)：",
        "Files of type:": "ファイルの種類：",
        "&Files of type:": "ファイルの種類(&T)：",
        "Files of &type:": "ファイルの種類(&T)：",
    },
    "QAbstractFileIconProvider": {
        "Folder": "フォルダー",
        "File Folder": "フォルダー",
        "Shared Folder": "共有フォルダー",
        "Drive": "ドライブ",
        "File": "ファイル",
        "%1 File": "%1 ファイル",
        "Alias": "エイリアス",
        "Shortcut": "ショートカット",
        "Unknown": "不明",
    },
    "QFileSystemModel": {
        '<b>The name "%1" cannot be used.</b>'
        "<p>Try using another name, with fewer characters or no punctuation marks.": (
            "<b>「%1」という名前は使えません。</b>"
            "<p>文字数を減らすか、記号を除いて、別の名前にしてください。"
        ),
    },
    "QMenuBar": {"Actions": "操作"},
    "QMenu": {"Close": "閉じる", "Open": "開く", "Execute": "実行"},
}
"""Where Qt says it → what it says → in Japanese."""


class Gaps(QTranslator):
    """Asked where Qt's own translation knows nothing."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        # An empty text would be taken for the translation: None lets Qt go on looking.
        return GAPS.get(context, {}).get(source)

    def isEmpty(self) -> bool:
        return False
