"""Evidence of the demo: files drawn for the purpose, links and references, attached before anybody verifies."""

import io
import random
from datetime import timedelta

from activities.actions import attach_evidence
from activities.models import Activity
from evidence.actions import (
    add_file,
    add_link,
    add_reference,
    edit_evidence,
    inspected,
    replace_file,
)
from evidence.models import Attachment, Evidence
from home.seeds.cast import Part
from home.seeds.logs import ActivitySeed
from home.seeds.pictures import evidence_file
from home.seeds.stage import Stage, new_uid
from journals.models import Entry

FULL = ("technician", "engineer", "supervisor")  # who kept most of their evidence; the others what was recent
KEPT_SHARE, KEPT_RECENT = 0.6, 4
FOLDERS = {"document": "Certificates", "picture": "From the bench"}
ADDRESS = "https://repository.{slug}.example/technical/{number}"


def keep_evidence(stage: Stage) -> None:
    for part in stage.technicians():
        rng = part.rng("evidence")
        for activity, seed in worth_keeping(stage, part, rng):
            pieces = [add_piece(stage, part, seed, rng)]
            if rng.random() < 0.08:
                pieces.append(add_entry(stage, part, rng))
            attach(stage, activity, [piece for piece in pieces if piece], rng)
        if part.key in FULL:
            file_away(stage, part)
            replace_one(stage, part, rng)


def worth_keeping(stage: Stage, part: Part, rng: random.Random) -> list[tuple[Activity, ActivitySeed]]:
    """Activities with something to show for them."""
    rows = {row.uid: row for row in Activity.objects.filter(owner=stage.people[part.key])}
    able = [
        (rows[seed.uid], seed)
        for seed in stage.records[part.key].activities
        if seed.evidence and not seed.values["sealed"]
    ]
    if part.key in FULL:
        return [pair for pair in able if rng.random() < KEPT_SHARE]
    return sorted(able, key=lambda pair: pair[1].day)[-KEPT_RECENT:]


def add_piece(stage: Stage, part: Part, seed: ActivitySeed, rng: random.Random) -> Evidence:
    """A file, or an address for what lives online."""
    owner = stage.people[part.key]
    if "link" in seed.evidence.lower() or rng.random() < 0.07:
        url = ADDRESS.format(slug=stage.house.slug, number=rng.randint(1000, 9999))
        return add_link(owner=owner, url=url, title=seed.evidence, uid=new_uid(rng))
    line = f"{seed.values['provider']}, {seed.day:%-d %B %Y}"
    name, content = evidence_file(seed.evidence, line, rng)
    return add_file(
        owner=owner,
        found=inspected(io.BytesIO(content), name),
        filename=name,
        title=seed.evidence,
        uid=new_uid(rng),
    )


def file_away(stage: Stage, part: Part) -> None:
    """Who kept most of it keeps it in order."""
    own = Evidence.objects.owned_by(stage.people[part.key])
    for sort, folder in FOLDERS.items():
        for number, piece in enumerate(own.of_sort(sort)[:30]):
            tags = ["appraisal"] if number < 3 else []
            edit_evidence(evidence=piece, actor=piece.owner, values={"folder": folder, "tags": tags})


def replace_one(stage: Stage, part: Part, rng: random.Random) -> None:
    """A certificate that came with a mistake, and the one that came after."""
    piece = Evidence.objects.owned_by(stage.people[part.key]).of_sort("document").order_by("created").first()
    if piece is not None:
        name, content = evidence_file(piece.title, "Issued again, with the right name", rng)
        found = inspected(io.BytesIO(content), name)
        replace_file(evidence=piece, found=found, filename=name, actor=piece.owner)


def add_entry(stage: Stage, part: Part, rng: random.Random) -> Evidence | None:
    """An entry of the same journal, where there is one to point at."""
    owner = stage.people[part.key]
    entry = Entry.objects.owned_by(owner).filter(state="published", sealed=False).order_by("uid").first()
    if entry is None:
        return None
    return add_reference(owner=owner, kind="entry", item_uid=entry.uid, uid=new_uid(rng))


def attach(stage: Stage, activity: Activity, pieces: list[Evidence], rng: random.Random) -> None:
    """Attached a little after the activity was logged; its own times stay what they were."""
    attach_evidence(activity=activity, evidence=pieces, actor=activity.owner)
    at = min(stage.now, activity.changed + timedelta(minutes=rng.randint(1, 30)))
    numbers = [piece.pk for piece in pieces]
    Activity.objects.filter(pk=activity.pk).update(changed=at)
    Evidence.objects.filter(pk__in=numbers).update(created=at, changed=at)
    Attachment.objects.filter(evidence_id__in=numbers).update(attached_at=at)
