"""The installer: silently in, opened by a double click on a draft, silently out again."""

from __future__ import annotations

from pathlib import Path

from bundle import places, product, wine
from bundle.places import CheckError
from bundle.stage import PICTURES, Stage, run
from bundle.window import until, window

DRAFTS = "drafts.sqlite3"
TITLE = "受け取った下書き"
OWN = "uninstall.exe"
"""In the installed folder besides what is in the zip."""


def check(stage: Stage, setup: Path) -> str:
    place = stage.wine.profile / "AppData" / "Local" / "Programs" / product.IDENTITY
    program = Stage(stage.wine, place)
    # Under Wine an installer that does nothing ends with 0 as well: the files are looked at.
    stage.wine.run(setup, "/S")
    _demand(place.is_dir(), "インストールされません。")
    _demand(_lacks(place, stage.program) == [OWN], "入ったファイルが zip と異なります。")
    _demand(product.NAME in _registered(stage, product.ASSOCIATION), "関連付けがありません。")
    file = _draft_file(stage, program)
    stage.clear(file)
    # What a double click does: the registered command, with the file in the place of "%1".
    command = _registered(stage, product.ASSOCIATION)
    _demand(f'{product.NAME}.exe" "%1"' in command, f"関連付けの命令が異なります: {command}")
    opened = wine.local(file, stage.wine)
    with window(stage.wine, program.exe(product.NAME), opened) as shown:
        shown.photograph(PICTURES / "double-click.png")
        refused = stage.wine.run(setup, "/S").returncode
        _demand(refused == 3, f"開いている間の上書きを断りません（終了コード {refused}）。")
    drafts = run(program, product.CONSOLE, "drafts", "list")
    _demand(TITLE in drafts, f"ダブルクリックした下書きがありません: {drafts}")
    stage.wine.run(setup, "/S")
    _demand(_lacks(place, stage.program) == [OWN], "上書きの後のファイルが zip と異なります。")
    stranger = place / "forms" / "利用者のファイル.txt"
    stranger.write_text("残す", "utf-8")
    stage.wine.run(place / OWN, "/S")
    until(lambda: not (place / OWN).exists(), "アンインストールが終わりません。")
    left = [path for path in places.names(place) if path.is_file()]
    _demand(left == [stranger], f"アンインストールの後に残ったファイル: {left}")
    _demand((stage.data / DRAFTS).exists(), "アンインストールで下書きが消えました。")
    _demand(not _registered(stage, product.ASSOCIATION), "関連付けが残っています。")
    stranger.unlink()
    return "インストール、関連付け、上書き、アンインストール（下書きと利用者のファイルは残る）"


def _draft_file(stage: Stage, program: Stage) -> Path:
    """A draft handed on as a file, made by the installed program."""
    answers, file = stage.documents / "回答.json", stage.documents / "受け取った 下書き.oubo"
    told = run(program, product.CONSOLE, "sample", "begun")
    answers.write_text(told, "utf-8")
    name = run(program, product.CONSOLE, "drafts", "import", wine.dos(answers), "--title", TITLE)
    uid = name.split()[-1]
    run(program, product.CONSOLE, "drafts", "export", uid, "--out", wine.dos(file))
    return file


def _lacks(place: Path, wanted: Path) -> list[str]:
    """Names of files that differ, or are in one of the folders only."""
    ours, theirs = places.contents(place), places.contents(wanted)
    return sorted(
        name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)
    )


def _registered(stage: Stage, ending: str) -> str:
    """The command that opens files of this ending; empty if there is none."""
    classes = "HKCU\\Software\\Classes"
    kind = stage.wine.run("reg", "query", f"{classes}\\{ending}", "/ve").stdout
    if f"{product.IDENTITY}.Draft" not in kind:
        return ""
    key = f"{classes}\\{product.IDENTITY}.Draft\\shell\\open\\command"
    return stage.wine.run("reg", "query", key, "/ve").stdout


def _demand(holds: bool, failure: str) -> None:
    if not holds:
        raise CheckError(failure)
