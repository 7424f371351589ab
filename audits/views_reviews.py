"""Blind reviews: the owner asks and reads; a colleague accepts, reviews without knowing whose it is, and sends."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits import actions
from audits.actions.reviews import DECLINED
from audits.blind import blind_facts
from audits.checklist import grouped
from audits.forms import AskReviewForm, ReviewForm
from audits.models import BlindReview, MockAudit, Volunteer
from audits.sealing import as_sealed_now
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.permissions import can
from people.trail import has_done


@require_safe
@allowed("audits.offer_review")
def review_list(request: PersonRequest) -> HttpResponse:
    """What I am asked for, what I review now, what I have sent; and whether I offer to review."""
    mine = BlindReview.objects.filter(reviewer=request.user).exclude(state=BlindReview.State.WITHDRAWN)
    context = {
        "offered": BlindReview.objects.offered_to(request.user).order_by("asked_at")[:50],
        "now": [one for one in mine.filter(state=BlindReview.State.ACCEPTED) if one.is_with_reviewer],
        "sent": mine.filter(state=BlindReview.State.SENT).select_related("owner")[:50],
        "willing": Volunteer.objects.filter(person=request.user).exists(),
        "days": actions.REVIEW_DAYS,
    }
    return render(request, "audits/review_list.html", context)


@require_POST
@allowed("audits.offer_review")
def review_volunteer(request: PersonRequest) -> HttpResponse:
    willing = "willing" in request.POST
    actions.volunteer(actor=request.user, willing=willing)
    messages.success(request, "Thank you. You are told when somebody asks." if willing else "Noted: no more.")
    return redirect("audits:review_list")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def review_ask(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Choose what is shown, look at exactly that, and ask. Nothing is asked until `ask` is pressed."""
    mock = get_visible(MockAudit, request, uid)
    require(request.user, "audits.write_mock", mock)
    form = AskReviewForm(request.POST or None, mock=mock, member=request.user)
    valid = form.is_valid()
    if valid and "ask" in request.POST:
        try:
            invited = getattr(form, "invited", None)
            once = form.cleaned_data["once"]
            actions.ask_review(mock=mock, actor=request.user, once=once, invited=invited, **form.shown())
            messages.success(request, "Asked. You are told when somebody accepts.")
            return redirect(mock)
        except actions.ReviewRefused as refusal:
            form.add_error(None, str(refusal))
    shown = blind_facts(as_sealed_now(mock.facts, request.user), **form.shown())
    context = {"mock": mock, "form": form, "facts": shown, "files": {}, "days": actions.REVIEW_DAYS}
    return render(request, "audits/review_ask.html", context, status=422 if form.errors else 200)


@require_POST
@allowed("audits.offer_review")
def review_accept(request: PersonRequest, uid: UUID) -> HttpResponse:
    if (review := offered_or_mine(request, uid)) is None:
        raise Http404
    try:
        actions.accept_review(review=review, actor=request.user)
    except actions.ReviewRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("audits:review_list")
    messages.success(request, f"Accepted. It is open to you for {actions.REVIEW_DAYS} days.")
    return redirect(review)


def offered_or_mine(request: PersonRequest, uid: UUID) -> BlindReview | None:
    """One that this person may accept, or has."""
    mine = BlindReview.objects.filter(reviewer=request.user, state=BlindReview.State.ACCEPTED)
    return (BlindReview.objects.offered_to(request.user) | mine).filter(uid=uid).first()


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("audits.offer_review")
def review_decline(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: who gives back what they accepted loses what they wrote. Pressed twice, the second time finds it done."""
    review = offered_or_mine(request, uid)
    if review is None and request.method == "POST" and has_done(request.user, DECLINED, uid):
        return redirect("audits:review_list")
    # Who was not asked by name has nothing to decline: they leave it to others.
    accepted = review is not None and review.reviewer_id == request.user.pk
    if review is None or not accepted and review.invited_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        actions.decline_review(review=review, actor=request.user)
        messages.success(request, "Declined. Nobody is told who you are.")
        return redirect("audits:review_list")
    context = {
        "review": review,
        "asks": "Give this review back?" if accepted else "Decline this review?",
        "yes": "Give it back" if accepted else "Decline it",
        "no": "Go on with it" if accepted else "Leave it open",
        "back": review.get_absolute_url() if accepted else reverse("audits:review_list"),
        "back_words": str(review) if accepted else "Blind reviews",
    }
    return render(request, "audits/review_decline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def review_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """For its owner what was asked and said; for the reviewer the record and the checklist, which a POST keeps or sends."""
    review = get_visible(BlindReview, request, uid)
    if can(request.user, "audits.own_review", review):
        if request.method == "POST":
            raise PermissionDenied
        return owner_page(request, review)
    require(request.user, "audits.write_review", review)
    if request.method != "POST":
        if held := held_fields(request):
            return reviewer_page(request, review, ReviewForm(held, lines=review.lines))
        initial = {"overall": review.overall, "reveal": review.reviewer_reveals}
        return reviewer_page(
            request, review, ReviewForm(lines=review.lines, ticks=review.ticks, initial=initial)
        )
    return write_review(request, review)


def write_review(request: PersonRequest, review: BlindReview) -> HttpResponse:
    """Keep what the reviewer sent, or send it to the owner."""
    form = ReviewForm(request.POST, lines=review.lines)
    if not form.is_valid():
        return reviewer_page(request, review, form, status=422)
    given, send = form.cleaned_data, "send" in request.POST
    actions.write_review(
        review=review, actor=request.user, ticks=form.ticks(), overall=given["overall"], send=send,
        reveal=given["reveal"],
    )  # fmt: skip
    words = "Sent. Thank you: the owner is told." if send else "Saved."
    messages.success(request, words, extra_tags=f"draft-saved:review-{review.uid}")
    return redirect("audits:review_list") if send else redirect(review)


def owner_page(request: PersonRequest, review: BlindReview) -> HttpResponse:
    """What the reviewer said appears once it is sent."""
    sent = review.state == BlindReview.State.SENT
    said = [{**one, **review.ticks.get(one["key"], {})} for one in review.lines] if sent else []
    context = {"review": review, "sent": sent, "groups": grouped(said), "facts": review.facts, "files": {}}
    return render(request, "audits/review_read.html", context)


def reviewer_page(
    request: PersonRequest, review: BlindReview, form: ReviewForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "review": review,
        "form": form,
        "groups": grouped(form.rows()),
        "facts": as_sealed_now(review.facts, review.owner),
        "files": {},
        "writer": writer_mark(request.user),
    }
    return render(request, "audits/review_write.html", context, status=status)


def own(request: PersonRequest, uid: UUID) -> BlindReview:
    review = get_visible(BlindReview, request, uid)
    require(request.user, "audits.own_review", review)
    return review


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def review_withdraw(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: what a colleague has begun to write is lost to the owner."""
    review = own(request, uid)
    if not review.can_be_withdrawn:
        return redirect(review.mock)
    if request.method == "POST":
        actions.withdraw_review(review=review, actor=request.user)
        messages.success(request, "Withdrawn: nobody reviews it any more.")
        return redirect(review.mock)
    context = {
        "review": review,
        "asks": "Withdraw this blind review?",
        "yes": "Withdraw it",
        "back": review.get_absolute_url(),
        "back_words": str(review),
    }
    return render(request, "audits/review_withdraw.html", context)


@require_POST
@signed_in
def review_thank(request: PersonRequest, uid: UUID) -> HttpResponse:
    review = own(request, uid)
    actions.thank(review=review, actor=request.user, reveal="reveal" in request.POST)
    messages.success(request, "Your thanks are on their way.")
    return redirect(review)
