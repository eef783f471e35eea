"""export: the package of an answers file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli import answers, fit, options, output, words
from app.cli.setting import Setting

if TYPE_CHECKING:
    from app.documents.correction import Sent
    from app.documents.package import ExportBlockedError, Package

target = click.option(
    "--out", "target", type=options.FOLDER_OR_FILE, required=True, metavar="フォルダー",
    help="出力先のフォルダー（なければ作成します）。",
)  # fmt: skip


@click.command(cls=words.JapaneseCommand)
@click.argument("source", type=options.FOLDER_OR_FILE, metavar="回答.json")
@target
@options.now
@options.overrides
@options.forms
@options.as_json
@click.pass_obj
def export(
    setting: Setting,
    source: Path,
    target: Path,
    now: datetime | None,
    overrides: tuple[tuple[str, str], ...],
    forms: Path | None,
    as_json: bool,
) -> int:
    """提出一式（様式、補足資料、送付メールの下書き、確認結果）を出力します。

    要修正の指摘が残っているときは何も出力せず、終了コードが 1 になります。
    """
    setting = setting.at(now).using(forms)
    reviewed = answers.review_file(source, setting.shelf(), setting.clock)
    draft = answers.overridden(reviewed.call, reviewed.draft, dict(overrides))
    reviewed = answers.review(reviewed.call, draft, setting.clock)
    return write(setting, reviewed, target, as_json=as_json)


def write(
    setting: Setting,
    reviewed: answers.Reviewed,
    target: Path,
    *,
    as_json: bool,
    sent: Sent | None = None,
    made: Callable[[Package], Sequence[str]] | None = None,
) -> int:
    """Write the package and tell what was written; the exit code.

    `sent` makes it a corrected package; `made(package)` is called once it is there, and gives
    what should be told beside.
    """
    from app.documents import package

    try:
        with fit.measurer() as measurer:
            written = package.export(
                reviewed.call,
                reviewed.draft,
                reviewed.findings,
                target,
                now=setting.clock.now(),
                supplements=setting.supplements(),
                progress=_progress if sys.stderr.isatty() else None,
                measurer=measurer,
                sent=sent,
            )
    except package.ExportBlockedError as error:
        _tell_blocked(reviewed, error, as_json)
        return 1
    for note in made(written) if made else ():
        click.echo(note, err=True)
    if as_json:
        output.as_json(_written(reviewed, written))
        return 0
    output.text(f"提出一式を出力しました: {written.folder}")
    for name in (*(file.name for file in written.files), written.manifest.name):
        output.text(f"    {name}")
    for note in written.notes:
        output.text(note)
    return 0


def _progress(done: int, total: int, doing: str) -> None:
    click.echo(f"［{done}/{total}］{doing}", err=True)


def _tell_blocked(reviewed: answers.Reviewed, error: ExportBlockedError, as_json: bool) -> None:
    output.failure(error.what, error.advice, machine=False)
    if as_json:
        found = output.entries(reviewed.draft, reviewed.findings)
        output.as_json({"error": output.unusable(error), "findings": found})
        return
    for line in output.listing(reviewed.call, reviewed.draft, error.blocking):
        click.echo(line, err=True)


def _written(reviewed: answers.Reviewed, written: Package) -> dict[str, Any]:
    return {
        "call": reviewed.call.id,
        "practice": reviewed.draft.practice,
        "folder": str(written.folder),
        "files": [
            {"name": file.name, "kind": file.kind, "size": file.size, "sha256": file.sha256}
            for file in written.files
        ],
        "mail": written.mail.name,
        "manifest": written.manifest.name,
        "notes": list(written.notes),
        "findings": output.entries(reviewed.draft, written.findings),
    }
