"""Every screen, as each role meets it on a phone: nothing axe can find, nothing that scrolls sideways."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from activities.models import Activity
from audits import actions as audits
from plans import actions as plans
from portfolios import actions as portfolios
from registers import actions as registers
from tests import things
from tests.applications import samples
from tests.assessments import work
from tests.audits import draw_samples, mock_samples
from tests.audits.desk_samples import at_desk
from tests.authorisations import samples as authorised
from tests.browser import DESK, PHONE, assert_accessible, sign_in
from tests.duties import samples as tasks
from tests.moderation import samples as moderation_samples
from tests.people import NORTHMOOR, PASSWORD, Cast

NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}
DARK = {**PHONE, "color_scheme": "dark"}

VISITOR = [
    "/", "/account/login/", "/account/password/reset/", "/verify/", "/verify/AAAA-AAAA-AAAA/", "{code}", "{folio}",
    "{support}", "/support/nobodys/", "/nothing/", "{desk}", "{desk}decide/", "/desk/wrong/",
]  # fmt: skip
OPERATOR = [
    "/", "/operators/", "/operators/institutions/new/", "/operators/institutions/northmoor/", "/operators/password/",
]  # fmt: skip
TECHNICIAN = [
    "/home/", "/activities/", "/activities/import/", "{upload}",
    "{upload}meanings/", "{upload}check/", "/activities/new/",
    "{activity}", "{activity}edit/", "{activity}repeat/",
    "{activity}repeat/?every=week&times=3", "{activity}repeat/?every=dates&dates=Tuesday", "{activity}split/",
    "{planned}done/",
    "/activities/planned/", "/activities/print/", "/activities/changes/", "{change}", "/activities/?change={change_uid}",
    "{share}", "/journal/", "/journal/new/",
    "{entry}", "{entry}edit/", "/evidence/", "/search/?q=tank", "/evidence/new/",
    "/assessments/", "{open}", "{returned}", "{submitted}",
    "{completed}", "/registers/", "/registers/new/", "{registration}", "/registers/packs/rsb/",
    "/registers/packs/science-council/editions/", "/renewals/",
    "/renewals/new/", "{draft}", "{draft}statements/", "{draft}evidence/", "{draft}ask/", "{draft}declare/", "{declared}",
    "/applications/", "/applications/new/", "{application}", "{application}read/",
    "{application}parts/A1/", "{fellowship}", "{fellowship}parts/A1/", "{application}supporters/", "{application}send/",
    "{application}copy/",
    "{registration}end/", "{registration}edit/", "/audits/", "{hand_over}", "{handed}",
    "{handed}take-back/", "{mock}delete/", "{asked_blind}withdraw/", "{review_blind}decline/", "{application_link}remove/",
    "{draw}", "/audits/draws/",
    "/audits/mock/new/", "{mock}", "{mock}ask/", "/audits/reviews/", "{reviewed_blind}", "{review_blind}",
    "/plan/", "/plan/all/", "/plan/new/", "{plan}", "{plan}print/", "{plan}edit/", "{plan}evaluation/", "{plan}goals/new/",
    "{goal}", "{goal}edit/", "{goal}activity/", "{goal}link/",
    "/tasks/", "/tasks/new/", "{task}", "{task}done/", "{task_back}", "{task_back}done/", "/authorisations/", "{authorised}",
    "{authorised}evidence/", "{lapsed}", "{taken_back}", "/authorisations/techniques/", "{technique}", "{technique}door/",
    "/webfolio/", "/webfolio/sections/new/", "{section}", "{folio}", "/webfolio/copied/",
    "/collections/", "/collections/new/review/", "{collection}", "{collection}edit/", "{collection}pieces/",
    "/pairs/", "/sharing/", "/notices/", "/account/", "/account/2fa/", "/account/sessions/",
    "/account/password/change/", "/account/logout/", "/people/",
]  # fmt: skip
# What a second marker and a rater see; and whoever asks them.
MODERATED = ["/moderation/", "{second_mark}", "/moderation/calibration/", "{calibration}", "{exemplar}"]
MODERATING = [
    "/moderation/", "{second_ask}", "{compared}", "{second_mark}withdraw/", "/moderation/shares/", "/moderation/shares/new/",
    "{share_end}", "/moderation/calibration/new/", "{calibration}", "{calibration_draft}",
    "{calibration_draft}exemplars/new/", "{calibration_draft}delete/",
]  # fmt: skip
SUPERVISOR = [
    "/home/", "/review/", "{review}", "{reviewed}", "{activity}", "{entry}", "{log}", "/pairs/", "/tasks/set/",
    "/tasks/new/", "{task_done}", "{task_done}return/", "{task}withdraw/", "{task}change/",
    "/authorisations/people/", "/authorisations/new/", "{authorised}", "{authorised}renew/", "{authorised}withdraw/",
    *MODERATED,
    "/webfolio/templates/", "{webfolio_template}", "{webfolio_template}copy/", "{webfolio_template}rename/",
    "{webfolio_template}delete/", "/webfolio/copy/", "/webfolio/copies/", "{copies}",
]  # fmt: skip
TRAINER = [
    "/home/", "/cohorts/", "/cohorts/new/", "{cohort}", "{cohort}edit/", "{cohort}set/", "{cohort}members/",
    "/assessments/templates/", "/assessments/templates/new/", "{template}", "{template}set/",
    "/authorisations/techniques/new/", "{technique}edit/",
    "{cohort}event/", "{cohort}task/", "{cohort}?tick=cells", "/cohorts/by-rule/?programme={programme_uid}",
    "{cohort}members/list/", "{cohort}members/rule/", "{cohort}keep/", "{cohort}again/", "{cohort}acts/",
    "{cohort}programme/?programme={programme_uid}", "{cohort_event}", "/cohorts/programmes/", "/cohorts/programmes/new/",
    "{programme}", "{programme}edit/", "{programme}items/new/", "{programme}items/new/?kind=event", "{programme}delete/",
    "/cohorts/dashboard/", "/cohorts/quiet/", "/cohorts/waiting/",
    *MODERATING,
]  # fmt: skip
ADMIN = [
    "/home/",
    "/people/",
    "/people/new/",
    "/registers/own/",
    "/registers/own/new/",
    "{own_pack}",
    "{own_pack}retire/",
    "{person}",
    "/people/pairs/",
    "/registers/overview/",
    "/people/pairs/new/",
    "/people/settings/",
    "/people/settings/hours/",
    "/people/settings/storage/",
    "/people/settings/leaving/",
    "/audits/draws/new/",
    "{drawn}",
]
MAIN = [
    "{application}",
    "{application}parts/A1/",
    "/home/",
    "/activities/",
    "{activity}",
    "/journal/",
    "{open}",
    "{draft}",
    "/webfolio/",
    "/account/",
]


def moderated(cast: Cast) -> dict[str, str]:
    """What is marked twice and calibrated, as addresses by name."""
    mark, done, opened = things.second_mark(cast), moderation_samples.given(cast), things.open_set(cast)
    moderation_samples.complete(done, cast)
    return {
        "second_mark": mark.get_absolute_url(),
        "second_ask": f"/moderation/ask/{mark.assignment.uid}/",
        "compared": f"{done.get_absolute_url()}compare/",
        "share_end": f"/moderation/shares/{things.share(cast).uid}/end/",
        "calibration": opened.get_absolute_url(),
        "exemplar": opened.exemplars.get().get_absolute_url(),
        "calibration_draft": things.draft_set(cast).get_absolute_url(),
    }


def furnish() -> dict[str, str]:
    """One object of each kind and state, as addresses by name."""
    cast = Cast(NORTHMOOR)
    draft = things.renewal(cast)
    registration = draft.registration
    days = {
        "period_from": draft.period_from.replace(year=2024),
        "period_to": draft.period_to.replace(year=2024),
    }
    declared = registers.start_renewal(registration=registration, **days)
    frozen = registers.declare_renewal(renewal=declared, actor=cast.technician, once=uuid4())
    mock = mock_samples.mock_of(registration)
    handing, desk = at_desk(cast, declared, with_evidence=True, note="Please look at the spring.")
    audits.ask(handing=handing, words="What changed since?", once=uuid4())
    cohort, template, section = things.cohort(cast), things.template(cast), things.section(cast)
    things.cohort_act(cast, cohort)
    programme = things.programme(cast)
    folio = portfolios.set_audience(
        webfolio=portfolios.webfolio_of(owner=cast.technician), audience="public", actor=cast.technician
    )
    activity, entry = things.activity(cast), things.entry(cast)
    change = things.change(cast)
    states = {name: made(cast) for name, made in work.IN_STATE.items() if name != "withdrawn"}
    return {
        "activity": activity.get_absolute_url(),
        "upload": things.upload(cast).get_absolute_url(),
        "planned": things.activity(cast, planned=True).get_absolute_url(),
        "change": change.get_absolute_url(),
        "change_uid": str(change.uid),
        "share": f"/sharing/activity/{activity.uid}/",
        "log": f"/activities/?owner={cast.technician.uid}",
        "entry": entry.get_absolute_url(),
        "registration": registration.get_absolute_url(),
        "draft": draft.get_absolute_url(),
        "declared": declared.get_absolute_url(),
        "code": f"/verify/{frozen.code}/",
        "desk": desk,
        "draw": things.draw(cast).get_absolute_url(),
        "mock": mock.get_absolute_url(),
        "asked_blind": mock_samples.asked(cast, mock).get_absolute_url(),
        "reviewed_blind": mock_samples.sent(cast, mock).get_absolute_url(),
        "review_blind": mock_samples.for_reviewing(cast).get_absolute_url(),
        "drawn": draw_samples.drawn(cast).get_absolute_url(),
        "handed": handing.get_absolute_url(),
        "hand_over": f"/audits/renewals/{declared.uid}/hand-over/",
        **planned(cast, activity),
        **asked_and_authorised(cast),
        "own_pack": things.own_pack(cast).get_absolute_url(),
        "folio": folio.get_absolute_url(),
        "section": f"/webfolio/pages/{section.uid}/edit/",
        "webfolio_template": (webfolio_template := things.webfolio_template(cast)).get_absolute_url(),
        "copies": things.copies(cast, webfolio_template).get_absolute_url(),
        "collection": things.collection(cast).get_absolute_url(),
        **applied(cast, activity),
        **moderated(cast),
        "cohort": cohort.get_absolute_url(),
        "cohort_event": things.cohort_event(cast, cohort).get_absolute_url(),
        "programme": programme.get_absolute_url(),
        "programme_uid": str(programme.uid),
        "template": template.get_absolute_url(),
        "person": f"/people/{cast.technician.uid}/",
        "review": states["submitted"].review_url,
        "reviewed": states["completed"].review_url,
        **{name: made.get_absolute_url() for name, made in states.items()},
    }


def applied(cast: Cast, activity: Activity) -> dict[str, str]:
    """An application with a text, a link and a comment, one of the PSF, and a supporter's page."""
    application = samples.begin(cast.technician, "iop", "RSci")
    fellowship = samples.begin(cast.technician, "advance-he", "AFHEA")
    samples.write(application, "A1", "We did it. " * 9)
    link = samples.link(application, "A1", activity)
    samples.answered(application)
    samples.write(application, "A2")
    waiting = samples.ask(application, email="second@example.org")
    return {
        "application": application.get_absolute_url(),
        "application_link": f"{application.get_absolute_url()}links/{link.uid}/",
        "fellowship": fellowship.get_absolute_url(),
        "support": f"/support/{samples.token_for(waiting)}/",
    }


def asked_and_authorised(cast: Cast) -> dict[str, str]:
    """Tasks and authorisations in the states that look different."""
    held = things.authorisation(
        cast, technique=things.technique(cast, disuse_days=90), conditions="Not alone."
    )
    over = {
        name: make(cast, technique=things.technique(cast, name=name))
        for name, make in (("lapsed", authorised.lapsed), ("taken_back", authorised.withdrawn))
    }
    made = {
        "task": things.task(cast, "supervisor", words="All four.", link="https://example.org/tags"),
        "task_done": tasks.done(cast, "supervisor"),
        "task_back": tasks.returned(cast, "supervisor"),
        "authorised": held,
        "technique": held.technique,
        **over,
    }
    return {name: thing.get_absolute_url() for name, thing in made.items()}


def planned(cast: Cast, activity: Activity) -> dict[str, str]:
    """A plan of this year with a goal that an activity works towards."""
    year = activity.start_date.year
    values = {"title": str(year), "start": date(year, 1, 1), "end": date(year, 12, 31)}
    plan = plans.start_plan(owner=cast.technician, values=values)
    goal = plans.add_goal(plan=plan, actor=cast.technician, values={"title": "Run the rota on my own"})
    plans.link_activities(goal=goal, activities=[activity], actor=cast.technician)
    return {"plan": plan.get_absolute_url(), "goal": goal.get_absolute_url()}


@pytest.fixture(scope="module")
def addresses(live) -> Iterator[dict[str, str]]:
    with live.inside("northmoor"):
        known = furnish()
    yield known


def walk(page: Page, live, addresses: dict[str, str], paths: list[str], host: str = "northmoor") -> None:
    for path in paths:
        page.goto(live.address(host, path.format(**addresses)))
        assert page.locator("h1").count() == 1, page.url
        assert_accessible(page)


@pytest.mark.parametrize(
    ("role", "paths"),
    [("technician", TECHNICIAN), ("supervisor", SUPERVISOR), ("trainer", TRAINER), ("admin", ADMIN)],
)
def test_screens_of_role_are_accessible_on_a_phone(page, live, addresses, role, paths):
    sign_in(page, live, login=f"{role}@northmoor.example")

    walk(page, live, addresses, paths)


@pytest.mark.parametrize("kind", [DARK, NARROW, DESK], ids=["dark", "narrow", "desk"])
def test_main_screens_are_accessible_in_other_shapes(open_page, live, addresses, kind):
    page = open_page(kind)
    sign_in(page, live, login="technician@northmoor.example")

    walk(page, live, addresses, MAIN)


def test_screens_of_visitors_are_accessible(page, live, addresses):
    walk(page, live, addresses, VISITOR)


def test_operators_console_is_accessible(page, live):
    page.goto(live.address("platform", "/operators/sign-in/"))
    assert_accessible(page)
    page.get_by_label("Email").fill("operator@aspirecpd.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/operators/")

    walk(page, live, {}, OPERATOR, "platform")


def test_errors_of_a_form_are_accessible_and_led_to(page, live, addresses):
    sign_in(page, live, login="technician@northmoor.example")
    page.goto(live.address(path="/activities/new/"))
    page.get_by_role("button", name="Save activity").click()
    page.locator(".error-summary").wait_for()

    assert page.title().startswith("Error: ")
    assert_accessible(page)


def test_focus_is_never_under_a_pinned_bar(page, live, addresses):
    sign_in(page, live, login="technician@northmoor.example")
    page.goto(live.address(path="/activities/new/"))
    covered = """() => {
      const at = document.activeElement, box = at.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
      const bar = top && top.closest(".topbar, .main-nav, .save-bar");
      return bar && !bar.contains(at) ? at.outerHTML.slice(0, 120) : "";
    }"""

    found = []
    for _ in range(40):
        page.keyboard.press("Tab")
        found.append(page.evaluate(covered))

    assert [which for which in found if which] == []
