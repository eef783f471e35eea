"""The core properties of a produced file: who, what, when, in which language.

ECMA-376 part 2, 11. They come from the draft alone, so that neither the PC's user name nor a path
nor the moment of writing leaks into the file.
"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from app.documents import opc, texts
from app.documents.contents import Properties

PART = "docProps/core.xml"
PART_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
RELATIONSHIP = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def core_properties(properties: Properties) -> bytes:
    """docProps/core.xml."""
    fields = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:lastModifiedBy", properties.author),
        ("cp:revision", str(properties.revision)),
        ("dc:language", properties.language),
    )
    plain = "".join(f"<{tag}>{escape(texts.single_line(value))}</{tag}>" for tag, value in fields)
    dated = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{_w3cdtf(moment)}</dcterms:{tag}>'
        for tag, moment in (("created", properties.created), ("modified", properties.modified))
    )
    return f"{_HEAD}{plain}{dated}</cp:coreProperties>".encode()


def _w3cdtf(moment: datetime) -> str:
    """UTC to the second, the one form that Office reads and writes (§11.2)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def marked(parts: opc.Parts, properties: Properties) -> opc.Parts:
    """The parts with these core properties in the place of any others."""
    name = _part_name(parts)
    if name is None:
        parts = _announced(parts)
        name = PART
    return {**parts, name: core_properties(properties)}


def finished(data: bytes, properties: Properties) -> bytes:
    """A file made by another library, with its properties set and written deterministically."""
    return opc.write(marked(opc.reopened(data), properties))


def _part_name(parts: opc.Parts) -> str | None:
    from lxml import etree

    root = etree.fromstring(parts[opc.ROOT_RELATIONSHIPS])
    for relationship in root:
        if relationship.get("Type") == RELATIONSHIP:
            return str(relationship.get("Target")).lstrip("/")
    return None


def _announced(parts: opc.Parts) -> opc.Parts:
    """The parts with a core properties part made known (type and relationship)."""
    from lxml import etree

    types = etree.fromstring(parts[opc.CONTENT_TYPES])
    space = etree.QName(types).namespace
    override = etree.SubElement(types, f"{{{space}}}Override")
    override.set("PartName", f"/{PART}")
    override.set("ContentType", PART_TYPE)
    links = etree.fromstring(parts[opc.ROOT_RELATIONSHIPS])
    taken = {link.get("Id") for link in links}
    link = etree.SubElement(links, f"{{{etree.QName(links).namespace}}}Relationship")
    link.set("Id", next(f"rIdCore{n}" for n in range(1, 999) if f"rIdCore{n}" not in taken))
    link.set("Type", RELATIONSHIP)
    link.set("Target", PART)
    return {**parts, opc.CONTENT_TYPES: _xml(types), opc.ROOT_RELATIONSHIPS: _xml(links)}


def _xml(root: object) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # type: ignore[call-overload,no-any-return]
