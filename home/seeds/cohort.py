"""Two cohorts of the demo's trainer: Microscopy 2026 follows a programme of assessments and events and stands at every
stage of it; the workshop's technicians join theirs by a rule.
"""

from datetime import timedelta
from typing import Any

from assessments.models import Assignment
from cohorts import actions
from cohorts.models import Cohort, CohortAssignment, CohortItem, CohortTask, Programme
from duties import actions as duties
from home.seeds.assessed import SEEDS, Desk, Work
from home.seeds.cast import Part
from home.seeds.duties import date_moves
from home.seeds.stage import Stage, new_uid
from people.models import User

NAME = "Microscopy 2026"
DISCIPLINES = ("bioimaging", "materials")
BEGAN = 160  # days ago
PROGRAMME = "Microscopy, first year"
# template -> (set so many days ago, due in so many days)
ITEMS = {"imagedata": (150, -100), "sampleprep": (70, -12), "confocal": (9, 19)}
# title, place, what to know, in so many days: two are over and marked, one was the other day, one is to come
EVENTS = [
    ("Laser safety briefing", "Imaging suite, room 0.14", "Bring your signed risk assessment.", -148),
    ("Image analysis workshop", "Computer room 2", "Half a day; bring a data set of your own.", -60),
    ("Visit to the electron microscopes", "Materials building, foyer", "We leave at ten.", -2),
    (
        "Poster afternoon",
        "Technicians’ common room",
        "One poster each: what you can do now that you could not a year ago.",
        30,
    ),
]
# title, what to know, due in so many days: most have had it approved, every fourth has not begun and is late
TASK = ("Read the rules of the imaging suite", "Chapters one to three; note the question you would ask.", -40)
WORKSHOP = "Workshop technicians"


def run_cohort(stage: Stage) -> None:
    if stage.house.slug != "northmoor":
        return
    desk = Desk(stage)
    desk.find()
    trainer = stage.people["trainer"]
    cohort = found(stage, trainer)
    items = start(stage, desk, cohort)
    parts = members(stage)
    for part in parts:
        actions.add_member(
            cohort=cohort, person=stage.people[part.key], actor=trainer, joined_on=stage.days_ago(155)
        )
    leave(stage, cohort, parts[-1])
    for place, part in enumerate(parts):
        study(stage, trainer, {key: work_of(stage, items[key], part, key) for key in ITEMS}, place)
    do_tasks(stage, items[TASK[0]], parts)
    mark_events(stage, items, parts)
    give_time_and_remind(stage, cohort, items["sampleprep"], parts)
    by_rule(stage)


def found(stage: Stage, trainer: User) -> Cohort:
    cohort = actions.create_cohort(
        name=NAME,
        starts_on=stage.days_ago(BEGAN),
        ends_on=stage.days_ago(-120),
        actor=trainer,
        trainers=[stage.people["science"]],
    )
    Cohort.objects.filter(pk=cohort.pk).update(
        created=stage.moment(stage.days_ago(BEGAN), stage.parts["trainer"].rng("cohort"))
    )
    return cohort


def start(stage: Stage, desk: Desk, cohort: Cohort) -> dict[str, CohortItem]:
    """The programme, made and given to the institution, then begun with the cohort: items by template key or title."""
    trainer, rng = stage.people["trainer"], stage.parts["trainer"].rng("programme")
    said = actions.Said(PROGRAMME, "Three assessments, a task, and four dates to keep free.")
    programme = actions.make_programme(actor=trainer, said=said, once=new_uid(rng))
    for key, (_, due_in) in ITEMS.items():
        template = desk.library[key]
        values = {"kind": "assessment", "title": template.title, "template": template}
        add_to(programme, trainer, due_in, values)
    for title, place, notes, due_in in EVENTS:
        add_to(programme, trainer, due_in, {"kind": "event", "title": title, "place": place, "notes": notes})
    title, notes, due_in = TASK
    add_to(programme, trainer, due_in, {"kind": "task", "title": title, "notes": notes})
    made = actions.start_programme(cohort=cohort, programme=programme, actor=trainer, once=new_uid(rng))
    actions.give_programme(programme=programme, actor=trainer)
    keys = {desk.library[key].title: key for key in ITEMS}
    items = {keys.get(item.title, item.title): item for item in made}
    for key, item in items.items():
        ago = ITEMS[key][0] if key in ITEMS else BEGAN - 1
        CohortItem.objects.filter(pk=item.pk).update(set_at=stage.moment(stage.days_ago(ago), rng))
    return items


def add_to(programme: Programme, trainer: User, due_in: int, values: dict[str, Any]) -> None:
    values |= {"offset_days": BEGAN + due_in}
    actions.save_programme_item(programme=programme, actor=trainer, values=values)


def mark_events(stage: Stage, items: dict[str, CohortItem], parts: list[Part]) -> None:
    """To the first everybody came but one; of the second the last two are not marked yet."""
    trainer, people = stage.people["trainer"], [stage.people[part.key] for part in parts]
    first, second = (items[title] for title, *_ in EVENTS[:2])
    came = {person.pk: place != 4 for place, person in enumerate(people)}
    actions.mark_attendance(item=first, actor=trainer, came=came)
    some = {person.pk: place % 4 != 3 for place, person in enumerate(people[:-2])}
    actions.mark_attendance(item=second, actor=trainer, came=some)
    for item in (first, second):
        at = stage.moment(item.due_on, stage.parts["trainer"].rng(f"marked {item.title}"))
        item.attendances.update(marked_at=at)


def do_tasks(stage: Stage, item: CohortItem, parts: list[Part]) -> None:
    trainer, due_on = stage.people["trainer"], item.due_on
    for place, part in enumerate(parts):
        person, rng = stage.people[part.key], part.rng("cohort task")
        task, days = CohortTask.objects.get(item=item, person=person).task, [due_on - timedelta(days=60)]
        if place % 4 != 3:
            note = "Read. My question: who may change the objective on the upright?"
            done = duties.finish_task(task=task, actor=person, once=new_uid(rng), note=note)
            duties.approve_task(task=done, actor=trainer, once=new_uid(rng))
            days += [due_on - timedelta(days=5), due_on]
        date_moves(stage, task, [stage.moment(day, rng) for day in days])


def give_time_and_remind(stage: Stage, cohort: Cohort, item: CohortItem, parts: list[Part]) -> None:
    """To whom the second assessment was returned after its day gets more time; who has not begun it is reminded."""
    trainer, rng = stage.people["trainer"], stage.parts["trainer"].rng("acts")
    people = [stage.people[part.key].pk for part in parts]
    links = CohortAssignment.objects.filter(item=item, person__in=people).order_by("pk")
    returned, late = (
        list(links.filter(assignment__state=state).values_list("person_id", flat=True))
        for state in ("returned", "open")
    )
    same = {"cohort": cohort, "items": [item.pk], "actor": trainer}
    actions.extend_all(
        **same,
        people=returned,
        due_on=stage.today + timedelta(days=12),
        reason="The cryostat was out of order for two weeks.",
        once=new_uid(rng),
    )
    actions.remind_all(**same, people=late, once=new_uid(rng))


def by_rule(stage: Stage) -> None:
    """Whoever belongs to the engineer's unit is in it, and so will be whoever comes."""
    trainer, rng = stage.people["trainer"], stage.parts["trainer"].rng("workshop")
    cohort = actions.create_cohort(
        name=WORKSHOP, starts_on=stage.days_ago(20), ends_on=stage.days_ago(-300), actor=trainer
    )
    conditions = actions.Conditions(unit=stage.people["engineer"].unit)
    rule = actions.save_rule(cohort=cohort, actor=trainer, conditions=conditions)
    actions.apply_rule(rule=rule, actor=trainer)
    for title, due_in in (("Welcome to the workshop", -14), ("Machine guarding refresher", 16)):
        actions.set_event(
            cohort=cohort,
            title=title,
            due_on=stage.days_ago(-due_in),
            place="Main workshop",
            actor=trainer,
            once=new_uid(rng),
        )


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
