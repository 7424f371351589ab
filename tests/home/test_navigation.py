"""The one navigation: few tabs, and beside them groups of which the first and that of the page are open."""

import pytest

from home import navigation
from sharing import actions
from tests import things


def shown(visit, person, path="/home/"):
    context = visit(person).get(path).context
    return context["nav"], context["nav_groups"]


def test_supervisors_many_links_stand_in_groups_with_theirs_and_the_pages_open(cast, visit):
    tabs, groups = shown(visit, cast.supervisor, "/applications/")

    assert len(tabs) == 5
    assert [(group.title, group.is_open) for group in groups] == [
        ("Your people", True),
        ("Your record", False),
        ("Registers and audits", True),
    ]
    every = [*tabs, *(link for group in groups for link in group.links)]
    assert [link.url for link in every if link.current] == ["/applications/"]


def test_few_links_are_all_open(cast, visit):
    _, groups = shown(visit, cast.technician)

    assert {group.title for group in groups if not group.is_open} == set()


@pytest.mark.parametrize("who", ["technician", "supervisor", "trainer", "admin", "editor"])
def test_every_link_answers_whoever_it_is_offered(cast, visit, who):
    person = getattr(cast, who)
    tabs, groups = navigation.links_for(person)
    client = visit(person)
    links = [*tabs, *(link for group in groups for link in group.links)]

    assert {link.url: client.get(link.url).status_code for link in links if link.url != "/cms/"} == {
        link.url: 200 for link in links if link.url != "/cms/"
    }


def test_menu_of_a_phone_holds_the_groups(cast, visit):
    page = visit(cast.supervisor).get("/home/").content.decode()

    assert page.count("menu-group") == page.count("nav-group") == 3


def test_reports_stand_in_an_admins_links_with_how_many_wait_and_in_nobody_elses(cast, visit):
    things.report(cast)
    actions.settle_report(report=things.report(cast), actor=cast.admin, state="dismissed")
    counts = {}

    for name in ("admin", "editor", "trainer", "supervisor", "technician"):
        tabs, groups = shown(visit, getattr(cast, name))
        links = [*tabs, *(link for group in groups for link in group.links)]
        counts[name] = [link.count for link in links if link.url == "/sharing/reports/"]

    assert counts == {"admin": [1], "editor": [], "trainer": [], "supervisor": [], "technician": []}
