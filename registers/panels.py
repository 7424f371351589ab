"""What registers add to the log: how one activity counts, and what can be claimed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from activities.models import Activity
from activities.panels import ClaimChoice
from activities.queries import ActivityQuerySet
from people.models import User
from registers import queries
from registers.models import Registration


@dataclass(frozen=True)
class Count:
    """How one activity counts under one registration: `rules` it counts for, `left_out` (rule, why), `category`."""

    standing: queries.Standing
    counts: bool
    category: str
    left_out: list[tuple[str, str]]


def how_it_counts(request: HttpRequest, activity: Activity) -> str:
    """For its owner only: under every register held, now."""
    if activity.owner_id != request.user.pk:
        return ""
    standings = queries.standings(activity.owner)
    rows = [count_of(activity, standing) for standing in standings]
    return render_to_string(
        "registers/how_it_counts.html", {"rows": rows, "activity": activity}, request=request
    )


def count_of(activity: Activity, standing: queries.Standing) -> Count:
    uid = str(activity.uid)
    counts = any(uid in one.counted for one in standing.findings)
    left_out = [
        (one.title, gone.why) for one in standing.findings for gone in one.not_counted if gone.uid == uid
    ]
    claimed: dict[str, str] = next((one for one in activity.claims if one["pack"] == standing.edition.id), {})
    code = claimed.get("category") or standing.edition.category_map.get(activity.category)
    category = standing.edition.category(code)
    return Count(standing, counts, f"{category.code} {category.title}" if category else "", left_out)


def claim_choices(person: User) -> Iterable[ClaimChoice]:
    """The registers under which this person can claim a category or points."""
    seen = set()
    for registration in queries.current_registrations(person):
        edition = registration.edition
        if edition.id in seen or not edition.categories:
            continue
        seen.add(edition.id)
        categories = tuple((one.code, f"{one.code} {one.title}") for one in edition.categories if one.code)
        yield ClaimChoice(edition.id, edition.called, categories, takes_points=edition.measure == "points")


def register_choices(person: User) -> list[tuple[str, str]]:
    return [(str(one.uid), str(one)) for one in queries.current_registrations(person)]


def counting_under(rows: ActivityQuerySet, value: str) -> ActivityQuerySet:
    """The rows that count in the present period of the registration with this uid."""
    registration = Registration.objects.filter(uid=value).first()
    if registration is None:
        return rows.none()
    _, period, _ = queries.period_of(registration, timezone.localdate())
    if period is None:
        return rows.none()
    return rows.filter(planned=False, end_date__gte=period.start, end_date__lte=period.end)
