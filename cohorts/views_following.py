"""One's own people at a glance: what they log week by week, who has gone quiet, where reviews wait."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.competences import Competence, named
from activities.models import Category
from cohorts import following, queries, reckoning
from cohorts.forms_following import DashboardForm, QuietForm
from people.access import PersonRequest, allowed
from people.permissions import can


@require_safe
@allowed("cohorts.read_dashboard")
def dashboard(request: PersonRequest) -> HttpResponse:
    """For supervisors their pairs, for trainers the members of their cohorts; counts of what those share with them."""
    form = DashboardForm(request.GET or {"weeks": 8}, cohorts=queries.run_by(request.user))
    given = form.cleaned_data if form.is_valid() else {}
    weeks = int(given.get("weeks", 8))
    people = list(following.people_of(request.user, given.get("cohort")))
    since = reckoning.first_day(timezone.localdate(), weeks)
    facts = following.facts(request.user, [person.pk for person in people], since)
    summary = reckoning.summarise(facts, people=people, categories=Category.values, since=since, weeks=weeks)
    context = {
        "form": form,
        "summary": summary,
        "weeks": weeks,
        "competences": _named(summary.competences),
        "labels": dict(Category.choices),
        "runs": can(request.user, "cohorts.run"),
    }
    return render(request, "cohorts/dashboard.html", context, status=200 if form.is_valid() else 422)


def _named(found: list[reckoning.Competence]) -> list[tuple[Competence, reckoning.Competence]]:
    """Each with its name, where a register that is known here has it."""
    return list(zip(named(one.value for one in found), found, strict=True))


@require_safe
@allowed("cohorts.run")
def people_quiet(request: PersonRequest) -> HttpResponse:
    form = QuietForm(request.GET or {"days": 30})
    days = int(form.cleaned_data["days"]) if form.is_valid() else 30
    found = following.quiet(request.user, days=days, today=timezone.localdate())
    context = {"form": form, "days": days, "found": found}
    return render(request, "cohorts/people_quiet.html", context, status=200 if form.is_valid() else 422)


@require_safe
@allowed("cohorts.run")
def reviews_waiting(request: PersonRequest) -> HttpResponse:
    return render(request, "cohorts/reviews_waiting.html", {"loads": following.reviews_waiting(request.user)})
