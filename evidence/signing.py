"""Evidence as a version that is signed names it."""

from typing import Any

from evidence.models import Evidence
from evidence.queries import files_and_links


def named_for_signing(kind: str, thing: Any) -> list[dict[str, str]]:
    """uid, title and the SHA-256 of a file ("" for a link) of each piece, without references to other items."""
    return [as_named(one) for one in files_and_links(kind, thing)]


def as_named(piece: Evidence) -> dict[str, str]:
    title = f"{piece.title} ({piece.url})" if piece.kind == Evidence.Kind.LINK else piece.title
    return {"uid": str(piece.uid), "title": title, "sha256": piece.sha256}
