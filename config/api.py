"""The API, `/api/v1/`: each room brings its router; errors have one shape."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from people.tokens import BearerToken, SessionWithCsrf

api = NinjaAPI(
    title="AspireCPD",
    version="1",
    description="Log CPD, read what the registers say of it, and take it anywhere.",
    urls_namespace="api",
    auth=[SessionWithCsrf(), BearerToken()],
    docs_url=None,
)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {
            "field": ".".join(str(part) for part in item["loc"][2:]) or str(item["loc"][-1]),
            "message": item["msg"],
        }
        for item in error.errors
    ]
    return api.create_response(request, {"errors": errors}, status=422)


api.add_router("me/", "people.api.router")
api.add_router("activities/", "activities.api.router")
api.add_router("entries/", "journals.api.router")
api.add_router("evidence/", "evidence.api.router")
api.add_router("packs/", "registers.api.packs_router")
api.add_router("findings/", "registers.api.findings_router")
