"""Reads of applications: the grid in a fixed number of queries, whatever the number of competences and links."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from activities.models import Activity
from applications import coverage
from applications.coverage import Gap, Held, RowState, Shows, Standing
from applications.frameworks import NothingToApplyFor, framework_of
from applications.linked import GONE, Thing, of_activity, things_for
from applications.models import Application, Link, Statement, Supporter
from applications.shapes import Framework, Unit
from lib.digests import digest as digest_of
from registers.editions import UnknownGradeError
from registers.packs import UnknownPackError
from registers.rules.returns import count_words


@dataclass(frozen=True)
class Backed:
    """One link with the thing behind it; `age` is "", "older" or "too_old" by the body's years."""

    link: Link
    thing: Thing
    age: str


@dataclass(frozen=True)
class Comment:
    """What one supporter said of a section, or of the whole. `earlier`: the statements have changed since."""

    supporter: Supporter
    text: str
    view: str
    earlier: bool


@dataclass(frozen=True)
class GridRow:
    state: RowState
    statement: Statement | None
    links: list[Backed]
    suggested: list[Thing]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.state, name)


@dataclass(frozen=True)
class Section:
    unit: Unit
    rows: list[GridRow]
    comments: list[Comment]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One application as a reader sees it. `retired` are codes the body has dropped, with what was kept for them."""

    application: Application
    asked: Framework
    standing: Standing
    sections: list[Section]
    gaps: list[Gap]
    supporters: list[Supporter]
    overall: list[Comment]
    retired_texts: list[Statement]
    retired_links: list[Backed]
    retired_activities: list[tuple[str, Thing]] = field(default_factory=list)

    def row(self, code: str) -> GridRow | None:
        return next((row for one in self.sections for row in one.rows if row.state.row.code == code), None)

    @property
    def answered(self) -> int:
        return sum(1 for one in self.supporters if one.answered_at)


def grid_of(application: Application, member: Any) -> Grid:
    """The grid for one reader: at most nine queries. Suggestions and old mappings are the owner's alone."""
    asked = application.asked
    statements = list(application.statements.all())
    links = list(application.links.all())
    supporters = list(application.supporters.all())
    owns = member.pk == application.owner_id
    # What stands behind a link is counted as its owner has it, and named as the reader may see it.
    own = things_for(links, member if owns else application.owner, missing=GONE)
    things = own if owns else things_for(links, member)
    backed = [backing(link, things[(link.kind, str(link.object_uid))], asked) for link in links]
    mapped = mapped_activities(application, asked) if owns else []
    alive = [link for link in links if not own[(link.kind, str(link.object_uid))].hidden]
    held = held_by_code(asked, statements, alive)
    answered = sum(1 for one in supporters if one.answered_at)
    standing = coverage.stand(asked, held, route=application.route, answered=answered)
    # What supporters say is between them and the owner.
    read = supporters if owns else []
    digest = digest_shown(application) if answered else ""
    texts = {one.code: one for one in statements if not one.retired}
    rows = {
        state.row.code: grid_row(state, texts.get(state.row.code), backed, mapped=mapped)
        for state in standing.rows
    }
    return Grid(
        application=application, asked=asked, standing=standing, gaps=coverage.gaps(standing), supporters=supporters,
        sections=[
            Section(unit, [rows[row.code] for row in inside], comments_on(unit.code, read, digest))
            for unit, inside in asked.sections
        ],
        overall=[Comment(one, one.overall, "", one.digest != digest) for one in read if one.overall],
        retired_texts=[one for one in statements if one.retired],
        retired_links=[one for one in backed if one.link.retired],
        retired_activities=[(code, thing) for thing, shown in mapped for code in shown.retired],
    )  # fmt: skip


def digest_shown(application: Application) -> str:
    """One digest for the statements as they are: what a comment was given on."""
    held = application.statements.filter(retired=False).order_by("code").values_list("code", "text", "names")
    return digest_of([list(one) for one in held if one[1].strip()])


def backing(link: Link, thing: Thing, asked: Framework) -> Backed:
    row = asked.row(link.code)
    today = timezone.localdate()
    if row and row.recency_months and thing.day:
        limit = coverage.years_before(today, row.recency_months // 12)
        return Backed(link, thing, "too_old" if thing.day < limit else "")
    age = coverage.age_of(thing.day, today, typical=asked.typical_years, outer=asked.outer_years)
    return Backed(link, thing, age)


def held_by_code(asked: Framework, statements: list[Statement], links: list[Link]) -> dict[str, Held]:
    """What is there for each code, for the pure rules."""
    texts = {one.code: one for one in statements if not one.retired and one.text.strip()}
    linked: dict[str, int] = {}
    for link in links:
        if not link.retired:
            linked[link.code] = linked.get(link.code, 0) + 1
    return {
        row.code: Held(
            words=count_words(texts[row.code].text) if row.code in texts else 0,
            links=linked.get(row.code, 0),
            named_in=tuple(code for code, one in texts.items() if row.code in one.names),
        )
        for row in asked.rows
    }


def grid_row(
    state: RowState, statement: Statement | None, backed: list[Backed], *, mapped: list[tuple[Thing, Shows]]
) -> GridRow:
    code = state.row.code
    links = [one for one in backed if one.link.code == code and not one.link.retired]
    taken = {(one.link.kind, str(one.link.object_uid)) for one in links}
    suggested = [
        thing for thing, shown in mapped if code in shown.codes and (thing.kind, thing.uid) not in taken
    ]
    return GridRow(state, statement, links, suggested)


def comments_on(section: str, supporters: list[Supporter], digest: str) -> list[Comment]:
    return [
        Comment(one, said.get("comment", ""), said.get("view", ""), one.digest != digest)
        for one in supporters
        if one.answered_at and (said := one.comments.get(section)) and any(said.values())
    ]


def mapped_activities(application: Application, asked: Framework) -> list[tuple[Thing, Shows]]:
    """The owner's activities that carry a competence of this body, with the codes it stands for now; newest first."""
    rows = Activity.objects.owned_by(application.owner).filter(planned=False).exclude(competences=[])
    found = []
    for one in rows.order_by("-start_date", "-pk"):
        day: date = one.end_date or one.start_date
        shown = coverage.shows(asked, one.competences, mapped_on=day)
        if shown.codes or shown.retired:
            found.append((of_activity(one), shown))
    return found


def newer_framework(application: Application) -> Framework | None:
    """What the body asks now, where that differs from what the application keeps; None for a sent one."""
    if not application.is_draft:
        return None
    try:
        present = framework_of(application.pack, application.grade, timezone.localdate())
    except (NothingToApplyFor, UnknownPackError, UnknownGradeError):
        return None
    return present if what_is_asked(present) != what_is_asked(application.asked) else None


def what_is_asked(framework: Framework) -> tuple[Any, ...]:
    """What makes a text of the body another one: not our notes about it."""
    rows = tuple((row.code, row.statement, row.by, row.limit) for row in framework.rows)
    return framework.version, rows, framework.rule, framework.routes


def mine(member: Any) -> QuerySet:
    """A person's own applications, newest first, with how many statements are written in each."""
    written = Count(
        "statements", filter=Q(statements__retired=False) & ~Q(statements__text=""), distinct=True
    )
    return Application.objects.owned_by(member).annotate(written=written)


def shared_with(member: Any) -> QuerySet:
    """Applications of others that this member may read."""
    rows = Application.objects.visible_to(member).exclude(owner_id=member.pk)
    return rows.select_related("owner")
