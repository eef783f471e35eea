"""VERSIONINFO: what the file's properties show in Windows. Imported on Windows only."""

from __future__ import annotations

from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

from bundle.product import DESCRIPTION, NAME, TITLE, version

JAPANESE, UTF_16 = 0x0411, 1200


def of(file_name: str) -> VSVersionInfo:
    """The resource of one program; the version is that of pyproject.toml."""
    told = version()
    numbers = tuple(int(part) for part in told.split(".")[:3])
    fixed = FixedFileInfo(filevers=(*numbers, 0), prodvers=(*numbers, 0), mask=0x3F)
    texts = {
        "FileDescription": DESCRIPTION,
        "FileVersion": told,
        "InternalName": NAME,
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": file_name,
        "ProductName": TITLE,
        "ProductVersion": told,
    }
    table = StringTable(
        f"{JAPANESE:04x}{UTF_16:04x}", [StringStruct(name, text) for name, text in texts.items()]
    )
    translation = VarFileInfo([VarStruct("Translation", [JAPANESE, UTF_16])])
    return VSVersionInfo(ffi=fixed, kids=[StringFileInfo([table]), translation])
