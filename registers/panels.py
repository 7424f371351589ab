"""What registers add to the log: how one activity counts, and what can be claimed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from activities.facts import facts_for
from activities.models import Activity
from activities.panels import ClaimChoice
from activities.queries import ActivityQuerySet
from people.models import User
from registers import adapting, dating, queries
from registers.editions import Edition
from registers.facts import ActivityFacts, Circumstances, Fix, Period
from registers.fixes import Mend, mend_activity
from registers.models import Registration
from registers.rules.case import category_of, open_case, why_not
from registers.rules.points import tally_up
from registers.wording import many, sentence


@dataclass(frozen=True)
class Count:
    """How one activity counts under one registration. `period` is the one that holds its last day, None if unknown.

    `words` say as what it counts or why it does not; `mend` is what it lacks; `is_now` that it is the present period.
    """

    standing: queries.Standing
    period: Period | None
    counts: bool
    words: str
    mend: Mend | None = None
    is_now: bool = False


def how_it_counts(request: HttpRequest, activity: Activity) -> str:
    """For its owner only: under every register held, now."""
    if activity.owner_id != request.user.pk:
        return ""
    standings = queries.standings(activity.owner)
    span = (activity.start_date, activity.end_date or activity.start_date)
    light = next(
        (
            one
            for one in facts_for([activity.owner_id], span)[activity.owner_id]
            if one.uid == str(activity.uid)
        ),
        None,
    )
    rows = [count_of(adapting.activity(light), standing) for standing in standings] if light else []
    return render_to_string(
        "registers/how_it_counts.html", {"rows": rows, "activity": activity}, request=request
    )


def count_of(activity: ActivityFacts, standing: queries.Standing) -> Count:
    """Where and as what one activity counts under one registration, or why it does not."""
    day = activity.end_date or timezone.localdate()
    edition, period, trouble = dating.period_of(standing.registration, day)
    if period is None:
        return Count(standing, None, False, trouble)
    if why := why_not(activity, period):
        return Count(standing, period, False, sentence(why))
    words, fix = as_what(edition, standing.registration.grade, activity, period=period)
    mend = mend_activity(fix, activity.uid) if fix else None
    return Count(standing, period, not fix, words, mend, is_now=period == standing.period)


def as_what(
    edition: Edition, grade: str, activity: ActivityFacts, *, period: Period
) -> tuple[str, Fix | None]:
    """`Work based learning, 3 points`, or what is missing and how it is mended."""
    code, why = category_of(activity, edition)
    category = edition.category(code) if code else None
    named = category.title if category else ""
    if edition.minimum.unit != "points":
        lacks = bool(why) and edition.breadth.normal is not None
        return (sentence(why), Fix.CHOOSE_CATEGORY) if lacks else (named, None)
    alone = open_case(edition, grade, period, activities=[activity], circumstances=Circumstances())
    tally = tally_up(alone)
    if not tally.earned:
        _, reason, fix = tally.refused[0]
        return sentence(reason), fix
    return f"{named}, {many(tally.earned[0][2], 'point')}", None


def held_by(person: User) -> list[Registration]:
    """The registrations held now: one query a request, however often the log's screens ask."""
    prefetch_related_objects([person], "registrations")
    return [one for one in person.registrations.all() if not one.is_ended]


def claim_choices(person: User) -> Iterable[ClaimChoice]:
    """The registers under which this person can claim a category or points."""
    seen = set()
    for registration in held_by(person):
        edition = registration.edition
        if edition.id in seen or not edition.categories:
            continue
        seen.add(edition.id)
        categories = tuple((one.code, f"{one.code} {one.title}") for one in edition.categories if one.code)
        yield ClaimChoice(edition.id, edition.called, categories, takes_points=edition.measure == "points")


def register_choices(person: User) -> list[tuple[str, str]]:
    return [(str(one.uid), str(one)) for one in held_by(person)]


def counting_under(rows: ActivityQuerySet, value: str) -> ActivityQuerySet:
    """The rows that count in the present period of the registration with this uid."""
    registration = Registration.objects.filter(uid=value).first()
    if registration is None:
        return rows.none()
    _, period, _ = dating.period_of(registration, timezone.localdate())
    if period is None:
        return rows.none()
    return rows.filter(planned=False, end_date__gte=period.start, end_date__lte=period.end)
