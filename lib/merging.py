"""Two edits of one thing: what each side changed since the version both began with, field by field.

A form carries a token of that version: a keyed digest of each field, never a value. When somebody else saved meanwhile, the
digests tell which fields each side changed; what only one side changed is taken from it, what both changed is for the person
to choose. A field is any value that `lib.digests` can read.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.utils.crypto import salted_hmac

from lib.digests import canonical_json

SALT = "lib.merging"
# Of a digest: enough that no two of one person's versions are taken for each other.
KEPT = 16
# Begins the name of the box in which somebody chooses between two versions of a field.
CHOICE = "keep_"


@dataclass(frozen=True)
class Base:
    """The version that an edit began with: `at` is its token, `marks` a digest of each field by name."""

    of: str = ""
    at: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls, fields: Mapping[str, Any], *, of: Any, at: str = "") -> "Base":
        return cls(str(of), at, {name: _mark(value, str(of)) for name, value in fields.items()})

    def sign(self) -> str:
        return signing.dumps([self.of, self.at, dict(self.marks)], salt=SALT, compress=True)

    @classmethod
    def read(cls, token: str, *, of: Any, at: str = "") -> "Base":
        """The version of this thing that the token tells of; one without marks for a token of another, or none of ours."""
        try:
            base = cls(*signing.loads(token, salt=SALT))
        except (signing.BadSignature, TypeError):
            return cls()
        return base if (base.of, base.at) == (str(of), at) else cls()

    def has(self, name: str, value: Any) -> bool:
        """Whether the field had this value; False where the version does not tell."""
        return self.marks.get(name) == _mark(value, self.of)


@dataclass(frozen=True)
class Merged:
    """`values` are all fields; of `clashes`, which both sides changed, they are what was typed.

    `mine` and `theirs` name the fields that one side alone changed.
    """

    values: dict[str, Any]
    mine: list[str]
    theirs: list[str]
    clashes: list[str]


def merge(base: Base, stored: Mapping[str, Any], typed: Mapping[str, Any]) -> Merged:
    """The fields of `typed` over those of `stored`, as far as nothing is lost by it."""
    merged = Merged(dict(typed), [], [], [])
    for name, mine in typed.items():
        theirs = stored[name]
        if mine == theirs:
            continue
        if base.has(name, mine):
            merged.theirs.append(name)
            merged.values[name] = theirs
        elif base.has(name, theirs):
            merged.mine.append(name)
        else:
            merged.clashes.append(name)
    return merged


def told(merged: Merged, labels: Mapping[str, str]) -> str:
    """What was put together, in a sentence: "" where the other side changed nothing that is kept."""
    mine, theirs = (_listed(labels[name] for name in names) for names in (merged.mine, merged.theirs))
    if mine and theirs:
        return f"This was changed in another window too, and both changes were kept. Yours: {mine}. The other’s: {theirs}."
    return f"This was changed in another window too, and that was kept: {theirs}." if theirs else ""


def clash_rows(
    merged: Merged,
    stored: Mapping[str, Any],
    *,
    labels: Mapping[str, str],
    spoken: Callable[[str, Any], str],
    texts: Container[str] = (),
) -> list[dict[str, Any]]:
    """For parts/conflict.html: each field that both sides changed, with the choice between them; of `texts`, both too."""
    return [
        {
            "name": f"{CHOICE}{name}",
            "label": labels[name],
            "stored": spoken(name, stored[name]),
            "yours": spoken(name, merged.values[name]),
            "takes_both": name in texts,
        }
        for name in merged.clashes
    ]


def choices_in(sent: Mapping[str, str]) -> dict[str, str]:
    """What was chosen beside two versions, by field: "mine", "theirs" or "both"."""
    return {name.removeprefix(CHOICE): sent[name] for name in sent if name.startswith(CHOICE)}


def both(theirs: str, mine: str) -> str:
    """Two texts one after the other, what was stored first."""
    return "\n\n".join(text for text in (theirs.strip(), mine.strip()) if text)


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(label[:1].lower() + label[1:] for label in labels)


def _mark(value: Any, of: str) -> str:
    return salted_hmac(f"{SALT}:{of}", canonical_json(value), algorithm="sha256").hexdigest()[:KEPT]
