"""Who sees what, from one table: every kind of item, however far it is open, for everybody who could come for it.

Each way to an item (its page, lists, export, search, calendar, API) is asked as each of them; none shows more or less
than the table says. A kind that is registered without a line here fails.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from evidence import actions as evidence
from people import actions as people
from people.models import Pair
from portfolios import actions as portfolios
from portfolios.models import WebfolioPage
from sharing import actions, kinds
from tests import things
from tests.portfolios.test_views_folio import text, write

MARK = "Zebrafish"
INSIDE = f"{MARK} inside"
PASSCODE = "heron 42 pond"
# The people of the institution who are nobody's supervisor now, or never were.
STRANGERS = {"ended", "unaccepted", "trainer", "colleague", "named"}
NEAR = {"owner", "supervisor"}
HOLDERS = {"link", "passcode"}
ELSEWHERE = {"other institution", "operator"}
HERE = NEAR | STRANGERS | {"admin", "editor"}
VISITORS = [*sorted(HERE), *sorted(HOLDERS), "anonymous", *sorted(ELSEWHERE)]
EVERYONE = HERE | HOLDERS | {"anonymous"}

# However far it is open -> who sees it.
READERS: dict[str, set[str]] = {
    "only_me": {"owner"},
    "supervisors": NEAR,
    "named": NEAR | {"named"},
    "institution": NEAR | STRANGERS,
    "link": NEAR | HOLDERS,
    "public": EVERYONE,
    # Open to everyone, but …
    "hidden": {"owner"},
    "draft": {"owner"},
    "sealed": {"owner"},
    "deleted": set(),
}


@dataclass(frozen=True)
class Kind:
    """How one is made; the states it knows; the ways to it beside its own page, and whom each serves at all."""

    make: Any
    states: tuple[str, ...]
    ways: dict[str, set[str]]


OPEN = ("only_me", "supervisors", "named", "institution", "link", "public", "hidden")
API = "/api/v1"


def make_activity(cast, audience, **more):
    return things.activity(cast, audience, title=f"{MARK} tank", **more)


def make_entry(cast, audience, **more):
    made = things.entry(cast, audience, **more)
    if not more.get("sealed"):
        type(made).objects.filter(pk=made.pk).update(title=f"{MARK} week")
    return type(made).objects.get(pk=made.pk)


def make_plan(cast, audience):
    made = things.plan(cast, audience)
    type(made).objects.filter(pk=made.pk).update(title=f"{MARK} year")
    return type(made).objects.get(pk=made.pk)


def make_application(cast, audience):
    made = things.application(cast, audience)
    type(made).objects.filter(pk=made.pk).update(title=f"{MARK} application")
    return type(made).objects.get(pk=made.pk)


def make_folio(cast, audience, publish=True):
    page = write(cast.technician, text(f"{MARK} facility."), title=f"{MARK} page")
    portfolios.set_audience(webfolio=page, audience=audience, actor=cast.technician)
    if publish:
        portfolios.publish(page=WebfolioPage.objects.get(pk=page.pk), actor=cast.technician)
    return things.granted(cast, WebfolioPage.objects.get(pk=page.pk), "folio")


def make_collection(cast, audience):
    """Its title, and what is in it, which is for its owner alone anywhere else."""
    made = things.collection(cast, audience)
    type(made).objects.filter(pk=made.pk).update(title=f"{MARK} choice")
    Activity.objects.filter(uid=made.pieces.get().object_uid).update(title=INSIDE)
    return type(made).objects.get(pk=made.pk)


KINDS = {
    "activity": Kind(
        make_activity,
        (*OPEN, "sealed", "deleted"),
        {
            "/activities/?owner={owner}": NEAR,
            "/activities/export.csv?owner={owner}": NEAR,
            f"{API}/activities/?owner={{owner}}": HERE,
            f"{API}/activities/{{uid}}/": HERE,
        },
    ),
    "entry": Kind(
        make_entry,
        (*OPEN, "draft", "sealed", "deleted"),
        {
            "/journal/?owner={owner}": HERE,
            f"{API}/entries/?owner={{owner}}": HERE,
            f"{API}/entries/{{uid}}/": HERE,
        },
    ),
    "plan": Kind(make_plan, (*OPEN, "deleted"), {"/plan/all/?owner={owner}": HERE}),
    "application": Kind(make_application, (*OPEN, "deleted"), {"/applications/": HERE}),
    "folio": Kind(make_folio, (*OPEN, "draft"), {}),
    "collection": Kind(make_collection, (*OPEN, "deleted"), {}),
}
# Everybody finds what is their own there, and nothing of another's.
OWN_ALONE = [
    "/search/?q=Zebra",
    "/notices/calendar/",
    "/sharing/",
    "/activities/",
    "/journal/",
    "/collections/",
]


def test_every_kind_has_its_line():
    assert set(KINDS) == set(kinds.KINDS)


def made(cast, kind: str, state: str) -> Any:
    maker = KINDS[kind].make
    if state in ("hidden", "deleted"):
        item = maker(cast, "public")
        if state == "deleted":
            actions.delete_item(item=item, actor=cast.technician)
        else:
            actions.hide_reported(report=things.report(cast, item, kind=kind), actor=cast.admin)
        return item
    if state in ("draft", "sealed"):
        return maker(cast, "public", **({"publish": False} if state == "draft" else {"sealed": True}))
    return maker(cast, state)


def enter(cast, visit, southby_cast, southby) -> dict[str, Any]:
    """A browser for each of them; the pairs that ended and that nobody accepted stand."""
    ended = people.propose_pair(
        technician=cast.technician, supervisor=cast.other_supervisor, actor=cast.admin
    )
    people.accept_pair(pair=ended, actor=cast.technician)
    Pair.objects.filter(pk=ended.pk).update(
        started_on=timezone.localdate() - timedelta(9), ends_on=timezone.localdate() - timedelta(1)
    )
    people.grant_role(person=cast.other_trainer, role="supervisor", actor=cast.admin)
    people.propose_pair(technician=cast.technician, supervisor=cast.other_trainer, actor=cast.admin)
    names = {
        "owner": "technician", "supervisor": "supervisor", "ended": "other_supervisor", "unaccepted": "other_trainer",
        "trainer": "trainer", "colleague": "engineer", "named": "colleague", "admin": "admin", "editor": "editor",
    }  # fmt: skip
    browsers = {key: visit(getattr(cast, name)) for key, name in names.items()}
    browsers |= {key: visit() for key in (*HOLDERS, "anonymous")}
    with southby():
        browsers["other institution"] = visit(southby_cast.technician, host="southby.localhost")
    return browsers | {"operator": visit(host="localhost")}


def own_page(kind: str, item: Any, visitor: str, tokens: dict[str, str]) -> str:
    if visitor in HOLDERS:
        return f"/shared/{tokens[visitor]}/"
    return f"/shared/{kind}/{item.uid}/" if visitor == "anonymous" else item.get_absolute_url()


def shows(browser: Any, address: str, words: str) -> bool:
    answer = browser.get(address, follow=address.startswith("/shared/"))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code < 500, address
    return answer.status_code == 200 and words in body.decode()


def links_to(kind: str, item: Any) -> dict[str, str]:
    common = {
        "kind": kind,
        "item": item,
        "actor": item.owner,
        "expires_on": timezone.localdate() + timedelta(3),
    }
    return {
        "link": actions.make_link(name="Open", **common).token,
        "passcode": actions.make_link(name="Asks first", passcode=PASSCODE, **common).token,
    }


LINES = [(kind, state) for kind, line in KINDS.items() for state in line.states]


@pytest.mark.parametrize(("kind", "state"), LINES, ids=lambda part: part)
def test_every_way_agrees_with_the_table(cast, visit, southby, southby_cast, kind, state):
    item = made(cast, kind, state)
    browsers, tokens = enter(cast, visit, southby_cast, southby), links_to(kind, item)
    browsers["passcode"].post(f"/shared/{tokens['passcode']}/passcode/", {"passcode": PASSCODE})
    expected = READERS[state]
    # Of what is sealed, lists tell its owner only that it is there; its own page alone opens the words.
    words = "A week" if state == "sealed" and kind == "entry" else MARK
    if kind == "collection":
        words = INSIDE
    wrong = []
    for visitor in VISITORS:
        ways = {own_page(kind, item, visitor, tokens): EVERYONE}
        if state != "sealed" or visitor != "owner":
            ways |= KINDS[kind].ways
        for way, served in ways.items():
            address = way.format(owner=cast.technician.uid, uid=item.uid)
            should = visitor in expected & served
            if kind == "folio" and state == "draft" and visitor == "owner":
                should = False  # the owner previews a draft on their own screens
            if shows(browsers[visitor], address, words) != should:
                wrong.append(f"{visitor}: {address} should{'' if should else ' not'} show it")
    for visitor in set(VISITORS) - {"owner"} - ELSEWHERE:
        wrong += [f"{visitor}: {one}" for one in OWN_ALONE if shows(browsers[visitor], one, MARK)]

    assert wrong == []


@pytest.mark.parametrize("state", [*OPEN, "sealed"])
def test_what_hangs_on_an_item_goes_with_it(cast, visit, southby, southby_cast, state):
    item = made(cast, "activity", state)
    piece = evidence.add_link(owner=cast.technician, url="https://example.org/", title="A page")
    evidence.attach(thing=item, kind="activity", evidence=[piece], actor=cast.technician)
    browsers, tokens = enter(cast, visit, southby_cast, southby), links_to("activity", item)
    browsers["passcode"].post(f"/shared/{tokens['passcode']}/passcode/", {"passcode": PASSCODE})
    for visitor in HOLDERS:
        browsers[visitor].get(f"/shared/{tokens[visitor]}/")

    opened = {
        visitor
        for visitor in VISITORS
        if browsers[visitor].get(reverse("evidence:evidence_open", args=[piece.uid])).headers.get("Location")
        == "https://example.org/"
    }

    assert opened == READERS[state] - ELSEWHERE


def test_access_ends_with_the_last_day_of_the_pair(cast, visit):
    item, today = make_activity(cast, "supervisors"), timezone.localdate()
    seen = []
    for last in (today, today - timedelta(1)):
        Pair.objects.filter(technician=cast.technician).update(ends_on=last)
        seen.append(shows(visit(cast.supervisor), item.get_absolute_url(), MARK))

    assert seen == [True, False]


@pytest.mark.parametrize("kind", KINDS)
def test_supervisors_read_and_comment_and_never_edit(cast, visit, kind):
    item, client = KINDS[kind].make(cast, "public"), visit(cast.supervisor)
    edit = {
        "activity": f"/activities/{item.uid}/edit/", "entry": f"/journal/{item.uid}/edit/",
        "plan": f"/plan/{item.uid}/edit/", "application": f"/applications/{item.uid}/delete/",
        "folio": f"/webfolio/pages/{item.uid}/edit/", "collection": f"/collections/{item.uid}/edit/",
    }[kind]  # fmt: skip

    assert client.get(item.get_absolute_url()).status_code == 200
    assert client.post(edit, {}).status_code == 403
    assert client.post(f"/sharing/{kind}/{item.uid}/", {"audience": "public"}).status_code == 403
