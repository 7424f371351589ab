"""A new institution in under two seconds: clone the template schema, then name it and give it its first admin."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django_tenants.utils import schema_context

from tenants import embedded, schemas
from tenants.middleware import forget_hosts
from tenants.models import HOST, SLUG, Domain, Institution, Operator, OperatorAct

RESERVED = {"www", "api", "public", "cms", "mail", "admin", "static", "platform", "localhost"}

# Called in the new schema, in order: (institution, domain, admin's e-mail) -> the set-password path, or None.
# The rooms to the right add theirs in config/wiring.py.
WELCOME: list[Callable[[Institution, str, str], str | None]] = []


class Refused(ValueError):
    """The institution cannot be created; the message names the field and says what to do."""


@dataclass(frozen=True)
class Created:
    institution: Institution
    domain: str
    set_password_path: str | None
    is_new: bool


def schema_for(slug: str) -> str:
    return "inst_" + slug.replace("-", "_")


def crest_for(name: str) -> str:
    words = [
        word
        for word in re.findall(r"[A-Za-z]+", name)
        if word.lower() not in {"of", "the", "and", "university"}
    ]
    letters = "".join(word[0] for word in words) or name
    return (letters if len(letters) > 1 else (words[0][:2] if words else name[:2])).upper()[:3]


def create_institution(
    *, slug: str, name: str, domain: str, admin_email: str, operator: Operator | None = None, **extra: Any
) -> Created:
    """Create, or finish, an institution. The same call twice is one institution.

    Raises Refused for a bad or taken slug, domain, name or e-mail. All or nothing: a crash leaves either no trace
    in the public schema (the next call drops the orphaned schema and starts again) or a finished institution.
    `extra` sets further fields of Institution (colour, crest).
    """
    slug, domain, admin_email = slug.strip().lower(), domain.strip().lower(), admin_email.strip().lower()
    check(slug=slug, name=name, domain=domain, admin_email=admin_email)
    with schema_context("public"), schemas.one_at_a_time():
        if existing := Institution.objects.filter(slug=slug).first():
            if existing.domains.filter(domain=domain).exists() and existing.name == name:
                return Created(existing, domain, None, is_new=False)
            raise Refused(f"slug: {slug} is taken by {existing.name}; choose another.")
        if taken := Domain.objects.select_related("tenant").filter(domain=domain).first():
            raise Refused(f"domain: {domain} already leads to {taken.tenant.name}; choose another.")
        schemas.build_template()
        schema = schema_for(slug)
        schemas.drop(schema)
        clone(schema)
        try:
            institution = Institution(
                slug=slug, name=name, schema_name=schema, **{"crest": crest_for(name), **extra}
            )
            return _name_it(institution, domain, admin_email, operator=operator)
        except BaseException:
            schemas.drop(schema)
            raise
        finally:
            forget_hosts()


def _name_it(
    institution: Institution, domain: str, admin_email: str, *, operator: Operator | None
) -> Created:
    """Everything after the clone, in one transaction: the rows in `public`, and the first admin in the new schema."""
    with transaction.atomic():
        institution.full_clean()
        institution.save()
        Domain.objects.create(tenant=institution, domain=domain, is_primary=True)
        OperatorAct.objects.create(operator=operator, verb="created institution", slug=institution.slug)
        path = None
        with schema_context(institution.schema_name):
            for welcome in WELCOME:
                path = welcome(institution, domain, admin_email) or path
    return Created(institution, domain, path, is_new=True)


def check(*, slug: str, name: str, domain: str, admin_email: str) -> None:
    if not SLUG.match(slug) or not 2 <= len(slug) <= 40:
        raise Refused(
            f"slug: {slug!r} must be 2 to 40 lower-case letters, digits and single hyphens, starting with a letter."
        )
    if slug in RESERVED:
        raise Refused(f"slug: {slug} is kept for the platform; choose another.")
    if not name.strip() or len(name) > 120:
        raise Refused("name: give the institution's name, up to 120 characters.")
    if not HOST.match(domain) or len(domain) > 253:
        raise Refused(
            f"domain: {domain!r} must be a host name such as northmoor.example.ac.uk, without port or path."
        )
    if domain in settings.PLATFORM_HOSTS:
        raise Refused(f"domain: {domain} is the platform's own address; choose another.")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", admin_email):
        raise Refused(f"admin: {admin_email!r} is not an email address.")


def clone(schema: str) -> None:
    """Copy the template schema by dump and rename: flat in the number of institutions, and one transaction."""
    url = schemas.conninfo()
    dump = subprocess.run(  # noqa: S603
        [postgres_program("pg_dump"), "--no-owner", "--no-privileges", "--schema", schemas.TEMPLATE, url],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    subprocess.run(  # noqa: S603
        [
            postgres_program("psql"),
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set",
            "ON_ERROR_STOP=1",
            "--file",
            "-",
            url,
        ],
        input=for_server(dump.replace(schemas.TEMPLATE, schema)),
        check=True,
        capture_output=True,
        text=True,
    )


def for_server(dump: str) -> str:
    """pg_dump 17 and newer write a setting that older servers refuse."""
    with connection.cursor() as cursor:
        version = cursor.connection.info.server_version
    return (
        dump
        if version >= 170000
        else re.sub(r"^SET transaction_timeout = 0;\n", "", dump, flags=re.MULTILINE)
    )


def postgres_program(name: str) -> str:
    """pg_dump must not be older than the server: the newest at hand is the one that comes with the project."""
    return str(embedded.default_binaries() / name)
