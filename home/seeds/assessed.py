"""The library, the work that was set, what was answered, and how it was scored: every state an assessment can be in."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from assessments import actions
from assessments.models import Assignment, Scorer, Template
from evidence.actions import add_link
from home.seeds.cast import Part
from home.seeds.disciplines import words_of
from home.seeds.measured import BALANCE, BETTER, NOTES
from home.seeds.stage import Stage, new_uid
from home.seeds.templates import (
    FEEDBACK,
    OVERALL_FEEDBACK,
    OVERALL_RESPONSES,
    RETURN_REASONS,
    TEMPLATES,
    TemplateSeed,
)
from home.seeds.wording import choose_slots, fill
from notices.models import Notice
from people.models import User

NOT_YET = "Not there yet, and close: the readings are yours, the reasons are missing. Try once more; I am glad to look at a draft."
QUALITIES = ("strong", "fair", "thin")
SHARES = {"strong": (0.85, 1.0), "fair": (0.5, 0.75), "thin": (0.1, 0.35)}
COHORT_TEMPLATES = ("imagedata", "sampleprep", "confocal")
SEEDS = {template.key: template for template in [*TEMPLATES, BALANCE]}


class Desk:
    """Sets, answers and scores one assessment after another, each with the time at which it happened."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.library: dict[str, Template] = {}

    def stock(self) -> None:
        """Every template, with an owner who sets assessments."""
        owners = [key for key in ("trainer", "science", "lead", "supervisor") if key in self.stage.people]
        for index, seed in enumerate(TEMPLATES):
            owner = owners[0] if seed.key in COHORT_TEMPLATES else owners[index % len(owners)]
            self.library[seed.key] = actions.save_template(
                actor=self.stage.people[owner],
                content=actions.Content(
                    title=seed.title,
                    guidance=seed.guidance,
                    criteria=[
                        actions.CriterionText(
                            one.title, one.maximum, guidance=one.guidance, levels=one.levels
                        )
                        for one in seed.criteria
                    ],
                ),
                sharing=Template.Sharing.INSTITUTION,
            )
            made = self.stage.moment(self.stage.days_ago(900 - 40 * index), random.Random(seed.key))
            Template.objects.filter(pk=self.library[seed.key].pk).update(created=made, changed=made)
        self.library[BALANCE.key] = Template.objects.get(shipped_as=BALANCE.shipped)

    def find(self) -> None:
        """The library that stands already."""
        titles = {seed.title: seed.key for seed in TEMPLATES}
        self.library = {titles[one.title]: one for one in Template.objects.filter(title__in=titles)}

    def set(self, key: str, part: Part, actor: str, *, ago: int, due_in: int | None) -> "Work":
        """Set `ago` days ago, due `due_in` days from today (before today where negative)."""
        rng = part.rng(f"assessment {key}")
        due = self.stage.today + timedelta(days=due_in) if due_in is not None else None
        assignment = actions.assign(
            template=self.library[key],
            person=self.stage.people[part.key],
            actor=self.stage.people[actor],
            once=new_uid(rng),
            due_on=due,
        )
        return Work(self.stage, SEEDS[key], assignment, part=part, rng=rng, set_on=self.stage.days_ago(ago))


class Work:
    """One assessment on its way; `days` are those of its moves so far, in order."""

    def __init__(
        self,
        stage: Stage,
        seed: TemplateSeed,
        assignment: Assignment,
        *,
        part: Part,
        rng: random.Random,
        set_on: date,
    ) -> None:
        self.stage, self.seed, self.assignment, self.part, self.rng = stage, seed, assignment, part, rng
        self.owner = stage.people[part.key]
        self.days = [set_on]
        self.levels: list[str] = []

    def answer(
        self, *, upto: int | None = None, qualities: Sequence[str] = ("strong", "strong", "fair")
    ) -> "Work":
        """Answers in the given mixture; only the first `upto` criteria where the work is half done."""
        self.levels = [self.rng.choice(qualities) for _ in self.seed.criteria]
        answers = {}
        for order, (criterion, level) in enumerate(
            zip(self.seed.criteria, self.levels, strict=True), start=1
        ):
            if upto is None or order <= upto:
                own = round(criterion.maximum * min(1.0, self.rng.uniform(*SHARES[level]) + 0.1))
                answers[order] = actions.Answer(criterion.answers[QUALITIES.index(level)], own)
        slots = choose_slots(words_of(self.part.discipline), self.rng)
        response = fill(self.rng.choice(OVERALL_RESPONSES), slots, self.rng) if upto is None else ""
        said = dict(enumerate(self.seed.said if upto is None else self.seed.said[:1], start=1))
        self.assignment = actions.save_answers(
            assignment=self.assignment,
            actor=self.owner,
            answers=answers,
            response="" if self.seed.said else response,
            prompts=said,
        )
        return self

    def prove(self) -> "Work":
        """A link where evidence is asked for."""
        for criterion in self.assignment.criteria.filter(evidence_required=True):
            url = (
                f"https://repository.{self.stage.house.slug}.example/readings/{self.rng.randint(1000, 9999)}"
            )
            piece = add_link(owner=self.owner, url=url, title="Readings, two sheets", uid=new_uid(self.rng))
            self.assignment = actions.attach_evidence(
                assignment=self.assignment, actor=self.owner, number=criterion.order, pieces=[piece]
            )
        return self

    def improve(self) -> "Work":
        """Every thin answer becomes a fair one, every fair one strong."""
        better = {"thin": "fair", "fair": "strong", "strong": "strong"}
        return self.answer_as([better[level] for level in self.levels])

    def answer_as(self, levels: list[str]) -> "Work":
        self.levels = levels
        answers = {
            order: actions.Answer(
                criterion.answers[QUALITIES.index(level)],
                round(criterion.maximum * SHARES[level][1]),
            )
            for order, (criterion, level) in enumerate(zip(self.seed.criteria, levels, strict=True), start=1)
        }
        self.assignment = actions.save_answers(
            assignment=self.assignment,
            actor=self.owner,
            answers=answers,
            response=self.assignment.response,
            prompts={len(self.seed.said): BETTER} if self.seed.said else {},
        )
        return self

    def submit(self, after: int) -> "Work":
        self.assignment = actions.submit(assignment=self.assignment, actor=self.owner, once=new_uid(self.rng))
        return self.passed(after)

    def passed(self, after: int) -> "Work":
        self.days.append(min(self.stage.today, self.days[-1] + timedelta(days=after)))
        return self

    def marks(self, overall: str = "", *, upto: int | None = None) -> actions.Marks:
        by_order = {}
        for order, (criterion, level) in enumerate(
            zip(self.seed.criteria, self.levels, strict=True), start=1
        ):
            if upto is None or order <= upto:
                score = round(criterion.maximum * self.rng.uniform(*SHARES[level]))
                by_order[order] = actions.Mark(score, self.rng.choice(FEEDBACK[level]))
        return actions.Marks(by_order=by_order, overall_feedback=overall)

    def draft_marks(self, scorer: User) -> "Work":
        self.assignment = actions.save_marks(
            assignment=self.assignment, actor=scorer, marks=self.marks(upto=2)
        )
        return self

    def looked_at(self, scorer: User, notes: str = "") -> "Work":
        actions.note_seen(assignment=self.assignment, actor=scorer)
        if notes:
            actions.save_notes(assignment=self.assignment, actor=scorer, notes=notes)
        return self

    def send_back(self, scorer: User, after: int, *, reason: str = "") -> "Work":
        said = reason or self.rng.choice(OVERALL_FEEDBACK["returned"])
        self.looked_at(scorer)
        self.assignment = actions.return_work(
            assignment=self.assignment,
            actor=scorer,
            once=new_uid(self.rng),
            reason=said,
            marks=self.marks(said),
        )
        return self.passed(after)

    def complete(self, scorer: User, after: int, *, said: str = "") -> "Work":
        said = said or self.rng.choice(OVERALL_FEEDBACK["completed"])
        self.assignment = actions.complete(
            assignment=self.assignment, actor=scorer, once=new_uid(self.rng), marks=self.marks(said)
        )
        return self.passed(after)

    def withdraw(self, setter: User, after: int) -> "Work":
        self.assignment = actions.withdraw(
            assignment=self.assignment,
            actor=setter,
            once=new_uid(self.rng),
            reason="The course was moved to the spring.",
        )
        return self.passed(after)

    def close(self) -> Assignment:
        """Move every time of this work to the day on which it happened."""
        moments = [self.stage.moment(day, self.rng) for day in self.days]
        held = self.assignment
        moves = list(held.transitions.order_by("pk"))
        for move, at in zip(moves, moments, strict=True):
            move.at = at
        type(moves[0]).objects.bulk_update(moves, ["at"])
        handed_in = [at for move, at in zip(moves, moments, strict=True) if move.to_state == "submitted"]
        for submission, at in zip(held.submissions.order_by("number"), handed_in, strict=True):
            held.submissions.filter(pk=submission.pk).update(at=at)
        Assignment.objects.filter(pk=held.pk).update(
            set_at=moments[0],
            answered_at=(handed_in or [moments[-1]])[-1] if held.answered_at else None,
            submitted_at=handed_in[-1] if handed_in else None,
            marked_at=moments[-1] if held.marked_at else None,
            completed_at=moments[-1] if held.state == "completed" else None,
        )
        Scorer.objects.filter(assignment=held).update(seen_at=moments[-1])
        Notice.objects.filter(event__startswith=f"{held.uid}:").update(made_at=moments[-1])
        return held


def set_and_score(stage: Stage) -> None:
    desk = Desk(stage)
    desk.stock()
    if stage.house.slug == "northmoor":
        for part in stage.technicians():
            STORIES.get(part.story, lambda *given: None)(stage, desk, part)
    past_work(stage, desk)


def fitting(part: Part) -> str:
    """A template of this discipline, or one for anybody."""
    own = [seed.key for seed in TEMPLATES if part.discipline in seed.disciplines]
    return own[0] if own and own[0] not in COHORT_TEMPLATES else "cylinder"


def of_technician(stage: Stage, desk: Desk, part: Part) -> None:
    """Something begun for their supervisor, beside the cohort's."""
    desk.set("practical", part, "supervisor", ago=16, due_in=33).answer(upto=2).close()
    desk.set("balance", part, "supervisor", ago=64, due_in=-20).answer(
        qualities=("thin", "fair")
    ).prove().submit(30).complete(stage.people["supervisor"], 5, said=NOT_YET).close()
    desk.set("nitrogen", part, "supervisor", ago=420, due_in=-390).answer().submit(20).complete(
        stage.people["supervisor"], 6
    ).close()


def of_engineer(stage: Stage, desk: Desk, part: Part) -> None:
    supervisor = stage.people["supervisor"]
    desk.set("lathe", part, "supervisor", ago=400, due_in=-360).answer().submit(28).complete(
        supervisor, 4
    ).close()
    desk.set("nitrogen", part, "supervisor", ago=40, due_in=6).answer().submit(35).close()
    desk.set("practical", part, "supervisor", ago=5, due_in=40).close()
    desk.set("balance", part, "supervisor", ago=12, due_in=20).answer(upto=2).close()


def returned(stage: Stage, desk: Desk, part: Part) -> None:
    work = desk.set("practical", part, "supervisor", ago=45, due_in=8)
    work.answer(qualities=("thin", "fair")).submit(36).send_back(stage.people["supervisor"], 3).close()


def overdue(stage: Stage, desk: Desk, part: Part) -> None:
    desk.set(fitting(part), part, "supervisor", ago=60, due_in=-11).answer(upto=1).close()
    desk.set("practical", part, "supervisor", ago=50, due_in=-3).close()


def waiting(stage: Stage, desk: Desk, part: Part) -> None:
    desk.set(fitting(part), part, "supervisor", ago=35, due_in=-1).answer().submit(
        29 if part.key[-1] == "2" else 20
    ).close()


def waiting_again(stage: Stage, desk: Desk, part: Part) -> None:
    work = (
        desk.set("practical", part, "supervisor", ago=52, due_in=2)
        .answer(qualities=("thin", "fair"))
        .submit(30)
    )
    work.send_back(stage.people["supervisor"], 4).improve().submit(9)
    work.draft_marks(stage.people["supervisor"]).close()
    measured = desk.set("balance", part, "supervisor", ago=58, due_in=3).answer(qualities=("thin", "fair"))
    measured.prove().submit(30).looked_at(stage.people["supervisor"], NOTES)
    measured.send_back(stage.people["supervisor"], 4).improve().submit(11).close()


def reopened(stage: Stage, desk: Desk, part: Part) -> None:
    supervisor = stage.people["supervisor"]
    work = desk.set(fitting(part), part, "supervisor", ago=120, due_in=-80).answer().submit(30)
    work.complete(supervisor, 5).send_back(supervisor, 60, reason=RETURN_REASONS[0]).close()


def withdrawn(stage: Stage, desk: Desk, part: Part) -> None:
    desk.set("practical", part, "supervisor", ago=80, due_in=-20).withdraw(
        stage.people["supervisor"], 15
    ).close()


def zero_and_full(stage: Stage, desk: Desk, part: Part) -> None:
    work = (
        desk.set("practical", part, "supervisor", ago=200, due_in=-170).answer(qualities=("thin",)).submit(25)
    )
    work.send_back(stage.people["supervisor"], 3).improve().submit(12).send_back(
        stage.people["supervisor"], 3
    )
    work.improve().submit(10).complete(stage.people["supervisor"], 4).close()


STORIES = {
    "rscitech": of_technician,
    "engtech": of_engineer,
    "returned": returned,
    "overdue": overdue,
    "waiting": waiting,
    "draft_marks": waiting_again,
    "reopened": reopened,
    "cohort": withdrawn,
    "passed": zero_and_full,
}


def past_work(stage: Stage, desk: Desk) -> None:
    """What colleagues completed in earlier years, scored by those who supervise them."""
    for part in stage.technicians():
        scorer = stage.supervisor_of(part)
        if scorer is None or part.story in ("newcomer", "rscitech", "engtech", "supervisor"):
            continue
        ago = part.rng("past").randint(200, 700)
        work = desk.set("nitrogen", part, part.supervisor, ago=ago, due_in=60 - ago).answer().submit(40)
        work.complete(scorer, part.rng("past").randint(1, 12)).close()
