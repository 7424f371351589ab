"""Ready-made second marks, shares and calibration sets: made by the real verbs."""

import json
from uuid import uuid4

from assessments import actions as assessments
from assessments.models import Assignment
from moderation import actions
from moderation.models import CalibrationSet, Exemplar, Rating, SecondMark, Share
from people.models import User
from tests.assessments import work as assessed
from tests.people import Part, enter


def asked(
    cast,
    *,
    marker: User | None = None,
    blind: bool = True,
    made: Assignment | None = None,
    asker: User | None = None,
) -> SecondMark:
    """Submitted work of the technician's, set by the trainer, for the other trainer to mark second."""
    return actions.ask_second(
        assignment=made or assessed.submitted(cast),
        actor=asker or cast.trainer,
        once=uuid4(),
        marker=marker or cast.other_trainer,
        blind=blind,
    )


def marks(mark: SecondMark, *scores: int, feedback: str = "Say which laser first.") -> assessments.Marks:
    return assessments.Marks(
        by_order={
            number: assessments.Mark(score, feedback)
            for number, score in enumerate(scores or (5, 4, 6), start=1)
        },
        overall_feedback="Careful work.",
    )


def given(cast, *scores: int, **options) -> SecondMark:
    mark = asked(cast, **options)
    return actions.finish_second(mark=mark, actor=mark.marker, once=uuid4(), marks=marks(mark, *scores))


def again(mark: SecondMark, times: int) -> None:
    """So many copies of the work with all that was written on it, beside the first."""
    work = mark.assignment
    parts = [
        list(getattr(work, name).all()) for name in ("criteria", "submissions", "transitions", "second_marks")
    ]
    for _ in range(times):
        copy = Assignment.objects.get(pk=work.pk)
        copy.pk, copy.uid, copy.set_key = None, uuid4(), uuid4()
        copy.save(force_insert=True)
        renamed = {}
        for rows in parts:
            for row in rows:
                copied = type(row).objects.get(pk=row.pk)
                copied.pk, copied.assignment = None, copy
                if hasattr(copied, "uid"):
                    copied.uid = renamed[str(row.uid)] = uuid4()
                if hasattr(copied, "marks"):
                    text = json.dumps(copied.marks)
                    for old, new in renamed.items():
                        text = text.replace(old, str(new))
                    copied.marks = json.loads(text)
                copied.save(force_insert=True)


def complete(mark: SecondMark, cast) -> Assignment:
    """The supervisor scores 3 on everything."""
    work = mark.assignment
    return assessments.complete(
        assignment=work, actor=cast.supervisor, once=uuid4(), marks=assessed.marks(work)
    )


def share(cast, *, percent: int = 100, seed: str = "Two dice and a Tuesday", **options) -> Share:
    return actions.begin_share(
        template=options.pop("template", None) or assessed.make_template(cast.trainer),
        actor=cast.trainer,
        once=uuid4(),
        markers=options.pop("markers", [cast.other_trainer]),
        percent=percent,
        seed=seed,
    )


def values(*scores: int, title: str = "Answer A") -> dict:
    return {
        "title": title,
        "answers": {str(number): f"An invented answer ({number})." for number in range(1, len(scores) + 1)},
        "reference": {
            str(number): {"score": score, "why": f"It names no check ({number})."}
            for number, score in enumerate(scores, start=1)
        },
    }


def draft_set(cast, *, sharing: str = "institution", title: str = "Confocal answers") -> CalibrationSet:
    template = assessed.make_template(cast.trainer, sharing=sharing)
    made = actions.make_set(template=template, actor=cast.trainer, once=uuid4(), title=title)
    actions.save_exemplar(calibration=made, actor=cast.trainer, once=uuid4(), values=values(3, 4, 6))
    return made


def open_set(cast, **options) -> CalibrationSet:
    return actions.open_set(calibration=draft_set(cast, **options), actor=cast.trainer)


def exemplar(cast, **options) -> Exemplar:
    return open_set(cast, **options).exemplars.get()


def rated(one: Exemplar, rater: User, *scores: int) -> Rating:
    given_scores = {str(number): score for number, score in enumerate(scores or (4, 4, 7), start=1)}
    return actions.rate(exemplar=one, actor=rater, once=uuid4(), scores=given_scores)


def trainers(count: int) -> list[User]:
    """More people who may use the institution's templates."""
    return [
        enter(Part(f"trainer{number}@northmoor.example", "Una", f"Trainer{number}", ("trainer",)))
        for number in range(count)
    ]
