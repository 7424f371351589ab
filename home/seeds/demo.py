"""Builds the demo once: both institutions, their people and their years, by the actions of each room.

An institution's content is one transaction, closed by the line `built demo` in the operators' acts: a crash half way leaves
the bare institution, and the next call fills it. Mail notices made on the way are marked as sent and their jobs taken off the
queue in that same transaction, so that no worker ever sees them.
"""

import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from home.seeds import (
    accounts,
    applying,
    archiving,
    arriving,
    assessed,
    audited,
    authorising,
    beginnings,
    cast,
    cohort,
    diaries,
    duties,
    gathered,
    mailbox,
    moderated,
    planning,
    proofs,
    records,
    reflected,
    renewing,
    sharing,
    signing,
    talking,
    webfolios,
)
from home.seeds.logs import Span, years_to_cover
from home.seeds.stage import Stage
from tenants.models import Operator, OperatorAct
from tenants.provisioning import create_institution
from tenants.schemas import in_schema

BUILT = "built demo"
OPERATOR = "operator@aspirecpd.example"
STEPS: list[tuple[str, Callable[[Stage], None]]] = [
    ("accounts", accounts.open_accounts),
    ("pairs", accounts.pair_up),
    ("activities", records.write_logs),
    ("journals", diaries.write_journals),
    ("evidence", proofs.keep_evidence),
    ("verifications", records.verify_logs),
    ("changes", gathered.show_gestures),
    ("assessments", assessed.set_and_score),
    ("tasks", duties.set_tasks),
    ("authorisations", authorising.authorise),
    ("cohort", cohort.run_cohort),
    ("rule packs", renewing.use_own_rules),
    ("second marks", moderated.mark_twice),
    ("registers", renewing.register_people),
    ("applications", applying.prepare_applications),
    ("audits", audited.show_audits),
    ("plans", planning.make_plans),
    ("sign-offs", signing.show_signoffs),
    ("comments", talking.talk),
    ("journal and log", reflected.link_journal_and_log),
    ("webfolios", webfolios.write_folios),
    ("webfolio templates", beginnings.make_templates),
    ("sharing", sharing.show_sharing),
    ("archive", archiving.keep_archive),
    ("arrival", arriving.ask_to_arrive),
]


class DemoRefused(RuntimeError):
    """The demo is not built here; the text says why."""


def build(
    say: Callable[[str], None] = lambda line: None,
    *,
    technicians: int = 40,
    southby: int = 8,
    years: int = 3,
) -> bool:
    """Build what is missing of the demo; False when it stood already. Raises DemoRefused outside demo mode.

    `years` counts calendar years, the present one included; where that has just begun, one more is covered.
    """
    refuse_outside_demo()
    houses = [cast.northmoor(technicians), cast.southby(southby)]
    with in_schema("public"):
        finished = set(OperatorAct.objects.filter(verb=BUILT).values_list("slug", flat=True))
        missing = [house for house in houses if house.slug not in finished]
        open_platform()
    today = timezone.localdate()
    for house in missing:
        began = time.monotonic()
        say(f"Building {house.name}: {house.technicians} technicians, {years} years. This happens once.")
        build_house(house, Span(today, years_to_cover(today, years)), say)
        say(f"{house.name} is ready after {time.monotonic() - began:.0f} seconds.")
    return bool(missing)


def refuse_outside_demo() -> None:
    if not settings.DEMO:
        raise DemoRefused("The demo is refused here: its passwords are public. Use the development settings.")


def open_platform() -> None:
    """The operator of the demo."""
    if not Operator.objects.filter(email=OPERATOR).exists():
        operator = Operator(email=OPERATOR, name="Kit Lowry")
        operator.set_password(cast.PASSWORD)
        operator.save()


def build_house(house: cast.House, span: Span, say: Callable[[str], None]) -> None:
    admin = next(part for part in house.named if part.key == "admin")
    created = create_institution(
        slug=house.slug, name=house.name, domain=house.domain, admin_email=admin.email,
        colour=house.colour, crest=house.crest,
    )  # fmt: skip
    now = datetime.now(UTC).replace(microsecond=0)
    parts = {part.key: part for part in cast.everybody(house)}
    with in_schema(created.institution.schema_name), transaction.atomic():
        forget_files()
        stage = Stage(house, parts, span, now)
        for name, step in STEPS:
            began = time.monotonic()
            step(stage)
            say(f"  {name}: {time.monotonic() - began:.1f} s")
        mailbox.settle(stage)
        with in_schema("public"):
            OperatorAct.objects.create(operator=None, verb=BUILT, slug=house.slug)


def forget_files() -> None:
    """Files that a build which crashed has left behind."""
    for store in ("evidence", "archives"):
        shutil.rmtree(storages[store].path(""), ignore_errors=True)
