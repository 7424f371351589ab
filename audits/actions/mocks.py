"""Verbs about mock audits: draw one's own year, tick the checklist, finish."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from audits.checklist import checklist
from audits.models import MockAudit
from people import trail
from people.models import User
from registers import queries
from registers.facts import Period
from registers.freezing import facts_of
from registers.models import Registration, Renewal

# Where a body publishes none: what the shortest of those that do allows.
RESPONSE_DAYS = 28
# Mock audits that one person keeps: each holds a whole year.
MOST_KEPT = 50
DELETED = "deleted mock audit"


class MockRefused(ValueError):
    """It cannot be run as things stand; the message is a sentence for the screen."""


@transaction.atomic
def run_mock(*, registration: Registration, period: Period, once: uuid.UUID) -> MockAudit:
    """Draw the owner's own year: the pack as the body would see it today, and the checklist. Nothing is declared.

    The same key again is the same act. Raises PackRefused for facts that make no pack, MockRefused for another's key
    and for too many.
    """
    owner = User.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.owner_id)
    if done := MockAudit.objects.filter(once=once, owner=owner).first():
        return done
    refuse_another(owner, once)
    renewal = renewal_for(registration, period)
    judgement = queries.judgement_of(renewal)
    facts = facts_of(renewal, judgement=judgement)
    found = queries.judged(
        judgement.findings,
        judgement.facts,
        renewal=renewal if renewal.pk else None,
        registration=registration,
    )
    mends = {str(one.rule): (one.mend.url, one.mend.words) for one in found if one.mend}
    days = (renewal.edition.data["cpd_rules"].get("audit") or {}).get("response_days") or RESPONSE_DAYS
    mock = MockAudit.objects.create(
        owner=owner,
        registration=registration,
        pack=registration.pack,
        grade=registration.grade,
        period_from=period.start,
        period_to=period.end,
        facts=facts,
        lines=checklist(renewal.edition, facts, mends=mends),
        response_days=days,
        respond_by=timezone.localdate() + timedelta(days=days),
        once=once,
    )
    trail.record(owner, "ran mock audit", mock)
    return mock


def refuse_another(owner: User, once: uuid.UUID) -> None:
    if MockAudit.objects.filter(once=once).exists():
        raise MockRefused("This form has been sent before: open it again.")
    if MockAudit.objects.filter(owner=owner).count() >= MOST_KEPT:
        raise MockRefused(f"{MOST_KEPT} mock audits are as many as one person keeps. Delete one first.")


def renewal_for(registration: Registration, period: Period) -> Renewal:
    """The draft being prepared for that period, or one that is never stored."""
    drafts = queries.drafts_of(registration.owner)
    draft = queries.draft_for(drafts, pack=registration.pack, grade=registration.grade, period=period)
    return draft or Renewal(
        owner=registration.owner,
        registration=registration,
        pack=registration.pack,
        grade=registration.grade,
        period_from=period.start,
        period_to=period.end,
    )


@transaction.atomic
def tick_mock(*, mock: MockAudit, actor: User, ticks: dict[str, Any], finish: bool = False) -> MockAudit:
    """Keep the owner's ticks and notes; `finish` dates the result, once."""
    stored = MockAudit.objects.select_for_update().get(pk=mock.pk)
    fields = trail.changed_fields(stored, {"ticks": ticks})
    stored.ticks = ticks
    if finish and stored.finished_at is None:
        stored.finished_at = timezone.now()
        fields.append("finished_at")
    if fields:
        stored.save(update_fields=fields)
        trail.record(actor, "finished mock audit" if finish else "ticked mock audit", stored, fields=fields)
    return stored


@transaction.atomic
def delete_mock(*, mock: MockAudit, actor: User) -> None:
    """It was practice: it goes for good, with the reviews of it. Twice is one act."""
    if stored := MockAudit.objects.select_for_update().filter(pk=mock.pk).first():
        trail.record(actor, DELETED, stored)
        stored.delete()
