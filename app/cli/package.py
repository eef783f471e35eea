"""drafts package: the package of a draft. What it was made from is remembered with the draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import answers, options, stored, words
from app.cli.export import target, write
from app.cli.setting import Setting
from app.errors import InputError, StorageError

if TYPE_CHECKING:
    from app.documents.correction import Sent
    from app.documents.package import Package
    from app.drafts.contract import DraftStore

WHO = "who"
"""The setting of the window that keeps the person's name."""
NOT_REMEMBERED = "提出一式は出力しましたが、どの版から作成したかを記録できませんでした。"
NOTHING_SENT = (
    "この下書きには、提出済の提出一式がありません。",
    "--correction は、提出した後に訂正版を作成するときに指定します。",
)


@click.command("package", cls=words.JapaneseCommand)
@click.argument("uid", metavar="番号")
@target
@click.option(
    "--correction",
    is_flag=True,
    help="提出した提出一式の訂正版として、新旧対照表を添えます。",
)
@options.now
@options.as_json
@click.pass_obj
def package(
    setting: Setting,
    uid: str,
    target: Path,
    correction: bool,
    now: datetime | None,
    as_json: bool,
) -> int:
    """下書きの提出一式を出力し、どの版から作成したかを下書きに記録します。"""
    setting = setting.at(now)
    with setting.store() as store:
        # Whoever types in the window meanwhile does so in a further revision.
        draft = store.whole(stored.resolve(store, uid)).draft
        sent = _sent(store, draft.uid) if correction else None
    reviewed = answers.review(stored.call_of(setting, draft), draft, setting.clock)

    def remember(made: Package) -> Sequence[str]:
        try:
            with setting.store() as store:
                who = str(store.setting(WHO) or "")
                store.freeze(draft.uid, draft.revision, str(made.folder.absolute()), who=who)
        except StorageError as error:
            return NOT_REMEMBERED, str(error)
        return ()

    return write(setting, reviewed, target, as_json=as_json, sent=sent, made=remember)


def _sent(store: DraftStore, uid: str) -> Sent:
    """What was sent last. Raises InputError if nothing was."""
    from app.documents.correction import Sent

    found = [package for package in store.packages(uid) if package.sent and package.revision]
    if not found:
        raise InputError(*NOTHING_SENT)
    return Sent(store.at_revision(uid, found[-1].revision), store.history(uid, limit=-1))
