"""Reports of what is unsuitable: made by any reader, seen by its owner, settled by an admin who is no reader."""

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
from people.permissions import can
from people.sent import posted
from sharing import actions, kinds
from sharing.forms_reports import ReportForm, SettleForm
from sharing.models import Hidden, Report
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
    form = ReportForm(posted(request))
    if request.method != "POST":
        return report_page(request, form, kind=kind, item=item)
    if not form.is_valid():
        return report_page(request, form, kind=kind, item=item, status=422)
    who = f"person-{member.pk}" if member.pk else client_address(request)
    if throttles.count("reports", who, seconds=DAY) > MOST_A_DAY:
        form.add_error(None, "That is a great many reports in one day. Please go on tomorrow.")
        return report_page(request, form, kind=kind, item=item, status=429)
    reporter = request.user if member.pk else None
    try:
        actions.report(kind=kind, item=item, reporter=reporter, **form.cleaned_data)
    except actions.OtherReport as refused:
        renew(form, "once", str(uuid4()))
        form.add_error(None, str(refused))
        return report_page(request, form, kind=kind, item=item, status=422)
    return unlisted(render(request, "sharing/report_sent.html", {"reporter": reporter}))


def report_page(
    request: HttpRequest, form: ReportForm, *, kind: str, item: object, status: int = 200
) -> HttpResponse:
    context = {"form": form, "item": item, "noun": kinds.noun(kind)}
    return unlisted(render(request, "sharing/item_report.html", context, status=status))


@require_safe
@allowed("sharing.keep_reports")
def report_list(request: PersonRequest) -> HttpResponse:
    """What waits comes first, the oldest of it on top."""
    cases = Report.objects.visible_to(request.user).select_related("owner")
    page = Paginator(cases.filter(settled_at__isnull=False), PAGE).get_page(request.GET.get("page"))
    waiting = list(cases.waiting().order_by("at", "pk"))
    mark([*waiting, *page.object_list])
    return render(request, "sharing/report_list.html", {"waiting": waiting, "page": page})


def mark(cases: list[Report]) -> None:
    """Say of each what kind of thing it is about, and whether that is hidden now; one query."""
    hidden = set(
        Hidden.objects.filter(object_uid__in=[one.object_uid for one in cases]).values_list(
            "object_uid", flat=True
        )
    )
    for one in cases:
        one.noun, one.is_hidden = kinds.noun(one.kind), one.object_uid in hidden  # type: ignore[attr-defined]


@require_safe
@signed_in
def report_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    return case_page(request, get_visible(Report, request, uid))


def case_page(
    request: PersonRequest, case: Report, form: SettleForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The owner is not shown who reported it, nor in which words; an admin is not shown the item."""
    mark([case])
    is_owner = case.owner_id == request.user.pk
    context = {
        "case": case,
        "is_owner": is_owner,
        "item": kinds.find(case.kind, case.object_uid, request.user) if is_owner else None,
        "may_judge": can(request.user, "sharing.judge_report", case),
        "may_read": can(request.user, "sharing.read_reported", case),
        "form": form or SettleForm(),
    }
    return render(request, "sharing/report_detail.html", context, status=status)


@require_safe
@signed_in
def report_read(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What was reported, as somebody with a link would see it, while its owner lets the admins."""
    case = get_visible(Report, request, uid)
    require(request.user, "sharing.read_reported", case)
    item = kinds.KINDS[case.kind].objects.filter(uid=case.object_uid, owner_id=case.owner_id).first()
    if item is None or not item.is_shown or case.kind not in PAGES:
        raise Http404
    return unkept(PAGES[case.kind](request, item, Visitor(link_uids=frozenset({case.object_uid}))))


@require_POST
@signed_in
def report_open(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The owner lets the admins read it, or takes that back (`open=no`)."""
    case = get_visible(Report, request, uid)
    require(request.user, "sharing.open_report", case)
    if request.POST.get("open") == "no":
        actions.close_to_admins(report=case, actor=request.user)
        messages.success(request, "The admins cannot read it any more.")
    else:
        actions.open_to_admins(report=case, actor=request.user)
        messages.success(request, "The admins can read it until the report is settled.")
    return redirect(case)


@require_POST
@signed_in
def report_hide(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Hide it from others, or show it again (`hide=no`)."""
    case = get_visible(Report, request, uid)
    require(request.user, "sharing.judge_report", case)
    if request.POST.get("hide") == "no":
        actions.show_reported(report=case, actor=request.user)
        messages.success(request, "It is as open as its owner has it.")
    else:
        actions.hide_reported(report=case, actor=request.user)
        messages.success(request, "Nobody but its owner sees it. You can undo that here.")
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
