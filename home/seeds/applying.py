"""First applications of the demo: the engineer's EngTech half done, the technician's Associate Fellowship with a supporter."""

import random
from datetime import datetime, timedelta

from django.db import connection

from activities.models import Activity
from applications import actions
from applications.models import Application, Link, Statement, Supporter
from applications.queries import digest_shown
from home.seeds.cast import Part
from home.seeds.stage import Stage, new_uid
from people.models import User

ENGTECH = {
    "A1": "When the drive shafts for the soil rig failed twice in a month I compared turning from bar, welding and a bought "
    "coupling. I listed load, tolerance, cost and time for each, asked two suppliers for data, and chose to turn from EN24 with "
    "a larger fillet. I wrote the reasons on the job card so that the next person can question them. The rig has run since spring "
    "without a failure.",
    "A2": "For the vacuum chamber door I worked out the bending of the plate from the pressure difference before I cut metal, and "
    "checked the result against the tables we keep. The figure asked for 12 mm where the drawing had 8 mm. I showed the sum to the "
    "researcher, we changed the drawing, and the leak test passed first time.",
    "B1": "Students reported chatter on the small mill. I held the part, tool, feed and bed constant in turn, found that the gib "
    "had worn, and adjusted it. I then wrote the check into the weekly list.",
    "C1": "I run the Friday session alone: permits, guarding and isolation follow the workshop code, and I stop work where it "
    "is not kept. In two years there has been no reportable incident on my shift.",
    "D2": "I agree each job with the researcher who asks for it: what it must do, by when, and what it may cost. I ring them "
    "before I change anything, and hand the part over in person with a note on its limits.",
    "E2": "I wrote the risk assessment for the new laser cutter after reading the standard and the maker's notes, had it read by "
    "the safety office, and trained the nine people who use it.",
}  # fmt: skip
REASONS = (
    "It shows the choice and why I made it.",
    "I did this part alone and signed it off.",
    "The outcome is in its report.",
)
AFHEA = {
    "A1": ("I plan the induction practicals for first-year students. I start from what they must be able to do at the microscope on "
           "their own, cut the talk to ten minutes, and let them find focus by a checklist that I wrote after watching three groups "
           "fail at the same step. I changed the order when a visually impaired student showed me that the light has to come first.",
           ["K1", "K2", "V1"]),
    "A4": ("I hold a drop-in hour for project students. I ask what they have tried before I touch the instrument, point them to the "
           "next thing to read, and note what comes up so that I can mend the guide. Twice the same question led me to the published "
           "protocol, and to a better one than ours.", ["K3", "V1"]),
}  # fmt: skip
COMMENT = (
    "I have watched these practicals for two years. Students leave able to work alone, which they did not before, and the notes are "
    "used by other groups now."
)


def prepare_applications(stage: Stage) -> None:
    """For the two people of the demo who apply for something; at an institution without them, nothing."""
    for part in stage.technicians():
        if part.story == "engtech":
            apply_engtech(stage, part)
        elif part.key == "technician" and part.story == "rscitech" and stage.house.slug == "northmoor":
            apply_fellowship(stage, part)


def apply_engtech(stage: Stage, part: Part) -> None:
    rng, owner = part.rng("application"), stage.people[part.key]
    application = begin(stage, owner, rng, pack="engineering-council", grade="EngTech")
    for code, text in ENGTECH.items():
        write(application, owner, code, text)
    for code in list(ENGTECH)[:4]:
        for activity in shown_by(owner, f"engineering-council/EngTech/{code}", at_most=2):
            link(application, owner, code, activity=activity, reason=rng.choice(REASONS))
    actions.ask_supporter(
        application=application,
        actor=owner,
        name="Dev Chandra",
        email="dev.chandra@northmoor.example",
        shown=[],
    )
    settle(stage, application, days=24)


def apply_fellowship(stage: Stage, part: Part) -> None:
    rng, owner = part.rng("application"), stage.people[part.key]
    application = begin(stage, owner, rng, pack="advance-he", grade="AFHEA")
    for code, (text, names) in AFHEA.items():
        write(application, owner, code, text, names)
    for activity in Activity.objects.owned_by(owner).filter(
        planned=False, sealed=False, category="professional"
    )[:2]:
        link(
            application,
            owner,
            "A1",
            activity=activity,
            reason="Planned, taught and changed after the feedback.",
        )
    supporter = actions.ask_supporter(
        application=application, actor=owner, name="Priya Raman", email="trainer@northmoor.example", shown=[]
    )
    actions.answer_support(
        supporter=supporter,
        values={
            "comments": {"A": {"comment": COMMENT, "view": "yes"}},
            "overall": "I recommend Megan for Associate Fellowship.",
            "signed_name": "Priya Raman",
            "signed_role": "Technical Trainer, University of Northmoor",
        },
        seen=digest_shown(application),
    )
    settle(stage, application, days=9)


def begin(stage: Stage, owner: User, rng: random.Random, *, pack: str, grade: str) -> Application:
    return actions.start_application(owner=owner, pack=pack, grade=grade, once=new_uid(rng))


def write(
    application: Application, owner: User, code: str, text: str, names: list[str] | None = None
) -> Statement:
    return actions.write_statement(
        application=application, actor=owner, code=code, text=text, names=names or [], changed=""
    )


def shown_by(owner: User, reference: str, *, at_most: int) -> list[Activity]:
    rows = Activity.objects.owned_by(owner).filter(
        planned=False, sealed=False, competences__contains=[reference]
    )
    return list(rows[:at_most])


def link(application: Application, owner: User, code: str, *, activity: Activity, reason: str) -> Link:
    return actions.link_thing(
        application=application,
        actor=owner,
        code=code,
        kind="activity",
        object_uid=activity.uid,
        reason=reason,
    )


def settle(stage: Stage, application: Application, *, days: int) -> None:
    """Begun some weeks ago; the mails to supporters are said to be sent, and none waits on the queue."""
    begun: datetime = stage.now - timedelta(days=days)
    Application.objects.filter(pk=application.pk).update(created=begun)
    Supporter.objects.filter(application=application).update(
        asked_at=begun + timedelta(days=2), mailed_at=stage.now, thanked_at=stage.now
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM public.procrastinate_jobs WHERE task_name LIKE 'applications.%%' AND status = 'todo'"
            " AND args->>'schema' = %s",
            [connection.schema_name],
        )
