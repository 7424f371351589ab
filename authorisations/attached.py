"""What its owner shows for an authorisation: pieces of their own library, open to whoever reads it."""

from typing import Any

from django.db.models import QuerySet

from authorisations.models import Authorisation
from evidence import readers, uses
from evidence.models import Evidence

# The word for `evidence.models.Attachment.kind`.
KIND = "authorisation"


def authorisations_read_by(member: Any) -> QuerySet:
    return Authorisation.objects.visible_to(member).order_by().values("uid")


def authorisations_with(piece: Evidence) -> list[uses.Use]:
    rows = Authorisation.objects.filter(uid__in=uses.attached_uids(piece, KIND)).select_related("technique")
    return [uses.Use("Authorisation", str(one), one.get_absolute_url()) for one in rows]


def register() -> None:
    readers.register(KIND, authorisations_read_by)
    uses.register(authorisations_with)
