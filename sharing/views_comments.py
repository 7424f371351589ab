"""Saying something about an item, answering, changing one's words, taking them back; the owner closes a thread."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import refuse, renew
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.sent import typed
from sharing import actions, kinds
from sharing.forms_comments import ChangeForm, ReplyForm, WordsForm
from sharing.models import Comment
from sharing.refusals import Stale, TooLate
from sharing.threads import first_form
from sharing.views import shareable


def commentable(request: PersonRequest, kind: str, uid: UUID) -> Any:
    """The item, if this person may see it (404) and say something about it (403)."""
    if kind not in kinds.COMMENTED:
        raise Http404
    item = get_visible(kinds.KINDS[kind], request, uid)
    require(request.user, "sharing.comment_on", item)
    return item


def own_comment(request: PersonRequest, uid: UUID, action: str) -> Comment:
    """A comment this person may still do that to, removed or not; 404 for anything else."""
    found = Comment.objects.select_related("owner").filter(uid=uid).first()
    if found is None or found.item_for(request.user) is None:
        raise Http404
    if not (found.opens_to(request.user) or found.removed_by_id == request.user.pk):
        raise Http404
    require(request.user, action, found)
    return found


def back_to(comment: Comment, item: Any) -> HttpResponse:
    return redirect(f"{item.get_absolute_url()}#comment-{comment.uid}")


@require_safe
@signed_in
def comment_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """To where it stands."""
    comment = get_visible(Comment, request, uid)
    return back_to(comment, comment.item_for(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment_new(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    item = commentable(request, kind, uid)
    if request.method != "POST":
        form = first_form(request, kind, item, sent=held_fields(request))
        return form_page(request, form, item=item, heading="Comment")
    form = first_form(request, kind, item, sent=request.POST)
    return said(request, form, kind=kind, item=item, heading="Comment")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment_reply(request: PersonRequest, uid: UUID) -> HttpResponse:
    answered = get_visible(Comment, request, uid)
    item = commentable(request, answered.kind, answered.object_uid)
    sent = typed(request)
    form = ReplyForm(sent, item=item, member=request.user)
    heading = f"Reply to {answered.author_name}"
    if request.method != "POST":
        return form_page(request, form, item=item, heading=heading, answered=answered)
    return said(request, form, kind=answered.kind, item=item, heading=heading, answered=answered)


def said(
    request: PersonRequest,
    form: ReplyForm,
    *,
    kind: str,
    item: Any,
    heading: str,
    answered: Comment | None = None,
) -> HttpResponse:
    """Keep what a form says and go back to the item; 422 with everything typed where it cannot be kept."""
    if form.is_valid():
        once = form.cleaned_data["once"]
        try:
            made = actions.comment(
                kind=kind, item=item, actor=request.user, said=form.said(), once=once, reply_to=answered
            )
        except actions.CommentRefused as refused:
            renew(form, "once", str(uuid4()))
            refuse(form, {refused.field: str(refused)})
        else:
            messages.success(request, "Your comment is there.", extra_tags=f"draft-saved:comment-{item.uid}")
            return back_to(made, item)
    return form_page(request, form, item=item, heading=heading, answered=answered, status=422)


def form_page(
    request: PersonRequest, form: WordsForm, *, item: Any, heading: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "item": item, "heading": heading, "writer": writer_mark(request.user)}
    return render(request, "sharing/comment_form.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    comment = own_comment(request, uid, "sharing.write_comment")
    item, heading = comment.item_for(request.user), "Change your comment"
    if request.method != "POST":
        values: dict[str, Any] = {"words": comment.words, "changed": comment.changed_token}
        if held := held_fields(request):
            values |= held.dict()
        return form_page(request, ChangeForm(initial=values), item=item, heading=heading)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return form_page(request, form, item=item, heading=heading, status=422)
    given = form.cleaned_data
    try:
        actions.change_comment(
            comment=comment, actor=request.user, words=given["words"], changed=given["changed"] or None
        )
    except Stale as stale:
        rows = [{"label": "Your comment", "stored": stale.stored.words, "yours": given["words"]}]
        fresh = ChangeForm({"words": given["words"], "changed": stale.stored.changed_token})
        return form_page(request, fresh, item=item, heading=heading, status=409, conflict=rows)
    messages.success(request, "Your comment is changed.", extra_tags=f"draft-saved:comment-{item.uid}")
    return back_to(comment, item)


@require_POST
@signed_in
def comment_remove(request: PersonRequest, uid: UUID) -> HttpResponse:
    comment = own_comment(request, uid, "sharing.remove_comment")
    actions.remove_comment(comment=comment, actor=request.user)
    messages.success(request, "The comment is removed. You can put it back where it stood.")
    return back_to(comment, comment.item_for(request.user))


@require_POST
@signed_in
def comment_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    comment = own_comment(request, uid, "sharing.remove_comment")
    try:
        actions.restore_comment(comment=comment, actor=request.user)
    except TooLate as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The comment is back.")
    return back_to(comment, comment.item_for(request.user))


@require_POST
@signed_in
def thread_close(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    item = shareable(request, kind, uid)
    actions.close_thread(item=item, actor=request.user)
    messages.success(request, "Only your supervisors can comment on this now. What was said stays.")
    return redirect(f"{item.get_absolute_url()}#comments")


@require_POST
@signed_in
def thread_open(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    item = shareable(request, kind, uid)
    actions.open_thread(item=item, actor=request.user)
    messages.success(request, "Everyone here who may read this can comment on it.")
    return redirect(f"{item.get_absolute_url()}#comments")
