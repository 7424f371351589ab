"""A link to sign: it shows one thing, works once, and ends; nobody else opens or uses it."""

import logging
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions import change_activity
from evidence import actions as evidence
from evidence.inspection import inspect
from notices.models import Letter, Notice
from notices.tasks import letter as send_letter
from people.models import TrailEntry, User
from sharing.actions import delete_item
from signoffs import actions
from signoffs.models import Signature, SignRequest
from tenants.logs import LineFormatter
from tests import things
from tests.signoffs import samples

WORDS = "I mounted six cleared samples unaided."


@pytest.fixture
def activity(cast):
    return samples.activity(cast, title="Light-sheet mounting", description=WORDS)


def test_owner_asks_and_a_link_is_sent_that_is_stored_nowhere(cast, visit, activity):
    owner = visit(cast.technician)
    page = owner.get(f"/sign-offs/new/activity/{activity.uid}/").content.decode()
    form = samples.ASKED | {"once": uuid.uuid4()}

    made = owner.post(f"/sign-offs/new/activity/{activity.uid}/", form)
    (letter,) = Letter.objects.all()
    for _ in range(2):
        send_letter(letter=letter.pk)

    (sent,) = mail.outbox
    found = SignRequest.objects.get()
    assert WORDS in page
    assert made.url == found.get_absolute_url()
    assert sent.to == ["tomasz.lis@zenith.example"]
    assert sent.subject == "University of Northmoor: Megan Okafor asks you to confirm something"
    assert WORDS not in sent.body
    assert "Light-sheet" not in sent.body
    path = samples.link_in(sent)
    letter.refresh_from_db()
    assert path.split("/")[2] not in f"{vars(found)} {vars(letter)}"
    assert "Did Megan Okafor do this, as described?" in visit().get(path).content.decode()


def test_page_shows_what_is_signed_and_nothing_else(cast, visit, activity):
    samples.activity(cast, title="Another thing")
    found, path = samples.asked_by_link(activity)

    answer = visit().get(path)

    page = answer.content.decode()
    for said in ("Light-sheet mounting", WORDS, "1 h 30 min", "Bioimaging facility", found.digest[:8]):
        assert said in page
    # What it brought its owner is theirs; the rest of the log is nobody's.
    for hidden in ("I now check the interlock first.", "Fewer calls", "Another thing", "/activities/"):
        assert hidden not in page
    assert "no account is made for you" in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "same-origin"


def test_signature_is_kept_with_the_version_and_both_are_told(cast, visit, activity):
    found, path = samples.asked_by_link(activity)
    accounts = User.objects.count()

    done = samples.answer(visit(), path, comment="He worked with great care.")
    (receipt,) = samples.post_letters()

    signature = Signature.objects.get()
    assert done.status_code == 200
    assert "Thank you, Tomasz J. Lis" in done.content.decode()
    assert (signature.name, signature.answer, signature.how) == ("Tomasz J. Lis", "confirms", "link")
    assert signature.digest == found.digest
    assert signature.declaration.startswith("I saw this being done")
    assert samples.stored(found).state == "signed"
    assert Notice.objects.get(kind="signoff_done").recipient == cast.technician
    assert receipt.to == ["tomasz.lis@zenith.example"]
    assert found.digest in receipt.body
    assert signature.declaration in receipt.body
    assert WORDS not in receipt.body
    assert User.objects.count() == accounts
    for person in (cast.technician, cast.supervisor):
        page = visit(person).get(activity.get_absolute_url()).content.decode()
        assert "Tomasz J. Lis, Applications engineer, Zenith Optics" in page
        assert "tomasz.lis@zenith.example" not in page


def test_link_works_once(cast, visit, activity):
    _, path = samples.asked_by_link(activity)
    stranger = visit()
    hidden = samples.form_on(stranger, path)
    stranger.post(path, samples.ANSWER | hidden)

    opened = stranger.get(path)
    again = stranger.post(
        path, samples.ANSWER | hidden | {"once": uuid.uuid4(), "answer": "cannot", "comment": "No"}
    )

    for over in (opened, again):
        page = over.content.decode()
        assert over.status_code == 410
        assert "your answer was received" in page
        assert WORDS not in page
        assert "Light-sheet" not in page
        assert "no-store" in over["Cache-Control"]
    assert Signature.objects.get().answer == "confirms"


def test_double_click_is_one_signature_and_one_thank_you(cast, visit, activity):
    _, path = samples.asked_by_link(activity)
    stranger = visit()
    form = samples.ANSWER | samples.form_on(stranger, path)

    answers = [stranger.post(path, form) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert all("Thank you, Tomasz J. Lis" in one.content.decode() for one in answers)
    assert Signature.objects.count() == 1
    assert Notice.objects.filter(kind="signoff_done").count() == 1
    assert Letter.objects.filter(kind="signoff.receipt").count() == 1
    assert TrailEntry.objects.filter(verb="signed").count() == 1


@pytest.mark.parametrize("seen", ["0" * 64, ""])
def test_forged_digest_signs_nothing(cast, visit, activity, seen):
    _, path = samples.asked_by_link(activity)
    stranger = visit()

    answer = samples.answer(stranger, path, seen=seen, role="Forger")

    assert answer.status_code in (409, 422)
    assert "Forger" in answer.content.decode()
    assert not Signature.objects.exists()
    assert SignRequest.objects.get().state == "waiting"


def test_key_of_one_form_signs_nothing_else(cast, visit, activity):
    _, first = samples.asked_by_link(activity)
    _, second = samples.asked_by_link(samples.activity(cast, title="Other"))
    stranger = visit()
    once = samples.form_on(stranger, first)["once"]
    samples.answer(stranger, first, once=once)

    answer = samples.answer(stranger, second, once=once)

    assert answer.status_code != 200
    assert Signature.objects.count() == 1


@pytest.mark.parametrize(
    ("without", "says"),
    [
        ("name", "Enter your full name."),
        ("role", "Enter your role and organisation."),
        ("declare", "Tick the declaration to sign."),
        ("answer", "Choose an answer."),
    ],
)
def test_signature_needs_name_role_and_declaration(cast, visit, activity, without, says):
    _, path = samples.asked_by_link(activity)
    stranger = visit()
    sent = samples.ANSWER | {"comment": "Kept words."} | samples.form_on(stranger, path)
    del sent[without]

    answer = stranger.post(path, sent)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Kept words." in answer.content.decode()
    assert not Signature.objects.exists()


def test_reason_of_whoever_cannot_confirm_reaches_the_owner_alone(cast, visit, activity):
    found, path = samples.asked_by_link(activity)
    stranger = visit()
    silent = samples.answer(stranger, path, answer="cannot", declare="")

    done = samples.answer(stranger, path, answer="cannot", declare="", comment="I was on leave that week.")

    assert silent.status_code == 422
    assert "Say why you cannot confirm it." in silent.content.decode()
    assert done.status_code == 200
    assert samples.stored(found).state == "declined"
    assert Notice.objects.get(kind="signoff_declined").recipient == cast.technician
    page = visit(cast.technician).get(found.get_absolute_url()).content.decode()
    assert "I was on leave that week." in page
    assert "Not confirmed" in page
    supervisor = visit(cast.supervisor)
    assert supervisor.get(found.get_absolute_url()).status_code == 404
    assert "Tomasz" not in supervisor.get(activity.get_absolute_url()).content.decode()
    (receipt,) = samples.post_letters()
    assert "cannot confirm" in receipt.body


def test_not_me_tells_the_owner_and_stops_further_mail(cast, visit, activity):
    found, path = samples.asked_by_link(activity)
    stranger = visit()
    hidden = samples.form_on(stranger, path)

    done = stranger.post(path, {"answer": "not_me", "once": hidden["once"]})

    assert done.status_code == 200
    assert WORDS not in done.content.decode()
    assert samples.post_letters() == []
    assert samples.stored(found).signature.answer == "not_me"
    assert "Wrong address" in visit(cast.technician).get("/sign-offs/").content.decode()
    assert stranger.get(path).status_code == 410
    with pytest.raises(actions.SignoffRefused, match="do not know you"):
        samples.ask(samples.activity(cast), signer_email="Tomasz.Lis@Zenith.example")


def expire(found):
    SignRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))


def seal(found):
    change_activity(activity=found.thing(), actor=found.owner, values={"sealed": True})


def plan(found):
    change_activity(activity=found.thing(), actor=found.owner, values={"planned": True})


ENDINGS = {
    "expired": expire,
    "noted as expired": lambda found: (expire(found), actions.expire()),
    "taken back": lambda found: actions.revoke(request=found, actor=found.owner),
    "sealed": seal,
    "planned again": plan,
    "deleted": lambda found: delete_item(item=found.thing(), actor=found.owner),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_link_that_is_over_shows_nothing_and_signs_nothing(cast, visit, activity, ending):
    found, path = samples.asked_by_link(activity)
    stranger = visit()
    form = samples.ANSWER | samples.form_on(stranger, path)

    ENDINGS[ending](found)

    not_me = {"answer": "not_me", "once": form["once"]}
    for answer in (stranger.get(path), stranger.post(path, form), stranger.post(path, not_me)):
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "This link is over" in page
        assert "ask Megan Okafor" in page
        assert WORDS not in page
        assert "Light-sheet" not in page
    assert not Signature.objects.exists()


def test_new_link_closes_the_one_before(cast, visit, activity):
    found, old = samples.asked_by_link(activity)

    visit(cast.technician).post(f"{found.get_absolute_url()}again/")
    new = samples.link_in(samples.post_letters()[-1])

    stranger = visit()
    form = samples.ANSWER | samples.form_on(stranger, new)
    for over in (stranger.get(old), stranger.post(old, form)):
        assert over.status_code == 410
        assert "A newer link was sent to you" in over.content.decode()
        assert WORDS not in over.content.decode()
    assert not Signature.objects.exists()
    assert stranger.post(new, form).status_code == 200
    assert Letter.objects.exclude(digest=None).count() == 2


def test_link_that_was_not_sent_yet_is_not_sent_after_all_once_taken_back(cast, activity):
    found = samples.ask(activity)

    actions.revoke(request=found, actor=cast.technician)

    assert samples.post_letters() == []


def test_expired_request_is_told_once_and_can_be_sent_again(cast, visit, activity):
    found, _ = samples.asked_by_link(activity)
    expire(found)

    assert (actions.expire(), actions.expire()) == (1, 0)
    (notice,) = Notice.objects.filter(kind="signoff_expired")
    visit(cast.technician).post(f"{found.get_absolute_url()}again/")

    assert (notice.recipient, notice.path) == (cast.technician, found.get_absolute_url())
    assert samples.stored(found).is_open
    assert visit().get(samples.link_in(samples.post_letters()[-1])).status_code == 200


def test_owner_signs_nothing_of_their_own(cast, visit, activity):
    _, path = samples.asked_by_link(activity)
    owner = visit(cast.technician)
    form = samples.ANSWER | samples.form_on(visit(), path)

    answers = [
        owner.get(path),
        owner.post(path, form),
        owner.post(path, {"answer": "not_me", "once": form["once"]}),
    ]

    assert [one.status_code for one in answers] == [403, 403, 403]
    assert not Signature.objects.exists()
    with pytest.raises(actions.SignoffRefused, match="your own address"):
        samples.ask(samples.activity(cast), signer_email="Technician@northmoor.example")


def test_link_of_one_institution_means_nothing_at_another(cast, visit, activity, southby):
    _, path = samples.asked_by_link(activity)
    form = samples.ANSWER | samples.form_on(visit(), path)

    with southby():
        stranger = visit(host="southby.localhost")
        answers = [stranger.get(path), stranger.post(path, form)]

    assert [one.status_code for one in answers] == [404, 404]
    assert not any("Okafor" in one.content.decode() for one in answers)
    assert not Signature.objects.exists()


def test_unknown_key_is_a_plain_page_and_guessing_is_slow(cast, visit, activity):
    _, path = samples.asked_by_link(activity)
    stranger = visit()

    answers = [stranger.get(f"/sign/guess-{number}/") for number in range(62)]

    assert (answers[0].status_code, answers[-1].status_code) == (404, 429)
    assert "This link is over" in answers[0].content.decode()
    assert stranger.get(path).status_code == 200


def test_no_log_line_holds_the_key(cast):
    record = logging.LogRecord("django.request", 30, "", 1, "Gone: %s", (f"/sign/{'k' * 43}/",), None)

    assert "/sign/…/" in LineFormatter().format(record)


def with_file(cast):
    activity = samples.activity(cast, title="Mounting")
    upload = SimpleUploadedFile("mounted.txt", b"Both sheets on.", "text/plain")
    piece = evidence.add_file(
        owner=cast.technician,
        found=inspect(upload, upload.name),
        filename=upload.name,
        title="Mounted sample",
    )
    evidence.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)
    return activity, piece


def opened_file(client, address):
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content) == b"Both sheets on."
        assert "no-store" in answer["Cache-Control"]
    return answer.status_code


def test_files_open_only_where_the_owner_lets_them_and_while_the_link_is_open(cast, visit):
    activity, piece = with_file(cast)
    other = evidence.add_link(owner=cast.technician, url="https://example.org/", title="Elsewhere")
    _, shut = samples.asked_by_link(activity, signer_email="a@zenith.example")
    found, path = samples.asked_by_link(activity, with_files=True)

    answers = [
        opened_file(visit(), f"{shut}evidence/{piece.uid}/"),
        opened_file(visit(), f"{path}evidence/{piece.uid}/"),
        opened_file(visit(), f"{path}evidence/{other.uid}/"),
    ]
    actions.revoke(request=found, actor=cast.technician)
    answers.append(opened_file(visit(), f"{path}evidence/{piece.uid}/"))

    assert answers == [404, 200, 404, 404]
    assert "Mounted sample" in visit().get(shut).content.decode()


def test_sealed_draft_and_planned_things_are_asked_of_nobody(cast, visit):
    owner = visit(cast.technician)
    things_not_ready = [
        ("activity", samples.activity(cast, sealed=True)),
        ("activity", samples.activity(cast, planned=True)),
        ("entry", things.entry(cast, publish=False)),
        ("entry", things.entry(cast, sealed=True)),
        ("assessment", things.assignment(cast)),
    ]

    for kind, thing in things_not_ready:
        address = f"/sign-offs/new/{kind}/{thing.uid}/"
        form = samples.ASKED | {"once": uuid.uuid4()}
        assert [owner.get(address).status_code, owner.post(address, form).status_code] == [302, 302], thing
        with pytest.raises(actions.SignoffRefused):
            samples.ask(thing, kind=kind)
    assert not SignRequest.objects.exists()


def test_thing_that_was_sealed_since_the_page_was_opened_is_asked_of_nobody(cast, activity):
    change_activity(activity=activity, actor=cast.technician, values={"sealed": True})
    assert activity.title == "Light-sheet mounting", "the page still holds it as it was"

    with pytest.raises(actions.SignoffRefused, match="sealed"):
        samples.ask(activity)


@pytest.mark.parametrize(("who", "status"), [("supervisor", 403), ("colleague", 404), ("admin", 404)])
def test_nobody_asks_about_anothers_things(cast, visit, activity, who, status):
    address = f"/sign-offs/new/activity/{activity.uid}/"
    client = visit(getattr(cast, who))

    assert client.get(address).status_code == status
    assert client.post(address, samples.ASKED | {"once": uuid.uuid4()}).status_code == status
    assert not SignRequest.objects.exists()


def test_supervisor_with_an_account_is_pointed_to_their_queue(cast, visit, activity):
    owner = visit(cast.technician)
    form = samples.ASKED | {"signer_email": "Supervisor@northmoor.example"}

    for _ in range(2):
        page = owner.post(
            f"/sign-offs/new/activity/{activity.uid}/", form | {"once": uuid.uuid4()}, follow=True
        ).content.decode()

    assert "Alan Whitcombe has an account here and judges this in their own queue" in page
    (notice,) = Notice.objects.filter(kind="signoff_asked")
    assert (notice.recipient, notice.path) == (cast.supervisor, activity.get_absolute_url())
    assert not SignRequest.objects.exists()
    assert not Letter.objects.exists()


def test_supervisor_who_cannot_see_it_or_has_no_queue_for_it_is_sent_a_link(cast):
    private = samples.activity(cast, audience="only_me")
    email = "supervisor@northmoor.example"

    assert samples.ask(private, signer_email=email)
    assert samples.ask(things.entry(cast), kind="entry", signer_email=email)


def test_pressing_twice_asks_once_and_one_address_is_asked_once(cast, activity):
    once = uuid.uuid4()

    assert samples.ask(activity, once=once) == samples.ask(activity, once=once)
    assert Letter.objects.count() == 1
    with pytest.raises(actions.SignoffRefused, match="asked about it already"):
        samples.ask(activity, signer_email="TOMASZ.lis@zenith.example")


def test_requests_and_mails_are_limited(cast, activity):
    for number in range(actions.MOST_WAITING):
        samples.ask(activity, signer_email=f"{number}@zenith.example")

    with pytest.raises(actions.SignoffRefused, match="6 people are asked already"):
        samples.ask(activity, signer_email="one.more@zenith.example")
    found = samples.ask(samples.activity(cast), signer_email="x@zenith.example")
    for _ in range(9):
        actions.send_again(request=found, actor=cast.technician)
    with pytest.raises(actions.SignoffRefused, match="This address has been sent several mails"):
        actions.send_again(request=found, actor=cast.technician)
    other = samples.activity(cast)
    for number in range(4):
        samples.ask(other, signer_email=f"y{number}@zenith.example")
    with pytest.raises(actions.SignoffRefused, match="20 mails were sent"):
        samples.ask(other, signer_email="z@zenith.example")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"signer_name": ""}, "Enter the name of who signs."),
        ({"signer_email": "nobody"}, "Enter a valid email address."),
        ({"days": "400"}, "Select a valid choice"),
        ({"signer_email": "technician@northmoor.example"}, "This is your own address"),
    ],
)
def test_asking_says_what_is_wrong_and_keeps_what_was_typed(cast, visit, activity, given, says):
    form = samples.ASKED | {"signer_role": "Engineer at Zenith", "once": uuid.uuid4()} | given

    answer = visit(cast.technician).post(f"/sign-offs/new/activity/{activity.uid}/", form)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Engineer at Zenith" in answer.content.decode()
    assert not SignRequest.objects.exists()


def test_signing_page_asks_no_more_than_it_needs(cast, visit, django_assert_num_queries, activity):
    _, path = samples.asked_by_link(activity)
    stranger = visit()
    stranger.get(path)

    with django_assert_num_queries(3):
        stranger.get(path)


@pytest.mark.parametrize("many", [1, 50])
def test_list_asks_few_queries_however_many_requests(cast, visit, django_assert_num_queries, many):
    for number in range(many):
        thing = samples.activity(cast, title=f"Thing {number}")
        row = samples.ask(thing, by_link=False)
        if number % 2:
            actions.answer(
                request=row, given="confirms", seen=row.digest, once=uuid.uuid4(), how="link",
                values={"name": "T", "role": "R"},
            )  # fmt: skip
    client = visit(cast.technician)
    client.get("/sign-offs/")

    with django_assert_num_queries(7):
        page = client.get("/sign-offs/").content.decode()
    assert page.count("item-title") == min(many, 25)
