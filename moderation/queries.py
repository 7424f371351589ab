"""Reads of moderation: second marks, shares, calibration; each a fixed number of queries whatever the number of rows."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from assessments.models import AssignedCriterion, Assignment, Submission, Template, Transition
from assessments.states import COMPLETED, RETURNED, SUBMITTED
from moderation.differences import Comparison, Row
from moderation.drift import Point, counted
from moderation.models import CalibrationSet, Exemplar, Rating, SecondMark, Share
from people.models import Pair, User

# Of what the first marker wrote, nothing.
NOT_THE_FIRST = ("draft_score", "draft_feedback", "score", "feedback")


def submissions_read_by(member: Any) -> QuerySet:
    """Uids of the submissions that this member marks second: the one marked or, before that is done, the last."""
    mine = SecondMark.objects.marked_by(member).filter(assignment=OuterRef("assignment"))
    this = Q(done_at=None, assignment__version=OuterRef("number")) | Q(
        done_at__isnull=False, version=OuterRef("number")
    )
    return Submission.objects.filter(Exists(mine.filter(this))).order_by().values("uid")


def first_markers(assignment: Assignment) -> set[int]:
    """Keys of those who have marked it: the drafts, or what was given back or completed."""
    judged = assignment.transitions.filter(from_state=SUBMITTED, to_state__in=[RETURNED, COMPLETED])
    return {pk for pk in [*judged.values_list("actor_id", flat=True), assignment.marked_by_id] if pk}


def may_mark(assignment: Assignment, asker: User) -> QuerySet:
    """Whom `asker` may ask: trainers, and supervisors paired with the owner; nobody who marked it first."""
    paired = Pair.objects.live().filter(technician_id=assignment.owner_id).values("supervisor_id")
    trainers = User.objects.holding("trainer").values("pk")
    return (
        User.objects.current()
        .filter(Q(pk__in=trainers) | Q(pk__in=paired))
        .exclude(pk__in=[assignment.owner_id, asker.pk, *first_markers(assignment)])
        .order_by("last_name", "first_name", "pk")
    )


def criteria_for(assignment: Assignment) -> list[AssignedCriterion]:
    """The criteria as a second marker is shown them."""
    return list(assignment.criteria.defer(*NOT_THE_FIRST))


# --- comparing ------------------------------------------------------------------------------------------------------
def with_first_marks(marks: QuerySet) -> QuerySet:
    """With everything that `compared` reads."""
    released = Transition.objects.filter(from_state=SUBMITTED, to_state__in=[RETURNED, COMPLETED])
    return marks.select_related("assignment__owner", "marker", "agreed_by").prefetch_related(
        "assignment__criteria",
        Prefetch("assignment__transitions", released.order_by("at", "pk"), to_attr="judgements"),
    )


def compared(mark: SecondMark) -> Comparison:
    """The first marks of the same version beside the second's: those given out last or, before any were, the drafts."""
    work = mark.assignment
    criteria = list(work.criteria.all())
    given = [one.marks for one in work.judgements if one.version == mark.version and one.marks]
    if given:
        first = {one["uid"]: one["score"] for one in given[-1]["criteria"]}
    elif work.version == mark.version and work.state == SUBMITTED:
        first = {str(one.uid): one.draft_score for one in criteria}
    else:
        first = {}
    return Comparison(
        [
            Row(
                one.title,
                one.maximum,
                weight=one.weight,
                first=first.get(str(one.uid)),
                second=mark.marks.get(str(one.uid), {}).get("score"),
            )
            for one in criteria
        ]
    )


def double_marked(member: User) -> QuerySet:
    """Work that this member scores, second marks of which they may read now."""
    return with_first_marks(SecondMark.objects.judged_by(member).revealed()).order_by("-done_at", "-pk")


def asked_of(member: User) -> QuerySet:
    """Second marks this member still has to give, the longest waiting first. Nothing of the first is fetched."""
    mine = SecondMark.objects.marked_by(member).filter(done_at=None)
    return (
        mine.exclude(assignment__state="withdrawn")
        .select_related("assignment__owner")
        .order_by("asked_at", "pk")
    )


def to_give(member: User) -> QuerySet:
    """Those of them that can be given now: the work is handed in."""
    return asked_of(member).filter(assignment__state__in=[SUBMITTED, COMPLETED])


def given_by(member: User) -> QuerySet:
    mine = SecondMark.objects.marked_by(member).exclude(done_at=None)
    return mine.select_related("assignment__owner").order_by("-done_at", "-pk")


def beside(assignment: Assignment) -> QuerySet:
    """Second marks of one piece of work, as asked."""
    return with_first_marks(assignment.second_marks.live()).order_by("asked_at", "pk")


# --- shares ---------------------------------------------------------------------------------------------------------
def shares_of(member: User) -> QuerySet:
    asked = Count("second_marks", filter=Q(second_marks__withdrawn_at=None), distinct=True)
    done = Count("second_marks", filter=Q(second_marks__done_at__isnull=False), distinct=True)
    return (
        Share.objects.visible_to(member)
        .select_related("template")
        .prefetch_related("markers")
        .annotate(asked=asked, given=done)
        .order_by(F("ended_at").desc(nulls_first=True), "-started_at", "-pk")
    )


def templates_of(member: User) -> QuerySet:
    return Template.objects.visible_to(member).in_use().order_by("title", "pk")


# --- calibration ----------------------------------------------------------------------------------------------------
def sets_for(member: User) -> QuerySet:
    """Own and open ones, with `whole` exemplars and how many of them this member has rated."""
    own = Rating.objects.visible_to(member).filter(exemplar__calibration=OuterRef("pk")).order_by()
    return (
        CalibrationSet.objects.visible_to(member)
        .select_related("owner", "template")
        .annotate(
            whole=Count("exemplars", distinct=True),
            rated=Count("exemplars", filter=Q(exemplars__ratings__rater=member), distinct=True),
            has_begun=Exists(own),
        )
        .order_by("-made_at", "-pk")
    )


def raters_of(calibration: CalibrationSet) -> list[User]:
    """Everybody who may use its template, but its owner."""
    people = User.objects.current().exclude(pk=calibration.owner_id).prefetch_related("roles_held")
    return [
        one for one in people if one.has_role("trainer", "supervisor") and calibration.template.opens_to(one)
    ]


def rating_by(member: User, exemplar: Exemplar) -> Rating | None:
    return Rating.objects.visible_to(member).filter(exemplar=exemplar).first()


def own_points(member: User, calibration: CalibrationSet | None = None) -> list[Point]:
    """Every score of this member's own beside its reference, the oldest first. Nobody asks this for somebody else."""
    rows = Rating.objects.visible_to(member).select_related("exemplar__calibration")
    if calibration is not None:
        rows = rows.filter(exemplar__calibration=calibration)
    return [point for rating in rows.order_by("done_at", "pk") for point in points_of(rating)]


def points_of(rating: Rating) -> list[Point]:
    reference = rating.exemplar.reference
    return [
        Point(
            one.text.title,
            rating.scores[str(one.order)],
            reference[str(one.order)]["score"],
            one.maximum,
            at=rating.done_at,
        )
        for one in rating.exemplar.calibration.criteria
        if str(one.order) in rating.scores
    ]


def finished_scores(calibration: CalibrationSet) -> tuple[int, dict[int, list[dict[str, int]]]]:
    """How many have rated all of it; and the scores of those who finished first, five at a time, by exemplar, in no order
    that tells whose.

    Raters are counted and never named; what somebody left half done is in neither.
    """
    rows = list(
        Rating.objects.filter(exemplar__calibration=calibration)
        .order_by("done_at", "pk")
        .values_list("rater_id", "exemplar_id", "scores")
    )
    whole = calibration.exemplars.count()
    rated: Counter[int] = Counter()
    finished = []
    for rater, _, _ in rows:
        rated[rater] += 1
        if rated[rater] == whole:
            finished.append(rater)
    shown = set(finished[: counted(len(finished))])
    found: dict[int, list[dict[str, int]]] = {}
    for rater, exemplar, scores in rows:
        if rater in shown:
            found.setdefault(exemplar, []).append(scores)
    return len(finished), found
