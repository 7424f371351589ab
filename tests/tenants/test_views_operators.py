"""The platform host: its landing page, who gets past the operators' door, and what they find behind it."""

import pytest
from django.test import Client

from tenants.models import Institution, Operator, OperatorAct
from tenants.operators import FAILURES_PER_ACCOUNT
from tests.conftest import HostClient
from tests.people import PASSWORD
from tests.tenants.conftest import operator_client

SIGN_IN = "/operators/sign-in/"
BEHIND = [
    "/operators/",
    "/operators/institutions/new/",
    "/operators/institutions/northmoor/",
    "/operators/password/",
    "/operators/jobs/",
]


@pytest.fixture
def operator(db) -> HostClient:
    return operator_client()


def test_landing_names_no_institution(visit):
    page = visit(host="localhost").get("/").content.decode()

    assert "AspireCPD" in page
    assert "Northmoor" not in page and "Southby" not in page


@pytest.mark.parametrize(
    "typed",
    ["northmoor.localhost", " HTTP://Northmoor.localhost:8000/home/ ", "northmoor.localhost/activities/"],
)
def test_landing_leads_to_the_institution_whose_address_is_typed(visit, typed):
    answer = visit(host="localhost").get("/", {"address": typed})

    assert answer.status_code == 200
    assert 'href="http://northmoor.localhost/home/"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "northmoor", "nowhere.example", "http://[", "%00"])
def test_landing_says_what_to_do_about_an_unknown_address(visit, typed):
    answer = visit(host="localhost").get("/", {"address": typed})

    assert answer.status_code == 422
    assert 'href="#id_address"' in answer.content.decode()


@pytest.mark.parametrize("path", BEHIND)
def test_console_sends_strangers_to_sign_in(visit, path):
    answer = visit(host="localhost").get(path)

    assert (answer.status_code, answer.headers["Location"]) == (302, SIGN_IN)


@pytest.mark.parametrize("path", ["/operators/institutions/northmoor/state/"])
def test_console_acts_for_no_stranger(visit, path):
    answer = visit(host="localhost").post(path, {"state": "closed"})

    assert answer.headers["Location"] == SIGN_IN
    assert Institution.objects.get(slug="northmoor").is_active


@pytest.mark.parametrize("path", [*BEHIND, SIGN_IN])
def test_console_is_not_on_an_institutions_host(visit, cast, path):
    assert visit(cast.admin).get(path).status_code == 404


def test_session_of_an_institution_opens_no_console(visit, cast):
    client = visit(cast.admin)

    assert client.get("/operators/", headers={"host": "localhost"}).status_code == 302


def test_session_of_an_operator_opens_no_institution(operator):
    answer = operator.get("/people/", headers={"host": "northmoor.localhost"})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_operator_signs_in_under_a_new_session_key(db):
    client = HostClient("localhost")
    client.get(SIGN_IN)
    client.session.save()
    before = client.session.session_key

    answer = client.post(SIGN_IN, {"email": "Operator@aspirecpd.example ", "password": PASSWORD})

    assert answer.headers["Location"] == "/operators/"
    assert client.session.session_key != before
    assert Operator.objects.get().last_sign_in


@pytest.mark.parametrize("email", ["operator@aspirecpd.example", "nobody@aspirecpd.example"])
def test_wrong_sign_in_says_the_same_for_known_and_unknown(visit, email):
    answer = visit(host="localhost").post(SIGN_IN, {"email": email, "password": "wrong"})

    assert answer.status_code == 422
    assert "That email and password do not go together" in answer.content.decode()
    assert f'value="{email}"' in answer.content.decode()


def test_sign_in_is_refused_for_a_while_after_failures(visit):
    client = visit(host="localhost")
    for _ in range(FAILURES_PER_ACCOUNT):
        client.post(SIGN_IN, {"email": "operator@aspirecpd.example", "password": "wrong"})

    answer = client.post(SIGN_IN, {"email": "operator@aspirecpd.example", "password": PASSWORD})

    assert answer.status_code == 422
    assert "Too many tries" in answer.content.decode()


def test_sign_in_needs_the_csrf_token(db):
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})

    assert (
        client.post(SIGN_IN, {"email": "operator@aspirecpd.example", "password": PASSWORD}).status_code == 403
    )


def test_sign_out_ends_the_session_and_refuses_get(operator):
    assert operator.get("/operators/sign-out/").status_code == 405

    operator.post("/operators/sign-out/")

    assert operator.get("/operators/").status_code == 302


def test_closed_operator_account_is_out_at_once(operator):
    Operator.objects.update(is_active=False)

    assert operator.get("/operators/").status_code == 302
    assert operator_client().get("/operators/").status_code == 302


def test_changed_password_ends_the_other_sessions(operator):
    other = operator_client()

    answer = operator.post("/operators/password/", {"password": "correct horse battery"})

    assert answer.status_code == 302
    assert operator.get("/operators/").status_code == 200
    assert other.get("/operators/").status_code == 302


def test_short_password_is_refused(operator):
    assert operator.post("/operators/password/", {"password": "short"}).status_code == 422


def test_institution_list_shows_counts_and_no_names_of_people(operator, django_assert_num_queries):
    # the schema is set once; session, operator, institutions, domains, counts, failed jobs, acts
    with django_assert_num_queries(8):
        answer = operator.get("/operators/")
    page = answer.content.decode()

    assert "University of Northmoor" in page and "southby.localhost" in page
    assert '<td role="cell" data-label="Accounts" class="number">10</td>' in page
    assert "Okafor" not in page and "@northmoor.example" not in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_institution_detail_of_an_unknown_slug_is_404(operator):
    assert operator.get("/operators/institutions/nowhere/").status_code == 404
    assert operator.post("/operators/institutions/nowhere/state/", {"state": "closed"}).status_code == 404


def test_institution_closes_and_opens_again(operator, visit):
    answer = operator.post("/operators/institutions/southby/state/", {"state": "closed"}, follow=True)
    closed = visit(host="southby.localhost").get("/account/login/")

    assert "Southby Institute is closed." in answer.content.decode()
    assert (closed.status_code, "closed for now" in closed.content.decode()) == (503, True)
    assert visit().get("/account/login/").status_code == 200

    operator.post("/operators/institutions/southby/state/", {"state": "active"})

    assert visit(host="southby.localhost").get("/account/login/").status_code == 200
    acts = OperatorAct.objects.filter(slug="southby", operator__isnull=False).values_list("verb", flat=True)
    assert list(acts) == ["set active", "set closed"]


def test_institution_state_of_another_word_is_refused(operator):
    answer = operator.post("/operators/institutions/southby/state/", {"state": "deleted"})

    assert answer.status_code == 422
    assert Institution.objects.get(slug="southby").is_active


def test_institution_state_refuses_get(operator):
    assert operator.get("/operators/institutions/southby/state/").status_code == 405


FORM = {
    "name": "Eastmoor",
    "slug": "eastmoor",
    "domain": "eastmoor.localhost",
    "admin_email": "a@eastmoor.example",
}


@pytest.mark.parametrize(
    "wrong, field, sentence",
    [
        ({"name": ""}, "name", "Type the institution&#x27;s name."),
        ({"slug": "9 lives"}, "slug", "must be 2 to 40 lower-case letters"),
        ({"slug": "admin"}, "slug", "Admin is kept for the platform"),
        ({"slug": "northmoor"}, "slug", "Northmoor is taken by University of Northmoor"),
        ({"domain": "http://x/"}, "domain", "must be a host name"),
        ({"domain": "localhost"}, "domain", "is the platform&#x27;s own address"),
        ({"domain": "northmoor.localhost"}, "domain", "already leads to University of Northmoor"),
        ({"admin_email": "nobody"}, "admin_email", "is not an email address"),
    ],
)
def test_institution_form_says_what_is_wrong_beside_the_box(operator, wrong, field, sentence):
    answer = operator.post("/operators/institutions/new/", {**FORM, **wrong})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert sentence in page
    assert all(f'value="{value}"' in page for value in {**FORM, **wrong}.values() if value)
    assert set(Institution.objects.values_list("slug", flat=True)) == {"northmoor", "southby"}
