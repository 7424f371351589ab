"""The institution's colour as a stylesheet of one rule, so that no page needs inline style."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(max_age=300)
def theme_css(request: HttpRequest) -> HttpResponse:
    colour = request.institution.colour if request.institution else "#18222f"
    return HttpResponse(f":root {{ --tenant: {colour}; --on-tenant: #ffffff; }}\n", content_type="text/css")
