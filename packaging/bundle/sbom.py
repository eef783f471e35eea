"""The list of parts as CycloneDX 1.6 JSON (ECMA-424), the same for the same build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from license_expression import ExpressionError, get_spdx_licensing
from packageurl import PackageURL

from bundle.parts import Part
from bundle.product import NAME, TITLE, moment, version


def write(parts: Sequence[Part], target: Path) -> None:
    """Write the list; its serial number comes from what it lists."""
    program = Component(
        name=NAME,
        version=version(),
        description=TITLE,
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression("Apache-2.0")],
        bom_ref=NAME,
    )
    components = [_component(part) for part in parts]
    told = json.dumps(sorted((part.name, part.version) for part in parts))
    bom = Bom(
        serial_number=uuid5(NAMESPACE_URL, hashlib.sha256(told.encode()).hexdigest()),
        metadata=BomMetaData(
            timestamp=datetime.fromtimestamp(moment(), UTC), component=program, tools=None
        ),
        components=components,
    )
    bom.register_dependency(program, components)
    text = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    target.write_text(text + "\n", "utf-8", newline="\n")


def _component(part: Part) -> Component:
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.LIBRARY,
        licenses=[_licence(part.licence)],
        purl=PackageURL("pypi", None, part.name.lower(), part.version) if part.published else None,
        bom_ref=f"{part.name}@{part.version}",
    )


def _licence(told: str) -> LicenseExpression | DisjunctiveLicense:
    """SPDX where it is that, else the library's own words as a name."""
    try:
        get_spdx_licensing().parse(told, validate=True)
    except ExpressionError:
        return DisjunctiveLicense(name=told)
    return LicenseExpression(told)
