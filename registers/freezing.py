"""The facts of a pack, taken once: what the activities, the rules and the member were on that day."""

from typing import Any

from django.utils import timezone

from activities.models import Activity
from evidence.queries import attached
from lib.formats import day
from people.models import User
from registers import choosing, planned, returns, witness
from registers.facts import Finding
from registers.layouts import layout_of
from registers.models import Renewal
from registers.packfiles.facts import SCHEMA, add_up, check_facts, seal_activity
from registers.queries import Judgement, judgement_of
from registers.rules.case import Case, category_of
from registers.rules.points import tally_up
from tenants.hosts import base_url, current_institution


def facts_of(
    renewal: Renewal,
    *,
    code: str | None = None,
    declared_on: Any = None,
    judgement: Judgement | None = None,
) -> dict[str, Any]:
    """Everything the pack says, as plain JSON. A draft has no code and no day. Raises PackRefused for odd facts.

    `judgement` is what was found already, where the caller shows it beside the pack.
    """
    judgement = judgement or judgement_of(renewal, on=declared_on)
    rows = activity_rows(renewal, judgement.case)
    facts = {
        "schema": SCHEMA,
        "institution": current_institution().name,
        "holder": holder(renewal),
        "register": register(renewal),
        "period": {"from": renewal.period_from.isoformat(), "to": renewal.period_to.isoformat()},
        "declared_on": declared_on.isoformat() if declared_on else None,
        "declaration": returns.declaration_text(renewal.edition),
        "exceptional_reason": renewal.exceptional_reason,
        "statements": statements(renewal, judgement),
        "findings": [finding_row(one) for one in judgement.findings],
        "activities": rows,
        "totals": add_up(rows),
        "code": code,
        "verify_url": f"{base_url()}/verify/{code}/" if code else None,
        "rules_source": sources(renewal),
        "layout": layout_of(renewal.edition),
    }
    facts |= chosen(renewal, rows)
    if renewal.endorser and witness.holds(renewal, facts):
        facts["statements"].append(endorsement(renewal))
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
    } | ({"standing": renewal.registration.get_standing_display()} if renewal.registration else {})


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


def statements(renewal: Renewal, judgement: Judgement) -> list[dict[str, str]]:
    edition = renewal.edition
    answers = planned.filled(renewal, judgement.case.circumstances)
    rows = [
        {"key": one.key, "label": one.label, "text": answers.get(one.key, "")}
        for one in returns.questions(edition)
        if answers.get(one.key, "").strip()
    ]
    chosen = dict(returns.statement_choices(edition)).get(renewal.statement)
    if chosen:
        rows.insert(0, {"key": "statement", "label": "Statement", "text": f"{renewal.statement}: {chosen}"})
    return rows


def endorsement(renewal: Renewal) -> dict[str, str]:
    signed = day(timezone.localdate(renewal.endorsed_at))
    said = f"{renewal.endorser.display_name}, {signed}. {renewal.endorsement}".strip()
    return {"key": "endorsement", "label": "Endorsed by", "text": said}


def chosen(renewal: Renewal, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The activities written about at length, and the code of the withdrawn pack that it replaces, where there is one."""
    open_rows = [row["uid"] for row in rows if not row["sealed"]]
    discussed = [uid for uid in open_rows if uid in renewal.discussed]
    more: dict[str, Any] = {"discussed": discussed} if discussed else {}
    if renewal.replaces and (before := getattr(renewal.replaces, "frozen", None)):
        more["replaces"] = before.code
    return more


def finding_row(finding: Finding) -> dict[str, Any]:
    return finding.as_dict() | {"title": finding.title}


def sources(renewal: Renewal) -> list[dict[str, str]]:
    return [{"url": one["url"], "what": one["what"]} for one in renewal.edition.data["source_urls"]]


def activity_rows(renewal: Renewal, case: Case) -> list[dict[str, Any]]:
    """The activities counted in the period, oldest first, each in one shape; a sealed one says its bare facts.

    Category and points are those the rules gave it, so that the rows agree with the findings.
    """
    rows = (
        Activity.objects.owned_by(renewal.owner)
        .filter(uid__in=case.uids)
        .prefetch_related("verifications")
        .order_by("end_date", "pk")
    )
    evidence = attached("activity", [row.uid for row in rows])
    placed = {one.uid: category_of(one, case.edition)[0] or None for one in case.counted}
    earned = points_earned(case)
    return [
        activity_row(row, taken_along(renewal, row, evidence.get(row.uid, [])))
        | ({} if row.sealed else {"body_category": placed[str(row.uid)], "points": earned.get(str(row.uid))})
        for row in rows
    ]


def taken_along(renewal: Renewal, row: Activity, pieces: list[Any]) -> list[Any]:
    return [one for one in pieces if choosing.goes_along(renewal, str(row.uid), str(one.uid))]


def points_earned(case: Case) -> dict[str, str]:
    """By uid, at the fixed rate or as claimed, before any cap; a refused claim earns none, and no points no entry."""
    if case.edition.minimum.unit != "points":
        return {}
    return {uid: format(points, "f") for uid, _, points in tally_up(case).earned}


def activity_row(activity: Activity, evidence: list[Any]) -> dict[str, Any]:
    """One activity without what the rules make of it."""
    verified = activity.live_verification
    full = {
        "uid": str(activity.uid),
        "title": activity.title,
        "provider": activity.provider,
        "start_date": activity.start_date.isoformat(),
        "end_date": activity.end_date.isoformat() if activity.end_date else None,
        "minutes": activity.minutes,
        "category": activity.category,
        "body_category": None,
        "description": activity.description,
        "benefit_practice": activity.benefit_practice,
        "benefit_users": activity.benefit_users,
        "points": None,
        "verified_by": verified.by_name if verified else None,
        "verified_on": timezone.localdate(verified.at).isoformat() if verified else None,
        "evidence": [
            {"uid": str(one.uid), "title": one.title, "kind": one.kind, "sha256": one.sha256 or None}
            | ({"url": one.url} if one.url else {})
            for one in evidence
        ],
        "sealed": activity.sealed,
        "was_planned": activity.was_planned,
        "competences": list(activity.competences),
    }
    return seal_activity(full) if activity.sealed else full
