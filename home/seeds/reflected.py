"""What the demo shows between journal and log: an activity logged from an entry, and an entry begun from an activity."""

from activities.actions import carry_entry, log_activity, write_entry
from activities.entries import values_from
from activities.models import Activity
from home.seeds.stage import Stage, new_uid
from journals.models import Entry

PRACTICE = "I keep a note of what I tried, in the order in which I tried it."
USERS = "They find the result, and how we came to it, in one place."


def link_journal_and_log(stage: Stage) -> None:
    """The technician's of the first house."""
    if stage.house.slug != "northmoor":
        return
    owner, rng = stage.people["technician"], stage.parts["technician"].rng("reflected")
    entries = Entry.objects.owned_by(owner).filter(state=Entry.State.PUBLISHED, sealed=False)
    entry = entries.exclude(reflection={}).first() or entries.first()
    if entry:
        begun = values_from(entry)
        values = {name: begun[name] for name in ("title", "description", "tags", "sealed", "start_date")}
        values |= {"provider": "", "end_date": entry.date, "minutes": 45, "category": "self_directed"}
        values |= {"benefit_practice": PRACTICE, "benefit_users": USERS}
        activity, _ = log_activity(owner=owner, values=values, uid=new_uid(rng))
        carry_entry(activity=activity, entry=entry, actor=owner)
    done = Activity.objects.owned_by(owner).filter(planned=False, sealed=False, end_date__isnull=False)
    if activity := done.exclude(description="").exclude(entry_links__entry=entry).first():
        write_entry(activity=activity, actor=owner)
