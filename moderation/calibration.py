"""What the pages of a calibration set show: to its owner figures without names, to a rater their own."""

from itertools import groupby
from typing import Any

from django.utils import timezone

from moderation import queries
from moderation.differences import signed
from moderation.drift import Drift, Point, drift, spread
from moderation.models import CalibrationSet, Exemplar, Rating
from people.models import User


def for_owner(held: CalibrationSet) -> tuple[int, list[dict[str, Any]]]:
    """(how many have scored all of it, each exemplar with rows of criterion, reference and, from five raters on, spread)."""
    finished, scores = queries.finished_scores(held)
    criteria = held.criteria
    return finished, [
        {
            "exemplar": one,
            "criteria": [
                {
                    "criterion": criterion,
                    "answer": one.answers.get(str(criterion.order), ""),
                    "reference": one.reference[str(criterion.order)],
                    "spread": spread([given[str(criterion.order)] for given in scores.get(one.pk, [])]),
                }
                for criterion in criteria
            ],
        }
        for one in held.exemplars.all()
    ]


def for_rater(member: User, held: CalibrationSet) -> list[dict[str, Any]]:
    """Each exemplar, and when this member scored it."""
    mine = Rating.objects.visible_to(member).filter(exemplar__calibration=held)
    done = dict(mine.values_list("exemplar_id", "done_at"))
    return [{"exemplar": one, "done_at": done.get(one.pk)} for one in held.exemplars.all()]


def next_for_rater(member: User, held: CalibrationSet) -> Exemplar | None:
    """The first that this member has not scored and still may."""
    if not held.takes_ratings:
        return None
    return next((row["exemplar"] for row in for_rater(member, held) if row["done_at"] is None), None)


def beside_reference(rating: Rating) -> list[dict[str, Any]]:
    """Own score, reference, difference and the reason, criterion by criterion."""
    exemplar = rating.exemplar
    return [
        {
            "criterion": one,
            "answer": exemplar.answers.get(str(one.order), ""),
            "score": rating.scores[str(one.order)],
            "reference": exemplar.reference[str(one.order)],
            "difference": signed(rating.scores[str(one.order)] - exemplar.reference[str(one.order)]["score"]),
        }
        for one in exemplar.calibration.criteria
    ]


def over_time(points: list[Point]) -> list[tuple[Any, Drift]]:
    """(day, drift of what was scored on it), the oldest first; `points` are in the order of time."""
    by_day = groupby(points, key=lambda one: timezone.localdate(one.at) if one.at else None)
    return [(day, found) for day, part in by_day if (found := drift(part)) is not None]
