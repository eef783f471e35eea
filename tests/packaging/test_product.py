"""The pieces that a build is made of: the lock file for Windows, the zip, the list of parts."""

from __future__ import annotations

import json
import re
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
from bundle import archive, downloads, installer, parts, product, sbom, wine

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
SITE = Path(sysconfig.get_path("purelib"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


# ---- the lock file, as Windows reads it ----


def test_markers_are_read_for_windows() -> None:
    names = {entry.split("==")[0] for entry in downloads.for_windows(LOCK)}
    assert {"colorama", "pefile", "pywin32-ctypes", "pyside6-essentials"} <= names
    assert not {"macholib", "ruff", "mypy"} & names


def test_everything_is_pinned_by_hash() -> None:
    for entry in downloads.for_windows(LOCK):
        assert re.match(r"[\w.-]+==[\w.]+ \\\n    --hash=sha256:[0-9a-f]{64}", entry), entry
        assert ";" not in entry
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", downloads.PYTHON_HASH)


def test_two_of_a_name_are_never_both_taken() -> None:
    names = [entry.split("==")[0] for entry in downloads.for_windows(LOCK)]
    assert len(names) == len(set(names))


# ---- the zip ----


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "oubo-navi"
    (made / "forms").mkdir(parents=True)
    (made / "b.txt").write_text("二", "utf-8")
    (made / "forms" / "a.txt").write_text("一", "utf-8")
    return made


def test_the_same_folder_makes_the_same_zip(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743465600")
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    archive.pack(folder, first)
    (folder / "b.txt").unlink()
    (folder / "b.txt").write_text("二", "utf-8")
    (folder / "b.txt").chmod(0o777)
    archive.pack(folder, second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as package:
        assert package.namelist() == ["oubo-navi/b.txt", "oubo-navi/forms/a.txt"]
        assert {entry.date_time for entry in package.infolist()} == {(2025, 4, 1, 0, 0, 0)}


def test_a_name_that_old_unpackers_garble_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "お読みください.txt").touch()
    with pytest.raises(RuntimeError, match="お読みください"):
        archive.pack(folder, tmp_path / "1.zip")


def test_hashes_are_listed_for_every_file_but_the_list(folder: Path) -> None:
    target = folder / "sha256sums.txt"
    archive.list_files(folder, target)
    lines = [line.split("  ") for line in target.read_text("utf-8").splitlines()]
    assert [name for _, name in lines] == ["b.txt", "forms/a.txt"]
    assert all(archive.digest(folder / name) == digest for digest, name in lines)


# ---- parts, licences, the list of them ----


@pytest.fixture
def libraries(tmp_path: Path) -> list[parts.Part]:
    modules = tmp_path / "modules.json"
    taken = ["PySide6.QtWidgets", "shiboken6", "docx.document", "lxml.etree", "pydantic.main"]
    taken += ["click.core", "pptx", "simpleeval", "sqlite_utils.db", "platformdirs.windows", "json"]
    taken += ["jpholiday"]
    modules.write_text(json.dumps(taken), "utf-8")
    return list(parts.libraries(modules, SITE))


def test_every_library_taken_is_a_part_with_its_licence(
    libraries: list[parts.Part], tmp_path: Path
) -> None:
    wanted = {re.split(r"[><=;!\[ ]", entry)[0] for entry in PROJECT["dependencies"]} - {"tzdata"}
    names = {re.sub(r"[-_.]+", "-", part.name).lower() for part in libraries}
    assert names == wanted | {"shiboken6"}
    assert all(part.licence for part in libraries)
    parts.copy_licences(libraries, tmp_path / "licenses")
    assert len(list((tmp_path / "licenses").iterdir())) == len(libraries)


def test_a_part_without_a_licence_text_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no licence text of x 1"):
        parts.copy_licences([parts.Part("x", "1", "MIT", ())], tmp_path)


def test_the_list_of_parts_is_cyclonedx_and_the_same_each_time(
    libraries: list[parts.Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743465600")
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    sbom.write(libraries, first)
    sbom.write(list(reversed(libraries)), second)
    told = json.loads(first.read_text("utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["version"] == product.version()
    assert told["metadata"]["timestamp"] == "2025-04-01T00:00:00+00:00"
    listed = {component["name"]: component for component in told["components"]}
    assert listed["lxml"]["purl"].startswith("pkg:pypi/lxml@")
    assert all(component["licenses"] for component in listed.values())
    assert first.read_text("utf-8") == second.read_text("utf-8")


# ---- Wine and the installer ----


def test_paths_as_wine_names_them() -> None:
    assert wine.dos(Path("/srv/応募 ナビ")) == "Z:\\srv\\応募 ナビ"


def test_the_uninstaller_removes_our_files_by_name_and_folders_from_within(folder: Path) -> None:
    assert installer._removals(folder).splitlines() == [
        r'Delete "$INSTDIR\forms\a.txt"',
        r'Delete "$INSTDIR\b.txt"',
        r'RMDir "$INSTDIR\forms"',
    ]


def test_no_path_in_the_program_is_longer_than_windows_takes_below_200() -> None:
    """260 characters with the end mark, and 200 are promised for the program's own folder."""
    shipped = [path for name in ("forms", "resources") for path in (ROOT / name).rglob("*")]
    assert max(len(str(path.relative_to(ROOT))) for path in shipped) <= 58


def test_the_prefix_has_user_folders_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "資料.docx").touch()
    prefix = wine.Wine(tmp_path / "wine", ":0")
    prefix.profile.mkdir(parents=True)
    (prefix.profile / "Documents").symlink_to(home)
    wine._part_from_home(prefix)
    assert not [*(prefix.profile / "Documents").iterdir()]
    assert (home / "資料.docx").exists()
