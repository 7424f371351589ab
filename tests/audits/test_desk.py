"""The registrar's desk: one link, one pack; questions, answers and one final outcome."""

import logging
import uuid
from datetime import date, timedelta

import pytest
from django.core import mail

from audits import actions
from audits.models import Handing, Letter
from audits.tasks import send_letter
from notices.models import Notice
from people.models import TrailEntry
from registers.actions import withdraw_renewal
from registers.models import FrozenPack
from tenants.logs import LineFormatter
from tests.audits import desk_samples as desk
from tests.registers.declared import with_file
from tests.tellers import Teller

FORM = {
    "assessor_name": "Dr Quill",
    "assessor_email": "quill@body.example",
    "body": "Science Council",
    "shows_name": "yes",
    "shows_number": "on",
}


def hand_form(**more) -> dict:
    return FORM | {"once": str(uuid.uuid4())} | more


def test_owner_hands_over_and_a_mail_with_a_link_goes_out(cast, visit):
    renewal = desk.declared(cast)
    page = f"/audits/renewals/{renewal.uid}/hand-over/"

    shown = visit(cast.technician).get(page)
    answer = visit(cast.technician).post(page, hand_form())

    handing = Handing.objects.get()
    assert "Science Council" in shown.content.decode()
    assert (answer.status_code, answer.url) == (302, handing.get_absolute_url())
    assert handing.expires_on == date.today() + timedelta(days=30)
    path = desk.link_of(handing)
    assert mail.outbox[-1].to == ["quill@body.example"]
    assert visit().get(path).status_code == 200


def test_link_is_kept_as_a_digest_only(cast):
    handing, path = desk.at_desk(cast)
    token = path.split("/")[2]

    letter = Letter.objects.get()

    assert token not in str(vars(letter)) + str(vars(handing))
    assert len(letter.digest) == 64


def test_letter_is_sent_once_however_often_the_job_runs(cast):
    desk.at_desk(cast)

    send_letter(letter=Letter.objects.get().pk)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"assessor_email": "nobody"}, "Enter an address"),
        ({"assessor_email": "technician@northmoor.example"}, "your own address"),
        ({"expires_on": "in 200 days"}, "14/3/26"),
        ({"assessor_name": ""}, "Enter the assessor"),
        ({"shows_name": ""}, "name shown"),
    ],
)
def test_form_refuses_and_keeps_what_was_typed(cast, visit, given, said):
    renewal = desk.declared(cast)

    answer = visit(cast.technician).post(
        f"/audits/renewals/{renewal.uid}/hand-over/", hand_form(note="Please look at May.") | given
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Please look at May." in text
    assert not Handing.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302), (180, 302), (181, 422)])
def test_link_opens_for_half_a_year_at_most(cast, visit, days, status):
    renewal = desk.declared(cast)
    last = date.today() + timedelta(days=days)

    answer = visit(cast.technician).post(
        f"/audits/renewals/{renewal.uid}/hand-over/", hand_form(expires_on=last.isoformat())
    )

    assert answer.status_code == status


def test_handing_over_twice_with_one_key_is_one_act(cast, visit):
    renewal, form = desk.declared(cast), hand_form()
    client = visit(cast.technician)

    for _ in range(2):
        client.post(f"/audits/renewals/{renewal.uid}/hand-over/", form)

    assert (Handing.objects.count(), Letter.objects.count()) == (1, 1)


def test_draft_has_no_pack_to_hand_over(cast, visit):
    from tests import things

    renewal = things.renewal(cast)

    answer = visit(cast.technician).get(f"/audits/renewals/{renewal.uid}/hand-over/")

    assert (answer.status_code, answer.url) == (302, renewal.get_absolute_url())


def test_assessor_sees_the_pack_as_declared(cast, visit):
    handing, path = desk.at_desk(cast, note="Thank you for looking.")
    facts = handing.frozen.facts

    text = visit().get(path).content.decode()

    for said in (
        "Megan Okafor",
        "SC-1234",
        facts["activities"][0]["title"],
        handing.frozen.code,
        "Thank you",
    ):
        assert said in text
    for finding in facts["findings"]:
        assert finding["title"] in text


def test_blind_review_names_nobody(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    from activities.actions import verify_activity

    verify_activity(
        activity=activity, actor=cast.supervisor, points=None, note="", once=uuid.uuid4(),
        changed=activity.changed_token,
    )  # fmt: skip
    renewal = desk.declared(cast, bare=True)
    handing, path = desk.at_desk(cast, renewal, shows_name=False, shows_number=False)
    client = visit()

    texts = [
        client.get(path).content.decode(),
        client.get(f"{path}decide/").content.decode(),
        mail.outbox[-1].body,
    ]
    texts += [client.get(f"{path}pack.csv").content.decode()]

    for text in texts:
        for name in ("Megan", "Okafor", "Whitcombe", "SC-1234", "Senior technician", handing.frozen.code):
            assert name not in text, name


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
@pytest.mark.parametrize("named", [True, False])
def test_pack_downloads_from_the_desk(cast, visit, ending, start, named):
    _, path = desk.at_desk(cast, shows_name=named)

    answer = visit().get(f"{path}pack.{ending}")

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, body[: len(start)]) == (200, start)
    assert "no-store" in answer["Cache-Control"]


def closing(cast, how: str) -> str:
    """The link of a handing that was closed in one of the ways there are."""
    handing, path = desk.at_desk(cast)
    match how:
        case "expired":
            Handing.objects.update(expires_on=date.today() - timedelta(days=1))
        case "revoked":
            actions.take_back(handing=handing, actor=cast.technician)
        case "replaced":
            actions.send_again(handing=handing, actor=cast.technician)
        case "withdrawn":
            withdraw_renewal(renewal=handing.frozen.renewal, actor=cast.technician)
        case "wrong":
            path = f"/desk/{'x' * 43}/"
    return path


WAYS = ["expired", "revoked", "replaced", "withdrawn", "wrong"]
DOORS = ["", "decide/", "pack.pdf", "pack.csv", "pack.zip", f"evidence/{uuid.uuid4()}/"]


@pytest.mark.parametrize("how", WAYS)
def test_closed_link_is_one_plain_page_at_every_door(cast, visit, how):
    path = closing(cast, how)
    client = visit()

    answers = [client.get(path + door) for door in DOORS]
    answers += [client.post(path + door) for door in ("ask/", f"questions/{uuid.uuid4()}/", "decide/")]

    assert {one.status_code for one in answers} == {404}
    pages = {one.content.decode() for one in answers}
    assert all("This link opens nothing" in page and "ask the member" in page for page in pages)
    assert not any("Okafor" in page for page in pages)


def test_every_closed_link_says_the_same(cast, visit):
    """Nobody learns from the answer whether a link ever was one."""
    pages = {visit().get(path).content for path in (closing(cast, "expired"), f"/desk/{'x' * 43}/")}

    assert len(pages) == 1


def test_views_are_counted_and_the_owners_are_not(cast, visit):
    handing, path = desk.at_desk(cast)

    visit().get(path)
    visit().get(path)
    visit(cast.technician).get(path)

    stored = desk.stored(handing)
    assert stored.views == 2
    assert stored.last_opened_at
    assert "2 times" in visit(cast.technician).get(handing.get_absolute_url()).content.decode()


def test_owner_does_not_judge_their_own_pack(cast, visit):
    handing, path = desk.at_desk(cast)
    client = visit(cast.technician)

    answers = [client.get(path), client.get(f"{path}decide/"), client.post(f"{path}ask/", {"words": "Fine?"})]

    assert [one.status_code for one in answers] == [200, 403, 403]
    assert not handing.remarks.exists()


def test_question_reaches_the_owner_and_the_answer_the_assessor(cast, visit):
    handing, path = desk.at_desk(cast)
    about = f"activity:{handing.frozen.facts['activities'][0]['uid']}"

    visit().post(f"{path}ask/", {"about": about, "words": "What changed since?", "once": uuid.uuid4()})
    question = handing.remarks.get()
    notice = Notice.objects.get(kind="pack_asked")
    page = visit(cast.technician).get(handing.get_absolute_url()).content.decode()
    visit(cast.technician).post(
        f"{handing.get_absolute_url()}questions/{question.uid}/",
        {"words": "I now check the interlock.", "once": uuid.uuid4()},
    )
    again = desk.link_of(handing)

    assert (notice.recipient, notice.path) == (cast.technician, handing.get_absolute_url())
    assert "What changed since?" in page
    assert "answered" in mail.outbox[-1].subject
    for link in (path, again):
        assert "I now check the interlock." in visit().get(link).content.decode()


def test_question_about_something_else_is_refused(cast, visit):
    handing, path = desk.at_desk(cast)

    answer = visit().post(
        f"{path}ask/", {"about": f"activity:{uuid.uuid4()}", "words": "And this?", "once": uuid.uuid4()}
    )

    assert answer.status_code == 422
    assert "And this?" in answer.content.decode()


def decision(**more) -> dict:
    return desk.DECISION | {"sure": "on", "once": str(uuid.uuid4())} | more


def test_outcome_with_reasons_reaches_the_owner(cast, visit):
    handing, path = desk.at_desk(cast)
    form = visit().get(f"{path}decide/").context["form"]
    number = [key for key, _ in form.subjects].index("finding:breadth")

    answer = visit().post(
        f"{path}decide/",
        decision(outcome="more_needed", overall="Nearly.", **{f"reason-{number}": "Two more kinds, please."}),
    )

    stored = desk.stored(handing)
    assert (answer.status_code, stored.outcome, stored.points[0]["words"]) == (
        302,
        "more_needed",
        "Two more kinds, please.",
    )
    assert Notice.objects.get(kind="pack_decided").recipient == cast.technician
    owner = visit(cast.technician)
    for address in (handing.get_absolute_url(), handing.frozen.renewal.get_absolute_url()):
        assert "More is needed" in owner.get(address).content.decode()
    assert "Two more kinds, please." in owner.get(handing.get_absolute_url()).content.decode()


def test_outcome_is_final(cast, visit):
    handing, path = desk.at_desk(cast)
    first = decision()

    for form in (first, first, decision(outcome="not_accepted")):
        visit().post(f"{path}decide/", form)

    assert desk.stored(handing).outcome == "accepted"
    assert Notice.objects.filter(kind="pack_decided").count() == 1
    with pytest.raises(actions.DeskRefused):
        actions.ask(handing=handing, words="One more?", once=uuid.uuid4())


@pytest.mark.parametrize(
    "given", [{"sure": ""}, {"decided_by": ""}, {"outcome": ""}, {"outcome": "more_needed", "overall": ""}]
)
def test_decision_needs_a_name_a_tick_and_reasons(cast, visit, given):
    handing, path = desk.at_desk(cast)

    answer = visit().post(f"{path}decide/", decision() | given)

    assert answer.status_code == 422
    assert "CPD assessor" in answer.content.decode()
    assert not desk.stored(handing).is_decided


def test_second_handing_is_a_review_of_its_own(cast, visit):
    renewal = desk.declared(cast)
    first, path = desk.at_desk(cast, renewal)
    actions.decide(handing=first, values=desk.DECISION, points=[], once=uuid.uuid4())

    second, _ = desk.at_desk(cast, renewal)

    assert not desk.stored(second).is_decided
    assert desk.stored(first).is_decided


def test_trail_says_what_was_done_and_by_whom(cast):
    handing, _ = desk.at_desk(cast)
    actions.ask(handing=handing, words="Why?", once=uuid.uuid4())
    actions.decide(handing=handing, values=desk.DECISION, points=[], once=uuid.uuid4())

    lines = [
        (one.actor_kind, one.verb) for one in TrailEntry.objects.filter(object_uid=handing.uid).order_by("pk")
    ]

    assert lines == [
        ("person", "handed over pack"),
        ("registrar", "asked about pack"),
        ("registrar", "decided on pack"),
    ]


def test_mails_and_open_packs_have_a_limit(cast):
    renewal = desk.declared(cast)
    handing = desk.handed(cast, renewal)

    for _ in range(actions.LETTERS_A_DAY - 1):
        actions.send_again(handing=handing, actor=cast.technician)
    with pytest.raises(actions.DeskRefused, match="several times"):
        actions.send_again(handing=handing, actor=cast.technician)
    for _ in range(actions.MOST_OPEN - 1):
        desk.handed(cast, renewal)
    with pytest.raises(actions.DeskRefused, match="lie with assessors"):
        desk.handed(cast, renewal)


@pytest.mark.parametrize("many", [1, 50])
def test_desk_asks_few_queries_however_long_the_pack(cast, visit, django_assert_num_queries, many):
    for number in range(many):
        with_file(cast, "a.txt", f"Page {number}".encode())
    handing, path = desk.at_desk(cast, desk.declared(cast, bare=True), with_evidence=True)
    for _ in range(min(many, 20)):
        actions.ask(handing=handing, words="Why?", once=uuid.uuid4())
    client = visit()
    client.get(path)

    with django_assert_num_queries(6):
        assert client.get(path).content.decode().count("/evidence/") == many


@pytest.mark.parametrize("many", [1, 10])
def test_overview_asks_few_queries_however_many_packs(cast, visit, django_assert_num_queries, many):
    renewal = desk.declared(cast)
    for _ in range(many):
        desk.handed(cast, renewal)
    client = visit(cast.technician)
    client.get("/audits/")

    with django_assert_num_queries(7):
        assert client.get("/audits/").content.decode().count("item-title") == many


def test_frozen_facts_are_left_as_they_are(cast, visit):
    handing, path = desk.at_desk(cast, shows_name=False)
    before = FrozenPack.objects.get().facts

    visit().get(path)

    assert FrozenPack.objects.get().facts == before
    assert before["holder"]["name"] == "Megan Okafor"


@pytest.mark.parametrize("room", ["desk", "shared", "support"])
def test_no_log_line_holds_the_key_of_a_link(cast, room):
    record = logging.LogRecord(
        "django.request", 30, "", 1, "Not Found: %s", (f"/{room}/{'k' * 43}/pack.pdf",), None
    )

    line = LineFormatter().format(record)

    assert f"/{room}/…/pack.pdf" in line
    assert "kkk" not in line
