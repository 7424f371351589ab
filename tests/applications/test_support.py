"""A supporter's link: it works once, shows only what it should, and its comments are tied to the text they were given on."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from applications import actions, tasks
from applications.models import Supporter
from notices.models import Notice
from sharing.actions import delete_item
from tests.applications import samples

SENT = {
    "s0_comment": "Careful and exact.",
    "s0_view": "yes",
    "overall": "I recommend them.",
    "signed_name": "Alan J. Whitcombe",
    "signed_role": "Technical manager, Northmoor",
    "declare": "on",
}


@pytest.fixture
def application(cast):
    application = samples.begin(cast.technician)
    samples.write(application, "A1", "I set up the rig.")
    return application


def seen_on(page):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page).group(1)


def test_supporter_is_sent_a_link_that_is_stored_nowhere(cast, visit, application):
    visit(cast.technician).post(
        f"/applications/{application.uid}/supporters/", {"name": "Alan", "email": "alan@example.org"}
    )
    supporter = Supporter.objects.get()

    for _ in range(2):
        tasks.invite(supporter=supporter.pk)

    (sent,) = mail.outbox
    assert sent.to == ["alan@example.org"]
    assert "University of Northmoor" in sent.subject
    assert "I set up the rig." not in sent.body
    path = re.search(r"/support/([\w-]+)/", sent.body)
    supporter.refresh_from_db()
    assert path.group(1) not in str(vars(supporter))
    assert "Megan Okafor asks for your comments" in visit().get(path.group(0)).content.decode()


def test_page_shows_the_statements_and_only_what_was_ticked(cast, visit, application):
    ticked = samples.link(application, "A1", samples.activity(cast, title="Ticked thing"))
    samples.link(application, "A1", samples.activity(cast, title="Other thing"))
    sealed = samples.link(application, "A2", samples.activity(cast, title="Sealed thing", sealed=True))
    supporter = samples.ask(application, shown=[str(ticked.uid), str(sealed.uid)])

    answer = visit().get(f"/support/{samples.token_for(supporter)}/")

    page = answer.content.decode()
    assert "I set up the rig." in page
    assert "Ticked thing" in page
    assert "Other thing" not in page
    assert "Sealed" not in page
    assert "/activities/" not in page
    assert "alan@example.org" not in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "same-origin"


def test_sealed_item_cannot_even_be_ticked(cast, visit, application):
    sealed = samples.link(application, "A1", samples.activity(cast, sealed=True))

    answer = visit(cast.technician).post(
        f"/applications/{application.uid}/supporters/",
        {"name": "Alan", "email": "alan@example.org", "shown": [str(sealed.uid)]},
    )

    assert not Supporter.objects.filter(shown__contains=str(sealed.uid)).exists()
    assert answer.status_code in (302, 422)


def test_comments_are_kept_once_and_the_link_is_over(cast, visit, application):
    supporter = samples.ask(application)
    address, stranger = f"/support/{samples.token_for(supporter)}/", visit()
    seen = seen_on(stranger.get(address).content.decode())

    done = stranger.post(address, SENT | {"seen": seen})
    again = stranger.post(address, SENT | {"seen": seen, "overall": "Another word."})
    opened = stranger.get(address)

    assert "Thank you, Alan J. Whitcombe" in done.content.decode()
    for over in (again, opened):
        assert over.status_code == 410
        assert "I set up the rig." not in over.content.decode()
        assert "Megan Okafor" in over.content.decode()
    kept = Supporter.objects.get()
    assert kept.comments == {"A": {"comment": "Careful and exact.", "view": "yes"}}
    assert (kept.overall, kept.signed_name) == ("I recommend them.", "Alan J. Whitcombe")
    assert Notice.objects.get(kind="application_supported").recipient == cast.technician
    page = visit(cast.technician).get(application.get_absolute_url()).content.decode()
    assert "Careful and exact." in page
    assert "1 of 1" in page
    assert "Given on an earlier version" not in page


def test_both_are_told(cast, visit, application):
    supporter = samples.answered(application)

    for _ in range(2):
        tasks.thank(supporter=supporter.pk)

    (receipt,) = mail.outbox
    assert receipt.to == ["alan@example.org"]
    assert supporter.digest in receipt.body
    assert "Careful and exact." not in receipt.body


def test_later_edit_marks_the_comment(cast, visit, application):
    samples.answered(application)
    samples.write(application, "A1", "I set up two rigs.")

    page = visit(cast.technician).get(application.get_absolute_url()).content.decode()

    assert page.count("Given on an earlier version") == 2


def test_text_changed_while_they_write_is_shown_again(cast, visit, application):
    supporter = samples.ask(application)
    address, stranger = f"/support/{samples.token_for(supporter)}/", visit()
    seen = seen_on(stranger.get(address).content.decode())
    samples.write(application, "A1", "I set up two rigs.")

    late = stranger.post(address, SENT | {"seen": seen})

    page = late.content.decode()
    assert late.status_code == 409
    assert "I set up two rigs." in page
    assert "Careful and exact." in page
    assert Supporter.objects.get().answered_at is None
    assert stranger.post(address, SENT | {"seen": seen_on(page)}).status_code == 200


@pytest.mark.parametrize(
    ("without", "says"),
    [
        ("signed_name", "Enter your full name."),
        ("signed_role", "Enter your role and organisation."),
        ("declare", "Tick the declaration to send your comments."),
        ("s0_comment", ""),
    ],
)
def test_signature_and_declaration_are_needed(cast, visit, application, without, says):
    address, stranger = f"/support/{samples.token_for(samples.ask(application))}/", visit()
    seen = seen_on(stranger.get(address).content.decode())
    sent = {name: value for name, value in SENT.items() if name != without}

    answer = stranger.post(address, sent | {"seen": seen})

    assert answer.status_code == (422 if says else 200)
    assert says in answer.content.decode()


def test_empty_comments_are_not_sent(cast, visit, application):
    address, stranger = f"/support/{samples.token_for(samples.ask(application))}/", visit()
    seen = seen_on(stranger.get(address).content.decode())

    answer = stranger.post(address, SENT | {"seen": seen, "overall": "", "s0_comment": ""})

    assert answer.status_code == 422
    assert "Write at least one comment" in answer.content.decode()


def expire(supporter):
    Supporter.objects.filter(pk=supporter.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


def send(supporter):
    application = supporter.application
    actions.submit_application(
        application=application, actor=application.owner, once=supporter.uid, day=timezone.localdate()
    )


ENDINGS = {
    "expired": expire,
    "taken back": lambda one: actions.revoke_supporter(supporter=one, actor=one.application.owner),
    "application sent": send,
}


@pytest.mark.parametrize("ending", ENDINGS, ids=str)
def test_link_that_is_over_shows_nothing(cast, visit, application, ending):
    supporter = samples.ask(application)
    address, stranger = f"/support/{samples.token_for(supporter)}/", visit()
    seen = seen_on(stranger.get(address).content.decode())

    ENDINGS[ending](supporter)

    for answer in (stranger.get(address), stranger.post(address, SENT | {"seen": seen})):
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "This link is over" in page
        assert "ask Megan Okafor" in page
        assert "I set up the rig." not in page
        assert "RSciTech" not in page
    assert Supporter.objects.get().answered_at is None


def test_unknown_key_and_deleted_application_are_the_same_page(cast, visit, application):
    supporter = samples.ask(application)
    address, stranger = f"/support/{samples.token_for(supporter)}/", visit()
    delete_item(item=application, actor=cast.technician)

    for answer in (stranger.get(address), stranger.get("/support/nobodys-key/")):
        assert answer.status_code == 404
        assert "This link is over" in answer.content.decode()
        assert "Okafor" not in answer.content.decode()


def test_guessing_is_slowed_down(visit, application):
    stranger = visit()

    answers = [stranger.get(f"/support/guess-{number}/").status_code for number in range(62)]

    assert answers[0] == 404
    assert answers[-1] == 429
    assert stranger.get(f"/support/{samples.token_for(samples.ask(application))}/").status_code == 200


def test_new_link_closes_the_one_before(cast, visit, application):
    supporter = samples.ask(application)
    old = samples.token_for(supporter)
    owner = visit(cast.technician)

    owner.post(f"/applications/{application.uid}/supporters/{supporter.uid}/again/")
    tasks.invite(supporter=supporter.pk)

    (sent,) = mail.outbox
    assert visit().get(f"/support/{old}/").status_code == 404
    assert visit().get(re.search(r"/support/[\w-]+/", sent.body).group(0)).status_code == 200


def test_revoked_supporter_is_asked_again(cast, visit, application):
    supporter = samples.ask(application)
    owner = visit(cast.technician)
    owner.post(f"/applications/{application.uid}/supporters/{supporter.uid}/revoke/")
    assert Supporter.objects.get().state == ("withdrawn", "Taken back")

    owner.post(f"/applications/{application.uid}/supporters/{supporter.uid}/again/")

    assert Supporter.objects.get().is_open


def test_answered_supporter_is_not_overwritten(cast, visit, application):
    supporter = samples.answered(application)

    page = visit(cast.technician).post(
        f"/applications/{application.uid}/supporters/{supporter.uid}/again/", follow=True
    )

    assert "has commented" in page.content.decode()
    assert Supporter.objects.get().answered_at is not None


def test_same_address_is_asked_once(cast, application):
    assert samples.ask(application) == samples.ask(application, email="Alan@Example.org")
    for number in range(actions.DAYS_OPEN // 6):
        samples.ask(application, email=f"{number}@example.org")

    with pytest.raises(actions.ApplicationRefused, match="6 people are asked already"):
        samples.ask(application, email="one.more@example.org")


def test_mails_a_day_are_limited(cast, application):
    supporter = samples.ask(application)
    for _ in range(19):
        actions.ask_again(supporter=supporter, actor=cast.technician)

    with pytest.raises(actions.ApplicationRefused, match="20 mails were sent"):
        actions.ask_again(supporter=supporter, actor=cast.technician)


def test_reader_sees_no_comments_and_no_addresses(cast, visit, application):
    from sharing.actions import set_audience

    samples.answered(application)
    set_audience(item=application, audience="supervisors", actor=cast.technician)
    supervisor = visit(cast.supervisor)

    for more in ("", "read/"):
        page = supervisor.get(f"{application.get_absolute_url()}{more}").content.decode()
        assert "Careful and exact." not in page
        assert "alan@example.org" not in page
    assert supervisor.get(f"/applications/{application.uid}/supporters/").status_code == 403


def test_supporter_page_asks_no_more_than_it_needs(cast, visit, django_assert_num_queries, application):
    supporter = samples.ask(application)
    stranger, address = visit(), f"/support/{samples.token_for(supporter)}/"
    stranger.get(address)

    with django_assert_num_queries(5):
        stranger.get(address)
