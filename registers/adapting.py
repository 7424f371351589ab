"""From what other rooms know to what the engine judges: light facts in, the engine's dataclasses out."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone

from activities.facts import ActivityFact
from plans.outlines import Cover
from registers.facts import ActivityFacts, Break, Circumstances, Claim, CompetenceRef, Surplus
from registers.models import Registration, Renewal

NO_COVER = Cover()


def claims(stored: Iterable[dict[str, Any]]) -> tuple[Claim, ...]:
    return tuple([_claim(one["pack"], one.get("category") or "", one.get("points")) for one in stored])


@lru_cache(maxsize=4096)
def _claim(pack: str, category: str, points: Any) -> Claim:
    return Claim(pack, category, None if points in (None, "") else Decimal(str(points)))


@lru_cache(maxsize=4096)
def competences(stored: tuple[str, ...]) -> tuple[CompetenceRef, ...]:
    """Those that can be read; a slip from before the form checked them is no competence."""
    return tuple(read for text in stored if (read := _competence(text)))


@lru_cache(maxsize=4096)
def _competence(text: str) -> CompetenceRef | None:
    """People write the same few codes over and over: each is parsed once."""
    try:
        return CompetenceRef.parse(text)
    except ValueError:
        return None


def activities(facts: Iterable[ActivityFact]) -> list[ActivityFacts]:
    """What the engine judges, made once for all registers of a person."""
    return [activity(one) for one in facts]


def activity(fact: ActivityFact) -> ActivityFacts:
    return ActivityFacts(
        uid=fact.uid,
        title=fact.title,
        start_date=fact.start_date,
        end_date=fact.end_date,
        minutes=fact.minutes,
        category=fact.category,
        planned=fact.planned,
        was_planned=fact.was_planned,
        benefit_practice=fact.has_practice,
        benefit_users=fact.has_users,
        description=fact.has_description,
        evidence_count=fact.evidence_count,
        sealed=fact.sealed,
        verified_points=fact.verified_points,
        self_points=fact.self_points,
        claims=claims(fact.claims) if fact.claims else (),
        competences=competences(fact.competences),
        tags=fact.tags,
    )


def circumstances(
    registration: Registration | None,
    renewal: Renewal | None = None,
    *,
    cover: Cover = NO_COVER,
    surplus: Surplus | None = None,
    today: date | None = None,
) -> Circumstances:
    """What is true of the member: from the registration, and from the renewal being prepared.

    Where the renewal says nothing of a plan or its evaluation, the development plan counts (`cover`). `surplus` is what the
    period before carries into this one. `today` is the day of asking, the present one unless it is told.
    """
    breaks = registration.breaks.all() if registration else ()
    answers = {key: text for key, text in (renewal.answers if renewal else {}).items() if text}
    held = {field.holds: field.key for field in renewal.edition.return_fields} if renewal else {}
    return Circumstances(
        activity_status=registration.standing if registration else "active",
        anchor_date=registration.anchor if registration else None,
        breaks=tuple(Break(one.reason, one.start, one.end) for one in breaks),
        exceptional_reason=renewal.exceptional_reason if renewal else "",
        plan=answers.get(held.get("plan", "plan"), answers.get("plan", "")) or cover.plan,
        evaluation=answers.get(held.get("evaluation", "evaluation"), answers.get("evaluation", ""))
        or cover.evaluation,
        declaration_statement=renewal.statement if renewal else "",
        answers=answers,
        surplus=surplus,
        today=today or timezone.localdate(),
    )
