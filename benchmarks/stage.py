"""The institution that is measured: its own database, filled by the seed command, gone afterwards."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connections
from django.db.models import Count
from django.test import Client
from psycopg import sql

from tenants import embedded, schemas
from tenants.provisioning import create_institution

HOST = "bench.localhost"
YEARS = 3


@dataclass(frozen=True)
class People:
    """Clients already signed in, the pair whose work is measured, and how many technicians there are."""

    size: int
    technician: Client
    supervisor: Client
    work_url: str | None


@contextmanager
def own_database() -> Iterator[None]:
    if not os.environ.get("DATABASE_URL"):
        embedded.Server().start()
    name = f"aspire_bench_{os.getpid()}"
    identifier = sql.Identifier(name)
    params = {**psycopg.conninfo.conninfo_to_dict(schemas.conninfo()), "dbname": "postgres"}
    with psycopg.connect(**params, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        point_at(name)
        try:
            yield
        finally:
            point_at("postgres")
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))
            shutil.rmtree(settings.FILES, ignore_errors=True)


def point_at(name: str) -> None:
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


@contextmanager
def built(size: int) -> Iterator[People]:
    """Everything is filled and analysed; one technician and one supervisor are signed in."""
    if "seed" not in get_commands():
        raise SystemExit("The seed command is not there: nothing to measure.")
    with own_database():
        schemas.bring_up_to_date()
        made = create_institution(
            slug="bench", name="Bench University", domain=HOST, admin_email="admin@bench.example"
        )
        call_command("seed", "--institution", "bench", "--technicians", str(size), "--years", str(YEARS))
        with schemas.in_schema(made.institution.schema_name), connections["default"].cursor() as cursor:
            cursor.execute("ANALYZE")
        with schemas.in_schema(made.institution.schema_name):
            yield chosen(size)


def chosen(size: int) -> People:
    """The technician with most activities, the supervisor of most people, and a piece of work that waits for scores."""
    from activities.models import Activity
    from assessments.models import Assignment
    from people.models import Pair, User

    busiest = Activity.objects.values("owner").annotate(count=Count("pk")).order_by("-count", "owner").first()
    technician = User.objects.get(pk=busiest["owner"])
    most = Pair.objects.live().values("supervisor").annotate(count=Count("pk")).order_by("-count").first()
    supervisor = User.objects.get(pk=most["supervisor"])
    fill_queue(supervisor)
    waiting = Assignment.objects.filter(state="submitted", owner__in=supervisor.supervised_ids).first()
    return People(
        size, signed_in(technician), signed_in(supervisor), str(waiting.review_url) if waiting else None
    )


def fill_queue(supervisor: Any) -> None:
    """One assessment of three criteria, set to each of the supervisor's technicians, answered and handed in."""
    from assessments import actions
    from people.models import User

    criteria = [actions.CriterionText(title, 5) for title in ("Start up", "Run", "Leave it ready")]
    content = actions.Content(title="Measured", guidance="Alone.", criteria=criteria)
    template = actions.save_template(actor=supervisor, content=content)
    answers = {
        number: actions.Answer(response="I wait for the lasers.", self_score=4) for number in (1, 2, 3)
    }
    for person in User.objects.filter(pk__in=supervisor.supervised_ids):
        work = actions.assign(template=template, person=person, actor=supervisor, once=uuid4())
        work = actions.save_answers(assignment=work, actor=person, answers=answers, response="")
        actions.submit(assignment=work, actor=person, once=uuid4())


def signed_in(person: object) -> Client:
    client = Client(HTTP_HOST=HOST)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
