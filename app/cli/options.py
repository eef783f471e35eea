"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.cli.setting import japan_time


class _Moment(click.ParamType[datetime]):
    name = "日時"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return japan_time(value)
        except ValueError:
            shown = value.encode("utf-8", "replace").decode()
            reason = f"「{shown[:60]}」は日時として読めません（例: 2026-04-01T09:00）。"
            self.fail(reason, param, ctx)


class _Override(click.ParamType[tuple[str, str]]):
    name = "条項=理由"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        clause, equals, reason = value.partition("=")
        if not equals or not clause.strip() or not reason.strip():
            self.fail("「G8-1=理由」の形で、理由まで指定してください。", param, ctx)
        return clause.strip(), reason.strip()


FOLDER_OR_FILE = click.Path(path_type=Path)
as_json = click.option("--json", "as_json", is_flag=True, help="JSON で出力します。")
now = click.option(
    "--now", type=_Moment(), help="現在の日時とみなす日時（ISO 8601。時差がなければ日本時間）。"
)
fit = click.option(
    "--fit",
    "fit",
    is_flag=True,
    help="様式の枠やページに収まるかも確かめます。",
)
forms = click.option(
    "--forms", type=FOLDER_OR_FILE, metavar="フォルダー", help="募集パックを読み込むフォルダー。"
)
call = click.option("--call", "call_id", metavar="ID", help="募集の ID。")
overrides = click.option(
    "--override",
    "overrides",
    type=_Override(),
    multiple=True,
    help="理由を付けて、指摘のあるまま出力します（繰り返し指定できます）。",
)
