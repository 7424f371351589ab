"""What a browser needs to know to send files in parts (`static/js/uploads.js`)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token


def settings_for(request: HttpRequest) -> dict[str, Any]:
    """Address of the uploads, bytes in a part, and the token that goes with each."""
    return {
        "address": "/api/v1/evidence/uploads/",
        "part_size": settings.EVIDENCE_PART_SIZE,
        "token": get_token(request),
    }
