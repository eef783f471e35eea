"""check: what an answers file, or each of a folder of them, still falls short of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.cli import answers, faults, options, output, words
from app.cli import fit as fitting
from app.cli.setting import Setting
from app.errors import InputError, KnownError

Review = Callable[[Path], answers.Reviewed]


@click.command(cls=words.JapaneseCommand)
@click.argument("source", type=options.FOLDER_OR_FILE, metavar="回答.json|フォルダー")
@options.now
@options.fit
@options.forms
@options.as_json
@click.pass_obj
def check(
    setting: Setting,
    source: Path,
    now: datetime | None,
    fit: bool,
    forms: Path | None,
    as_json: bool,
) -> int:
    """回答を応募要領に照らして確認し、指摘を表示します。

    フォルダーを指定すると、その中の回答（*.json）を全て確認します。「-」は標準入力です。
    終了コード: 0 要修正の指摘なし、1 要修正の指摘あり、2 使えない入力。
    """
    setting = setting.at(now).using(forms)
    shelf = setting.shelf()
    with fitting.looked_at(setting.clock.now(), wanted=fit) as further:

        def review(path: Path) -> answers.Reviewed:
            return further(answers.review_file(path, shelf, setting.clock))

        if source.is_dir():
            return _check_folder(setting, review, source, as_json)
        reviewed = review(source)
    if as_json:
        output.as_json(_result(reviewed))
    else:
        show(reviewed)
    return 1 if reviewed.errors else 0


def show(reviewed: answers.Reviewed) -> None:
    """Findings for people."""
    for line in output.listing(reviewed.call, reviewed.draft, reviewed.findings):
        output.text(line)
    practice = "（練習用）" if reviewed.draft.practice else ""
    output.text(f"確認の結果{practice}: {output.counted(reviewed.findings)}")


def _result(reviewed: answers.Reviewed) -> dict[str, Any]:
    return {
        "call": reviewed.call.id,
        "practice": reviewed.draft.practice,
        "errors": reviewed.errors,
        "findings": output.entries(reviewed.draft, reviewed.findings),
    }


def _check_folder(setting: Setting, review: Review, folder: Path, as_json: bool) -> int:
    """One result for each file; an unusable file is reported and the others are still checked."""
    files = sorted(filter(_is_meant, folder.iterdir()))
    if not files:
        what = f"フォルダー「{folder}」に回答（*.json）がありません。"
        raise InputError(what, "フォルダーの指定を確かめてください。")
    results = []
    with _progress(files) as bar:
        for path in bar:
            results.append(_file_result(setting, review, path))
    if as_json:
        output.as_json({"results": results})
    else:
        _show_results(results)
    if any("error" in result for result in results):
        return 2
    return 1 if any(result["errors"] for result in results) else 0


def _is_meant(path: Path) -> bool:
    """Whether a file is meant as answers, however broken; not what macOS lays beside a file."""
    named = path.suffix.lower() == ".json" and not path.name.startswith("._")
    return named and not path.is_dir()


@contextmanager
def _progress(files: list[Path]) -> Iterator[Iterable[Path]]:
    """A progress bar where somebody watches."""
    if not sys.stderr.isatty():
        yield files
        return
    with click.progressbar(files, label="確認しています", file=sys.stderr) as bar:
        yield bar


def _file_result(setting: Setting, review: Review, path: Path) -> dict[str, Any]:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise InputError(f"「{path.name}」はファイルではありません。", "取り除いてください。")
        return {"file": path.name, **_result(review(path))}
    except KnownError as error:
        return {"file": path.name, "error": output.unusable(error)}
    except Exception as error:  # a fault of ours at one file must not keep back the others
        told = output.error_entry(faults.UNEXPECTED, faults.record(error, setting.paths))
        return {"file": path.name, "error": told}


def _show_results(results: list[dict[str, Any]]) -> None:
    for result in results:
        if "error" in result:
            output.text(f"{result['file']}: 使えません。{result['error']['what'].rstrip()}")
        else:
            output.text(f"{result['file']}: {_counts(result['findings'])}")
    unusable = sum("error" in result for result in results)
    failing = sum(bool(result.get("errors")) for result in results)
    summary = (
        f"{len(results)}件のうち、要修正の指摘があるもの {failing}件、使えないもの {unusable}件"
    )
    output.text(summary)


def _counts(entries: list[dict[str, Any]]) -> str:
    from app.calls.base import Severity

    found = [entry["severity"] for entry in entries]
    return "、".join(f"{severity.label} {found.count(severity)}件" for severity in Severity)
