"""The owner's screens: everything that is not private, and who may read one item."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import PersonRequest, get_visible, require, signed_in
from people.models import User
from people.sent import posted
from sharing import actions, kinds
from sharing.forms import AudienceForm, FindableForm, LinkForm, NameForm, NewPasscodeForm
from sharing.models import Audience, Report, ShareLink
from sharing.overview import given
from sharing.queries import in_full, links_of, people_named, shared_by
from sharing.readers import readers_of

PAGE = 50


def shareable(request: PersonRequest, kind: str, uid: UUID) -> Any:
    """The item, if this person may see it (404) and share it (403)."""
    if kind not in kinds.KINDS:
        raise Http404
    item = get_visible(kinds.KINDS[kind], request, uid)
    require(request.user, "sharing.share_item", item)
    return item


@require_safe
@signed_in
def overview(request: PersonRequest) -> HttpResponse:
    page = Paginator(shared_by(request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "shared": in_full(page.object_list, request.user),
        "links": links_of(request.user),
        "elsewhere": given(request.user),
        "reports": Report.objects.about(request.user).waiting(),
    }
    return render(request, "sharing/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item_share(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    item = shareable(request, kind, uid)
    if request.method != "POST":
        return render_share(request, item, kind=kind)
    form = AudienceForm(request.POST)
    if not form.is_valid():
        return render_share(request, item, kind=kind, form=form, status=422)
    actions.set_audience(item=item, audience=form.cleaned_data["audience"], actor=request.user)
    messages.success(request, f"Seen by: {readers_of(item, request.user)}.")
    return redirect("sharing:item_share", kind=kind, uid=uid)


def render_share(
    request: PersonRequest, item: Any, *, kind: str, status: int = 200, **forms: Any
) -> HttpResponse:
    """The item's sharing page; `forms` are the ones sent: form, name_form, link_form."""
    context = {
        "item": item,
        "kind": kind,
        "form": AudienceForm(initial={"audience": item.audience}),
        "name_form": NameForm(),
        "link_form": LinkForm(),
        "named": people_named(item),
        "links": links_of(request.user, [item.uid]),
        "readers": readers_of(item, request.user),
        "findable_form": FindableForm(initial={"findable": item.is_findable}),
        "public_address": kinds.public_address(kind, item) if item.audience == Audience.PUBLIC else "",
        "names_open": item.audience == Audience.NAMED,
        "links_open": item.audience in (Audience.LINK, Audience.PUBLIC),
    }
    return render(request, "sharing/item_share.html", context | forms, status=status)


@require_POST
@signed_in
def item_findable(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    """Whether search engines may list it: a choice of its own, that no audience makes by the way."""
    item, form = shareable(request, kind, uid), FindableForm(request.POST)
    findable = form.is_valid() and form.cleaned_data["findable"]
    actions.set_findable(kind=kind, item=item, findable=findable, actor=request.user)
    may, must_not = "may list it while everyone can read it", "are asked to leave it out"
    messages.success(request, f"Search engines {may if findable else must_not}.")
    return redirect("sharing:item_share", kind=kind, uid=uid)


@require_POST
@signed_in
def person_name(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    item, form = shareable(request, kind, uid), NameForm(request.POST)
    if not form.is_valid():
        return render_share(request, item, kind=kind, name_form=form, status=422)
    try:
        grant = actions.name_person(
            kind=kind, item=item, email=form.cleaned_data["email"], actor=request.user
        )
    except actions.NobodyHere as nobody:
        form.add_error("email", str(nobody))
        return render_share(request, item, kind=kind, name_form=form, status=422)
    messages.success(request, f"{grant.person} is named.")
    return redirect("sharing:item_share", kind=kind, uid=uid)


@require_POST
@signed_in
def person_remove(request: PersonRequest, kind: str, uid: UUID, *, person: UUID) -> HttpResponse:
    item = shareable(request, kind, uid)
    if reader := User.objects.filter(uid=person).first():
        actions.take_back_name(item=item, person=reader, actor=request.user)
    messages.success(request, "They are named no more.")
    return redirect("sharing:item_share", kind=kind, uid=uid)


@require_POST
@signed_in
def link_make(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    item, form = shareable(request, kind, uid), LinkForm(request.POST)
    if not form.is_valid():
        return render_share(request, item, kind=kind, link_form=form, status=422)
    actions.make_link(kind=kind, item=item, actor=request.user, **form.cleaned_data)
    messages.success(request, "The link is made: copy its address below.")
    return redirect("sharing:item_share", kind=kind, uid=uid)


def own_link(request: PersonRequest, uid: UUID) -> ShareLink:
    link = ShareLink.objects.filter(owner=request.user, uid=uid).first()
    if link is None:
        raise Http404
    return link


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def link_passcode(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Another passcode for a link that is open, or with `remove` none any more."""
    link = own_link(request, uid)
    if not link.is_open:
        raise Http404
    form = NewPasscodeForm(posted(request))
    remove = "remove" in request.POST
    if not remove and not form.is_valid():
        context = {"form": form, "link": link}
        return render(request, "sharing/link_passcode.html", context, status=422 if form.is_bound else 200)
    passcode = "" if remove else form.cleaned_data["passcode"]
    actions.set_passcode(link=link, passcode=passcode, actor=request.user)
    now = (
        "asks for the new passcode, also those who have opened it before"
        if link.passcode
        else "asks for a passcode"
    )
    messages.success(request, f"The link “{link.name}” {'asks for no passcode any more' if remove else now}.")
    return redirect("sharing:item_share", kind=link.kind, uid=link.object_uid)


@require_POST
@signed_in
def link_revoke(request: PersonRequest, uid: UUID) -> HttpResponse:
    link = own_link(request, uid)
    actions.revoke_link(link=link, actor=request.user)
    messages.success(request, f"The link “{link.name}” opens nothing any more.")
    return redirect("sharing:overview")
