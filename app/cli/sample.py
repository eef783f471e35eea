"""sample: sample answers to begin from."""

from __future__ import annotations

import json
from typing import Any

import click

from app.cli import options, output, words
from app.cli.setting import Setting, pick
from app.errors import InputError

NAMES = ("complete", "begun", "errors")


@click.command(cls=words.JapaneseCommand)
@click.argument("name", type=click.Choice(NAMES), metavar="|".join(NAMES))
@options.call
@click.pass_obj
def sample(setting: Setting, name: str, call_id: str | None) -> None:
    """サンプルの回答を JSON で出力します（記入済み、書き始め、誤りのある例）。"""
    output.as_json(read(setting, name, call_id))


def read(setting: Setting, name: str, call_id: str | None) -> dict[str, Any]:
    """A sample answers file's content. Raises InputError if the call has no such sample."""
    path = setting.paths.samples / f"{name}.json"
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        what = f"サンプル「{path}」を読めません。"
        raise InputError(what, "プログラムのフォルダーを確かめてください。") from error
    if call_id is not None and content["call"] != call_id:
        pick(setting.shelf(), call_id)
        raise InputError(
            f"募集「{call_id}」には、サンプルの回答がありません。",
            f"サンプルがあるのは「{content['call']}」です。",
        )
    return content
