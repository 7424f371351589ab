"""Evidence as `parts/evidence_rows.html` draws it."""

from collections.abc import Iterable
from typing import Any

from evidence.models import Evidence
from lib.formats import file_size


def row_for(evidence: Evidence, *, remove_url: str = "") -> dict[str, Any]:
    address = evidence.get_absolute_url()
    note = ""
    if evidence.kind == Evidence.Kind.FILE:
        ending = evidence.shown_name.rpartition(".")[2].upper()
        note = ", ".join(filter(None, (ending, file_size(evidence.size), evidence.scan_note.lower())))
    return {
        "uid": evidence.uid,
        "kind": "photo" if evidence.is_picture else evidence.kind,
        "title": evidence.title,
        "url": address,
        "note": note,
        "thumbnail": address if evidence.is_picture and evidence.is_checked else "",
        "remove_url": remove_url,
    }


def rows_for(pieces: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [row_for(one) for one in pieces]
