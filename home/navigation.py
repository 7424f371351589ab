"""The one navigation of each role: five tabs at most, the rest beside them on the rail and in the account menu.

The addresses are the public ones, which never change; that each answers is tested.
"""

from dataclasses import dataclass

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


def technician_tabs() -> list[Link]:
    return [
        Link("/home/", "Home", "home"),
        Link("/journal/", "Journal", "journal"),
        Link("/activities/new/", "Log", "plus", kind="log"),
        Link("/assessments/", "Assessments", "assessments"),
        Link("/webfolio/", "Webfolio", "webfolio"),
    ]


def beside(*links: Link) -> list[Link]:
    return [Link(link.url, link.label, link.icon, "also", link.count) for link in links]


def technician_beside() -> list[Link]:
    return beside(
        Link("/activities/", "Activity log", "journal"),
        Link("/tasks/", "Tasks", "tick"),
        Link("/authorisations/", "Authorisations", "key"),
        Link("/plan/", "Development plan", "assessments"),
        Link("/cohorts/mine/", "Programme", "cohorts"),
        Link("/renewals/", "Renewal", "renewal"),
        Link("/registers/", "Registers", "renewal"),
        Link("/applications/", "Applications", "sign"),
        Link("/sign-offs/", "Sign-offs", "sign"),
        Link("/audits/", "Audits", "reviews"),
        Link("/evidence/", "Evidence", "upload"),
        Link("/search/", "Search", "search"),
    )


def judging(person: User, waiting: int) -> list[Link]:
    links = [Link("/review/", "Reviews", "reviews", count=waiting)]
    if person.has_role(Role.TRAINER):
        links.append(Link("/cohorts/", "Cohorts", "cohorts"))
    links.append(Link("/cohorts/dashboard/", "Dashboard", "clock"))
    links.append(Link("/assessments/templates/", "Library", "assessments"))
    return links


def judging_beside(person: User) -> list[Link]:
    """For whoever judges and keeps no CPD of their own."""
    if not person.has_role(Role.SUPERVISOR, Role.TRAINER):
        return []
    return beside(
        Link("/tasks/set/", "Tasks", "tick"), Link("/authorisations/people/", "Authorisations", "key")
    )


def running(person: User) -> list[Link]:
    links = []
    if person.has_role(Role.ADMIN):
        links += [
            Link("/people/", "People", "people"),
            Link("/people/pairs/", "Pairing", "pairs"),
            Link("/registers/overview/", "Registers", "cohorts"),
            Link("/registers/own/", "Rule packs", "renewal"),
            Link("/audits/draws/", "Draws", "reviews"),
            Link("/cohorts/programmes/", "Programmes", "cohorts"),
            Link("/people/settings/", "Settings", "settings"),
            Link("/authorisations/techniques/", "Techniques", "key"),
        ]
    if person.has_role(Role.ADMIN, Role.EDITOR):
        links.append(Link("/cms/", "Site pages", "site"))
    return links


def links_for(person: User, waiting: int) -> tuple[list[Link], list[Link]]:
    """(tabs, links beside them): whoever keeps CPD gets the technician's tabs, everyone else their own work's."""
    judges = judging(person, waiting) if person.has_role(Role.SUPERVISOR, Role.TRAINER) else []
    runs = running(person)
    if person.has_role(Role.TECHNICIAN):
        return technician_tabs(), [*beside(*judges), *technician_beside(), *beside(*runs)]
    tabs = [Link("/home/", "Home", "home"), *judges, *runs]
    return tabs[:5], [*beside(*tabs[5:]), *judging_beside(person)]


def mark_current(links: list[Link], path: str) -> list[Link]:
    """The link whose address is the longest start of the path stands out."""
    matching = [
        link for link in links if path == link.url or (link.url != "/home/" and path.startswith(link.url))
    ]
    best = max(matching, key=lambda link: len(link.url), default=None)
    return [
        Link(link.url, link.label, link.icon, link.kind, link.count, current=link is best) for link in links
    ]
