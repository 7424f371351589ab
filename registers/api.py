"""`packs/` and `findings/`: the rules held, and how the caller's log stands under any of them."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from ninja.responses import Status

from lib.problems import refused
from people.models import User
from registers import adapting, packs, periods, planned, queries
from registers.carrying import surplus_for
from registers.editions import Edition, UnknownGradeError
from registers.facts import Circumstances, Period
from registers.models import Registration, Renewal

packs_router = Router(tags=["registers"])
findings_router = Router(tags=["registers"])


def pack_shown(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "version": edition.version,
        "name": edition.name,
        "valid_from": edition.valid_from.isoformat() if edition.valid_from else None,
        "valid_to": edition.valid_to.isoformat() if edition.valid_to else None,
        "grades": [{"code": one.code, "title": one.title} for one in edition.grades],
        "measure": edition.measure,
        "period_kinds": [edition.cycle.basis],
        "categories": [{"code": one.code, "title": one.title} for one in edition.categories],
        "category_map": dict(edition.category_map),
        "source": [{"url": one["url"], "what": one["what"]} for one in edition.data["source_urls"]],
    }


@packs_router.get("")
def pack_list(request: HttpRequest) -> list[dict[str, Any]]:
    """Every rule pack, in its newest edition."""
    return [pack_shown(packs.editions(one)[-1]) for one in packs.ids()]


@packs_router.get("{pack}/", response={200: dict, 404: dict})
def pack_read(request: HttpRequest, pack: str) -> Status:
    try:
        return Status(200, pack_shown(packs.editions(pack)[-1]))
    except packs.UnknownPackError as unknown:
        return Status(404, {"errors": [{"field": "pack", "message": str(unknown)}]})


@findings_router.get("", response={200: dict, 422: dict})
def finding_list(request: HttpRequest, pack: str, grade: str) -> Status:
    """The caller's log under a pack and grade, held or not; without `from` and `to`, in the present period."""
    try:
        wanted = asked_period(request.GET)
    except ValueError as error:
        field, message = error.args
        return refused({"field": field, "message": message})
    try:
        return Status(200, judged(request.user, pack, grade, wanted=wanted))
    except packs.UnknownPackError as unknown:
        return refused({"field": "pack", "message": str(unknown)})
    except UnknownGradeError as unknown:
        return refused({"field": "grade", "message": str(unknown)})
    except periods.PeriodUnknownError as unknown:
        return refused({"field": "from", "message": str(unknown)})


def judged(person: User, pack: str, grade: str, *, wanted: Period | None) -> dict[str, Any]:
    """The answer. Raises what says that pack, grade or period is unknown."""
    edition = packs.edition_on(pack, wanted.end if wanted else timezone.localdate())
    held = registration_of(person, pack, edition.grade(grade).code)
    period = wanted or periods.period_on(edition, timezone.localdate(), anchor=held.anchor if held else None)
    edition = packs.edition_on(pack, period.end)
    draft = queries.draft_for(queries.drafts_of(person), pack=pack, grade=grade, period=period)
    circumstances = circumstances_of(person, held, draft, edition=edition, period=period)
    found = queries.findings_for(person, edition, grade, period=period, circumstances=circumstances)
    return {
        "pack": edition.id,
        "version": edition.version,
        "grade": grade,
        "period": {"from": period.start.isoformat(), "to": period.end.isoformat()},
        "findings": [one.as_dict() for one in found],
    }


def asked_period(query: Any) -> Period | None:
    """`from` and `to` of the address. Raises ValueError(field, message)."""
    given = {}
    for name in ("from", "to"):
        if text := query.get(name, ""):
            try:
                given[name] = date.fromisoformat(text)
            except ValueError as error:
                raise ValueError(name, "Give the date as YYYY-MM-DD.") from error
    if not given:
        return None
    if len(given) == 1:
        missing = "to" if "from" in given else "from"
        raise ValueError(missing, "Give both dates, or neither.")
    if given["to"] < given["from"]:
        raise ValueError("to", "The period ends before it begins.")
    return Period(given["from"], given["to"])


def registration_of(person: User, pack: str, grade: str) -> Registration | None:
    held = queries.registrations(person).filter(pack=pack, grade=grade)
    return next((one for one in held if not one.is_ended), None)


def circumstances_of(
    person: User,
    registration: Registration | None,
    draft: Renewal | None,
    *,
    edition: Edition,
    period: Period,
) -> Circumstances:
    """What registration, development plan and the renewal being prepared say: the same as the screens judge."""
    cover = planned.cover(planned.outlines_of(person.pk), period)
    surplus = surplus_for(registration, edition, period)
    return adapting.circumstances(registration, draft, cover=cover, surplus=surplus)


def registrations_of(person: User) -> list[dict[str, Any]]:
    """For `GET me/`."""
    return [
        {
            "uid": str(one.uid),
            "pack": one.pack,
            "grade": one.grade,
            "number": one.number,
            "candidate": one.is_candidate,
            "state": one.state,
            "ended_on": one.ended_on.isoformat() if one.ended_on else None,
        }
        for one in queries.registrations(person)
    ]
