"""What the demo shows of moves: somebody of Northmoor asks Southby to receive them, and waits for its admin's answer."""

from datetime import timedelta

from home.seeds import cast
from home.seeds.stage import Stage, new_uid
from moving import actions
from people.models import User
from tenants.hosts import current_institution
from tenants.jobs import at_work_in
from tenants.models import Institution, Transfer

# Nobody supervises them: no other story waits for what they do.
STORY = "unpaired"
DAYS_AHEAD = 45


def ask_to_arrive(stage: Stage) -> None:
    """At Southby, once Northmoor stands."""
    if stage.house.slug != "southby":
        return
    part = next(part for part in cast.everybody(cast.northmoor()) if part.story == STORY)
    southby = current_institution()
    with at_work_in(Institution.objects.get(slug="northmoor").schema_name):
        transfer = actions.ask_transfer(
            owner=User.objects.get(email=part.email),
            to=southby,
            email=part.email.replace("northmoor", "southby"),
            move_on=stage.today + timedelta(DAYS_AHEAD),
            once=new_uid(part.rng("arriving")),
        )
    Transfer.objects.filter(pk=transfer.pk).update(asked_at=stage.now - timedelta(days=2))
