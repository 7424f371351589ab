"""Who a call to the API is from: a token needs no CSRF token, a browser's session does."""

import json

import pytest
from django.test import Client

from people.actions import make_token

BODY = {"title": "Cryostat course", "start_date": "2026-03-02", "duration": "90 min", "category": "formal"}


@pytest.fixture
def strict(db):
    """A client that enforces CSRF, as a browser's server does."""
    return Client(enforce_csrf_checks=True, HTTP_HOST="northmoor.localhost")


def post(client: Client, **headers: str) -> int:
    answer = client.post(
        "/api/v1/activities/", json.dumps(BODY), content_type="application/json", headers=headers
    )
    return answer.status_code


def test_token_writes_without_a_csrf_token(strict, cast):
    token = make_token(person=cast.technician, reason="", actor="system")

    assert post(strict, Authorization=f"Bearer {token}") == 201


def test_wrong_token_and_none_are_401(strict, cast):
    assert post(strict, Authorization="Bearer asp_wrong") == 401
    assert post(strict) == 401


def test_session_writes_only_with_its_csrf_token(strict, cast):
    strict.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")
    without = post(strict)
    strict.cookies["csrftoken"] = "a" * 32

    assert without == 403
    assert post(strict, **{"X-CSRFToken": "a" * 32}) == 201
