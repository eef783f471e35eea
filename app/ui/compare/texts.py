"""The words of deciding between two versions."""

PLACES = "違いのある設問"
PLACE_HELP = "上下の矢印で設問を選び、右側でどちらにするかを選びます。"
ALL = "全て「{title}」にする"
ALL_CONFLICTS = "両方で変更した設問を全て「{title}」にする"
CONFLICT = "両方で変更"
UNDECIDED = "（未選択）"
TAKEN = "→ {title}"
LEFT = "あと{count}件、選んでください。"
READY = "全て選びました。"
NEXT = "次の未選択へ(&N)"
CONTENT = "{title}の内容"
MNEMONICS = ("&1", "&2")
