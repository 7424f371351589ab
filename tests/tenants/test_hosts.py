"""Where a host leads, and what answers where no institution is."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tenants import actions
from tenants.middleware import forget_hosts
from tenants.models import Domain, Institution
from tenants.schemas import in_schema

UNKNOWN = ["nowhere.localhost", "localhost.example", "xn--bcher-kva.example", "192.0.2.7", "[2001:db8::1]"]


@pytest.mark.parametrize("host", UNKNOWN)
@pytest.mark.parametrize("path", ["/", "/home/", "/operators/", "/cms/", "/static/nothing.css"])
def test_unknown_host_answers_a_plain_404(visit, host, path):
    answer = visit(host=host).get(path)

    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


def test_unknown_host_says_so_and_names_nobody(visit):
    page = visit(host="nowhere.localhost").get("/").content.decode()

    assert "There is no institution at this address" in page
    assert "Northmoor" not in page


@pytest.mark.parametrize("host", ["bad host", "a_b.example", "northmoor.localhost:x", ""])
def test_host_that_is_none_answers_404_and_no_error(visit, host):
    assert visit(host=host).get("/").status_code == 404


@pytest.mark.parametrize("host", ["NORTHMOOR.localhost", "northmoor.localhost.", "northmoor.localhost:8000"])
def test_host_is_read_as_browsers_write_it(visit, host):
    assert visit(host=host).get("/account/login/").status_code == 200


@pytest.mark.parametrize(
    "host", ["localhost", "northmoor.localhost", "nowhere.example", "127.0.0.1", "10.2.3.4:8000"]
)
def test_healthz_answers_on_every_host_in_one_query(visit, host):
    answer = visit(host=host).get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_missing_page_on_the_platform_host_is_a_404(visit):
    # Wagtail's redirects would look for its own table in `public` and fail.
    answer = visit(host="localhost").get("/no/such/page/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/home/", "/activities/", "/people/", "/cms/", "/api/v1/me/", "/account/login/"]
)
def test_platform_host_has_nothing_of_an_institution(visit, cast, path):
    assert visit(cast.admin, host="localhost").get(path).status_code == 404


def test_closed_institution_answers_nobody_and_keeps_its_people(visit, cast):
    client = visit(cast.technician)
    with in_schema("public"):
        institution = Institution.objects.get(slug="northmoor")
        actions.set_state(institution=institution, state="closed", operator=None)

    answers = [client.get(path) for path in ("/home/", "/account/login/", "/api/v1/me/", "/cms/")]

    assert {answer.status_code for answer in answers} == {503}
    assert "closed for now" in answers[0].content.decode()
    assert cast.technician.is_active


def test_two_domains_lead_to_one_institution(visit):
    with in_schema("public"):
        Domain.objects.create(
            tenant=Institution.objects.get(slug="southby"), domain="cpd.southby.example", is_primary=False
        )
    forget_hosts()

    assert "Southby Institute" in visit(host="cpd.southby.example").get("/account/login/").content.decode()


@pytest.mark.parametrize("host", ["northmoor.localhost", "southby.localhost", "localhost"])
def test_media_folder_is_served_to_nobody(visit, cast, host):
    folder = Path(settings.MEDIA_ROOT) / connection.schema_name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "private.txt").write_text("private")
    client = visit(cast.technician, host=host)

    paths = [
        f"/media/{folder.name}/private.txt",
        "/media/private.txt",
        f"/static/../media/{folder.name}/private.txt",
    ]

    assert {client.get(path).status_code for path in paths} == {404}


def test_nothing_is_loaded_from_elsewhere_by_policy(visit, cast):
    strict = visit().get("/account/login/").headers["Content-Security-Policy"]
    refused = visit(host="nowhere.localhost").get("/").headers["Content-Security-Policy"]
    editor = visit(cast.editor).get("/cms/").headers["Content-Security-Policy"]

    assert "unsafe" not in strict and "unsafe" not in refused
    assert "unsafe-inline" in editor
    assert "http" not in strict + editor
