"""The facts of a pack, taken once: what the activities, the rules and the member were on that day."""

from typing import Any

from activities.facts import facts_for
from activities.models import Activity
from evidence.queries import attached
from people.models import User
from registers import adapting, judging, returns
from registers.facts import Finding, Period
from registers.models import Renewal
from registers.packfiles.facts import SCHEMA, add_up, check_facts, seal_activity
from tenants.hosts import base_url, current_institution


def facts_of(renewal: Renewal, *, code: str | None = None, declared_on: Any = None) -> dict[str, Any]:
    """Everything the pack says, as plain JSON. A draft has no code and no day. Raises PackRefused for odd facts."""
    period = Period(renewal.period_from, renewal.period_to)
    light = facts_for([renewal.owner_id], (period.start, period.end))[renewal.owner_id]
    findings = judging.judge(
        renewal.edition,
        renewal.grade,
        period,
        activities=[adapting.activity(one) for one in light],
        circumstances=adapting.circumstances(renewal.registration, renewal),
    )
    counted = [one.uid for one in light if one.end_date and not one.planned and one.end_date in period]
    activities = activity_rows(renewal, counted)
    facts = {
        "schema": SCHEMA,
        "institution": current_institution().name,
        "holder": holder(renewal),
        "register": register(renewal),
        "period": {"from": renewal.period_from.isoformat(), "to": renewal.period_to.isoformat()},
        "declared_on": declared_on.isoformat() if declared_on else None,
        "declaration": returns.declaration_text(renewal.edition),
        "exceptional_reason": renewal.exceptional_reason,
        "statements": statements(renewal),
        "findings": [finding_row(one) for one in findings],
        "activities": activities,
        "totals": add_up(activities),
        "code": code,
        "verify_url": f"{base_url()}/verify/{code}/" if code else None,
        "rules_source": sources(renewal),
    }
    check_facts(facts)
    return facts


def holder(renewal: Renewal) -> dict[str, Any]:
    person: User = renewal.owner
    number = renewal.registration.number if renewal.registration else ""
    return {
        "name": person.display_name,
        "job_title": str(person.job_title or ""),
        "membership_number": number,
        "show_name": renewal.show_name,
    }


def register(renewal: Renewal) -> dict[str, str]:
    edition = renewal.edition
    grade = edition.grade(renewal.grade)
    return {
        "pack": edition.id,
        "version": edition.version,
        "body": edition.name,
        "grade": grade.code,
        "grade_title": grade.title,
    }


def statements(renewal: Renewal) -> list[dict[str, str]]:
    edition = renewal.edition
    rows = [
        {"key": one.key, "label": one.label, "text": renewal.answers.get(one.key, "")}
        for one in returns.questions(edition)
        if renewal.answers.get(one.key, "").strip()
    ]
    chosen = dict(returns.statement_choices(edition)).get(renewal.statement)
    if chosen:
        rows.insert(0, {"key": "statement", "label": "Statement", "text": f"{renewal.statement}: {chosen}"})
    if renewal.endorsed_at and renewal.endorser:
        said = (
            f"{renewal.endorser.display_name}, {renewal.endorsed_at:%Y-%m-%d}. {renewal.endorsement}".strip()
        )
        rows.append({"key": "endorsement", "label": "Endorsed by", "text": said})
    return rows


def finding_row(finding: Finding) -> dict[str, Any]:
    return finding.as_dict() | {"title": finding.title}


def sources(renewal: Renewal) -> list[dict[str, str]]:
    return [{"url": one["url"], "what": one["what"]} for one in renewal.edition.data["source_urls"]]


def activity_rows(renewal: Renewal, uids: list[str]) -> list[dict[str, Any]]:
    """The activities counted in the period, oldest first, each in one shape; a sealed one says its bare facts."""
    rows = (
        Activity.objects.owned_by(renewal.owner)
        .filter(uid__in=uids)
        .prefetch_related("verifications")
        .order_by("end_date", "pk")
    )
    evidence = attached("activity", [row.uid for row in rows])
    return [activity_row(row, renewal, evidence.get(row.uid, [])) for row in rows]


def activity_row(activity: Activity, renewal: Renewal, evidence: list[Any]) -> dict[str, Any]:
    verified = activity.live_verification
    claimed: dict[str, Any] = next((one for one in activity.claims if one["pack"] == renewal.pack), {})
    points = claimed.get("points")
    full = {
        "uid": str(activity.uid),
        "title": activity.title,
        "provider": activity.provider,
        "start_date": activity.start_date.isoformat(),
        "end_date": activity.end_date.isoformat() if activity.end_date else None,
        "minutes": activity.minutes,
        "category": activity.category,
        "body_category": claimed.get("category") or renewal.edition.category_map.get(activity.category),
        "description": activity.description,
        "benefit_practice": activity.benefit_practice,
        "benefit_users": activity.benefit_users,
        "points": None if points in (None, "") else str(points),
        "verified_by": verified.by_name if verified else None,
        "verified_on": verified.at.date().isoformat() if verified else None,
        "evidence": [
            {"uid": str(one.uid), "title": one.title, "kind": one.kind, "sha256": one.sha256 or None}
            for one in evidence
        ],
        "sealed": activity.sealed,
    }
    return seal_activity(full) if activity.sealed else full
