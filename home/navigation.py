"""The one navigation of each role: five tabs at most, the rest beside them in groups, on the rail and in the account menu.

The addresses are the public ones, which never change; that each answers is tested.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from people.models import User
from people.models.accounts import Role


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    icon: str
    kind: str = "tab"
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Group:
    """Links under one heading, which can be folded away. `is_open` as the page arrives."""

    title: str
    links: list[Link]
    is_open: bool = True


TEMPLATES = Link("/webfolio/templates/", "Webfolio templates", "webfolio")
# With more links beside the tabs than this, only the first group and that of the page are open.
MOST_OPEN = 13
PEOPLE, RECORD, REGISTERS, INSTITUTION, MORE = (
    "Your people", "Your record", "Registers and audits", "The institution", "More",
)  # fmt: skip


def technician_tabs() -> list[Link]:
    return [
        Link("/home/", "Home", "home"),
        Link("/journal/", "Journal", "journal"),
        Link("/activities/new/", "Log", "plus", kind="log"),
        Link("/assessments/", "Assessments", "assessments"),
        Link("/webfolio/", "Webfolio", "webfolio"),
    ]


def technician_record() -> list[Link]:
    return [
        Link("/activities/", "Activity log", "journal"),
        Link("/webfolio/timeline/", "Timeline", "clock"),
        Link("/tasks/", "Tasks", "tick"),
        Link("/authorisations/", "Authorisations", "key"),
        Link("/plan/", "Development plan", "assessments"),
        Link("/cohorts/mine/", "Programme", "cohorts"),
        Link("/sign-offs/", "Sign-offs", "sign"),
        Link("/evidence/", "Evidence", "upload"),
        Link("/search/", "Search", "search"),
    ]


def technician_registers() -> list[Link]:
    return [
        Link("/renewals/", "Renewal", "renewal"),
        Link("/registers/", "Registers", "renewal"),
        Link("/applications/", "Applications", "sign"),
        Link("/audits/", "Audits", "reviews"),
    ]


# What whoever has left still reads, beside their tabs.
HELD = (
    "/journal/", "/activities/", "/assessments/", "/evidence/", "/plan/", "/sign-offs/", "/renewals/", "/search/",
)  # fmt: skip


def reading() -> tuple[list[Link], list[Group]]:
    """Of whoever has left and reads their own record."""
    tabs = [
        Link("/moving/leaving/", "Leaving", "download"),
        Link("/webfolio/timeline/", "Timeline", "clock"),
        Link("/webfolio/", "Webfolio", "webfolio"),
        Link("/moving/", "My record", "upload"),
    ]
    known = {link.url: link for link in (*technician_tabs(), *technician_record(), *technician_registers())}
    held = [known[url] for url in HELD]
    return tabs, grouped(Group(RECORD, held))


def judging(person: User, waiting: int) -> list[Link]:
    links = [Link("/review/", "Reviews", "reviews", count=waiting)]
    if person.has_role(Role.TRAINER):
        links.append(Link("/cohorts/", "Cohorts", "cohorts"))
    links.append(Link("/cohorts/dashboard/", "Dashboard", "clock"))
    links.append(Link("/assessments/templates/", "Library", "assessments"))
    return links


def judging_beside(person: User) -> list[Link]:
    """What was asked of others, beside one's own."""
    if not person.has_role(Role.SUPERVISOR, Role.TRAINER):
        return []
    return [
        Link("/tasks/set/", "Their tasks", "tick"),
        Link("/authorisations/people/", "Their authorisations", "key"),
        TEMPLATES,
    ]


def running(person: User, reports: int) -> list[Link]:
    links = []
    if person.has_role(Role.ADMIN):
        links += [
            Link("/people/", "People", "people"),
            Link("/people/pairs/", "Pairing", "pairs"),
            Link("/sharing/reports/", "Reports", "overdue", count=reports),
            Link("/registers/overview/", "Registers", "cohorts"),
            Link("/registers/own/", "Rule packs", "renewal"),
            Link("/audits/draws/", "Draws", "reviews"),
            Link("/cohorts/programmes/", "Programmes", "cohorts"),
            Link("/people/settings/", "Settings", "settings"),
            Link("/authorisations/techniques/", "Techniques", "key"),
        ]
        if not person.has_role(Role.SUPERVISOR, Role.TRAINER):
            links.append(TEMPLATES)
    if person.has_role(Role.ADMIN, Role.EDITOR):
        links.append(Link("/cms/", "Site pages", "site"))
    return links


def links_for(person: User, *, waiting: int = 0, reports: int = 0) -> tuple[list[Link], list[Group]]:
    """(tabs, groups beside them): whoever keeps CPD gets the technician's tabs, everyone else their own work's.

    `waiting` is how much they have to score, `reports` how many nobody has settled.
    """
    if person.has_left:
        return reading()
    judges = judging(person, waiting) if person.has_role(Role.SUPERVISOR, Role.TRAINER) else []
    runs = running(person, reports)
    if person.has_role(Role.TECHNICIAN):
        return technician_tabs(), grouped(
            Group(PEOPLE, [*judges, *judging_beside(person)]),
            Group(RECORD, technician_record()),
            Group(REGISTERS, technician_registers()),
            Group(INSTITUTION, runs),
        )
    tabs = [Link("/home/", "Home", "home"), *judges, *runs]
    return tabs[:5], grouped(Group(MORE, [*tabs[5:], *judging_beside(person)]))


def grouped(*groups: Group) -> list[Group]:
    return [
        replace(group, links=[replace(link, kind="also") for link in group.links])
        for group in groups
        if group.links
    ]


def mark_current(tabs: Sequence[Link], groups: Sequence[Group], path: str) -> tuple[list[Link], list[Group]]:
    """The link whose address is the longest start of the path stands out, and its group is open."""
    every = [*tabs, *(link for group in groups for link in group.links)]
    matching = [
        link for link in every if path == link.url or (link.url != "/home/" and path.startswith(link.url))
    ]
    best = max(matching, key=lambda link: len(link.url), default=None)
    few = sum(len(group.links) for group in groups) <= MOST_OPEN
    return marked(tabs, best), [
        Group(group.title, marked(group.links, best), few or number == 0 or best in group.links)
        for number, group in enumerate(groups)
    ]


def marked(links: Sequence[Link], best: Link | None) -> list[Link]:
    return [replace(link, current=link is best) for link in links]
