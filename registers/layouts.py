"""A body's return as a pack freezes it: the fields in the body's order and words, and its kinds of learning. Pure."""

from registers.editions import Edition
from registers.packfiles.facts import Layout


def layout_of(edition: Edition) -> Layout:
    """What the return of this edition asks for, as plain JSON."""
    required: dict[bool | str, str] = {True: "yes", False: "no"}
    return {
        "name": edition.data["renewal_return"].get("name") or "CPD record",
        "kind": edition.return_kind,
        "fields": [
            {
                "key": one.key,
                "label": one.label,
                "type": one.type,
                "required": required.get(one.required, "conditional"),
            }
            for one in edition.return_fields
        ],
        "categories": [{"code": one.code, "title": one.title} for one in edition.categories if one.code],
    }
