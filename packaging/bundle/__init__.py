"""Builds the Windows program: one folder, its zip and its installer.

Runs in .venv (`python3 packaging/dev.py build` starts it). On Windows it builds natively; on Linux
it builds the same Windows program under Wine, or with `--linux` a Linux one by the same spec. The
three differ only in how the Python that runs PyInstaller is got: see hosts.py.
"""
