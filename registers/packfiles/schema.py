"""The JSON Schema of a pack, made of the types in `facts`, so that the two cannot part.

`python -m registers.packfiles.schema` writes the published file anew after a change of the types.
"""

import json
import types
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from registers.packfiles.facts import DATE_KEYS, SCHEMA, STATUSES, Facts

SCHEMA_FILE = Path(__file__).parent / "schemas" / "renewal-pack.json"
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
WORDS: dict[type, str] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    dict: "object",
    types.NoneType: "null",
}
# Texts that say more than that they are texts.
TEXTS: dict[str, dict[str, Any]] = {
    **{key: {"format": "date"} for key in DATE_KEYS},
    "points": {"pattern": r"^-?\d+(\.\d+)?$"},
    "sha256": {"pattern": DIGEST["pattern"]},
    "status": {"enum": list(STATUSES)},
    "required": {"enum": ["yes", "no", "conditional"]},
    "schema": {"const": SCHEMA},
}


@cache
def published() -> dict[str, Any]:
    """The schema as it is committed and served."""
    return json.loads(SCHEMA_FILE.read_text("utf-8"))


def build() -> dict[str, Any]:
    """The schema of `plain.render_json`, in the 2020-12 form."""
    shapes: dict[str, Any] = {}
    _describe(Facts, "", shapes)
    whole = shapes.pop("Facts")
    whole["properties"] |= {
        "state": {"enum": ["draft", "declared"], "description": "A draft has neither a code nor a day."},
        "digest": DIGEST
        | {
            "description": "SHA-256 of everything but state and digest, as JSON with sorted keys and no spaces, "
            "its texts in Unicode form NFC, in UTF-8."
        },
    }
    whole["required"] += ["state", "digest"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:aspirecpd:schema:renewal-pack:1",
        "title": "Renewal pack",
        **whole,
        "$defs": dict(sorted(shapes.items())),
    }


def _describe(kind: Any, key: str, shapes: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type; records are collected in `shapes` and referred to."""
    if is_typeddict(kind):
        if kind.__name__ not in shapes:
            shapes[kind.__name__] = {}
            shapes[kind.__name__] = _describe_record(kind, shapes)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if get_origin(kind) is list:
        return {"type": "array", "items": _describe(get_args(kind)[0], key, shapes)}
    if get_origin(kind) in (types.UnionType, Union):
        some = [_describe(one, key, shapes) for one in get_args(kind)]
        return some[0] | {"type": [one["type"] for one in some]}
    said: dict[str, Any] = {"type": WORDS[kind]}
    if kind is str:
        said |= TEXTS.get(key, {})
    return said | {"minimum": 0} if kind is int else said


def _describe_record(kind: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    said = " ".join((kind.__doc__ or "").split()).replace("None", "null")
    return {
        **({"description": said} if said and not said.startswith("dict(") else {}),
        "type": "object",
        "required": sorted(kind.__required_keys__),
        "properties": {key: _describe(one, key, shapes) for key, one in get_type_hints(kind).items()},
        "additionalProperties": False,
    }


if __name__ == "__main__":
    SCHEMA_FILE.write_text(json.dumps(build(), indent=2, ensure_ascii=False) + "\n", "utf-8")
