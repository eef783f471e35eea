"""click, speaking Japanese: help pages and what it says about wrong arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

HELP = "この説明を表示します。"
SEE_HELP = "使い方は「{command} --help」で表示されます。"


class _JapaneseHelp(click.Command):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[オプション]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="使い方: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for p in options if (record := p.get_help_record(ctx))]
        if records:
            with formatter.section("オプション"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


class JapaneseCommand(_JapaneseHelp):
    """A subcommand."""


class JapaneseGroup(_JapaneseHelp, click.Group):
    """A command with subcommands."""

    command_class = JapaneseCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [引数]...")
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [
            (name, command.get_short_help_str(limit=200))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name))
        ]
        with formatter.section("命令"):
            formatter.write_dl(rows)


def _missing(error: Any) -> str:
    return f"{_named(error)}が指定されていません。"


def _bad_value(error: Any) -> str:
    return f"{_named(error)}の値が正しくありません。{_reason(error)}"


def _reason(error: click.BadParameter) -> str:
    """The reason; our own types give it in Japanese, click's own in English."""
    kind = getattr(error.param, "type", None)
    if isinstance(kind, click.Choice):
        return f"使える値は {'、'.join(map(str, kind.choices))} です。"
    return error.message if not error.message.isascii() else ""


def _named(error: click.BadParameter) -> str:
    hint = error.param_hint or (error.param and error.param.get_error_hint(error.ctx)) or ""
    names: Sequence[str] = [hint] if isinstance(hint, str) else hint
    kind = "オプション" if isinstance(error.param, click.Option) else "引数"
    return f"{kind} {'、'.join(names)} "


MESSAGES: tuple[tuple[type[click.ClickException], Callable[[Any], str]], ...] = (
    (click.exceptions.NoArgsIsHelpError, lambda _: "命令が指定されていません。"),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_value),
    (click.NoSuchOption, lambda e: f"オプション {e.option_name} はありません。"),
    (click.exceptions.NoSuchCommand, lambda e: f"「{e.command_name}」という命令はありません。"),
    (click.BadOptionUsage, lambda e: f"オプション {e.option_name} の使い方が正しくありません。"),
    (click.FileError, lambda e: f"ファイル「{e.ui_filename}」を開けません。"),
    (click.UsageError, lambda _: "引数が正しくありません。余分な引数がないか確かめてください。"),
)
"""What is said of each kind of wrong usage; the first kind that fits."""


def explain(error: click.ClickException) -> tuple[str, str]:
    """What is wrong with the command line, and what to do."""
    what = next((say(error) for kind, say in MESSAGES if isinstance(error, kind)), "")
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "oubo-navi"
    return what or error.message, SEE_HELP.format(command=command)
