"""The root command, and how every failure becomes a message and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence

import click

from app import PRODUCT_NAME, __version__
from app.cli import faults, output, words
from app.cli.calls import calls
from app.cli.check import check
from app.cli.drafts import drafts
from app.cli.export import export
from app.cli.printing import print_
from app.cli.read import read
from app.cli.sample import sample
from app.cli.setting import Setting
from app.cli.template import template
from app.environment import AppPaths, Clock
from app.errors import KnownError

DONE, FOUND, UNUSABLE, STOPPED, FAULT = 0, 1, 2, 130, 70
"""Exit codes: no error; errors found (or the disk refused); unusable input; interrupted; a bug."""


@click.group(cls=words.JapaneseGroup, invoke_without_command=True)
@click.version_option(
    __version__, prog_name=PRODUCT_NAME, message="%(prog)s %(version)s", help="版を表示します。"
)
@click.pass_context
def program(context: click.Context) -> int | None:
    """応募ナビ: 公募の応募書を、応募要領に照らして確認し、提出できる形に出力します。

    命令を指定しないときは、ウィンドウを開きます。
    """
    setting: Setting = context.obj
    return setting.open_window() if context.invoked_subcommand is None else None


for command in (calls, sample, check, export, print_, read, drafts, template):
    program.add_command(command)


def main(
    arguments: Sequence[str], *, paths: AppPaths, clock: Clock, open_window: Callable[[], int]
) -> int:
    """Run one command; the exit code. Nothing but a message comes out, whatever goes in."""
    _speak_utf8()
    machine = "--json" in arguments
    try:
        code = program.main(
            args=list(arguments),
            prog_name="oubo-navi",
            obj=Setting(paths, clock, open_window),
            standalone_mode=False,
        )
    except click.ClickException as error:
        output.failure(*words.explain(error), machine=machine)
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("中止しました。", err=True)
        return STOPPED
    except KnownError as error:
        output.failure(error.what, error.advice, machine=machine)
        return UNUSABLE
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        output.failure(faults.UNEXPECTED, faults.record(error, paths), machine=machine)
        return FAULT
    return int(code or DONE)


def _speak_utf8() -> None:
    """UTF-8 whatever the console's code page is; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
