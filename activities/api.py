"""`/api/v1/activities/`: the same form, the same actions, the same answers as the screens."""

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from ninja import Query, Router, Status

from activities import actions
from activities.api_shapes import ActivityIn, ActivityOut, Conflict, Wanted, activity_json
from activities.attached import evidence_uids
from activities.filters import ActivityFilter
from activities.forms import ActivityForm
from activities.models import Activity, Verification
from evidence.actions import UnknownEvidence, own
from lib.problems import Errors, errors_of, refused
from people.access import PersonRequest, get_visible, require
from people.models import User
from people.permissions import can
from sharing.actions import delete_item

router = Router(tags=["activities"])
TAKEN = [{"field": "uid", "message": "This activity cannot be saved under this reference: use a new one."}]
SHUT = [
    {
        "field": "sealed",
        "message": "A token cannot open a sealed activity: sign in, and unseal it on its page.",
    }
]
STALE = [
    {
        "field": "changed",
        "message": "This activity was changed meanwhile: compare the two versions, then send it again.",
    }
]


def show(request: PersonRequest, activity: Activity) -> dict[str, Any]:
    """The activity as this caller may read it: sealed words open to the owner's own session, never to a token."""
    return shown(request, [activity], owner=activity.owner)[0]


def shown(request: PersonRequest, activities: list[Activity], *, owner: User) -> list[dict[str, Any]]:
    """Activities of one owner."""
    evidence, by_token = evidence_uids(activities), getattr(request, "by_token", False)
    verified = in_force(activities)
    # One address is worked out, and the others are like it: Django takes longer for an address than for a row.
    first = next(iter(activities), None)
    around = first.get_absolute_url().split(str(first.uid)) if first else []
    return [
        activity_json(
            activity,
            owner=owner.uid,
            url=str(activity.uid).join(around),
            verified=verified.get(activity.pk),
            award=can(request.user, "activities.read_award", activity),
            open_words=activity.owner_id == request.user.pk and not by_token,
            evidence=evidence.get(activity.uid, []),
        )
        for activity in activities
    ]


@router.post("", response={200: ActivityOut, 201: ActivityOut, 422: Errors}, exclude_none=False)
def activity_log(request: PersonRequest, payload: ActivityIn) -> Any:
    """Log one activity. The same `uid` again answers 200 with the stored one, unchanged."""
    require(request.user, "activities.keep")
    sent = payload.dict(exclude_unset=True)
    form = ActivityForm(form_data(sent))
    if not form.is_valid():
        return refused(*errors_of(form))
    try:
        with transaction.atomic():
            activity, made = actions.log_activity(
                owner=request.user, values=form.values(), uid=form.cleaned_data["uid"]
            )
            if made and sent.get("evidence"):
                activity = attach(activity, sent["evidence"])
    except actions.ReferenceTaken:
        return refused(*TAKEN)
    except UnknownEvidence as unknown:
        return refused({"field": "evidence", "message": str(unknown)})
    return Status(201 if made else 200, show(request, activity))


@router.get("", response={200: list[ActivityOut], 422: Errors})
def activity_list(request: PersonRequest, wanted: Query[Wanted]) -> Any:
    """Own activities, newest first; with `owner=<uid>` what that person lets the caller see."""
    owner = owner_asked(request, wanted.owner)
    readable = Activity.objects.visible_to(request.user).filter(owner=owner)
    found = ActivityFilter(request.GET, queryset=readable, request=request)
    if not found.form.is_valid():
        return refused(*errors_of(found.form))
    # A log holds thousands: what `activity_json` makes is sent as it is, and not built anew by the published shape.
    rows = shown(request, list(found.qs), owner=owner)
    return HttpResponse(json.dumps(rows, default=str), content_type="application/json; charset=utf-8")


def owner_asked(request: PersonRequest, owner: str) -> User:
    if not owner:
        return request.user
    try:
        return User.objects.get(uid=UUID(owner))
    except (ValueError, User.DoesNotExist):
        raise Http404 from None


def in_force(activities: list[Activity]) -> dict[int, Verification]:
    """The verification in force by activity, in one query."""
    live = Verification.objects.filter(activity__in=[one.pk for one in activities]).live()
    return {one.activity_id: one for one in live.only("activity_id", "by_name", "at", "points_awarded")}


@router.get("{uuid:uid}/", response=ActivityOut)
def activity_read(request: PersonRequest, uid: UUID) -> Any:
    return show(request, get_visible(Activity, request, uid))


@router.patch("{uuid:uid}/", response={200: ActivityOut, 409: Conflict, 422: Errors})
def activity_change(request: PersonRequest, uid: UUID, payload: ActivityIn) -> Any:
    """Change the fields sent. `changed` is the token last read; without it, or with an old one, 409."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    sent = payload.dict(exclude_unset=True)
    if sent.get("changed") != activity.changed_token:
        return Status(409, conflict(request, activity, sent))
    form = ActivityForm(form_data(merged(activity, sent)))
    if not form.is_valid():
        return refused(*errors_of(form))
    if activity.sealed and not form.cleaned_data["sealed"] and getattr(request, "by_token", False):
        return refused(*SHUT)
    try:
        with transaction.atomic():
            activity = actions.change_activity(
                activity=activity, actor=request.user, values=form.values(), changed=sent["changed"]
            )
            if "evidence" in sent:
                activity = attach(activity, sent["evidence"] or [])
    except actions.Stale as stale:
        return Status(409, conflict(request, stale.stored, sent))
    except UnknownEvidence as unknown:
        return refused({"field": "evidence", "message": str(unknown)})
    return Status(200, show(request, activity))


def attach(activity: Activity, uids: list[UUID]) -> Activity:
    """Exactly these pieces of the owner's evidence."""
    evidence = own(activity.owner, uids)
    return actions.attach_evidence(activity=activity, evidence=evidence, actor=activity.owner, only=True)


def conflict(request: PersonRequest, stored: Activity, sent: dict[str, Any]) -> dict[str, Any]:
    return {"errors": STALE, "stored": show(request, stored), "sent": sent}


@router.delete("{uuid:uid}/", response={204: None})
def activity_delete(request: PersonRequest, uid: UUID) -> Any:
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    delete_item(item=activity, actor=request.user)
    return Status(204, None)


def form_data(sent: dict[str, Any]) -> dict[str, Any]:
    """JSON as the form reads it: a null `end_date` is an ongoing activity."""
    data = {name: value for name, value in sent.items() if value is not None}
    if "end_date" in sent and sent["end_date"] is None:
        data["ongoing"] = True
    return data


def merged(activity: Activity, sent: dict[str, Any]) -> dict[str, Any]:
    """The stored fields with those sent over them. A one-day activity moves as one day."""
    one_day = activity.end_date == activity.start_date
    stored = activity.words() | {
        "start_date": activity.start_date.isoformat(),
        "end_date": activity.end_date.isoformat() if activity.end_date else None,
        "duration": f"{activity.minutes} min",
        "planned": activity.planned,
        "was_planned": activity.was_planned,
        "category": activity.category,
        "self_points": activity.self_points,
        "claims": activity.claims,
        "tags": activity.tags,
        "competences": activity.competences,
        "sealed": activity.sealed,
    }
    if one_day and "start_date" in sent and "end_date" not in sent:
        del stored["end_date"]
    return stored | {name: value for name, value in sent.items() if name not in ("uid", "changed")}
