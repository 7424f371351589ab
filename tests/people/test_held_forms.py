"""A form held for its writer: only from our own pages, only with a mark of ours, and given back to nobody else."""

import pytest
from django.contrib.sessions.models import Session

from people.middleware import HELD, writer_mark

FORM = {"title": "Typed for an hour"}
ELSEWHERE = [
    {"HTTP_ORIGIN": "https://elsewhere.example"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_ORIGIN": "http://southby.localhost"},
    {"HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_SEC_FETCH_SITE": "same-site"},
]


def send(client, writer, **headers):
    client.handler.enforce_csrf_checks = True
    return client.post("/activities/new/", FORM | {"writer": writer}, **headers)


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_held_form_of_another_site_ends_no_session(cast, visit, headers):
    """The browser leaves its cookie out, so an answer with a new session would put the person's own out of use."""
    answer = send(visit(), writer_mark(cast.technician), **headers)

    assert answer.status_code == 403
    assert "sessionid" not in answer.cookies
    assert not Session.objects.exists()


@pytest.mark.parametrize("writer", ["", "x", "eyJ:forged:mark"])
def test_held_form_without_a_mark_of_ours_fills_no_table(visit, writer):
    assert send(visit(), writer).status_code == 403
    assert not Session.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HTTP_ORIGIN": "http://northmoor.localhost"}])
def test_held_form_of_our_own_page_waits_for_its_writer(cast, visit, headers):
    client = visit()

    assert send(client, writer_mark(cast.technician), **headers).status_code == 302
    assert "Typed" in client.session[HELD]["fields"]


def test_held_form_is_given_to_nobody_else(cast, visit):
    client = visit()
    send(client, writer_mark(cast.technician))
    client.force_login(cast.colleague, backend="django.contrib.auth.backends.ModelBackend")

    assert "Typed for an hour" not in client.get("/activities/new/").content.decode()
