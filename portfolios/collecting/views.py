"""Collections: the owner's list and screens, and the page that readers get."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.formats import count
from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import writer_mark
from people.sent import posted, typed
from portfolios.collecting import actions, reading
from portfolios.collecting.forms import CollectionForm, PiecesForm
from portfolios.collecting.held import held_in
from portfolios.collecting.models import KIND, Collection, CollectionPiece
from portfolios.collecting.shapes import SHAPES
from portfolios.collecting.sources import things_in
from sharing.actions import delete_item
from sharing.conflicts import compared
from sharing.deleted import get_own, just_deleted, restored
from sharing.reach import panel as who_sees
from sharing.refusals import RefusalsOn, Stale
from sharing.visitors import member_of

LABELS = {"title": "Title", "introduction": "Introduction"}
keeps = allowed("portfolios.keep")


def writable(request: PersonRequest, uid: UUID) -> Collection:
    """The collection, if this person may see it (404) and write it (403)."""
    collection = get_visible(Collection, request, uid)
    require(request.user, "portfolios.write_collection", collection)
    return collection


@require_safe
@keeps
def collection_list(request: PersonRequest) -> HttpResponse:
    context = {
        "collections": Collection.objects.owned_by(request.user),
        "purposes": Collection.Purpose.choices,
        "deleted": just_deleted(Collection, request),
    }
    return render(request, "portfolios/collection_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def collection_new(request: PersonRequest, purpose: str) -> HttpResponse:
    """Begin with the shape of its purpose."""
    if purpose not in SHAPES:
        raise Http404
    shape, keys = SHAPES[purpose], OnceForm(posted(request))
    form = CollectionForm(typed(request), initial={"title": shape.title, "introduction": shape.introduction})
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        words = {name: form.cleaned_data[name] for name in LABELS}
        with RefusalsOn(form):
            made = actions.start_collection(
                owner=request.user, purpose=purpose, once=keys.cleaned_data["once"], **words
            )
            return redirect("collections:collection_pieces", uid=made.uid)
    context = {"form": form, "keys": keys, "once": uuid4(), "writer": writer_mark(request.user)}
    context["purpose"] = Collection.Purpose(purpose).label
    status = 422 if request.method == "POST" else 200
    return render(request, "portfolios/collection_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def collection_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    collection = writable(request, uid)
    stored = {name: getattr(collection, name) for name in LABELS}
    form = CollectionForm(typed(request), initial=stored | {"changed": collection.changed_token})
    context: dict[str, Any] = {"collection": collection, "form": form, "keys": None}
    context["writer"] = writer_mark(request.user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "portfolios/collection_edit.html", context, status=status)
    given = form.cleaned_data
    try:
        actions.change_collection(
            collection=collection, actor=request.user, values=given, changed=given["changed"]
        )
    except Stale as stale:
        newer = {name: getattr(stale.stored, name) for name in LABELS}
        rows = compared(newer, given, labels=LABELS, spoken=lambda name, value: value)
        again = CollectionForm(initial=given | {"changed": stale.stored.changed_token})
        context |= {"form": again, "rows": rows, "when": stale.stored.changed}
        return render(request, "portfolios/collection_edit.html", context, status=409)
    messages.success(request, "Saved.", extra_tags=f"draft-saved:collection-{collection.uid}")
    return redirect("collections:collection_pieces", uid=uid)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def collection_pieces(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What is in it, in order, and what else could be."""
    collection = writable(request, uid)
    form = PiecesForm(posted(request), collection=collection)
    if request.method == "POST" and form.is_valid():
        with RefusalsOn(form):
            many = actions.put_in(collection=collection, actor=request.user, chosen=form.chosen)
            messages.success(request, f"{count(many, 'piece', 'pieces')} put in.")
            return redirect("collections:collection_pieces", uid=uid)
    pieces = list(collection.pieces.all())
    things = things_in(pieces, request.user)
    held = held_in(pieces, things, request.user)
    context = {
        "collection": collection,
        "form": form,
        "pieces": [(piece, things.get(piece.pk), held.get(piece.pk)) for piece in pieces],
        "worth": SHAPES[collection.purpose].worth,
        "who_sees": who_sees(request, KIND, collection),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portfolios/collection_pieces.html", context, status=status)


def piece_of(request: PersonRequest, uid: UUID, thing: UUID) -> CollectionPiece | None:
    """This thing in a collection that the person may write; None where it is not in it, or no more."""
    rows = CollectionPiece.objects.select_related("collection")
    return rows.filter(collection=writable(request, uid), object_uid=thing).first()


@require_POST
@signed_in
def piece_move(request: PersonRequest, uid: UUID, thing: UUID) -> HttpResponse:
    """From the place that the page showed: sent twice, or from a page that has aged, it moves nothing more."""
    piece = piece_of(request, uid, thing)
    if piece and request.POST.get("from") == str(piece.place):
        by = -1 if request.POST.get("to") == "up" else 1
        actions.move(collection=piece.collection, actor=request.user, piece=piece, by=by)
    return redirect("collections:collection_pieces", uid=uid)


@require_POST
@signed_in
def piece_remove(request: PersonRequest, uid: UUID, thing: UUID) -> HttpResponse:
    if piece := piece_of(request, uid, thing):
        actions.take_out(collection=piece.collection, actor=request.user, piece=piece)
        messages.success(request, "Taken out. The thing itself stays where it is.")
    return redirect("collections:collection_pieces", uid=uid)


@require_POST
@signed_in
def collection_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    delete_item(item=writable(request, uid), actor=request.user)
    return redirect(f"{reverse('collections:collection_list')}?deleted={uid}")


@require_POST
@signed_in
def collection_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    said = "The collection is back, open to whom it was before."
    mine = get_own(Collection, request, uid)
    return restored(request, mine, said=said, too_late="collections:collection_list")


@require_safe
def collection_read(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For whoever may read it, signed in or not; absent and closed are one and the same 404."""
    readable = Collection.objects.with_marks().visible_to(member_of(request))
    found = readable.filter(uid=uid).select_related("owner").first()
    if found is None:
        raise Http404
    return reading.read(request, found)
