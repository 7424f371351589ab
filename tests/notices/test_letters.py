"""Letters to people without an account: at most once, each with a key that only the mail holds."""

import re
import uuid

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from lib.digests import digest_of_key
from notices import letters
from notices.letters import Words, plain_message
from notices.models import Letter
from notices.tasks import letter as send

ABOUT = uuid.uuid4()


class Broken(BaseEmailBackend):
    """A mail server that answers nothing."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def kind(cast):
    """A kind of letter of the test's own, wanted for one thing only."""

    def compose(about, key):
        words = Words("Dear all", ["First <b>line</b>."], link=f"http://x.example/{key}/", action="Open")
        return plain_message(to="a@b.example", subject="Hello", words=words) if about == ABOUT else None

    letters.register("test", compose)
    yield "test"
    del letters.KINDS["test"]


def key_in(message):
    return re.search(r"x\.example/([\w-]+)/", message.body)[1]


def test_letter_goes_once_and_its_key_is_in_the_mail_alone(kind):
    made = letters.write(kind, ABOUT)

    for _ in range(2):
        send(letter=made.pk)

    (sent,) = mail.outbox
    made.refresh_from_db()
    assert sent.subject == "University of Northmoor: Hello"
    assert key_in(sent) not in f"{vars(made)}"
    assert made.digest == digest_of_key(key_in(sent))
    assert list(letters.opened_by(made.digest, kind)) == [{"about": ABOUT}]
    html = sent.alternatives[0][0]
    assert "First &lt;b&gt;line&lt;/b&gt;." in html
    assert "First <b>line</b>." in sent.body


def test_failed_send_is_tried_again_with_another_key(kind, settings):
    made = letters.write(kind, ABOUT)
    settings.EMAIL_BACKEND, works = "tests.notices.test_letters.Broken", settings.EMAIL_BACKEND
    with pytest.raises(ConnectionRefusedError), transaction.atomic():
        send(letter=made.pk)
    made.refresh_from_db()
    assert (made.sent_at, made.digest) == (None, None)

    settings.EMAIL_BACKEND = works
    send(letter=made.pk)

    assert len(mail.outbox) == 1


def test_closed_letter_is_not_sent_and_opens_nothing(kind):
    sent, waiting = letters.write(kind, ABOUT), letters.write(kind, ABOUT)
    send(letter=sent.pk)

    letters.close(ABOUT, kind)
    send(letter=waiting.pk)

    sent.refresh_from_db()
    assert len(mail.outbox) == 1
    assert not letters.opened_by(sent.digest, kind).exists()


def test_key_of_one_kind_opens_no_other(kind):
    made = letters.write(kind, ABOUT)
    send(letter=made.pk)

    digest = Letter.objects.get().digest

    assert not letters.opened_by(digest, "signoff.link").exists()


def test_letter_nobody_wants_any_more_is_not_sent(kind):
    made = letters.write(kind, uuid.uuid4())

    send(letter=made.pk)

    assert mail.outbox == []


def test_unknown_kind_is_a_mistake(cast):
    with pytest.raises(KeyError):
        letters.write("sing-off", ABOUT)


def test_one_person_and_one_address_have_a_limit(cast):
    sender = cast.technician
    for number in range(letters.MOST_A_DAY):
        letters.allow(sender, f"{number}@b.example")
    with pytest.raises(letters.TooMany, match="20 mails were sent for you"):
        letters.allow(sender, "x@b.example")
    for _ in range(letters.MOST_TO_ONE):
        letters.allow(cast.engineer, "A@b.example")
    with pytest.raises(letters.TooMany, match="This address"):
        letters.allow(cast.engineer, "a@B.example")
