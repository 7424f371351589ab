"""Journals of the demo: entries saved and published by the journals' actions, dated when they were written."""

import random
from datetime import timedelta

from home.seeds.cast import Part
from home.seeds.entries import PROMPTS
from home.seeds.logs import EntrySeed
from home.seeds.stage import Stage, new_uid
from journals.actions import save_entry
from journals.models import Entry, ReflectionPrompt
from notices.models import Notice
from sharing.models import Audience

AUDIENCES = [Audience.SUPERVISORS] * 15 + [Audience.ONLY_ME] * 3 + [Audience.INSTITUTION, Audience.PUBLIC]


def write_journals(stage: Stage) -> None:
    """The prompts that editors keep, and every technician's entries."""
    ReflectionPrompt.objects.bulk_create(
        [ReflectionPrompt(text=text, order=order) for order, text in enumerate(PROMPTS, start=1)],
        ignore_conflicts=True,
    )
    for part in stage.technicians():
        rng = part.rng("journal")
        written = [write_entry(stage, part, seed, rng) for seed in stage.records[part.key].entries]
        Entry.objects.bulk_update(written, ["created", "changed", "published_at"], batch_size=500)
    date_notices(stage)


def write_entry(stage: Stage, part: Part, seed: EntrySeed, rng: random.Random) -> Entry:
    """Saved, and published unless it is a draft; the caller stores the times set here."""
    entry, _ = save_entry(
        owner=stage.people[part.key],
        values={
            "title": seed.title,
            "body": seed.body,
            "date": seed.day,
            "tags": seed.tags,
            "audience": rng.choice(AUDIENCES),
            "sealed": seed.sealed,
        },
        uid=new_uid(rng),
        publish=not seed.draft,
    )
    entry.created = stage.moment(seed.day, rng)
    entry.changed = min(stage.now, entry.created + timedelta(minutes=rng.randint(0, 200)))
    if not seed.draft:
        entry.published_at = entry.changed
    return entry


def date_notices(stage: Stage) -> None:
    """Supervisors were told when each was published."""
    published = dict(Entry.objects.filter(published_at__isnull=False).values_list("uid", "published_at"))
    told = list(Notice.objects.filter(kind="entry_published"))
    for notice in told:
        notice.made_at = published[notice.about]
    Notice.objects.bulk_update(told, ["made_at"], batch_size=1000)
