"""Starts the built Windows program as its users will, and holds what it makes against Linux.

`python -m bundle.smoke ARCHIVE INSTALLER`: unpacked under a Japanese profile into a folder with a
space, read-only, without network, on a screen.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bundle import installed, places, product, wine
from bundle.places import CheckError
from bundle.stage import PICTURES, Stage, run, unpacked
from bundle.window import PATIENCE, until, window

NOW = "2025-04-01T09:00"
"""While the sample's call is open."""
LONGEST = 200
"""Characters of the longest path that the program is promised to start from."""


def check(archive: Path, setup: Path) -> None:
    with wine.opened(product.cache()) as opened:
        program = unpacked(archive, opened.profile / "デスクトップ" / "応募 ナビ")
        stage = Stage(opened, program)
        stage.clear()
        with places.read_only(program):
            for one in CHECKS:
                _told(one, stage)
            opened.stop()
        _told(portable, Stage(opened, _far_away(opened, archive)))
        stage.clear()
        _told(lambda stage: installed.check(stage, setup), stage)


def _told(one: Callable[[Stage], str], stage: Stage) -> None:
    began = time.monotonic()
    told = one(stage)
    print(f"  ✓ {told}（{time.monotonic() - began:.1f} 秒）", flush=True)


def first_start(stage: Stage) -> str:
    """The window opens, and its first start leaves nothing outside the data folder."""
    before = places.names(stage.wine.drive)
    with window(stage.wine, stage.exe(product.NAME)) as shown:
        shown.photograph(PICTURES / "first-start.png")
    new = places.names(stage.wine.drive) - before
    astray = [path for path in new if stage.data not in (path, *path.parents)]
    if astray or not (stage.data / "drafts.sqlite3").exists():
        raise CheckError(f"データフォルダーの外に書き込みました: {astray}")
    return f"初回の起動で書き込むのはデータフォルダーのみ（{len(new)} 件）"


def sample_exported(stage: Stage) -> str:
    """Both programs export the sample, and Linux makes the same bytes of the same answers."""
    answers = stage.documents / "回答 一.json"
    told = run(stage, product.CONSOLE, "sample", "complete")
    answers.write_text(told[told.index("{") :], "utf-8")
    beside = product.BUILD / "windows" / "exported-on-linux"
    shutil.rmtree(beside, ignore_errors=True)
    ours = [sys.executable, "-m", "app", "export", str(answers), "--out", str(beside)]
    subprocess.run([*ours, "--now", NOW], cwd=product.ROOT, check=True, capture_output=True)
    count = 0
    for name in (product.CONSOLE, product.NAME):
        target = stage.documents / f"提出一式 {name}"
        run(stage, name, "export", wine.dos(answers), "--out", wine.dos(target), "--now", NOW)
        count = places.demand_equal(target, beside)
    return f"提出一式の {count} ファイルが Linux での出力と 1 バイトも違わない"


def file_opened(stage: Stage) -> str:
    """A start with a file opens it; a second start hands its file to the first window."""
    answers = stage.documents / "回答 一.json"
    with window(stage.wine, stage.exe(product.NAME), wine.dos(answers)) as shown:
        shown.await_title(opened_in, "ファイルを指定して起動しても、下書きが開きません。")
        shown.photograph(PICTURES / "file-opened.png")
        began = time.monotonic()
        again = stage.wine.run(stage.exe(product.NAME), patience=PATIENCE)
        if again.returncode or len(shown.titles()) != 1:
            raise CheckError("２回目の起動で、別のウィンドウが開きました。")
        took = time.monotonic() - began
    return f"ファイルを指定した起動と、２回目の起動（最初のウィンドウが応答するまで {took:.1f} 秒）"


def opened_in(title: str) -> bool:
    """Whether a window of this title has a draft open."""
    return title != product.TITLE


def exported_by_keys(stage: Stage) -> str:
    """The answers opened in the window and exported by keys alone are all in both documents."""
    answers = stage.documents / "回答 一.json"
    target = stage.wine.profile / "Documents"
    shutil.rmtree(target, ignore_errors=True)  # what an earlier check left would look made now
    target.mkdir()
    with window(stage.wine, stage.exe(product.NAME), wine.dos(answers)) as shown:
        shown.await_title(opened_in, "ファイルを指定して起動しても、下書きが開きません。")
        shown.photograph(PICTURES / "exported-by-keys.png")  # a person looks before pressing keys
        shown.press("ctrl+3", "space", "Return")
        made = lambda: [*target.rglob("manifest.json")]  # noqa: E731
        try:
            until(lambda: bool(made()), "キーの操作で、提出一式ができません。")
        finally:
            shown.photograph(PICTURES / "exported-by-keys.png")
    (package,) = (path.parent for path in made())
    count = places.demand_answers(answers, [*package.glob("*.docx"), *package.glob("*.pptx")])
    shutil.rmtree(package)
    return f"ウィンドウでキーだけで出力した様式に、{count} 問の回答が全てある"


def examined(stage: Stage) -> str:
    """`--selftest` finds nothing wrong, and says so on paper."""
    report = PICTURES / "selftest.txt"
    report.parent.mkdir(parents=True, exist_ok=True)
    run(stage, product.NAME, "--selftest", wine.dos(report))
    if "異常はありません" not in report.read_text("utf-8-sig"):
        raise CheckError(report.read_text("utf-8-sig"))
    return "自己診断に異常なし"


def portable(stage: Stage) -> str:
    """With the marker the data stay beside the program, from a path of 200 characters too."""
    (stage.program / "portable").touch()
    before = places.names(stage.wine.drive)
    with window(stage.wine, stage.exe(product.NAME)) as shown:
        shown.photograph(PICTURES / "portable.png")
    beside = stage.program / "data"
    new = places.names(stage.wine.drive) - before
    astray = [path for path in new if beside not in (path, *path.parents)]
    if astray or not (beside / "drafts.sqlite3").exists():
        raise CheckError(f"プログラムの横の data の外に書き込みました: {astray}")
    if len(wine.local(stage.program, stage.wine)) != LONGEST:
        raise CheckError(f"フォルダーの名前の長さが {LONGEST} 文字ではありません。")
    shutil.rmtree(stage.wine.drive / "持ち運び")
    return f"{LONGEST} 文字のフォルダーで、データをプログラムの横に置いて起動"


def _far_away(opened: wine.Wine, archive: Path) -> Path:
    """Unpacked so that the path of the program's folder, as Windows counts, has 200 characters."""
    top = opened.drive / "持ち運び"
    free = LONGEST - len(wine.local(top, opened)) - len(product.NAME) - 1
    names = ["長い名前のフォルダー" * 5] * (free // 51)  # a name may have 255 bytes on Linux
    rest = free - 51 * len(names) - 1
    return unpacked(archive, top.joinpath(*names, "長" * rest))


CHECKS: tuple[Callable[[Stage], str], ...] = (
    first_start,
    examined,
    sample_exported,
    file_opened,
    exported_by_keys,
)


if __name__ == "__main__":
    try:
        check(*map(Path, sys.argv[1:]))
    except CheckError as error:
        sys.exit(f"  ✗ {error}")
