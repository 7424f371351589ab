"""Journals of the demo: entries saved and published by the journals' actions, dated when they were written."""

import random
from datetime import timedelta
from typing import Any

from home.seeds import bulk
from home.seeds.entries import PROMPTS
from home.seeds.logs import EntrySeed
from home.seeds.records import is_old
from home.seeds.stage import Stage, new_uid
from journals.actions import save_entry
from journals.models import Entry, ReflectionPrompt, ReflectionTemplate
from notices.models import Notice
from people.models import User
from sharing.models import Audience

AUDIENCES = [Audience.SUPERVISORS] * 15 + [Audience.ONLY_ME] * 3 + [Audience.INSTITUTION, Audience.PUBLIC]


def write_journals(stage: Stage) -> None:
    """The prompts that editors keep, and every technician's entries."""
    ReflectionPrompt.objects.bulk_create(
        [ReflectionPrompt(text=text, order=order) for order, text in enumerate(PROMPTS, start=1)],
        ignore_conflicts=True,
    )
    for part in stage.technicians():
        rng, owner = part.rng("journal"), stage.people[part.key]
        rows = [prepare(stage, owner, seed, rng) for seed in stage.records[part.key].entries]
        bulk.save_entries(owner, [row for row in rows if is_old(stage, row.date)])
        recent = [act(owner, row) for row in rows if not is_old(stage, row.date)]
        Entry.objects.bulk_update(recent, ["created", "changed", "published_at"], batch_size=500)
    date_notices(stage)


def prepare(stage: Stage, owner: User, seed: EntrySeed, rng: random.Random) -> Entry:
    """The row as it is to stand; not yet saved."""
    created = stage.moment(seed.day, rng)
    changed = min(stage.now, created + timedelta(minutes=rng.randint(0, 200)))
    values = {
        "title": seed.title,
        "body": seed.body,
        "date": seed.day,
        "tags": seed.tags,
        "sealed": seed.sealed,
        "reflection": facts_of(seed.reflection),
    }
    row = bulk.entry_row(
        owner,
        values | {"audience": rng.choice(AUDIENCES)},
        new_uid(rng),
        published_at=None if seed.draft else changed,
    )
    row.created, row.changed = created, changed
    return row


def facts_of(template: str) -> dict[str, Any]:
    """The reflection template of this name as an entry keeps it; {} for a free page."""
    return ReflectionTemplate.objects.get(name=template).as_template().facts() if template else {}


def act(owner: User, row: Entry) -> Entry:
    """Saved, and published unless it is a draft, by the actions; the caller stores the times."""
    entry, _ = save_entry(
        owner=owner,
        values=row.words()
        | {name: getattr(row, name) for name in ("date", "tags", "reflection", "audience", "sealed")},
        uid=row.uid,
        publish=not row.is_draft,
    )
    entry.created, entry.changed, entry.published_at = row.created, row.changed, row.published_at
    return entry


def date_notices(stage: Stage) -> None:
    """Supervisors were told when each was published."""
    published = dict(Entry.objects.filter(published_at__isnull=False).values_list("uid", "published_at"))
    told = list(Notice.objects.filter(kind="entry_published"))
    for notice in told:
        notice.made_at = published[notice.about]
    Notice.objects.bulk_update(told, ["made_at"], batch_size=1000)
