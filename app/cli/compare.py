"""drafts compare: what changed between two versions, also as a 新旧対照表."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import options, output, stored, words
from app.cli.setting import Setting
from app.errors import InputError, StorageError

if TYPE_CHECKING:
    from app.documents.comparison import Entry
    from app.drafts.contract import DraftStore, Revision

version = click.IntRange(min=1)


@click.command("compare", cls=words.JapaneseCommand)
@click.argument("uid", metavar="番号")
@click.option(
    "--from",
    "old",
    type=version,
    help="変更前の版の番号（指定がなければ、最後に提出一式を出力した版か最初の版）。",
)
@click.option("--to", "new", type=version, help="変更後の版の番号（指定がなければ今の版）。")
@click.option(
    "--out", "path", type=options.FOLDER_OR_FILE, help="新旧対照表（Word）を書き出すファイル。"
)
@options.as_json
@click.pass_obj
def compare(
    setting: Setting, uid: str, old: int | None, new: int | None, path: Path | None, as_json: bool
) -> None:
    """二つの版の違いを、設問ごとに表示するか、新旧対照表に書き出します。"""
    from app.documents import comparison

    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
        before = store.at_revision(draft.uid, old or _first(store, draft.uid))
        after = store.at_revision(draft.uid, new or draft.revision)
        versions = {r.number: r for r in store.history(draft.uid, limit=-1)}
    pair = (versions[before.revision], versions[after.revision])
    if old is None and comparison.earlier_first(*pair) != pair:  # undone since the package
        before, after, pair = after, before, (pair[1], pair[0])
    call = stored.call_of(setting, draft)
    found = comparison.entries(call, before, after)
    if path is not None:
        subject = f"{after.title}（{call.title}）"
        _write(setting, path, found, subject, pair)
        output.text(f"書き出しました: {path}")
    elif as_json:
        output.as_json({"from": pair[0].number, "to": pair[1].number, "changes": _listed(found)})
    else:
        output.text(f"変更前: {comparison.version(pair[0])}")
        output.text(f"変更後: {comparison.version(pair[1])}")
        for entry in found:
            output.text(f"\n■ {entry.section}　{entry.item}")
            output.text(f"変更前: {entry.before or '（なし）'}")
            output.text(f"変更後: {entry.after or '（なし）'}")
        if not found:
            output.text("変更はありません。")


def _first(store: DraftStore, uid: str) -> int:
    """The version the last package was made from, or the first there is."""
    packages = store.packages(uid)
    if packages and packages[-1].revision:
        return packages[-1].revision
    return store.history(uid, limit=-1)[-1].number


def _listed(found: list[Entry]) -> list[dict[str, str]]:
    return [
        {
            "question": entry.spot.key,
            "section": entry.section,
            "item": entry.item,
            "before": entry.before,
            "after": entry.after,
        }
        for entry in found
    ]


def _write(
    setting: Setting, path: Path, found: list[Entry], subject: str, pair: tuple[Revision, Revision]
) -> None:
    from app.documents import comparison_word

    if path.suffix.lower() != ".docx":
        raise InputError(
            f"「{path}」は Word のファイル名ではありません。",
            "名前の最後が .docx のファイルを指定してください。",
        )
    data = comparison_word.compose_for(found, subject, pair, setting.clock.now())
    try:
        comparison_word.write(path, data)
    except OSError as error:
        what = f"「{path}」に書き込めません。"
        raise StorageError(what, "書き込める場所かどうかを確かめてください。") from error
