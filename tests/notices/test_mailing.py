"""How a notice is mailed: at once, once a day or not at all, after quiet hours, and never twice."""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from notices import kinds
from notices.actions import choose_mail, choose_quiet_hours, mark_read
from notices.models import Notice
from notices.tasks import daily_round
from people import actions as people
from people.models import User
from tests.notices.telling import NOON, run_due, send, send_daily, set_institution, tell, waiting

NIGHT = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
MORNING = datetime(2026, 3, 11, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cast(cast):
    """Nothing is told or queued yet."""
    Notice.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.procrastinate_jobs")
    return cast


def choose(person: User, how: str, kind: str = "pair_accepted") -> None:
    choose_mail(person=person, how={kind: how}, actor=person)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


# --- what a mail holds --------------------------------------------------------------------------------------------
def test_mail_comes_from_the_institution_by_name_and_address_as_text_and_html(cast):
    send(tell(cast.supervisor, actor=cast.technician))

    (message,) = mail.outbox
    (html, kind) = message.alternatives[0]
    assert parseaddr(message.from_email) == ("University of Northmoor", "no-reply@localhost")
    assert message.to == ["supervisor@northmoor.example"]
    assert message.subject == "University of Northmoor: Megan Okafor has accepted you as supervisor."
    assert kind == "text/html"
    for body in (message.body, html):
        assert "Megan Okafor has accepted you as supervisor." in body
        assert "University of Northmoor" in body and "http://northmoor.localhost/" in body
        assert "http://northmoor.localhost/pairs/" in body
        assert "http://northmoor.localhost/notices/preferences/" in body
        assert "http://northmoor.localhost/notices/unsubscribe/" in body


def test_name_with_a_sign_of_html_is_itself_in_the_text_and_harmless_in_the_html(cast):
    User.objects.filter(pk=cast.technician.pk).update(last_name="O'Connor <b>")
    send(tell(cast.supervisor, actor=cast.technician))

    (message,) = mail.outbox
    assert "Megan O'Connor <b> has accepted" in message.body and "O'Connor <b>" in message.subject
    assert "<b>" not in message.alternatives[0][0]


def test_line_break_in_a_name_does_not_end_a_header(cast):
    User.objects.filter(pk=cast.technician.pk).update(last_name="Okafor\nBcc: all@northmoor.example")
    send(tell(cast.supervisor, actor=cast.technician))

    (message,) = mail.outbox
    assert "\n" not in message.subject
    assert message.message()["Bcc"] is None


def test_mail_about_the_account_offers_no_way_to_stop_it(cast):
    people.make_token(person=cast.technician, reason="", actor=cast.technician)
    send(Notice.objects.get(kind="token_made"))

    (message,) = mail.outbox
    assert "List-Unsubscribe" not in message.extra_headers
    assert "unsubscribe" not in message.body and "always sent" in message.body


# --- now, once a day, off -----------------------------------------------------------------------------------------
def test_kind_that_is_off_is_told_and_not_mailed(cast, visit):
    choose(cast.supervisor, kinds.OFF)
    send(tell(cast.supervisor))
    daily_round()

    assert mail.outbox == [] and waiting("notices.daily") == []
    assert "accepted you as supervisor" in visit(cast.supervisor).get("/notices/").content.decode()


def test_kinds_for_once_a_day_go_together_in_one_mail(cast):
    choose(cast.supervisor, kinds.DAILY)
    choose(cast.supervisor, kinds.DAILY, "entry_published")
    for number in range(3):
        send(tell(cast.supervisor, f"e{number}", actor=cast.technician))
    send(tell(cast.supervisor, "other", kind="entry_published", actor=cast.engineer, path="/journal/x/"))
    assert mail.outbox == []

    daily_round()
    assert run_due("notices.daily", timezone.now()) == 1

    (message,) = mail.outbox
    assert message.subject == "University of Northmoor: 4 notices for you"
    for body in (message.body, message.alternatives[0][0]):
        assert body.count("Megan Okafor has accepted you as supervisor.") == 3
        assert "Tomasz Brandt published a journal entry." in body
        assert "http://northmoor.localhost/journal/x/" in body
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_daily_mail_goes_to_each_person_with_their_own(cast):
    for person in (cast.supervisor, cast.other_supervisor):
        choose(person, kinds.DAILY)
        send(tell(person, f"for {person.pk}"))

    daily_round()
    run_due("notices.daily", timezone.now())

    assert sorted(message.to[0] for message in mail.outbox) == [
        "other.supervisor@northmoor.example",
        "supervisor@northmoor.example",
    ]
    assert all("1 notice for you" in message.subject for message in mail.outbox)


def test_daily_mail_leaves_out_what_was_read_meanwhile_and_is_not_sent_empty(cast):
    choose(cast.supervisor, kinds.DAILY)
    read, unread = tell(cast.supervisor, "read"), tell(cast.supervisor, "unread")
    send(read)
    send(unread)
    mark_read(notice=read)
    send_daily(cast.supervisor)
    assert "1 notice for you" in mail.outbox[0].subject

    mark_read(notice=unread)
    daily_round()

    assert waiting("notices.daily") == [] and len(mail.outbox) == 1


def test_long_daily_mail_lists_forty_and_counts_the_rest(cast):
    choose(cast.supervisor, kinds.DAILY)
    for number in range(43):
        send(tell(cast.supervisor, f"e{number}"))

    send_daily(cast.supervisor)

    (message,) = mail.outbox
    assert message.body.count("has accepted you") == 40
    assert "And 3 more" in message.body and "43 notices for you" in message.subject
    assert (
        not Notice.objects.filter(mailed_at=None)
        .exclude(kind="account_created")
        .filter(for_daily=True)
        .exists()
    )


# --- never two mails for one event --------------------------------------------------------------------------------
def test_jobs_that_run_again_send_nothing_again(cast):
    choose(cast.supervisor, kinds.DAILY, "entry_published")
    now, once_a_day = tell(cast.supervisor, "now"), tell(cast.supervisor, "day", kind="entry_published")

    for _ in range(3):
        send(now)
        send(once_a_day)
        send_daily(cast.supervisor)

    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [("now", "daily"), ("daily", "now"), ("now", "off"), ("daily", "off"), ("off", "now")],
)
def test_changing_ones_mind_in_between_sends_no_event_twice(cast, before, after):
    choose(cast.supervisor, before)
    notice = tell(cast.supervisor)
    send(notice)
    send_daily(cast.supervisor) if before == "daily" and after == "off" else None
    sent = len(mail.outbox)

    choose(cast.supervisor, after)
    send(notice)
    send_daily(cast.supervisor)
    send(notice)
    send_daily(cast.supervisor)

    assert len(mail.outbox) == 1
    assert sent == (0 if (before, after) in {("daily", "now"), ("off", "now")} else 1)


def test_what_was_kept_for_the_day_and_is_off_by_then_is_not_mailed_later_either(cast):
    choose(cast.supervisor, kinds.DAILY)
    send(tell(cast.supervisor))
    choose(cast.supervisor, kinds.OFF)
    send_daily(cast.supervisor)
    choose(cast.supervisor, kinds.DAILY)

    send_daily(cast.supervisor)

    assert mail.outbox == []


def test_failed_send_leaves_the_notice_to_be_sent(cast, settings):
    notice = tell(cast.supervisor)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError):
        send(notice)
    assert Notice.objects.get(pk=notice.pk).mailed_at is None

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(notice)

    assert len(mail.outbox) == 1


def test_person_who_has_gone_is_sent_nothing(cast):
    choose(cast.supervisor, kinds.DAILY, "entry_published")
    now, once_a_day = tell(cast.supervisor), tell(cast.supervisor, "day", kind="entry_published")
    send(once_a_day)
    people.update_person(person=cast.supervisor, actor=cast.admin, is_active=False)

    send(now)
    send_daily(cast.supervisor)

    assert mail.outbox == []


# --- quiet hours --------------------------------------------------------------------------------------------------
def test_mail_waits_until_the_institutions_quiet_hours_are_over(cast):
    set_institution(quiet_from=22, quiet_until=7)
    with at(NIGHT):
        notice = tell(cast.supervisor)
        assert run_due("notices.mail", NIGHT) == 1
    ((args, due),) = waiting("notices.mail")
    assert (args, due) == ({"schema": connection.schema_name, "notice": notice.pk}, MORNING)
    assert mail.outbox == []

    with at(MORNING):
        assert run_due("notices.mail", MORNING) == 1

    assert len(mail.outbox) == 1 and waiting("notices.mail") == []


@pytest.mark.parametrize(
    ("zone", "moment", "goes"),
    [
        ("Europe/London", datetime(2026, 7, 10, 6, 30, tzinfo=UTC), True),  # half past seven in summer
        ("Europe/London", datetime(2026, 1, 10, 6, 30, tzinfo=UTC), False),
        ("Pacific/Auckland", datetime(2026, 1, 10, 12, 0, tzinfo=UTC), False),
    ],
)
def test_quiet_hours_go_by_the_institutions_clock(cast, zone, moment, goes):
    set_institution(quiet_from=22, quiet_until=7, time_zone=zone)

    with at(moment):
        send(tell(cast.supervisor))

    assert bool(mail.outbox) == goes


@pytest.mark.parametrize(
    ("hours", "as_institution", "goes"),
    [(None, True, False), (None, False, True), ((1, 5), False, True), ((23, 6), False, False)],
)
def test_own_quiet_hours_take_the_place_of_the_institutions(cast, hours, as_institution, goes):
    set_institution(quiet_from=22, quiet_until=7)
    choose_quiet_hours(person=cast.supervisor, hours=hours, as_institution=as_institution)

    with at(NIGHT):
        send(tell(cast.supervisor))

    assert bool(mail.outbox) == goes


def test_mail_about_the_account_goes_at_any_hour_whatever_was_chosen(cast):
    set_institution(quiet_from=22, quiet_until=7)
    people.make_token(person=cast.technician, reason="", actor=cast.technician)
    with at(NIGHT):
        send(Notice.objects.get(kind="token_made"))

    assert len(mail.outbox) == 1


def test_daily_mail_waits_for_the_end_of_quiet_hours_too(cast):
    choose(cast.supervisor, kinds.DAILY)
    choose_quiet_hours(person=cast.supervisor, hours=(20, 9), as_institution=False)
    with at(NOON):
        send(tell(cast.supervisor))
    seven = NOON + timedelta(hours=19)
    with at(seven):
        daily_round()
        run_due("notices.daily", seven)
    assert mail.outbox == []

    nine = seven + timedelta(hours=2)
    with at(nine):
        assert run_due("notices.daily", nine) == 1

    assert len(mail.outbox) == 1


def test_mind_changed_during_the_quiet_hours_counts_when_they_are_over(cast):
    choose_quiet_hours(person=cast.supervisor, hours=(22, 7), as_institution=False)
    with at(NIGHT):
        notice = tell(cast.supervisor)
        send(notice)
        choose(cast.supervisor, kinds.DAILY)
    with at(MORNING):
        run_due("notices.mail", MORNING)
        assert mail.outbox == []
        send_daily(cast.supervisor)
        run_due("notices.mail", MORNING)

    assert [message.subject for message in mail.outbox] == ["University of Northmoor: 1 notice for you"]


def test_what_was_read_during_the_quiet_hours_is_not_mailed_after_them(cast):
    choose_quiet_hours(person=cast.supervisor, hours=(22, 7), as_institution=False)
    with at(NIGHT):
        notice = tell(cast.supervisor)
        send(notice)
        mark_read(notice=notice)

    with at(MORNING):
        run_due("notices.mail", MORNING)

    assert mail.outbox == []


@pytest.mark.parametrize("size", [1, 50])
def test_daily_mail_asks_the_same_for_one_and_fifty(cast, django_assert_num_queries, size):
    choose(cast.supervisor, kinds.DAILY)
    for number in range(size):
        send(tell(cast.supervisor, f"e{number}"))

    # savepoint, notices, person, own quiet hours, choices, marks, the domain between two schemas, end
    with django_assert_num_queries(11):
        send_daily(cast.supervisor)
