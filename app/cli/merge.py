"""drafts merge: take what a colleague wrote in a copy into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import files, options, output, stored, words
from app.cli.setting import Setting
from app.errors import InputError

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.draft import Draft
    from app.drafts.merge import Difference


@click.command("merge", cls=words.JapaneseCommand)
@click.argument("uid", metavar="番号")
@click.argument("source", type=options.FOLDER_OR_FILE, metavar="下書き.oubo")
@click.option(
    "--take",
    type=click.Choice(("ours", "theirs")),
    help="両方で変更された設問は、今の下書き（ours）か下書きファイル（theirs）の内容にします。",
)
@click.option("--who", default="", help="履歴に残す氏名。")
@options.as_json
@click.pass_obj
def merge(
    setting: Setting, uid: str, source: Path, take: str | None, who: str, as_json: bool
) -> int:
    """下書きファイルの内容を、下書きに統合します。

    片方だけで変更された設問は、変更された内容になります。両方で変更された設問があり、--take
    の指定がないときは、その一覧を表示し、何も変更しません。
    """
    from app.drafts import draft_file
    from app.drafts.merge import Side, merge_copies

    theirs = files.read(setting, source)
    with setting.store() as store:
        whole = store.whole(stored.resolve(store, uid))
        call = stored.call_of(setting, whole.draft)
        if theirs.whole.draft.call_id != call.id:
            raise InputError(
                "募集の違う下書きは統合できません。", "下書きファイルを確かめてください。"
            )
        found = merge_copies(whole, theirs.whole)
        if found.conflicts and take is None:
            _tell(call, found.conflicts, whole.draft, theirs.whole.draft, as_json=as_json)
            return 1
        side = Side(take or "ours")
        changes = found.changes({difference.spot: side for difference in found.conflicts})
        draft_file.keep_supplements(theirs, setting.supplements())
        draft = store.merge_in(whole.draft.uid, theirs.whole, changes, who=who)
    if as_json:
        told = {"changed": len(changes), "conflicts": len(found.conflicts)}
        output.as_json({"uid": draft.uid, "revision": draft.revision, **told})
    else:
        output.text(f"統合しました（変更した設問 {len(changes)}件、第{draft.revision}版）。")
    return 0


def _tell(
    call: Call, conflicts: Sequence[Difference], ours: Draft, theirs: Draft, *, as_json: bool
) -> None:
    from app.documents import comparison

    told = [
        {
            "section": comparison.merge_item(call, found, ours)[0],
            "item": comparison.merge_item(call, found, ours)[1],
            "ours": comparison.merge_text(call, found.spot, found.ours, ours),
            "theirs": comparison.merge_text(call, found.spot, found.theirs, theirs),
        }
        for found in conflicts
    ]
    if as_json:
        output.as_json({"conflicts": told})
        return
    output.text(f"両方で変更された設問が{len(told)}件あります。統合していません。")
    for entry in told:
        output.text(f"\n■ {entry['section']}　{entry['item']}")
        output.text(f"今の下書き: {entry['ours'] or '（なし）'}")
        output.text(f"下書きファイル: {entry['theirs'] or '（なし）'}")
    output.text("\n--take ours か --take theirs を指定して、もう一度実行してください。")
