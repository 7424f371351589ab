"""Members by a list of addresses and by a rule: each previewed before anybody is added."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cohorts import actions, queries
from cohorts.forms_bulk import AddressesForm, RuleForm
from cohorts.models import Cohort, JoinRule
from cohorts.views import written
from lib.formats import count
from lib.once import OnceForm
from people.access import PersonRequest, signed_in
from people.models import User
from people.sent import posted
from sharing.refusals import Refused


@dataclass(frozen=True)
class Named:
    """Whom a list of addresses names: who may join, and why the others do not."""

    joining: list[User]
    inside: list[User]
    no_technician: list[User]
    unknown: list[str]


def named(cohort: Cohort, addresses: list[str]) -> Named:
    """Three queries, however many addresses."""
    known = {person.email.lower(): person for person in queries.at_addresses(addresses)}
    may_join = {
        person.pk for person in queries.may_join(cohort).filter(pk__in=[one.pk for one in known.values()])
    }
    inside = set(queries.members_of(cohort).values_list("person_id", flat=True))
    people = list(known.values())
    return Named(
        joining=[one for one in people if one.pk in may_join],
        inside=[one for one in people if one.pk in inside],
        no_technician=[one for one in people if one.pk not in inside | may_join],
        unknown=[address for address in addresses if address not in known],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def member_csv(request: PersonRequest, uid: Any) -> HttpResponse:
    """Bring addresses, see whom they name, and add those: all of them or nobody."""
    cohort = written(request, uid)
    form = AddressesForm(posted(request), request.FILES or None)
    context: dict[str, Any] = {"cohort": cohort, "form": form, "once": uuid4()}
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        status = 422 if form.errors else 200
        return render(request, "cohorts/member_csv.html", context, status=status)
    found = named(cohort, form.cleaned_data["found"])
    keys = OnceForm(request.POST)
    if "confirm" in request.POST and keys.is_valid():
        try:
            act = actions.add_members(
                cohort=cohort, people=found.joining, actor=request.user, once=keys.cleaned_data["once"]
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
            return render(request, "cohorts/member_csv.html", context, status=422)
        return redirect(f"{cohort.get_absolute_url()}?act={act.uid}")
    context |= {"found": found, "text": "\n".join(form.cleaned_data["found"])}
    return render(request, "cohorts/member_csv_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def member_rule(request: PersonRequest, uid: Any) -> HttpResponse:
    """Say who joins by themselves: first a preview, then `confirm` keeps the rule and adds whom it holds for."""
    cohort = written(request, uid)
    rule = JoinRule.objects.filter(cohort=cohort).select_related("unit", "job_title").first()
    form = RuleForm(posted(request), initial=_stored(rule))
    context: dict[str, Any] = {"cohort": cohort, "form": form, "rule": rule}
    if request.method != "POST":
        if rule is not None:
            context["people"] = queries.meeting_rule(cohort, rule)
        return render(request, "cohorts/member_rule.html", context)
    if "end" in request.POST:
        actions.end_rule(cohort=cohort, actor=request.user)
        messages.success(request, "The rule is ended. Who joined by it stays.")
        return redirect("cohorts:member_rule", cohort.uid)
    if not form.is_valid():
        return render(request, "cohorts/member_rule.html", context, status=422)
    if "confirm" not in request.POST:
        wanted = JoinRule(cohort=cohort, **vars(form.conditions))
        context |= {"people": queries.meeting_rule(cohort, wanted), "checked": True}
        return render(request, "cohorts/member_rule.html", context)
    kept = actions.save_rule(cohort=cohort, actor=request.user, conditions=form.conditions)
    joined = count(len(actions.apply_rule(rule=kept, actor=request.user)), "person", "people")
    said = f"The rule is kept. {joined} joined; others join the night after it holds for them."
    messages.success(request, said)
    return redirect(cohort)


def _stored(rule: JoinRule | None) -> dict[str, Any]:
    if rule is None:
        return {}
    return {"unit": rule.unit, "job_title": rule.job_title, "joined_after": rule.joined_after}
