"""The API, `/api/v1/`: each room brings its router; errors have one shape."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from people.tokens import BearerToken, SessionWithCsrf


class TextParser(Parser):
    """JSON whose texts can be kept: half a sign (a lone surrogate) is refused, not stored and not an error of ours."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = super().parse_body(request)
        json.dumps(body, ensure_ascii=False).encode()
        return body


api = NinjaAPI(
    title="AspireCPD",
    version="1",
    description="Log CPD, read what the registers say of it, and take it anywhere.",
    urls_namespace="api",
    auth=[SessionWithCsrf(), BearerToken()],
    docs_url=None,
    parser=TextParser(),
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


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that cannot be read is bad input like any other."""
    if error.status_code != 400:
        return api.create_response(request, {"detail": str(error)}, status=error.status_code)
    problem = {"field": "", "message": "The body cannot be read: send one JSON object, in UTF-8."}
    return api.create_response(request, {"errors": [problem]}, status=422)


api.add_router("me/", "people.api.router")
api.add_router("activities/", "activities.api.router")
api.add_router("entries/", "journals.api.router")
api.add_router("evidence/", "evidence.api.router")
api.add_router("evidence/uploads/", "evidence.api_uploads.router")
api.add_router("packs/", "registers.api.packs_router")
api.add_router("findings/", "registers.api.findings_router")
api.add_router("schemas/", "assessments.api_schemas.router")
api.add_router("schemas/", "registers.api_schemas.router")
