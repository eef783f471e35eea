"""File servers are known by their names and by what is mounted."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.drafts.network import is_network, is_unc, mounted_as

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
//server/share /mnt/shared cifs rw 0 0
server:/export /mnt/with\040blank nfs4 rw 0 0
/dev/sdb1 /mnt/shared/inside ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/a/data", "ext4"),
        ("/mnt/shared/企画課/data", "cifs"),
        ("/mnt/shared2/data", "ext4"),
        ("/mnt/with blank/data", "nfs4"),
        ("/mnt/shared/inside/data", "ext4"),
    ],
)
def test_the_mount_a_folder_lies_on(folder: str, kind: str) -> None:
    assert mounted_as(PurePosixPath(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        (r"\\server\share\企画課", True),
        (r"\\?\UNC\server\share\x", True),
        (r"\\?\C:\Users\x", False),
        (r"C:\Users\x", False),
        ("//server/share/x", True),
    ],
)
def test_names_of_servers(folder: str, remote: bool) -> None:
    assert is_unc(PureWindowsPath(folder)) == remote


def test_a_local_folder_is_none(tmp_path: Path) -> None:
    assert not is_network(tmp_path)
