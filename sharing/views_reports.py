"""Reports of what is unsuitable: made by any reader, seen by its owner, settled by an admin who is no reader."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib import throttles
from lib.addresses import client_address
from lib.fields import renew
from lib.unlisted import unlisted
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import unkept
from people.models import User
from people.permissions import can
from people.sent import posted
from sharing import actions, kinds
from sharing.forms_reports import ReportForm, SettleForm
from sharing.models import COMMENT, Comment, Hidden, Report
from sharing.shared_pages import PAGES
from sharing.visitors import Visitor, member_of

PAGE = 40
# Reports in a day: of one person, or of one network where nobody is signed in.
MOST_A_DAY = 20
DAY = 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def item_report(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """For whoever reads the item, with an account or by a link; its owner has no business here."""
    member = member_of(request)
    item = kinds.find(kind, uid, member)
    if item is None or (member.pk is not None and member.pk == item.owner_id):
        raise Http404
    return reported(request, kind=kind, thing=item, reporter=request.user if member.pk else None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment_report(request: PersonRequest, uid: UUID) -> HttpResponse:
    """For whoever reads the comment and did not write it, the owner of what it stands on among them."""
    comment = get_visible(Comment, request, uid)
    require(request.user, "sharing.report_comment", comment)
    return reported(request, kind=COMMENT, thing=comment, reporter=request.user)


def reported(request: HttpRequest, *, kind: str, thing: Any, reporter: User | None) -> HttpResponse:
    """The form of a report, what was wrong with it, or thanks for it."""
    form = ReportForm(posted(request))
    if request.method != "POST":
        return report_page(request, form, thing)
    if not form.is_valid():
        return report_page(request, form, thing, status=422)
    who = f"person-{reporter.pk}" if reporter else client_address(request)
    if throttles.count("reports", who, seconds=DAY) > MOST_A_DAY:
        form.add_error(None, "That is a great many reports in one day. Please go on tomorrow.")
        return report_page(request, form, thing, status=429)
    try:
        actions.report(kind=kind, item=thing, reporter=reporter, **form.cleaned_data)
    except actions.OtherReport as refused:
        renew(form, "once", str(uuid4()))
        form.add_error(None, str(refused))
        return report_page(request, form, thing, status=422)
    context = {"reporter": reporter, "back": thing.get_absolute_url()}
    return unlisted(render(request, "sharing/report_sent.html", context))


def report_page(request: HttpRequest, form: ReportForm, thing: Any, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "comment" if isinstance(thing, Comment) else "item": thing}
    return unlisted(render(request, "sharing/item_report.html", context, status=status))


@require_safe
@allowed("sharing.keep_reports")
def report_list(request: PersonRequest) -> HttpResponse:
    """What waits comes first, the oldest of it on top."""
    cases = Report.objects.visible_to(request.user).select_related("owner", "author")
    page = Paginator(cases.filter(settled_at__isnull=False), PAGE).get_page(request.GET.get("page"))
    waiting = list(cases.waiting().order_by("at", "pk"))
    mark([*waiting, *page.object_list])
    return render(request, "sharing/report_list.html", {"waiting": waiting, "page": page})


def mark(cases: list[Report]) -> None:
    """Say of each what it is about, without a word of it, and whether that is hidden now; one query."""
    hidden = set(
        Hidden.objects.filter(object_uid__in=[one.object_uid for one in cases]).values_list(
            "object_uid", flat=True
        )
    )
    for one in cases:
        one.about, one.is_hidden = about(one), one.object_uid in hidden  # type: ignore[attr-defined]


def about(case: Report) -> str:
    if case.is_of_comment:
        return f"comment by {case.author or 'somebody who has left'} on something of {case.owner}’s"
    return f"{kinds.noun(case.kind)} of {case.owner}"


def comment_of(case: Report) -> Comment | None:
    """The comment that was reported, unless it was taken back since."""
    return Comment.objects.shown().filter(uid=case.object_uid).first() if case.is_of_comment else None


@require_safe
@signed_in
def report_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    return case_page(request, get_visible(Report, request, uid))


def case_page(
    request: PersonRequest, case: Report, form: SettleForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Whom it concerns is not shown who reported it, nor in which words; an admin is not shown the thing."""
    mark([case])
    is_concerned = case.concerns(request.user)
    comment = comment_of(case) if is_concerned else None
    place: Report | Comment = comment or case
    context = {
        "case": case,
        "is_concerned": is_concerned,
        "is_own": case.whose_id == request.user.pk,
        "may_open": can(request.user, "sharing.open_report", case),
        "comment": comment,
        "item": kinds.find(place.kind, place.object_uid, request.user) if is_concerned else None,
        "may_judge": can(request.user, "sharing.judge_report", case),
        "may_read": can(request.user, "sharing.read_reported", case),
        "form": form or SettleForm(),
    }
    return render(request, "sharing/report_detail.html", context, status=status)


@require_safe
@signed_in
def report_read(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What was reported, while its owner lets the admins: as somebody with a link sees it, or the comment alone."""
    case = get_visible(Report, request, uid)
    require(request.user, "sharing.read_reported", case)
    comment = comment_of(case)
    place: Report | Comment = comment or case
    rows = kinds.KINDS[place.kind].objects.owned_by(case.owner) if place.kind in PAGES else None
    item = rows.filter(uid=place.object_uid).first() if rows is not None else None
    if item is None or not item.is_shown:
        raise Http404
    if comment is not None:
        return unkept(render(request, "sharing/report_comment.html", {"case": case, "comment": comment}))
    return unkept(PAGES[case.kind](request, item, Visitor(link_uids=frozenset({case.object_uid}))))


@dataclass(frozen=True)
class Turn:
    """Something about a case that is turned on, and off again with `<name>=no`: who may, and what is done and said."""

    action: str
    on: tuple[Callable[..., object], str]
    off: tuple[Callable[..., object], str]


TURNS = {
    "open": Turn(
        "sharing.open_report",
        on=(actions.open_to_admins, "The admins can read it until the report is settled."),
        off=(actions.close_to_admins, "The admins cannot read it any more."),
    ),
    "hide": Turn(
        "sharing.judge_report",
        on=(actions.hide_reported, "Only the person whose it is sees it now. You can undo that here."),
        off=(actions.show_reported, "It is as open as it was."),
    ),
}


@require_POST
@signed_in
def report_turn(request: PersonRequest, uid: UUID, name: str) -> HttpResponse:
    """The owner lets the admins read it; an admin hides it from others; either takes that back."""
    case, turn = get_visible(Report, request, uid), TURNS[name]
    require(request.user, turn.action, case)
    act, said = turn.off if request.POST.get(name) == "no" else turn.on
    act(report=case, actor=request.user)
    messages.success(request, said)
    return redirect(case)


@require_POST
@signed_in
def report_settle(request: PersonRequest, uid: UUID) -> HttpResponse:
    case, form = get_visible(Report, request, uid), SettleForm(request.POST)
    require(request.user, "sharing.judge_report", case)
    if not form.is_valid():
        return case_page(request, case, form, status=422)
    actions.settle_report(report=case, actor=request.user, **form.cleaned_data)
    messages.success(request, "The report is settled; its owner is told.")
    return redirect("sharing:report_list")
