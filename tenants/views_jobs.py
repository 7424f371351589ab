"""The operators' page of background jobs: which failed, why as far as may be told, and another try."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lib.formats import count
from tenants import actions, operators, queries
from tenants.forms import JobActForm

PAGE = 50


@require_safe
@operators.operators_only
def job_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.failed_jobs(), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "failed": queries.job_lines(page),
        "retrying": queries.job_lines(queries.retrying_jobs()[:PAGE]),
        "queue": queries.queue_state(),
    }
    return render(request, "tenants/job_list.html", context)


@require_POST
@operators.operators_only
def job_act(request: HttpRequest) -> HttpResponse:
    """Try one failed job again, or all of them; or give one up. Pressed twice it is one act."""
    form = JobActForm(request.POST)
    if not form.is_valid():
        return HttpResponse(
            "Say retry, retry all or give up, and which job.", status=422, content_type="text/plain"
        )
    number = form.cleaned_data["job"]
    if form.cleaned_data["act"] == "give_up":
        found = actions.give_up_job(number=number, operator=request.operator)
        said = f"{count(found, 'job', 'jobs')} given up."
    else:
        found = actions.retry_jobs(number=number, operator=request.operator)
        said = f"{count(found, 'job', 'jobs')} put back on the queue."
    messages.success(request, said if found else "That job does not wait here any more.")
    return redirect("platform:job_list")
