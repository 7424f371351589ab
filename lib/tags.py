"""Tags as people type them, separated by commas or semicolons."""

import re

LONGEST = 40
MOST = 20


class BadTags(ValueError):
    """Tags that cannot be kept; the text says what to change."""


def parse_tags(text: str) -> list[str]:
    """The tags in the order written, each once whatever its capitals, without `#` and outer spaces.

    Raises BadTags for one longer than LONGEST characters, or more than MOST of them.
    """
    found: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        tag = " ".join(part.split()).lstrip("#").strip()
        if len(tag) > LONGEST:
            raise BadTags(f"A tag has up to {LONGEST} characters: shorten “{tag[:LONGEST]}…”.")
        if tag:
            found.setdefault(tag.casefold(), tag)
    if len(found) > MOST:
        raise BadTags(f"Use up to {MOST} tags: there are {len(found)}.")
    return list(found.values())
