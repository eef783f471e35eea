"""print: the PDF for approval of an answers file.

The pages are drawn by Qt, which is loaded inside this command alone and needs no window.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from app.cli import answers, options, output, words
from app.cli.setting import Setting

target = click.option(
    "--out", "target", type=options.FOLDER_OR_FILE, required=True, metavar="ファイル.pdf",
    help="保存するPDFの名前。",
)  # fmt: skip


@click.command(name="print", cls=words.JapaneseCommand)
@click.argument("source", type=options.FOLDER_OR_FILE, metavar="回答.json")
@target
@options.now
@options.overrides
@options.forms
@options.as_json
@click.pass_obj
def print_(
    setting: Setting,
    source: Path,
    target: Path,
    now: datetime | None,
    overrides: tuple[tuple[str, str], ...],
    forms: Path | None,
    as_json: bool,
) -> int:
    """二つの様式と確認結果を、ページ番号の付いた一つのPDF（決裁用）にします。

    要修正の指摘が残っていても作成します。改行などは Word や PowerPoint と少し異なる場合があります。
    """
    setting = setting.at(now).using(forms)
    reviewed = answers.review_file(source, setting.shelf(), setting.clock)
    draft = answers.overridden(reviewed.call, reviewed.draft, dict(overrides))
    reviewed = answers.review(reviewed.call, draft, setting.clock)
    from app.preview import circular

    with circular.screenless():
        data = circular.compose(
            reviewed.call, reviewed.draft, reviewed.findings, setting.clock.now()
        )
    circular.save(target, data)
    if as_json:
        output.as_json({"call": reviewed.call.id, "file": str(target), "size": len(data)})
    else:
        output.text(f"決裁用のPDFを保存しました: {target}")
    return 0
