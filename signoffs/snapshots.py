"""The version that is signed: a thing's words as plain data, and the digest that binds a signature to them."""

from typing import Any

from lib.digests import digest
from lib.markup import render_markdown
from signoffs.kinds import MARKDOWN, Described


def take(described: Described) -> dict[str, Any]:
    """Frozen as JSON: title, facts in order, evidence."""
    return {
        "title": described.title,
        "facts": [{"label": one.label, "text": one.text, "look": one.look} for one in described.facts],
        "evidence": [dict(one) for one in described.evidence],
    }


def digest_of(snapshot: dict[str, Any]) -> str:
    """Of what is said, not of how it is shown."""
    return digest(
        [
            snapshot["title"],
            [[one["label"], one["text"]] for one in snapshot["facts"]],
            [[one["uid"], one["title"], one["sha256"]] for one in snapshot["evidence"]],
        ]
    )


def shown(snapshot: dict[str, Any]) -> dict[str, Any]:
    """For `signoffs/frozen.html`: the same, with the markup of a text rendered and cleaned."""
    facts = [
        one | ({"html": render_markdown(one["text"])} if one["look"] == MARKDOWN else {})
        for one in snapshot["facts"]
    ]
    return snapshot | {"facts": facts}
