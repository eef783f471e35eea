"""The program's own examination of the PC it runs on: `oubo-navi --selftest`.

For the IT section, before the program is handed out and when something is wrong. Every check does
the real thing in a folder of its own within the data folder, and leaves nothing behind.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import PRODUCT_NAME, __version__
from app.environment import AppPaths, Clock
from app.errors import KnownError, why

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.calls.models import Call
    from app.drafts.draft import Draft

ENOUGH = 200_000_000
"""Bytes that should be free for drafts, backups and supplements."""
FACE = re.compile(rb'<(?:w:rFonts\b[^>]*? w:eastAsia|a:ea\b[^>]*? typeface)="([^"+@]+)"')
"""Japanese families in a document: w:rFonts (ECMA-376 part 1, 17.3.2.26), a:ea (21.1.2.3.1)."""
WRITTEN = "自己診断　①髙﨑"
GOOD, REMARK, BAD = "良好", "注意", "異常"

FontKnown = Callable[[str], bool]
"""Whether a family, named as in the templates, is installed."""


class Remark(Exception):  # noqa: N818 - nothing failed
    """What the reader should know, though the program works."""


class Failure(Exception):  # noqa: N818 - a fault of the environment, found on purpose
    """What keeps the program from working here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found."""

    title: str
    state: str
    told: str


@dataclass(frozen=True, slots=True)
class Bench:
    """What the checks work with; `folder` is theirs."""

    paths: AppPaths
    clock: Clock
    folder: Path
    has_font: FontKnown


def examine(paths: AppPaths, clock: Clock, has_font: FontKnown) -> list[Outcome]:
    """Run every check. One that fails does not keep the others from running."""
    folder = paths.data / f"selftest-{os.getpid()}"
    before = paths.data.exists()
    bench = Bench(paths, clock, folder, has_font)
    try:
        with suppress(OSError):
            folder.mkdir(parents=True)
        return [_run(bench, title, check) for title, check in CHECKS]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not before:
            with suppress(OSError):
                paths.data.rmdir()


def report(paths: AppPaths, outcomes: Sequence[Outcome]) -> str:
    """The outcomes as a page of text, for the screen, a file or a mail."""
    lines = [
        f"{PRODUCT_NAME} {__version__} 自己診断",
        f"プログラム：{paths.program}",
        f"データフォルダー：{paths.data}",
        f"システム：{platform.platform()}（Python {platform.python_version()}）",
        "",
        *(f"［{outcome.state}］{outcome.title}：{outcome.told}" for outcome in outcomes),
        "",
    ]
    bad = sum(outcome.state == BAD for outcome in outcomes)
    lines.append(f"異常が{bad}件あります。" if bad else "異常はありません。")
    return "\n".join(lines) + "\n"


def passed(outcomes: Sequence[Outcome]) -> bool:
    return all(outcome.state != BAD for outcome in outcomes)


def _run(bench: Bench, title: str, check: Callable[[Bench], str]) -> Outcome:
    try:
        return Outcome(title, GOOD, check(bench))
    except Remark as remark:
        return Outcome(title, REMARK, str(remark))
    except (Failure, KnownError) as failure:
        return Outcome(title, BAD, str(failure))
    except Exception as error:  # a bug, or a PC like no other: the reader tells us of it
        return Outcome(title, BAD, f"{type(error).__name__}: {error}")


def _program(bench: Bench) -> str:
    needed = (bench.paths.packs[0], bench.paths.resources, bench.paths.samples)
    missing = [str(path) for path in needed if not path.is_dir()]
    if missing:
        raise Failure(f"フォルダーがありません：{'、'.join(missing)}")
    return "必要なフォルダーがあります。"


def _rights(bench: Bench) -> str:
    """Written, put in another's place, read and removed, as saving does it."""
    first, second = bench.folder / "書き込み １.txt", bench.folder / "書き込み ２.txt"
    try:
        for path in (first, second):
            with path.open("w", encoding="utf-8") as file:
                file.write(WRITTEN)
                file.flush()
                os.fsync(file.fileno())
        first.replace(second)
        same = second.read_text("utf-8") == WRITTEN
        second.unlink()
    except OSError as error:
        raise Failure(f"データフォルダーに書き込めません（{why(error)}）。") from error
    if not same:
        raise Failure("書き込んだ内容を読み戻せません。")
    return "データフォルダーに書き込めます。"


def _space(bench: Bench) -> str:
    free = shutil.disk_usage(bench.folder).free
    told = f"空き容量は {free // 1_000_000:,} MB です。"
    if free < ENOUGH:
        raise Remark(f"{told}少なくなっています。")
    return told


def _database(bench: Bench) -> str:
    """A draft of each call in a new database; then the user's own file, only looked at."""
    from app.drafts.soundness import is_whole
    from app.drafts.store import SqliteDraftStore

    path = bench.folder / "drafts.sqlite3"
    with closing(SqliteDraftStore(path, bench.clock)) as store:
        for draft, call in _samples(bench):
            uid = store.create(call.id, call.version, WRITTEN, answers=draft.answers).uid
            kept = store.load(uid)
            if (kept.title, kept.answers) != (WRITTEN, draft.answers):
                raise Failure("保存した下書きを読み戻せません。")
    if not is_whole(path):
        raise Failure("作成したデータベースが壊れています。")
    if bench.paths.database.exists() and not is_whole(bench.paths.database):
        raise Failure(f"下書きのデータベース「{bench.paths.database}」が壊れています。")
    return "下書きを保存し、読み戻せます。"


def _packs(bench: Bench) -> str:
    shelf = _shelf(bench)
    if not shelf.calls:
        raise Failure("使える募集パックがありません。")
    if shelf.problems:
        raise Remark("\n".join(str(problem) for problem in shelf.problems))
    return f"{len(shelf.calls)}件を読み込めます。"


def _templates(bench: Bench) -> str:
    """Every form filled with the sample of its call, or left empty where there is none."""
    from app.documents import package
    from app.documents.contents import contents

    now, made = bench.clock.now(), 0
    for draft, call in _samples(bench):
        for form in call.parts:
            target = bench.folder / f"{made}{Path(form.template).suffix}"
            target.write_bytes(package.fill(call, form, contents(call, draft, now)))
            with zipfile.ZipFile(target) as document:
                if document.testzip() is not None:
                    raise Failure(f"様式「{form.name}」から作成した文書が壊れています。")
            made += 1
    return f"{made}件の様式から文書を作成できます。"


def _fonts(bench: Bench) -> str:
    templates = [
        call.folder / form.template for call in _shelf(bench).calls.values() for form in call.parts
    ]
    families = sorted({name for path in templates for name in _families(path)})
    missing = [name for name in families if not bench.has_font(name)]
    if missing:
        raise Remark(f"様式の書体のうち、このPCにないものがあります：{'、'.join(missing)}")
    return f"様式の書体があります：{'、'.join(families)}"


def _shelf(bench: Bench) -> Shelf:
    from app.calls.loader import load_all
    from app.review.checks import problems

    return load_all(bench.paths.packs, problems)


def _samples(bench: Bench) -> Iterator[tuple[Draft, Call]]:
    """A draft for every call: its sample if the program has one, else an empty one."""
    from app.drafts.exchange import AnswersFile, draft_from, read_answers

    calls = _shelf(bench).calls
    found = {}
    for path in sorted(bench.paths.samples.glob("complete*.json")):
        sample = read_answers(path, calls, base=path.parent, file_label=path.name)
        found[sample.call.id] = sample
    for call in calls.values():
        answers_file = found.get(call.id) or AnswersFile(call, {})
        yield draft_from(answers_file, bench.clock.now()), call


def _families(template: Path) -> Iterator[str]:
    with zipfile.ZipFile(template) as document:
        for name in document.namelist():
            if name.endswith(".xml") and "/theme/" not in name:
                for family in FACE.findall(document.read(name)):
                    yield family.decode("utf-8")


CHECKS: tuple[tuple[str, Callable[[Bench], str]], ...] = (
    ("プログラムのファイル", _program),
    ("書き込みの権限", _rights),
    ("空き容量", _space),
    ("募集パック", _packs),
    ("データベース", _database),
    ("様式への記入", _templates),
    ("書体", _fonts),
)
