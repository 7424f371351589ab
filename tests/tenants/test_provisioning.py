"""A new institution: cloned, named, ready to sign in; once, wholly or not at all. Commits to a database of its own."""

import subprocess

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import User
from tenants import provisioning, schemas
from tenants.models import Domain, Institution, Operator, OperatorAct
from tenants.provisioning import Refused, create_institution
from tests.conftest import HostClient
from tests.tenants.conftest import operator_client

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(autouse=True)
def public(own_database):
    connection.set_schema_to_public()
    yield
    connection.set_schema_to_public()


def make(slug: str, **changed: str):
    asked = {
        "slug": slug,
        "name": f"{slug.title()} College",
        "domain": f"{slug}.localhost",
        "admin_email": f"admin@{slug}.example",
    }
    return create_institution(**{**asked, **changed})


def schema_names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'inst_%' OR nspname LIKE 'zz_%'")
        return {name for (name,) in cursor.fetchall()}


def traces() -> tuple:
    """Everything that a failed attempt might leave."""
    institutions = set(Institution.objects.values_list("slug", flat=True))
    return (
        schema_names(),
        institutions,
        set(Domain.objects.values_list("domain", flat=True)),
        OperatorAct.objects.count(),
    )


def test_institution_is_ready_to_sign_in():
    created = make("eastmoor")
    client = HostClient("eastmoor.localhost")

    choosing = client.get(created.set_password_path, follow=True)
    chosen = client.post(
        choosing.request["PATH_INFO"], {"password1": "a long enough one", "password2": "a long enough one"}
    )
    signed_in = client.post(
        "/account/login/", {"login": "admin@eastmoor.example", "password": "a long enough one"}
    )

    assert (choosing.status_code, chosen.status_code) == (200, 302)
    assert (signed_in.status_code, signed_in.headers["Location"]) == (302, "/home/")
    assert client.get("/people/").status_code == 200
    assert HostClient("eastmoor.localhost").get(created.set_password_path).context["token_fail"] is True


def test_institution_has_its_own_people_only():
    created = make("westmoor")

    with schemas.in_schema(created.institution.schema_name):
        people = set(User.objects.values_list("email", flat=True))
        sessions = Session.objects.count()

    assert (people, sessions) == ({"admin@westmoor.example"}, 0)


def test_institution_made_twice_is_one():
    first = make("norton")
    before = traces()

    second = make("norton")

    assert (first.is_new, second.is_new) == (True, False)
    assert second.institution == first.institution
    assert second.set_password_path is None
    assert traces() == before


def test_template_is_built_once_and_holds_nobody(monkeypatch):
    built = []
    monkeypatch.setattr(schemas, "migrate", built.append)

    schemas.build_template()
    schemas.build_template()

    with schemas.in_schema(schemas.TEMPLATE):
        assert (User.objects.count(), Session.objects.count()) == (0, 0)
    assert built == []
    assert schemas.template_fingerprint() == schemas.fingerprint()


def test_template_of_other_migrations_is_built_anew(monkeypatch):
    built = []
    monkeypatch.setattr(schemas, "migrate", lambda schema: built.append(schema))
    monkeypatch.setattr(schemas, "FURNISH", [])
    kept = schemas.template_fingerprint()
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA "{schemas.TEMPLATE}" RENAME TO kept_template')

    try:
        schemas.build_template()
        fingerprint = schemas.template_fingerprint()
    finally:
        schemas.drop(schemas.TEMPLATE)
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER SCHEMA kept_template RENAME TO "{schemas.TEMPLATE}"')

    assert built == [schemas.TEMPLATE]
    assert fingerprint == schemas.fingerprint() != kept


def test_half_made_template_is_not_taken_for_a_whole_one():
    with connection.cursor() as cursor:
        cursor.execute(f'COMMENT ON SCHEMA "{schemas.TEMPLATE}" IS NULL')

    try:
        assert schemas.template_fingerprint() is None
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON SCHEMA \"{schemas.TEMPLATE}\" IS '{schemas.fingerprint()}'")


class Broken(RuntimeError):
    pass


def test_failure_in_the_new_schema_leaves_no_trace(monkeypatch):
    def fail(institution, domain, email):
        User.objects.create(email="half@way.example", username="half")
        raise Broken

    before = traces()
    monkeypatch.setattr(provisioning, "WELCOME", [*provisioning.WELCOME, fail])

    with pytest.raises(Broken):
        make("halfway")

    assert traces() == before


def test_failure_while_copying_leaves_no_trace(monkeypatch):
    before = traces()
    monkeypatch.setattr(provisioning, "for_server", lambda dump: dump + "\nSELECT 1 / 0;\n")

    with pytest.raises(subprocess.CalledProcessError):
        make("copying")

    assert traces() == before


def test_schema_left_by_a_crash_is_cleared_away_first():
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA inst_crashed")
        cursor.execute("CREATE TABLE inst_crashed.people_user (words text)")

    created = make("crashed")

    with schemas.in_schema(created.institution.schema_name):
        assert User.objects.get().email == "admin@crashed.example"


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"slug": "Über"}, "slug"),
        ({"slug": "a"}, "slug"),
        ({"slug": "9moor"}, "slug"),
        ({"slug": "two--hyphens"}, "slug"),
        ({"slug": "x" * 41}, "slug"),
        ({"slug": "moor\n"}, None),
        ({"slug": "a; drop schema public"}, "slug"),
        ({"slug": "public"}, "slug"),
        ({"slug": "northmoor"}, "slug"),
        ({"domain": "no spaces.example"}, "domain"),
        ({"domain": "https://x.example"}, "domain"),
        ({"domain": "x.example:80"}, "domain"),
        ({"domain": "-x.example"}, "domain"),
        ({"domain": "x." * 130 + "example"}, "domain"),
        ({"domain": "northmoor.localhost"}, "domain"),
        ({"domain": "NORTHMOOR.localhost"}, "domain"),
        ({"domain": "localhost"}, "domain"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"admin_email": "nobody"}, "admin"),
    ],
)
def test_institution_refused_names_the_field(changed, field):
    before = traces()
    asked = {
        "slug": "fine",
        "name": "Fine",
        "domain": "fine.localhost",
        "admin_email": "a@fine.example",
        **changed,
    }

    if field is None:
        # White space around a slug is not part of it.
        provisioning.check(**{**asked, "slug": asked["slug"].strip()})
        return
    with pytest.raises(Refused, match=f"^{field}: "):
        create_institution(**asked)

    assert traces() == before


def test_taken_slug_with_another_domain_is_refused():
    make("taken")

    with pytest.raises(Refused, match="^slug: taken is taken by Taken College"):
        make("taken", domain="other.localhost")


def test_command_prints_the_link_once(capsys):
    arguments = [
        "institution",
        "create",
        "cmd",
        "--name",
        "Cmd",
        "--domain",
        "cmd.localhost",
        "--admin",
        "a@cmd.example",
    ]

    call_command(*arguments)
    first = capsys.readouterr().out
    call_command(*arguments)
    second = capsys.readouterr().out

    assert "http://cmd.localhost" in first and "/account/password/reset/key/" in first
    assert "already stands" in second and "reset" not in second


def test_command_refuses_in_one_sentence():
    with pytest.raises(CommandError, match="^slug: "):
        call_command(
            "institution", "create", "9", "--name", "N", "--domain", "n.localhost", "--admin", "a@n.example"
        )


def test_operator_creates_an_institution_and_sees_the_link_once():
    client = operator_client()
    form = {
        "name": "Console",
        "slug": "console",
        "domain": "console.localhost",
        "admin_email": "a@console.example",
    }

    first = client.post("/operators/institutions/new/", form)
    second = client.post("/operators/institutions/new/", form)

    assert first.status_code == second.status_code == 201
    assert "http://console.localhost/account/password/reset/key/" in first.content.decode()
    assert "already stands" in second.content.decode() and "reset/key" not in second.content.decode()
    assert first.headers["Cache-Control"] == "no-store"
    act = OperatorAct.objects.get(slug="console")
    assert (act.verb, act.operator) == (
        "created institution",
        Operator.objects.get(email="operator@aspirecpd.example"),
    )


def test_migrating_what_is_current_asks_one_query_a_schema_and_starts_no_planner(monkeypatch):
    migrated = []
    monkeypatch.setattr(schemas, "migrate", migrated.append)
    with CaptureQueriesContext(connection) as with_some:
        schemas.bring_up_to_date()
    make("another")

    with CaptureQueriesContext(connection) as with_one_more:
        schemas.bring_up_to_date()

    assert migrated == []
    assert len(with_one_more) - len(with_some) <= 2


def test_migrating_reaches_the_schema_that_lags_behind(monkeypatch):
    created = make("lagging")
    migrated, said = [], []
    monkeypatch.setattr(schemas, "migrate", migrated.append)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM inst_lagging.django_migrations WHERE app = 'people'")

    schemas.bring_up_to_date(said.append)

    assert migrated == [created.institution.schema_name]
    assert said == ["Updating inst_lagging"]


def test_operator_command_prints_a_password_that_works(capsys):
    call_command("operator", "create", "New@aspirecpd.example", "--name", "Ada Byrne")
    password = capsys.readouterr().out.split("shown only here: ")[1].split()[0]

    assert operator_client("new@aspirecpd.example", password).get("/operators/").status_code == 200


@pytest.mark.parametrize("email", ["nobody", "operator@aspirecpd.example"])
def test_operator_command_refuses_a_bad_or_taken_address(email):
    with pytest.raises(CommandError):
        call_command("operator", "create", email, "--name", "Ada Byrne")
