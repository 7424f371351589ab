"""Work marked twice, a running share, and calibration: what the trainer and the supervisors find under second marks."""

import random
from datetime import timedelta
from uuid import UUID

from assessments.actions import Mark, Marks, NotAllowedNow, Refused
from assessments.models import Assignment, Template
from home.seeds.assessed import QUALITIES, SEEDS, SHARES
from home.seeds.stage import Stage, new_uid
from moderation import actions
from moderation.models import CalibrationSet, Rating, SecondMark, Share
from notices.models import Notice
from people.models import User

RATERS = ("supervisor", "lead", "science", "arts", "spare", "tutor")
SHARE_SEED = "Three dice on the bench: 4, 1, 6"
AGREED = "We read the level for half marks differently. We settle on the first marks, and have put an example beside the level."
REMARKS = (
    "The check is named, but not what it would show if it failed.",
    "I would want to see the log before I gave more.",
    "Clear, and in the right order.",
)
WHY = {
    "strong": "Names what is done, in what order, and how it was checked.",
    "fair": "Right as far as it goes; the reason is missing.",
    "thin": "One step of several, and nothing about safety.",
}


def mark_twice(stage: Stage) -> None:
    """At the first house; elsewhere nobody marks twice yet."""
    if stage.house.slug != "northmoor":
        return
    rng = stage.parts["trainer"].rng("moderation")
    trainer, science, supervisor = (stage.people[key] for key in ("trainer", "science", "supervisor"))
    set_by_trainer = Assignment.objects.filter(set_by=trainer, state="completed").order_by(
        "-completed_at", "pk"
    )
    done = ask_one(set_by_trainer, trainer, science, once=new_uid(rng))
    give(done, science, rng)
    actions.note_agreed(mark=done, actor=trainer, agreed=AGREED)
    again = set_by_trainer.exclude(pk=done.assignment_id)
    give(ask_one(again, trainer, stage.people["tutor"], once=new_uid(rng)), stage.people["tutor"], rng)
    waiting = Assignment.objects.filter(set_by=supervisor, state="submitted").order_by("submitted_at", "pk")
    ask_one(waiting, supervisor, trainer, once=new_uid(rng))
    date_back_marks(stage)
    share = actions.begin_share(
        template=Template.objects.get(title=SEEDS["confocal"].title), actor=trainer, once=new_uid(rng),
        markers=[science, stage.people["tutor"]], percent=50, seed=SHARE_SEED,
    )  # fmt: skip
    Share.objects.filter(pk=share.pk).update(started_at=stage.now - timedelta(days=8))
    calibrate(stage, rng)


def ask_one(work: list[Assignment], asker: User, marker: User, *, once: UUID) -> SecondMark:
    """Of the first piece that this marker may be asked about, blind."""
    for one in work:
        try:
            return actions.ask_second(assignment=one, actor=asker, once=once, marker=marker, blind=True)
        except (NotAllowedNow, Refused):
            continue
    raise LookupError("The demo has no work that can be marked twice.")


def give(mark: SecondMark, marker: User, rng: random.Random) -> None:
    """A point or two from the first marks on half of the criteria."""
    marks = {}
    for one in mark.assignment.criteria.all():
        apart = rng.choice((0, 0, -1, -2, 1))
        marks[one.order] = Mark(max(0, min(one.maximum, (one.score or 0) + apart)), rng.choice(REMARKS))
    given = Marks(by_order=marks, overall_feedback="Sound work; I was stricter about what is written down.")
    actions.finish_second(mark=mark, actor=marker, once=new_uid(rng), marks=given)


def date_back_marks(stage: Stage) -> None:
    for age, mark in enumerate(SecondMark.objects.order_by("-pk"), start=1):
        mark.asked_at = stage.now - timedelta(days=2 * age, hours=3)
        for name in ("marked_at", "done_at", "agreed_at"):
            if getattr(mark, name):
                setattr(mark, name, stage.now - timedelta(days=age, hours=2))
        mark.save()
        Notice.objects.filter(about=mark.uid).update(made_at=mark.done_at or mark.asked_at)


def calibrate(stage: Stage, rng: random.Random) -> None:
    """One that six people have scored, and one by a colleague that waits for whoever looks."""
    scored = write_set(
        stage,
        "trainer",
        "confocal",
        title="Confocal: three answers",
        levels=("fair", "thin", "strong"),
        rng=rng,
    )
    for place, key in enumerate(RATERS):
        leaning = rng.choice((-1, 0, 0, 1, 1))
        for number, one in enumerate(scored.exemplars.order_by("-pk")):
            scores = {
                str(criterion.order): max(
                    0,
                    min(
                        criterion.maximum,
                        one.reference[str(criterion.order)]["score"] + leaning + rng.choice((-1, 0, 0, 1)),
                    ),
                )
                for criterion in scored.criteria
            }
            made = actions.rate(exemplar=one, actor=stage.people[key], once=new_uid(rng), scores=scores)
            done_at = stage.now - timedelta(days=3 * (len(RATERS) - place), hours=26 * number)
            Rating.objects.filter(pk=made.pk).update(done_at=done_at)
    opened = stage.now - timedelta(days=21)
    CalibrationSet.objects.filter(pk=scored.pk).update(made_at=opened - timedelta(days=4), opened_at=opened)
    Notice.objects.filter(about=scored.uid).update(made_at=opened)
    waiting = write_set(
        stage, "science", "practical", title="Teaching a practical: one answer", levels=("fair",), rng=rng
    )
    Notice.objects.filter(about=waiting.uid).update(made_at=stage.now - timedelta(hours=7))


def write_set(
    stage: Stage, owner: str, key: str, *, title: str, levels: tuple[str, ...], rng: random.Random
) -> CalibrationSet:
    """Exemplars from the answers that the demo invents for this template anyway."""
    actor, seed = stage.people[owner], SEEDS[key]
    held = actions.make_set(
        template=Template.objects.get(title=seed.title), actor=actor, once=new_uid(rng), title=title
    )
    for letter, level in zip("ABC", levels, strict=False):
        numbered = list(enumerate(seed.criteria, start=1))
        values = {
            "title": f"Answer {letter}",
            "answers": {str(n): one.answers[QUALITIES.index(level)] for n, one in numbered},
            "reference": {
                str(n): {"score": round(one.maximum * sum(SHARES[level]) / 2), "why": WHY[level]}
                for n, one in numbered
            },
        }
        actions.save_exemplar(calibration=held, actor=actor, once=new_uid(rng), values=values)
    return actions.open_set(calibration=held, actor=actor)
