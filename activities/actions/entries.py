"""From a journal entry to an activity and back: what one holds begins the other, and each knows of the other."""

from django.db import transaction

from activities.actions.evidence import attach_evidence
from activities.models import KIND, Activity, EntryLink
from evidence import actions as evidence_actions
from evidence.queries import attached_to
from journals.actions import save_entry
from journals.models import Entry
from people import trail
from people.models import User

PRACTICE, USERS = "What changed in my practice", "What changed for the people who use my work"


@transaction.atomic
def carry_entry(*, activity: Activity, entry: Entry, actor: User) -> None:
    """The activity was logged from this entry of the same owner: link the two, and show the entry's evidence with both."""
    _, made = EntryLink.objects.get_or_create(activity=activity, entry=entry)
    if made:
        trail.record(actor, "logged from entry", activity)
        attach_evidence(activity=activity, evidence=attached_to("entry", entry), actor=actor)


@transaction.atomic
def write_entry(*, activity: Activity, actor: User) -> tuple[Entry, bool]:
    """A draft entry that begins with the activity's words, day, tags and evidence, (entry, True); again: that one, False."""
    stored = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    link = stored.entry_links.filter(entry__deleted_at=None).select_related("entry").first()
    if link:
        return link.entry, False
    words = stored.words()
    parts = (
        ("", words["description"]),
        (PRACTICE, words["benefit_practice"]),
        (USERS, words["benefit_users"]),
    )
    values = {
        "title": words["title"],
        "body": "\n\n".join(f"# {head}\n\n{text}" if head else text for head, text in parts if text.strip()),
        "date": stored.start_date,
        "tags": stored.tags,
        "audience": stored.audience,
        "sealed": stored.sealed,
    }
    entry, _ = save_entry(owner=actor, values=values)
    EntryLink.objects.create(activity=stored, entry=entry)
    evidence_actions.attach(thing=entry, kind="entry", evidence=attached_to(KIND, stored), actor=actor)
    return entry, True
