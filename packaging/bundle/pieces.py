"""Which pieces of the libraries go into the folder, and which are left out and why."""

from __future__ import annotations

from fnmatch import fnmatch

NETWORK = (
    *("socket", "_socket", "ssl", "_ssl", "http", "urllib.request"),
    *("ftplib", "smtplib", "socketserver", "asyncio", "xmlrpc", "webbrowser"),
)
"""What could open a connection. Nothing in the program does."""
OPENSSL = ("_hashlib",)
"""hashlib has its own SHA-256; OpenSSL's would bring 5 MB."""
DEVELOPERS = (
    *("tkinter", "unittest", "pydoc", "doctest", "pdb", "lib2to3", "setuptools", "pkg_resources"),
    *("multiprocessing", "numpy", "IPython", "hypothesis", "pytest", "mypy", "rich"),
)
"""What libraries load only in a developer's hands."""
PILLOW = ("_avif", "_webp", "_imagingft", "_imagingcms", "_imagingtk")
PILLOW_FOR_SCREENS = ("ImageQt", "ImageShow", "ImageTk", "ImageCms")
LXML = ("html", "objectify", "sax", "builder", "isoschematron", "doctestcompare", "cssselect")
"""Parts of libraries that neither the program nor python-docx nor python-pptx use."""
EXCLUDED = [
    *("PySide6.QtNetwork", *NETWORK, *OPENSSL, *DEVELOPERS),
    *(f"PIL.{name}" for name in (*PILLOW, *PILLOW_FOR_SCREENS)),
    *(f"lxml.{name}" for name in LXML),
    *("bs4", "soupsieve", "cssselect", "pydantic.v1"),
]
PICTURES = {"Bmp", "Gif", "Jpeg", "Png", "Tiff", "Ppm"}
"""Picture formats that Word and PowerPoint take, of the dozens that Pillow reads."""
LEFT_OUT = (
    # Drawing by graphics card: QtWidgets draws in memory ("raster") and asks for neither.
    *("*opengl32sw.dll", "*d3dcompiler_47.dll", "*Qt6OpenGL*", "*Qt6Quick*", "*Qt6Qml*"),
    *("*Qt6VirtualKeyboard*", "*Qt6Pdf*", "*Qt6Network*"),
    # Windows 10 has the Universal C Runtime itself.
    *("*api-ms-win-*.dll", "*ucrtbase.dll"),
    *("*libcrypto*", "*libssl*"),
    # Pictures for documents embedded in slides, which no template has.
    "*pptx/templates/*-icon.emf",
    # The program knows one time zone, Japan's, and that as a fixed offset (app/environment.py).
    "tzdata/*",
)
QT_PLUGINS = {
    "platforms": ("qwindows", "qxcb", "qoffscreen"),
    "imageformats": ("qsvg", "qjpeg"),
    "iconengines": ("qsvgicon",),
    "platforminputcontexts": ("composeplatforminputcontext", "ibusplatforminputcontext"),
    "xcbglintegrations": (),
}
"""Folders of Qt's plugins, and the plugins used of them. A folder not named here is left out."""
TRANSLATION = "qtbase_ja.qm"
"""Qt's own words on buttons and in file dialogs."""


def wanted_module(name: str) -> bool:
    """Whether a Python module that PyInstaller has found belongs into the programs."""
    if name.startswith("PIL.") and name.endswith("ImagePlugin"):
        return name.removeprefix("PIL.").removesuffix("ImagePlugin") in PICTURES
    return not name.startswith("tzdata")


def wanted(name: str) -> bool:
    """Whether a file that PyInstaller has found belongs into the folder."""
    path = name.replace("\\", "/")
    if any(fnmatch(path, pattern) for pattern in LEFT_OUT):
        return False
    if "/translations/" in path and path.endswith(".qm"):
        return path.endswith(f"/{TRANSLATION}")
    if "/plugins/" in path and path.startswith("PySide6/"):
        folder, file = path.split("/plugins/", 1)[1].split("/", 1)
        stem = file.removeprefix("lib").rsplit(".", 1)[0]
        return stem in QT_PLUGINS.get(folder, ())
    return True
