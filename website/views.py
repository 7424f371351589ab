"""Pictures of the institution's site, for the Wagtail admin that asks for them by file."""

from django.core.files.storage import default_storage
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(max_age=3600)
def site_picture(request: HttpRequest, schema: str, name: str) -> FileResponse:
    """A scaled picture of this institution's site. Originals, avatars and every other file have no address."""
    if schema != connection.schema_name or not default_storage.exists(f"images/{name}"):
        raise Http404
    response = FileResponse(default_storage.open(f"images/{name}"))
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
