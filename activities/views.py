"""The screens of one activity: log, read, edit, copy, delete and take back."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import actions, merging, panels
from activities.attached import evidence_rows
from activities.competences import asks_to_show, named, picker
from activities.entries import entries_of, own_entry, values_from
from activities.fields import as_typed
from activities.forms import ActivityForm, VerificationForm, form_values
from activities.importing.queries import waiting
from activities.models import KIND, Activity
from activities.views_changes import just_changed, log_address
from evidence.forms import EvidenceForm
from lib.fields import offer_new_uid
from lib.formats import day_span, duration, points
from lib.merging import told
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, unkept, writer_mark
from people.permissions import can
from sharing.actions import delete_item
from sharing.deleted import get_own, restored
from sharing.reach import panel as who_sees
from sharing.sealing import still_sealed
from sharing.threads import panel as comments
from signoffs import panels as signoffs


def read_back(activity: Activity) -> str:
    """The stored reading of what was typed: `1 h 30 min, 14 Mar 2026`."""
    return f"{duration(activity.minutes)}, {day_span(activity.start_date, activity.end_date)}"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("activities.keep")
def activity_new(request: PersonRequest) -> HttpResponse:
    """The quick log. Title, day, length and kind are enough."""
    if request.method != "POST" or asks_to_show(request):
        return render_form(request, ActivityForm(initial=first_values(request)), status=200)
    form, files = ActivityForm(request.POST), EvidenceForm(request.POST, request.FILES, owner=request.user)
    if not both_valid(form, files):
        return render_form(request, form, status=422, files=files)
    try:
        with transaction.atomic():
            activity, made = actions.log_activity(
                owner=request.user, values=form.values(), uid=form.cleaned_data["uid"]
            )
            if made:
                attach(files, activity)
            if entry := own_entry(request.user, form.cleaned_data["entry"]):
                actions.carry_entry(activity=activity, entry=entry, actor=request.user)
    except actions.ReferenceTaken:
        offer_new_uid(form)
        return render_form(request, form, status=422, files=files)
    said = f"Saved: {read_back(activity)}." if made else "This activity was already saved."
    messages.success(request, said, extra_tags="draft-saved:activity-new")
    return redirect(activity)


def both_valid(form: ActivityForm, files: EvidenceForm) -> bool:
    """Ask both, so that every sentence is shown at once."""
    return all([form.is_valid(), files.is_valid()])


def attach(files: EvidenceForm, activity: Activity) -> None:
    """Keep what was sent and attach it. Called in the transaction that saves the activity."""
    if files.has_any():
        actions.attach_evidence(activity=activity, evidence=files.store(activity.owner), actor=activity.owner)


def first_values(request: PersonRequest) -> dict[str, Any]:
    """What a fresh form shows: today, the kind of the last entry, and what was typed before a lost session."""
    last = Activity.objects.owned_by(request.user).order_by("-created").only("category").first()
    values = {"uid": uuid.uuid4(), "when": "today", "category": last.category if last else ""}
    if entry := own_entry(request.user, request.GET.get("entry")):
        values |= values_from(entry)
    if held := typed_before(request):
        values |= as_typed(held)
    return values


def typed_before(request: PersonRequest) -> QueryDict | None:
    """What the form held when it was sent only to see more competences, or before a lost session."""
    return request.POST if asks_to_show(request) else held_fields(request)


def render_form(
    request: PersonRequest, form: ActivityForm, *, status: int, activity: Activity | None = None, **more: Any
) -> HttpResponse:
    if activity is None and not form.is_bound and form.initial.get("category"):
        form.fields["category"].option_hints = {
            form.initial["category"]: "Chosen because your last activity was of this kind"
        }
    context = {
        "form": form,
        "files": EvidenceForm(owner=request.user),
        "activity": activity,
        "writer": writer_mark(request.user),
        "just_changed": just_changed(request),
        "claim_rows": panels.claim_rows(request.user, claims_in(form)),
        "picker": picker(request.user, form["competences"].value(), request.POST),
        **more,
    }
    context["holds_sealed"] = bool((activity and activity.sealed) or form["sealed"].value())
    answer = render(request, "activities/activity_form.html", context, status=status)
    return unkept(answer) if context["holds_sealed"] else answer


def claims_in(form: ActivityForm) -> list[dict[str, Any]]:
    """The claims a form shows, stored or typed; a JSON text that was refused shows none."""
    shown = form.initial.get("claims") if not form.is_bound else form["claims"].data
    return [claim for claim in shown if isinstance(claim, dict)] if isinstance(shown, list) else []


@require_safe
@signed_in
def activity_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    activity = get_visible(Activity, request, uid, queryset=Activity.objects.with_marks())
    return render_detail(request, activity)


def render_detail(
    request: PersonRequest, activity: Activity, form: VerificationForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The activity's page. Only the owner's own session opens sealed words."""
    can_verify = can(request.user, "activities.verify_activity", activity)
    context = {
        "activity": activity,
        "words": activity.words(),
        "competences": named(activity.competences),
        "is_owner": can(request.user, "activities.write_activity", activity),
        "owner": activity.owner,
        "opens_log": activity.owner_id in {request.user.pk, *request.user.supervised_ids},
        "who_sees": who_sees(request, KIND, activity),
        "witness": witness_lines(activity, award=can(request.user, "activities.read_award", activity)),
        "verification": activity.live_verification,
        "verification_form": (form or VerificationForm(initial={"changed": activity.changed_token}))
        if can_verify and not activity.planned
        else None,
        "writer": writer_mark(request.user),
        "evidence": evidence_rows(activity, for_owner=activity.owner_id == request.user.pk),
        "panels": panels.detail_panels(request, activity),
        "entries": entries_of(activity, request.user),
        "signoffs": signoffs.panel(request, KIND, activity),
        "comments": comments(request, KIND, activity),
        "copy_uid": uuid.uuid4(),
        "just_changed": just_changed(request),
    }
    answer = render(request, "activities/activity_detail.html", context, status=status)
    return unkept(answer) if activity.sealed else answer


def witness_lines(activity: Activity, *, award: bool) -> list[dict[str, Any]]:
    """Every verification, newest first, for parts/witness.html; with `award` its points and note."""
    return [
        {
            "role": f"Verified, {points(one.points_awarded)} points"
            if award and one.points_awarded is not None
            else "Verified",
            "name": one.by_name,
            "when": one.at,
            "digest": one.digest,
            "void": one.get_voided_why_display() if one.voided_at else "",
            "note": one.note if award else "",
        }
        for one in activity.verifications.all()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def activity_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    if request.method != "POST" or asks_to_show(request):
        values = form_values(activity) | {"base": merging.base_of(activity)}
        if held := typed_before(request):
            values |= as_typed(held)
        return render_form(request, ActivityForm(initial=values), status=200, activity=activity)
    form = ActivityForm(still_sealed(merging.chosen(request.POST, activity), activity))
    files = EvidenceForm(request.POST, request.FILES, owner=request.user)
    if not both_valid(form, files):
        return render_form(request, form, status=422, activity=activity, files=files)
    return save_edit(request, activity, form, files=files)


def save_edit(
    request: PersonRequest, activity: Activity, form: ActivityForm, *, files: EvidenceForm
) -> HttpResponse:
    """Store a valid edit. Changed meanwhile: both edits where each changed other fields, else 409 and a choice."""
    was_verified = activity.live_verification is not None
    discards = form.cleaned_data["sealed"] and not activity.sealed and waiting(request.user) is not None
    stored, values, token, said = activity, form.values(), form.cleaned_data["changed"], ""
    for _ in range(2):
        try:
            with transaction.atomic():
                changed = actions.change_activity(
                    activity=stored, actor=request.user, values=values, changed=token
                )
                attach(files, changed)
        except actions.Stale as stale:
            stored, merged = stale.stored, merging.met(stale.stored, form)
            said = told(merged, merging.LABELS)
            if merged.clashes:
                break
            values, token = merging.values_of(merged.values), stored.changed_token
        else:
            if said:
                messages.info(request, said)
            return edited(request, changed, was_verified=was_verified, discards=discards)
    return render_form(
        request,
        merging.form_of(merged, stored),
        status=409,
        activity=stored,
        files=files,
        conflict=merging.clash_rows(merged, stored),
        conflict_when=stored.changed,
        conflict_told=said,
    )


def edited(request: PersonRequest, activity: Activity, *, was_verified: bool, discards: bool) -> HttpResponse:
    """To the page of a changed activity, with what followed from the change."""
    said = f"Saved: {read_back(activity)}."
    messages.success(request, said, extra_tags=f"draft-saved:activity-{activity.uid}")
    if discards:
        messages.info(
            request, "The file you were importing may hold these words and was discarded: bring it again."
        )
    if was_verified and Activity.objects.get(pk=activity.pk).live_verification is None:
        messages.warning(request, "Your supervisor’s verification no longer counts. Ask them to look again.")
    return redirect(activity)


@require_POST
@signed_in
def activity_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    delete_item(item=activity, actor=request.user)
    return redirect(log_address(request.POST.get("query", ""), deleted=activity.uid))


@require_POST
@signed_in
def activity_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    activity = get_own(Activity, request, uid)
    return restored(
        request, activity, said="The activity is back in your log.", too_late="activities:activity_list"
    )


@require_POST
@signed_in
def activity_duplicate(request: PersonRequest, uid: UUID) -> HttpResponse:
    """A copy dated today, opened for editing."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    try:
        copy, change = actions.duplicate_activity(
            activity=activity, actor=request.user, uid=copy_uid(request)
        )
    except actions.ReferenceTaken as taken:
        messages.error(request, str(taken))
        return redirect(activity)
    if copy.deleted_at:
        messages.info(request, "This copy was deleted meanwhile. Make another one.")
        return redirect(activity)
    messages.success(request, "Copied, with today’s date. Check it, and write what it brought this time.")
    return redirect(f"{reverse('activities:activity_edit', args=[copy.uid])}?change={change.uid}")


def copy_uid(request: PersonRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("copy_uid", ""))
    except ValueError:
        return None
