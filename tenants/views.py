"""Screens of the platform host: the landing page and the operators' console."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.addresses import client_address
from lib.robots import robots_txt
from tenants import actions, operators, provisioning, queries
from tenants.forms import AddressForm, InstitutionForm, PasswordForm, SignInForm
from tenants.models import Institution, OperatorAct

RECENT_ACTS = 50
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def url_of(domain: str, path: str = "/") -> str:
    return f"{settings.PUBLIC_SCHEME}://{domain}{settings.PUBLIC_PORT}{path}"


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """What this is, and the way to an institution whose address is known; nobody is given a list."""
    form = AddressForm(request.GET if "address" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        found = {
            "name": form.found.tenant.name,
            "url": url_of(form.found.domain, settings.LOGIN_REDIRECT_URL),
        }
    status = 422 if form.errors else 200
    return render(request, "tenants/landing.html", {"form": form, "found": found}, status=status)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The landing page alone: no institution is named."""
    return robots_txt([f"{reverse('platform:landing')}$"])


@never_cache
@sensitive_post_parameters("password")
@form_methods
def operator_sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            operator = operators.authenticate(**form.cleaned_data, address=client_address(request))
        except operators.TooManyTries:
            form.add_error(None, "Too many tries. Wait a quarter of an hour, then try again.")
        else:
            if operator:
                operators.sign_in(request, operator)
                return redirect("platform:institution_list")
            form.add_error(None, "That email and password do not go together. Check both and try again.")
    return render(
        request, "tenants/operator_sign_in.html", {"form": form}, status=422 if form.errors else 200
    )


@require_POST
def operator_sign_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("platform:operator_sign_in")


@sensitive_post_parameters("password")
@form_methods
@operators.operators_only
def operator_password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        actions.set_operator_password(operator=request.operator, password=form.cleaned_data["password"])
        operators.sign_in(request, request.operator)
        messages.success(request, "Your password has changed.")
        return redirect("platform:institution_list")
    return render(
        request, "tenants/operator_password.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@operators.operators_only
def institution_list(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": queries.institutions_with_counts(),
        "acts": OperatorAct.objects.select_related("operator")[:RECENT_ACTS],
        "operator": request.operator,
        "failed": queries.failed_jobs().count(),
    }
    return render(request, "tenants/institution_list.html", context)


@form_methods
@operators.operators_only
def institution_new(request: HttpRequest) -> HttpResponse:
    """Create one. The one-time link of its admin is shown in this answer and nowhere else."""
    form = InstitutionForm(request.POST or None)
    if form.is_valid():
        try:
            created = provisioning.create_institution(**form.cleaned_data, operator=request.operator)
        except provisioning.Refused as refusal:
            form.refuse(refusal)
        else:
            link = url_of(created.domain, created.set_password_path) if created.set_password_path else ""
            context = {"created": created, "url": url_of(created.domain), "link": link}
            return render(request, "tenants/institution_created.html", context, status=201)
    return render(request, "tenants/institution_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@operators.operators_only
def institution_detail(request: HttpRequest, slug: str) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.prefetch_related("domains"), slug=slug)
    context = {
        "shown": institution,
        "accounts": queries.account_counts([institution.schema_name])[institution.schema_name],
        "acts": OperatorAct.objects.filter(slug=slug).select_related("operator")[:RECENT_ACTS],
    }
    return render(request, "tenants/institution_detail.html", context)


@require_POST
@operators.operators_only
def institution_state(request: HttpRequest, slug: str) -> HttpResponse:
    institution = get_object_or_404(Institution, slug=slug)
    state = request.POST.get("state")
    if state not in Institution.State.values:
        return HttpResponse("The state must be active or closed.", status=422, content_type="text/plain")
    stored = actions.set_state(institution=institution, state=state, operator=request.operator)
    messages.success(request, f"{stored.name} is {'open' if stored.is_active else 'closed'}.")
    return redirect("platform:institution_detail", slug=slug)
