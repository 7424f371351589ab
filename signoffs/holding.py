"""Versions that somebody was asked to sign, and the pieces of evidence they name, for its owner's library."""

from evidence import uses
from evidence.models import Evidence
from signoffs.models import SignRequest


def requests_with(piece: Evidence) -> list[uses.Use]:
    """Each request with the version of the piece that it names; what is sealed is read for its owner's eyes."""
    return [
        uses.Use("Sign-off", str(request), request.get_absolute_url(), sha256=named["sha256"], frozen=True)
        for request in SignRequest.objects.filter(owner_id=piece.owner_id)
        for named in request.version()["evidence"]
        if named["uid"] == str(piece.uid) and named["sha256"]
    ]


def register() -> None:
    uses.register(requests_with)
