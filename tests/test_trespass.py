"""Ways round a door that the table closes: other people's things by reference, by an older tab, by a link once given."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from activities.actions import change_activity
from assessments.actions import save_marks
from assessments.models import Assignment
from evidence import actions as evidence
from people import actions as people
from people.models import Pair
from portfolios import actions as portfolios
from portfolios.models import WebfolioPage
from sharing.actions import delete_item, make_link, revoke_link, set_audience
from tests import things
from tests.assessments import work


def stored(thing):
    return type(thing)._default_manager.get(pk=thing.pk)


@pytest.mark.parametrize(
    ("who", "email", "side"),
    [
        ("other_supervisor", "supervisor@northmoor.example", "supervisor"),  # keeps no webfolio
        ("technician", "engineer@northmoor.example", "technician"),  # supervises nobody
        ("supervisor", "supervisor@northmoor.example", "technician"),  # themselves
        ("admin", "technician@northmoor.example", "technician"),
    ],
)
def test_nobody_takes_a_side_that_is_not_theirs(cast, visit, who, email, side):
    answer = visit(getattr(cast, who)).post("/pairs/", {"email": email, "side": side})

    assert answer.status_code == 422
    assert Pair.objects.count() == 2


@pytest.mark.parametrize("who", ["other_supervisor", "admin"])
def test_nobody_but_the_technician_accepts(cast, visit, who):
    pair = people.propose_pair(
        technician=cast.technician, supervisor=cast.other_supervisor, actor=cast.other_supervisor
    )

    answer = visit(getattr(cast, who)).post(f"/pairs/{pair.uid}/answer/", {"answer": "accept"})

    assert answer.status_code == 403
    assert stored(pair).state == "proposed"


def test_admin_who_supervises_proposes_no_pair_with_themselves(cast, visit):
    people.grant_role(person=cast.admin, role="supervisor", actor=cast.other_admin)
    client = visit(cast.admin)
    technician = cast.technician

    client.post("/people/pairs/new/", {"technician": technician.pk, "supervisor": cast.admin.pk})
    client.post("/pairs/", {"email": technician.email, "side": "technician"})

    assert not Pair.objects.filter(supervisor=cast.admin).exists()


def test_pair_that_begins_later_opens_nothing_yet(cast, visit):
    pair = people.propose_pair(
        technician=cast.technician,
        supervisor=cast.other_supervisor,
        actor=cast.admin,
        started_on=timezone.localdate() + timedelta(days=1),
    )
    people.accept_pair(pair=pair, actor=cast.technician)

    assert visit(cast.other_supervisor).get(f"/activities/?owner={cast.technician.uid}").status_code == 404


def test_evidence_closes_with_what_it_hangs_on(cast, visit):
    activity, piece, draft = things.activity(cast, "public"), things.link(cast), things.link(cast)
    evidence.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)
    entry = things.entry(cast, "public", publish=False)
    evidence.attach(thing=entry, kind="entry", evidence=[draft], actor=cast.technician)
    colleague, address = visit(cast.colleague), piece.get_absolute_url()
    opened = colleague.get(address).status_code

    change_activity(activity=activity, actor=cast.technician, values={"sealed": True})
    sealed = colleague.get(address).status_code
    change_activity(activity=activity, actor=cast.technician, values={"sealed": False})
    delete_item(item=stored(activity), actor=cast.technician)

    assert (opened, sealed, colleague.get(address).status_code) == (302, 404, 404)
    assert visit(cast.supervisor).get(draft.get_absolute_url()).status_code == 404


def test_link_once_given_opens_nothing_private_expired_or_revoked(cast, visit):
    item, today = things.activity(cast, "link"), timezone.localdate()
    link = make_link(kind="activity", item=item, actor=cast.technician, name="Friend", expires_on=today)
    answers = []

    def look():
        answers.append(visit().get(f"/shared/{link.token}/").status_code)

    look()
    set_audience(item=stored(item), audience="supervisors", actor=cast.technician)
    look()
    set_audience(item=stored(item), audience="link", actor=cast.technician)
    type(link).objects.update(expires_on=today - timedelta(days=1))
    look()
    type(link).objects.update(expires_on=today)
    revoke_link(link=stored(link), actor=cast.technician)
    look()

    assert answers == [200, 404, 410, 410]


def test_trainee_writes_no_mark_and_no_word_after_submitting(cast, visit):
    made, client = work.set_work(cast), visit(cast.technician)
    forged = {
        "score-1": 5,
        "draft_score-1": 5,
        "feedback-1": "Good",
        "maximum-1": 99,
        "total": 99,
        "state": "completed",
    }
    client.post(
        made.get_absolute_url(),
        forged | {"response-1": "Mine", "self_score-1": 5, "general_response": "", "changed": ""},
    )
    one = made.criteria.first()
    assert (one.response, one.score, one.draft_score, one.maximum) == ("Mine", None, None, 5)

    handed_in = work.submitted(cast)
    before = list(handed_in.criteria.values())
    page = handed_in.get_absolute_url()
    client.post(page, forged | {"response-1": "Later", "self_score-1": 5, "general_response": "Later"})
    client.post(f"{page}submit/", {"once": uuid.uuid4()})
    client.post(f"{page}evidence/1/", {"evidence_link": "https://example.org/later"})
    client.post(handed_in.review_url, forged | {"complete": "1", "once": uuid.uuid4()})

    assert list(handed_in.criteria.values()) == before
    assert stored(handed_in).state == "submitted"


def test_trainee_finds_draft_marks_nowhere(cast, visit):
    made = work.submitted(cast)
    save_marks(assignment=made, actor=cast.supervisor, marks=work.marks(made, score=1, feedback="Unripe"))
    client = visit(cast.technician)

    for path in (made.get_absolute_url(), "/assessments/", "/home/", "/notices/", "/api/v1/me/"):
        assert "Unripe" not in client.get(path).content.decode(), path


def completed(cast):
    made = work.submitted(cast)
    Assignment.objects.filter(pk=made.pk).update(state="completed", passed=True, completed_at=timezone.now())
    return made


@pytest.mark.parametrize("kind", ["evidence", "image", "gallery", "activities", "entries", "assessments"])
def test_webfolio_takes_nothing_of_somebody_elses(cast, visit, kind):
    """By uid, whoever it is open to: pages show their owner's own."""
    made = {
        "evidence": lambda: things.link(cast, "public"),
        "image": lambda: things.link(cast, "public"),
        "activities": lambda: things.activity(cast, "public"),
        "gallery": lambda: things.link(cast, "public"),
        "entries": lambda: things.entry(cast, "public"),
        "assessments": lambda: completed(cast),
    }[kind]()
    box = str(uuid.uuid4())
    name = "evidence" if kind in ("evidence", "image") else "uids"

    answer = edit_folio(visit, cast.engineer, box, kind, **{name: str(made.uid), "alternative": "x"})

    assert answer.status_code == 422
    assert not WebfolioPage.objects.get(keeper=cast.engineer).live


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "javascript://https://x", "data:text/html,x", "vbscript:x", "//elsewhere"],
)
def test_address_that_would_run_is_no_link(cast, visit, address):
    client = visit(cast.technician)
    folio = edit_folio(visit, cast.technician, str(uuid.uuid4()), "link", title="Look", url=address)

    assert client.post("/evidence/new/", {"evidence_link": address}).status_code == 422
    assert folio.status_code == 422 or f'href="{address}' not in folio.content.decode()


def edit_folio(visit, owner, box, kind, **values):
    page = portfolios.webfolio_of(owner=owner)
    typed = {f"b{box}-{name}": value for name, value in values.items()}
    form = {"title": "Mine", "changed": page.changed_token, "block": f"{box}:{kind}", "then": "publish"}
    return visit(owner).post(f"/webfolio/pages/{page.uid}/edit/", form | typed)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"],
)
def test_signing_in_and_out_leads_to_no_other_site(cast, visit, elsewhere):
    form = {"login": "technician@northmoor.example", "password": "demo-aspire-2026", "next": elsewhere}

    answers = [visit().post("/account/login/", form), visit(cast.technician).post("/account/logout/", form)]

    assert [one.headers["Location"] for one in answers] == ["/home/", "/"]


def test_nobody_signs_up_or_takes_a_second_address(cast, visit):
    from people.models import User

    before = User.objects.count()

    visit().post("/account/signup/", {"email": "a@b.example", "username": "zz", "password1": "sdf-kjh-34"})
    answer = visit(cast.technician).post("/account/email/", {"email": "a@b.example", "action_add": ""})

    assert User.objects.count() == before
    assert answer.status_code == 405
