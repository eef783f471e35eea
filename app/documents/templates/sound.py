"""What libraries raise at a file whose inside does not fit together, as one answer to the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.documents import opc
from app.errors import InputError, KnownError


@contextmanager
def sound(label: str) -> Iterator[None]:
    """Raise InputError for whatever goes wrong inside while a file from outside is looked over.

    A part that is missing or says another thing than it should shows only when a library stumbles
    over it, with any of a dozen exceptions.
    """
    try:
        yield
    except KnownError:
        raise
    except Exception as error:
        what = f"「{label}」の中身が壊れています。"
        raise InputError(what, opc.ADVICE) from error
