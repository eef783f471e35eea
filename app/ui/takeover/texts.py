"""The words of taking answers over."""

TITLE = "以前の下書きから回答を引き継ぐ"
CHOOSE = "回答を引き継ぐ下書きを選んでください。次の画面で、設問ごとに選べます。"
DRAFTS = "以前の下書き"
DRAFTS_HELP = "矢印キーで選び、Enterで次の画面に進みます。"
DRAFT_LINE = "{title}\n{call}　{at} 更新　引き継げる回答 {count}件"
NEXT = "次へ"
NONE = "引き継げる回答のある下書きは、ほかにありません。"
EXPLANATION = (
    "「{title}」に、今の下書きと違う回答があります。引き継ぐ回答を選んでください。"
    "設問が同じか、名前と種類が同じものだけを並べています。まとめて一度に元に戻せます。"
)
HERE = "今の回答"
THERE = "以前の回答"
ACCEPT = "選んだ回答にする"
EMPTY = "（未入力）"
DONE = "{count}件の回答を引き継ぎました。"
UNDO = "元に戻す"
