"""`/api/v1/entries/`: the same form, the same actions, the same answers as the screens."""

from typing import Any
from uuid import UUID

from django.db import transaction
from ninja import Query, Router, Status

from evidence import actions as evidence_actions
from evidence.queries import attached
from journals import actions
from journals.api_shapes import Conflict, EntryIn, EntryOut, Wanted, entry_json
from journals.forms import EntryFilter, EntryForm
from journals.models import Entry
from journals.views_list import journal_of, owner_of_journal
from lib.problems import Errors, errors_of, refused
from people.access import PersonRequest, get_visible, require
from sharing.actions import delete_item

router = Router(tags=["entries"])
MOST_ROWS = 500
TAKEN = {"field": "uid", "message": "This entry cannot be saved under this reference: use a new one."}
STALE = {
    "field": "changed",
    "message": "This entry was changed meanwhile: compare the two versions, then send it again.",
}
SHUT = {
    "field": "sealed",
    "message": "A token cannot open a sealed entry: sign in, and unseal it on its page.",
}
STATE = {"field": "state", "message": "Choose draft or published."}


class Refused(ValueError):
    """What was sent cannot be saved; `problem` is the line of the 422."""

    def __init__(self, problem: dict[str, str]) -> None:
        super().__init__(problem["message"])
        self.problem = problem


def show(request: PersonRequest, *entries: Entry) -> list[dict[str, Any]]:
    """The entries as this caller may read them: sealed words open to the owner's own session, never to a token."""
    by_token = getattr(request, "by_token", False)
    pieces = attached("entry", [entry.uid for entry in entries])
    return [
        entry_json(
            entry,
            open_words=entry.owner_id == request.user.pk and not by_token,
            evidence=pieces.get(entry.uid, []),
        )
        for entry in entries
    ]


@router.post("", response={200: EntryOut, 201: EntryOut, 422: Errors})
def entry_write(request: PersonRequest, payload: EntryIn) -> Any:
    """Write one entry, a draft unless `state` says published. The same `uid` again: 200 and the stored one, unchanged."""
    require(request.user, "journals.keep")
    sent = payload.dict(exclude_unset=True)
    form = EntryForm({name: value for name, value in sent.items() if value is not None})
    if not form.is_valid():
        return refused(*errors_of(form))
    uid = form.cleaned_data["uid"]
    try:
        stored = actions.stored_entry(owner=request.user, uid=uid) if uid else None
        entry = stored or store(request, form, sent, uid=uid, changed=None)
    except actions.ReferenceTaken:
        return refused(TAKEN)
    except actions.Stale as stale:
        # Another request with this uid was quicker.
        entry = stored = stale.stored
    except Refused as no:
        return refused(no.problem)
    return Status(200 if stored else 201, show(request, entry)[0])


@transaction.atomic
def store(
    request: PersonRequest, form: EntryForm, sent: dict[str, Any], *, uid: UUID | None, changed: str | None
) -> Entry:
    """Save, set the state and the evidence that were sent. Raises Refused, ReferenceTaken, Stale; then nothing is saved."""
    state = sent.get("state")
    if state not in (None, *Entry.State.values):
        raise Refused(STATE)
    try:
        pieces = evidence_actions.own(request.user, sent.get("evidence") or [])
        entry, _ = actions.save_entry(
            owner=request.user,
            values=form.values(),
            uid=uid,
            changed=changed,
            publish=state == Entry.State.PUBLISHED,
        )
    except evidence_actions.UnknownEvidence as unknown:
        raise Refused({"field": "evidence", "message": str(unknown)}) from None
    except actions.NotReady as not_ready:
        raise Refused({"field": not_ready.field, "message": str(not_ready)}) from None
    if state == Entry.State.DRAFT:
        entry = actions.withdraw_entry(entry=entry, actor=request.user)
    if sent.get("evidence") is not None:
        evidence_actions.attach(thing=entry, kind="entry", evidence=pieces, actor=request.user, only=True)
    return entry


@router.get("", response={200: list[EntryOut], 422: Errors})
def entry_list(request: PersonRequest, wanted: Query[Wanted]) -> Any:
    """Own entries, newest first, up to 500; with `owner=<uid>` what that person lets the caller read."""
    journal = journal_of(request, owner_of_journal(request))
    found = EntryFilter(request.GET, queryset=journal, request=request)
    if not found.form.is_valid():
        return refused(*errors_of(found.form))
    return Status(200, show(request, *found.qs.select_related("owner")[:MOST_ROWS]))


@router.get("{uuid:uid}/", response=EntryOut)
def entry_read(request: PersonRequest, uid: UUID) -> Any:
    return show(request, get_visible(Entry, request, uid))[0]


@router.patch("{uuid:uid}/", response={200: EntryOut, 409: Conflict, 422: Errors})
def entry_change(request: PersonRequest, uid: UUID, payload: EntryIn) -> Any:
    """Change the fields sent. `changed` is the token last read; without it, or with an old one, 409."""
    entry = get_visible(Entry, request, uid)
    require(request.user, "journals.write_entry", entry)
    sent = payload.dict(exclude_unset=True)
    if sent.get("changed") != entry.changed_token:
        return Status(409, conflict(request, entry, sent))
    form = EntryForm(merged(entry, sent))
    if not form.is_valid():
        return refused(*errors_of(form))
    if entry.sealed and not form.cleaned_data["sealed"] and getattr(request, "by_token", False):
        return refused(SHUT)
    try:
        changed = store(request, form, sent, uid=uid, changed=sent["changed"])
    except actions.Stale as stale:
        return Status(409, conflict(request, stale.stored, sent))
    except Refused as no:
        return refused(no.problem)
    return Status(200, show(request, changed)[0])


def conflict(request: PersonRequest, stored: Entry, sent: dict[str, Any]) -> dict[str, Any]:
    return {"errors": [STALE], "stored": show(request, stored)[0], "sent": sent}


@router.delete("{uuid:uid}/", response={204: None})
def entry_delete(request: PersonRequest, uid: UUID) -> Any:
    entry = get_visible(Entry, request, uid)
    require(request.user, "journals.write_entry", entry)
    delete_item(item=entry, actor=request.user)
    return Status(204, None)


def merged(entry: Entry, sent: dict[str, Any]) -> dict[str, Any]:
    """The stored fields with those sent over them."""
    stored = entry.words() | {"date": entry.date.isoformat(), "tags": entry.tags, "sealed": entry.sealed}
    return stored | {name: value for name, value in sent.items() if name not in ("uid", "changed")}
