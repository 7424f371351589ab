"""When a pair ends: what waited with that supervisor passes to whoever set it."""

from django.db import transaction
from django.db.models import Q

from assessments import states
from assessments.models import Assignment
from notices.actions import notify
from people import permissions, trail
from people.models import Pair


@transaction.atomic
def pass_on_work(pair: Pair) -> None:
    """Tell the setter of each submission that now waits for nobody else, a trainer who may still score it.

    The supervisor stops seeing the technician's work with the pair itself. Asked to assess by that pair alone, they are
    taken off the work; a trainer stays on it.
    """
    work = Assignment.objects.filter(owner_id=pair.technician_id).exclude(
        state__in=[states.COMPLETED, states.WITHDRAWN]
    )
    if not pair.supervisor.has_role("trainer"):
        for one in work.filter(assessor_id=pair.supervisor_id):
            one.assessor = None
            one.save(update_fields=["assessor"])
            trail.record("system", "took assessor off assessment", one, fields=["assessor"])
    if Pair.objects.live().filter(technician_id=pair.technician_id).exclude(pk=pair.pk).exists():
        return
    waiting = work.filter(state=states.SUBMITTED, assessor=None)
    for one in waiting.filter(~Q(set_by=None) & ~Q(set_by_id=pair.supervisor_id)).select_related("set_by"):
        if not permissions.can(one.set_by, states.SCORE, one):
            continue
        notify(
            kind="assessment_passed_on",
            recipients=[one.set_by] if one.set_by else [],
            thing=one,
            event=f"{one.uid}:passed-on:{pair.uid}",
            path=one.review_url,
        )
        trail.record("system", "passed assessment to setter", one)
