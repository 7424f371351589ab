"""Setting an assessment or a programme by a rule, without a cohort made first."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cohorts import actions, queries
from cohorts.forms_bulk import ByRuleForm
from cohorts.models import JoinRule
from cohorts.previews import preview
from lib.formats import count
from lib.once import OnceForm
from people.access import PersonRequest, allowed
from people.sent import posted
from sharing.refusals import RefusalsOn


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("cohorts.run")
def set_by_rule(request: PersonRequest) -> HttpResponse:
    """First whom the rule holds for; `confirm` makes the cohort, sets what is wanted and adds them."""
    named = request.POST if request.method == "POST" else request.GET
    wanted = _wanted(request, named)
    form = ByRuleForm(posted(request), wanted=wanted)
    keys = OnceForm(posted(request))
    context: dict[str, Any] = {"wanted": wanted, "form": form, "once": uuid4(), "today": timezone.localdate()}
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        context |= _checked(request, form)
        if "confirm" in request.POST:
            with RefusalsOn(form):
                made = actions.set_by_rule(
                    actor=request.user, once=keys.cleaned_data["once"], **form.values()
                )
                messages.success(request, _said(made.name, len(context["people"])))
                return redirect(made)
    status = 422 if form.errors or keys.errors else 200
    return render(request, "cohorts/set_by_rule.html", context | {"keys": keys}, status=status)


def _checked(request: PersonRequest, form: ByRuleForm) -> dict[str, Any]:
    """Whom it would be set to, and on which days what falls."""
    given = form.values()
    found: dict[str, Any] = {
        "people": list(queries.would_join(JoinRule(**vars(given["conditions"])), request.user)),
        "name": given["name"],
    }
    if programme := given["wanted"].programme:
        usable = set(queries.usable_templates(request.user).values_list("pk", flat=True))
        items = queries.items_of(programme)
        found["planned"] = preview(
            items, starts_on=given["starts_on"], usable=usable, today=timezone.localdate()
        )
    return found


def _said(name: str, many: int) -> str:
    whom = count(many, "person", "people")
    return f"Set to {whom}; others get it the night after the rule holds for them. The cohort is “{name}”."


def _wanted(request: PersonRequest, named: QueryDict) -> actions.Wanted:
    """What the address or the form names; 404 for what this person cannot set."""
    template, programme = named.get("template"), named.get("programme")
    if template:
        return actions.Wanted(template=_one(queries.usable_templates(request.user), template))
    return actions.Wanted(programme=_one(queries.programmes_for(request.user), programme or ""))


def _one(rows: Any, named: str) -> Any:
    try:
        found = rows.filter(uid=UUID(named)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found
