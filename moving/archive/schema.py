"""The JSON Schema of a record's data, made from what the kinds carry: published at an address, and in every archive."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from moving.record.kinds import Kind, Part
from moving.record.listed import KINDS, parts_of

SCHEMA = "aspirecpd-record/1"
PERSON = {
    "type": ["object", "null"],
    "properties": {"name": {"type": "string"}, "owner": {"type": "boolean"}},
    "required": ["name", "owner"],
    "additionalProperties": False,
}


def published() -> dict[str, Any]:
    """Of each `data/<kind>.json`: `{"schema", "kind", "rows"}`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "AspireCPD record, one kind of thing",
        "description": "References are uids of other rows (of a declared pack its code); moments are in UTC.",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "kind": {"enum": [kind.name for kind in KINDS]},
            "rows": {"type": "array"},
        },
        "required": ["schema", "kind", "rows"],
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind.name}}},
                "then": {"properties": {"rows": {"items": {"$ref": f"#/$defs/{kind.name}"}}}},
            }
            for kind in KINDS
        ],
        "$defs": {kind.name: _row(kind) for kind in KINDS},
    }


def _row(kind: Kind) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    properties.update(kind.by.properties if kind.by else {p.name: _field(p) for p in parts_of(kind)})
    if kind.words:
        properties.update(kind.words.extra)
    return {
        "title": kind.title,
        "description": "Kept as what was told." if kind.told else "",
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _field(part: Part) -> dict[str, Any]:
    match part.role:
        case "person":
            return PERSON
        case "file":
            return {"type": ["string", "null"], "description": "The path of the file in the archive."}
        case "ref" | "name":
            return {"type": ["string", "null"] if part.field.null else "string"}
    return _value(part.field)


def _value(field: models.Field) -> dict[str, Any]:
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, ArrayField):
        return {"type": "array", "items": _value(field.base_field)}
    said = _type(field)
    if field.choices and said["type"] == "string":
        said["enum"] = [*(value for value, _ in field.flatchoices), *([""] if field.blank else [])]
    if field.null:
        said["type"] = [said["type"], "null"]
        if "enum" in said:
            said["enum"].append(None)
    return said


def _type(field: models.Field) -> dict[str, Any]:
    """Of the first that fits: a day is no moment, and a whole number no decimal."""
    for kinds, said in (
        (models.DateTimeField, {"type": "string", "format": "date-time"}),
        (models.DateField, {"type": "string", "format": "date"}),
        (models.UUIDField, {"type": "string", "format": "uuid"}),
        (models.DecimalField, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
        (models.BooleanField, {"type": "boolean"}),
        (models.IntegerField, {"type": "integer"}),
    ):
        if isinstance(field, kinds):
            return dict(said)
    return {"type": "string"}
