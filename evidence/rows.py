"""Evidence as `parts/evidence_rows.html` draws it."""

from collections.abc import Iterable
from typing import Any

from evidence.models import Evidence
from lib.formats import file_size


def row_for(evidence: Evidence, *, remove_url: str = "") -> dict[str, Any]:
    address = evidence.get_absolute_url()
    ending = evidence.original_name.rpartition(".")[2].upper()
    return {
        "uid": evidence.uid,
        "kind": "photo" if evidence.is_picture else evidence.kind,
        "title": evidence.title,
        "url": address,
        "note": f"{ending}, {file_size(evidence.size)}" if evidence.kind == Evidence.Kind.FILE else "",
        "thumbnail": address if evidence.is_picture else "",
        "remove_url": remove_url,
    }


def rows_for(pieces: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [row_for(one) for one in pieces]
