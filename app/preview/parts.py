"""The parts of a produced Office file and how they hang together (ECMA-376 part 2, 6.5)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from lxml import etree

from app.documents import opc

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class Package:
    """A file's parts, parsed when they are first asked for."""

    def __init__(self, data: bytes) -> None:
        self.parts: Mapping[str, bytes] = opc.reopened(data)
        self._roots: dict[str, Any] = {}
        self._related: dict[str, dict[str, tuple[str, str]]] = {}

    @cached_property
    def main(self) -> str:
        """The name of the document's main part."""
        return next((to for kind, to in self._links("").values() if kind == "officeDocument"), "")

    def root(self, name: str) -> Any:
        """A part's root element; an empty element where there is no such part."""
        if name not in self._roots:
            data = self.parts.get(name)
            self._roots[name] = (
                etree.Element("none") if data is None else etree.fromstring(data, _PARSER)
            )
        return self._roots[name]

    def target(self, name: str, link: str) -> str:
        """The part that a relationship id of a part leads to; "" for none."""
        return self._links(name).get(link, ("", ""))[1]

    def related(self, name: str, kind: str) -> str:
        """The first part of a kind ("slideLayout") that a part is related to; "" for none."""
        return next((to for found, to in self._links(name).values() if found == kind), "")

    def _links(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationship id → its kind (last word of the type) and the part it leads to."""
        if name not in self._related:
            self._related[name] = dict(self._read_links(name))
        return self._related[name]

    def _read_links(self, name: str) -> Iterator[tuple[str, tuple[str, str]]]:
        folder, file = posixpath.split(name)
        data = self.parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        for link in etree.fromstring(data, _PARSER) if data else ():
            if link.get("TargetMode") != "External":
                to = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
                kind = str(link.get("Type", "")).rpartition("/")[2]
                yield str(link.get("Id", "")), (kind, to.lstrip("/"))
