"""A pack as JSON for other systems: the facts as they were frozen, and their digest. Its schema is published."""

import json
from collections.abc import Mapping
from typing import Any

from lib.digests import digest
from registers.packfiles.facts import check_facts


def render_json(facts: Mapping[str, Any]) -> bytes:
    """The pack as UTF-8 JSON, the same bytes for the same facts. Raises PackRefused.

    Beside the facts stand `state` ("draft" or "declared") and `digest`, the SHA-256 of the facts alone.
    """
    check_facts(facts)
    state = "declared" if facts["code"] else "draft"
    said = {**facts, "state": state, "digest": digest(facts)}
    return (json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
