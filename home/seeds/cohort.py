"""The cohort Microscopy 2026, run by the demo's trainer: three assessments set to everybody in it."""

from assessments.models import Assignment
from cohorts import actions
from cohorts.models import Cohort, CohortAssignment, CohortItem
from home.seeds.assessed import SEEDS, Desk, Work
from home.seeds.cast import Part
from home.seeds.stage import Stage, new_uid
from people.models import User

NAME = "Microscopy 2026"
DISCIPLINES = ("bioimaging", "materials")
# template -> (set so many days ago, due in so many days)
ITEMS = {"imagedata": (150, -100), "sampleprep": (70, -12), "confocal": (9, 19)}


def run_cohort(stage: Stage) -> None:
    if stage.house.slug != "northmoor":
        return
    desk = Desk(stage)
    desk.find()
    trainer = stage.people["trainer"]
    cohort = found(stage, trainer)
    items = {key: set_item(stage, desk, cohort, key) for key in ITEMS}
    parts = members(stage)
    for part in parts:
        actions.add_member(
            cohort=cohort, person=stage.people[part.key], actor=trainer, joined_on=stage.days_ago(155)
        )
    leave(stage, cohort, parts[-1])
    for place, part in enumerate(parts):
        study(stage, trainer, {key: work_of(stage, item, part, key) for key, item in items.items()}, place)


def found(stage: Stage, trainer: User) -> Cohort:
    cohort = actions.create_cohort(
        name=NAME,
        starts_on=stage.days_ago(160),
        ends_on=stage.days_ago(-120),
        actor=trainer,
        trainers=[stage.people["science"]],
    )
    Cohort.objects.filter(pk=cohort.pk).update(
        created=stage.moment(stage.days_ago(160), stage.parts["trainer"].rng("cohort"))
    )
    return cohort


def set_item(stage: Stage, desk: Desk, cohort: Cohort, key: str) -> CohortItem:
    ago, due_in = ITEMS[key]
    rng = stage.parts["trainer"].rng(f"item {key}")
    item = actions.set_item(
        cohort=cohort,
        template=desk.library[key],
        actor=stage.people["trainer"],
        once=new_uid(rng),
        due_on=stage.days_ago(-due_in),
    )
    CohortItem.objects.filter(pk=item.pk).update(set_at=stage.moment(stage.days_ago(ago), rng))
    return item


def members(stage: Stage) -> list[Part]:
    """The demo's technician first, then those who work with microscopes."""
    able = [
        part
        for part in stage.technicians()
        if part.discipline in DISCIPLINES and part.story not in ("newcomer", "supervisor")
    ]
    return sorted(able, key=lambda part: part.key != "technician")[:10]


def leave(stage: Stage, cohort: Cohort, part: Part) -> None:
    """One has left, and keeps the work."""
    actions.remove_member(cohort=cohort, person=stage.people[part.key], actor=stage.people["trainer"])
    cohort.memberships.filter(person=stage.people[part.key]).update(left_on=stage.days_ago(20))


def work_of(stage: Stage, item: CohortItem, part: Part, key: str) -> Work:
    link = CohortAssignment.objects.select_related("assignment").get(item=item, person=stage.people[part.key])
    assignment: Assignment = link.assignment
    rng = part.rng(f"cohort {key}")
    return Work(stage, SEEDS[key], assignment, part=part, rng=rng, set_on=stage.days_ago(ITEMS[key][0]))


def study(stage: Stage, trainer: User, work: dict[str, Work], place: int) -> None:
    """The first is done by everybody, the second stands at every stage, the third has just begun."""
    first = work["imagedata"].answer().submit(20 + 3 * place)
    if place % 3 == 0:
        first.send_back(trainer, 4).improve().submit(9)
    first.complete(trainer, 5).close()
    SECOND[place % len(SECOND)](work["sampleprep"], trainer)
    work["sampleprep"].close()
    if place in (2, 5):
        work["confocal"].answer(upto=2)
    work["confocal"].close()


SECOND = [
    lambda work, trainer: work.answer().submit(40).complete(trainer, 6),
    lambda work, trainer: work.answer(qualities=("fair", "thin")).submit(48).send_back(trainer, 5),
    lambda work, trainer: work.answer().submit(55),
    lambda work, trainer: work,
    lambda work, trainer: (
        work.answer(qualities=("fair",)).submit(44).send_back(trainer, 3).improve().submit(7)
    ),
]
