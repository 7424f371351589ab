"""Which declaration speaks for a stretch of time: each day of a registration is declared once, and a withdrawn declaration
is replaced by what was declared for the same time, however that was begun.
"""

from registers.models import Renewal, RenewalQuerySet


def standing_over(renewal: Renewal) -> list[Renewal]:
    """The other declarations of the same registration that stand and share a day with this one, oldest first."""
    return list(_beside(renewal).filter(state=Renewal.State.DECLARED))


def replacements_of(renewal: Renewal) -> list[Renewal]:
    """The declarations that stand in place of a withdrawn one; none while it stands itself."""
    if renewal.state != Renewal.State.WITHDRAWN:
        return []
    return [one for one in standing_over(renewal) if one.period.is_about(renewal.period)]


def successor_of(renewal: Renewal) -> Renewal | None:
    """What became of a withdrawn declaration: the one that replaces it, failing that the one being prepared."""
    rows = _beside(renewal).exclude(state=Renewal.State.WITHDRAWN)
    found = [one for one in rows if one.period.is_about(renewal.period)]
    return min(found, key=lambda one: one.is_draft, default=None)


def predecessor_of(renewal: Renewal) -> Renewal | None:
    """The withdrawn declaration in whose place this one is declared: the last one about the same time."""
    gone = _beside(renewal).filter(state=Renewal.State.WITHDRAWN).order_by("-withdrawn_at", "-pk")
    return next((one for one in gone if one.period.is_about(renewal.period)), None)


def _beside(renewal: Renewal) -> RenewalQuerySet:
    """The other renewals of the same registration that share a day with this one, oldest first."""
    beside = Renewal.objects.over(renewal.registration_id, renewal.period)
    return beside.exclude(pk=renewal.pk).select_related("frozen")
