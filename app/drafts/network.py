"""Whether a folder lies on a file server, where files are seen later and locks are slower."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath

REMOTE = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.sshfs", "glusterfs", "gpfs"}
    | {"lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "virtiofs"}
)
"""File systems of Linux whose files are on another machine (third column of /proc/mounts)."""
DRIVE_REMOTE = 4
"""What GetDriveTypeW of Windows answers for a mapped network drive."""
MOUNTS = Path("/proc/mounts")


def is_network(folder: Path) -> bool:
    """Whether a folder is a share, by its name or by what is mounted or mapped there."""
    if is_unc(folder):
        return True
    if sys.platform == "win32":
        return _is_mapped(folder)
    try:
        return mounted_as(folder.resolve(), MOUNTS.read_text("utf-8", "replace")) in REMOTE
    except OSError:
        return False


def is_unc(folder: PurePath) -> bool:
    r"""Whether a path names a server: \\server\share, also as \\?\UNC\server\share."""
    drive = folder.drive.replace("/", "\\")
    long = drive.upper().startswith("\\\\?\\")
    return drive.upper().startswith("\\\\?\\UNC\\") if long else drive.startswith("\\\\")


def mounted_as(folder: PurePath, mounts: str) -> str:
    """The type of the file system a folder lies on, by the text of /proc/mounts; "" if unknown."""
    found = ("", "")
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        place = fields[1].encode().decode("unicode_escape")  # a blank is written \040
        if folder.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, fields[2])
    return found[1]


def _is_mapped(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")) == DRIVE_REMOTE
