"""The facts of an application on one day, as plain JSON: what is frozen when it is sent, and what every file says."""

from typing import Any

from django.utils import timezone

from applications.coverage import guide_said
from applications.models import Application
from applications.queries import Backed, Comment, Grid, GridRow, Section, grid_of
from applications.shapes import Framework
from people.models import User
from tenants.hosts import current_institution

SCHEMA = "aspirecpd-application/1"
CHECK = "check the body's text"
VIEWS = {"yes": "Met", "partly": "Met in part", "no": "Not met yet", "": ""}


def facts_of(application: Application) -> dict[str, Any]:
    """Everything a file of this application says, as its owner sees it. Sealed items give their bare facts."""
    grid = grid_of(application, application.owner)
    asked = grid.asked
    return {
        "schema": SCHEMA,
        "institution": current_institution().name,
        "title": application.title,
        "holder": holder(application.owner),
        "register": register(asked, application.route),
        "made_on": timezone.localdate().isoformat(),
        "sent_on": application.submitted_on.isoformat() if application.submitted_on else None,
        "result": {
            "shown": grid.standing.shown,
            "asked": grid.standing.asked,
            "reason": grid.standing.reason,
            "total_words": grid.standing.total_words,
            "total_words_guide": asked.total_words,
            "gaps": [{"words": one.words, "codes": list(one.codes)} for one in grid.gaps],
        },
        "sections": [section_facts(one) for one in grid.sections],
        "supporters": [supporter_facts(grid, index) for index, _ in enumerate(grid.supporters)],
        "retired": [{"code": one.code, "text": one.text} for one in grid.retired_texts],
    }


def holder(person: User) -> dict[str, str]:
    return {"name": person.display_name, "job_title": str(person.job_title or "")}


def register(asked: Framework, route: str) -> dict[str, Any]:
    chosen = asked.route(route)
    return {
        "pack": asked.pack, "version": asked.version, "body": asked.body, "grade": asked.grade,
        "grade_title": asked.grade_title, "standard": asked.name, "edition": asked.edition, "source": asked.source,
        "last_checked": asked.checked, "route": route, "route_rule": chosen.rule if chosen else "",
        "rule_is_inferred": asked.rule_confidence != "read",
    }  # fmt: skip


def section_facts(section: Section) -> dict[str, Any]:
    return {
        "code": section.unit.code,
        "title": section.unit.title,
        "rows": [row_facts(one) for one in section.rows],
        "comments": [comment_facts(one) for one in section.comments],
    }


def row_facts(one: GridRow) -> dict[str, Any]:
    row, text = one.state.row, one.statement.text if one.statement else ""
    return {
        "code": row.code,
        "asks": row.statement,
        "check": CHECK if row.is_inferred or not row.statement else "",
        "is_asked": one.state.is_asked,
        "is_shown": one.state.is_shown,
        "status": one.state.word,
        "text": text,
        "words": one.state.held.words,
        "guide": guide_said(row),
        "names": list(one.statement.names) if one.statement and text else [],
        "named_in": list(one.state.held.named_in),
        "copied_from": one.statement.copied_from if one.statement else "",
        "evidence": [evidence_facts(backed) for backed in one.links],
    }


def evidence_facts(backed: Backed) -> dict[str, Any]:
    thing = backed.thing
    return {
        "kind": backed.link.kind,
        "title": thing.title,
        "date": thing.day.isoformat() if thing.day else None,
        "note": thing.note,
        "reason": backed.link.reason,
        "age": backed.age,
        "sealed": thing.sealed,
    }


def comment_facts(one: Comment) -> dict[str, Any]:
    return {
        "supporter": one.supporter.signed_name,
        "view": VIEWS.get(one.view, ""),
        "comment": one.text,
        "on_earlier_version": one.earlier,
    }


def supporter_facts(grid: Grid, index: int) -> dict[str, Any]:
    """Their name once they have commented; until then that somebody is asked, without an address."""
    one = grid.supporters[index]
    said = next((comment for comment in grid.overall if comment.supporter is one), None)
    return {
        "name": one.signed_name if one.answered_at else one.name,
        "role": one.signed_role,
        "answered_on": timezone.localdate(one.answered_at).isoformat() if one.answered_at else None,
        "state": one.state[1],
        "overall": one.overall,
        "on_earlier_version": bool(said and said.earlier),
    }
