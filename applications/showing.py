"""Applications that link to a piece of evidence, for its owner's library."""

from applications.models import Application, Link
from evidence import uses
from evidence.models import Evidence


def applications_with(piece: Evidence) -> list[uses.Use]:
    linked = Link.objects.filter(kind=Link.Kind.EVIDENCE, object_uid=piece.uid, retired=False)
    rows = Application.objects.owned_by(piece.owner).filter(pk__in=linked.values("application"))
    return [uses.Use("Application", str(one), one.get_absolute_url()) for one in rows]


def register() -> None:
    uses.register(applications_with)
