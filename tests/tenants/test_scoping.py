"""What would leak from one institution into another, or into `public`, if a line of the set-up were lost."""

import threading

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from people.models import User
from tenants import contenttypes, jobs
from tenants.hosts import base_url, current_institution
from tenants.middleware import forget_hosts
from tenants.schemas import in_schema


def test_search_has_one_app_and_works_in_a_schema(db):
    # `modelsearch` beside `wagtail.search` passes every check and crashes on use.
    assert "modelsearch" not in settings.INSTALLED_APPS
    assert {"wagtail.search", "django.contrib.postgres"} <= set(settings.INSTALLED_APPS)

    assert list(Page.objects.search("nothing is called this")) == []


def test_wagtails_own_tasks_run_at_once_and_never_by_a_queue(db):
    # They carry no schema: on a queue they would run in `public`.
    try:
        from django.tasks import default_task_backend
    except ImportError:
        from django_tasks import default_task_backend

    assert type(default_task_backend).__name__ == "ImmediateBackend" or (
        default_task_backend.__class__.__name__ == "ConnectionProxy"
        and "Immediate" in repr(default_task_backend._connections[default_task_backend._alias])
    )


@pytest.mark.parametrize("alias", settings.CACHES)
def test_cache_keys_differ_by_schema_on_every_alias(db, southby, alias):
    caches[alias].set("address", "northmoor's")
    with southby():
        seen = caches[alias].get("address")
        caches[alias].set("address", "southby's")

    assert seen is None
    assert caches[alias].get("address") == "northmoor's"


def test_content_types_of_a_schema_are_forgotten_when_it_changes(db):
    schema = connection.schema_name
    ContentType.objects.get_for_model(User)
    with CaptureQueriesContext(connection) as remembered:
        ContentType.objects.get_for_model(User)

    contenttypes.cache.drop(schema)
    with CaptureQueriesContext(connection) as asked:
        ContentType.objects.get_for_model(User)

    assert (len(remembered), len(asked)) == (0, 1)


def test_tenancy_costs_a_page_one_query(visit):
    client = visit()
    forget_hosts()
    client.get("/account/login/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/account/login/")
    asked = [query["sql"] for query in queries]

    assert len([sql for sql in asked if sql.startswith("SET search_path")]) <= 1
    assert [sql for sql in asked if "tenants_domain" in sql] == []


def test_job_from_a_thread_without_a_schema_is_refused(db):
    refused = []

    def enqueue() -> None:
        try:
            jobs.enqueue(connection.schema_name, "notices.mail", notice=1)
        except ValueError as error:
            refused.append(str(error))

    thread = threading.Thread(target=enqueue)
    thread.start()
    thread.join()

    assert refused == ["A job belongs to an institution: enqueue it inside its schema."]


@pytest.mark.parametrize("schema", ["", "public"])
def test_job_without_an_institutions_schema_does_not_run(db, schema):
    ran = []
    jobs.task(f"tests.scoping_{schema}")(lambda: ran.append(connection.schema_name))

    with pytest.raises(ValueError, match="without an institution's schema"):
        jobs._tasks[f"tests.scoping_{schema}"](schema=schema)

    assert ran == []


def test_job_runs_inside_its_schema_and_leaves_it(db, southby):
    ran = []
    jobs.task("tests.scoping_inside")(lambda: ran.append(connection.schema_name))
    before = connection.schema_name
    with southby():
        schema = connection.schema_name

    jobs._tasks["tests.scoping_inside"](schema=schema)

    assert (ran, connection.schema_name) == ([schema], before)


def test_addresses_carry_the_institutions_own_host(db, southby):
    ours = (base_url(), str(settings.WAGTAILADMIN_BASE_URL), current_institution().slug)
    with southby():
        theirs = (base_url(), str(settings.WAGTAILADMIN_BASE_URL), current_institution().slug)
    with in_schema("public"):
        platform = base_url()

    assert ours == ("http://northmoor.localhost", "http://northmoor.localhost", "northmoor")
    assert theirs == ("http://southby.localhost", "http://southby.localhost", "southby")
    assert platform == "http://localhost"


def test_mail_for_a_forgotten_password_leads_to_the_host_it_was_asked_at(visit):
    visit(host="southby.localhost").post("/account/password/reset/", {"email": "technician@southby.example"})

    (sent,) = mail.outbox
    assert "http://southby.localhost/account/password/reset/key/" in sent.body
    assert "northmoor" not in sent.body
