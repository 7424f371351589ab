"""Ready-made work for the tests of assessments and cohorts: made by the real verbs."""

from uuid import uuid4

from assessments import actions
from assessments.models import Assignment, Template
from people.models import User

CRITERIA = (
    actions.CriterionText(
        "Start up and shut down", 5, guidance="Follow the room order.", levels=[["5", "Without help"]]
    ),
    actions.CriterionText("Keep the detector safe", 5),
    actions.CriterionText("Leave it fit for the next user", 10),
)


def make_template(
    owner: User, *, title: str = "Confocal microscope", criteria=CRITERIA, sharing="institution", **options
) -> Template:
    content = actions.Content(
        title=title, guidance="Show that you can run it alone.", criteria=list(criteria), **options
    )
    return actions.save_template(actor=owner, content=content, sharing=sharing)


def set_work(cast, *, person: User | None = None, **options) -> Assignment:
    """Open work that the trainer set to the technician."""
    template = options.pop("template", None) or make_template(cast.trainer)
    return actions.assign(
        template=template, person=person or cast.technician, actor=cast.trainer, once=uuid4(), **options
    )


def answer(work: Assignment, *, words: str = "I wait for the lasers.", **options) -> Assignment:
    answers = {
        number: actions.Answer(response=f"{words} ({number})", self_score=4)
        for number in range(1, work.criteria.count() + 1)
    }
    return actions.save_answers(
        assignment=work, actor=work.owner, answers=options.pop("answers", answers), response="", **options
    )


def submitted(cast, **options) -> Assignment:
    work = answer(set_work(cast, **options))
    return actions.submit(assignment=work, actor=work.owner, once=uuid4())


def marks(work: Assignment, *, score: int = 3, feedback: str = "Say how you know.") -> actions.Marks:
    return actions.Marks(
        by_order={number: actions.Mark(score, feedback) for number in range(1, work.criteria.count() + 1)},
        overall_feedback="Nearly there.",
    )


def returned(cast, **options) -> Assignment:
    work = submitted(cast, **options)
    return actions.return_work(
        assignment=work, actor=cast.supervisor, once=uuid4(), reason="More detail, please.", marks=marks(work)
    )


def completed(cast, **options) -> Assignment:
    work = submitted(cast, **options)
    return actions.complete(assignment=work, actor=cast.supervisor, once=uuid4(), marks=marks(work))


def withdrawn(cast, **options) -> Assignment:
    work = set_work(cast, **options)
    return actions.withdraw(assignment=work, actor=cast.trainer, once=uuid4())


IN_STATE = {
    "open": set_work,
    "submitted": submitted,
    "returned": returned,
    "completed": completed,
    "withdrawn": withdrawn,
}
