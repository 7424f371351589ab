"""What its owner shows for an authorisation: pieces of their own library, open to whoever reads it."""

from typing import Any

from django.db.models import QuerySet

from authorisations.models import Authorisation
from evidence import readers

# The word for `evidence.models.Attachment.kind`.
KIND = "authorisation"


def authorisations_read_by(member: Any) -> QuerySet:
    return Authorisation.objects.visible_to(member).order_by().values("uid")


def register() -> None:
    readers.register(KIND, authorisations_read_by)
