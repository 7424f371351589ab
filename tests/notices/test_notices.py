"""Notices: once per event and person, mailed once, seen by their own person alone."""

import pytest
from django.core import mail

from notices.actions import notify
from notices.models import Notice
from notices.tasks import mail as send
from people import actions
from people.models import Pair
from tenants import jobs


def tell(cast, event="e1"):
    return notify(
        kind="pair_accepted",
        recipients=[cast.supervisor],
        thing=Pair.objects.first(),
        event=event,
        path="/pairs/",
    )


def test_notice_is_told_once_per_event(cast):
    assert len(tell(cast)) == 1
    assert tell(cast) == []
    assert len(tell(cast, "e2")) == 1


def test_nobody_is_told_of_their_own_act(cast):
    told = notify(
        kind="pair_accepted",
        recipients=[cast.supervisor, cast.technician],
        thing=Pair.objects.first(),
        event="e",
        actor=cast.technician,
        path="/pairs/",
    )

    assert [notice.recipient for notice in told] == [cast.supervisor]


def test_mail_goes_once_however_often_the_job_runs(cast):
    (notice,) = tell(cast)

    send(notice=notice.pk)
    send(notice=notice.pk)

    (message,) = mail.outbox
    assert message.to == ["supervisor@northmoor.example"]
    assert "http://northmoor.localhost/pairs/" in message.body


def test_account_mail_carries_a_link_that_works_and_the_list_does_not_show_it(cast, visit):
    person = actions.create_person(
        email="nia@northmoor.example",
        first_name="Nia",
        last_name="Hart",
        roles=["technician"],
        actor=cast.admin,
    )
    notice = Notice.objects.get(recipient=person)

    send(notice=notice.pk)

    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word)
    assert visit().get(link.removeprefix("http://northmoor.localhost"), follow=True).status_code == 200
    assert "Choose a password" not in visit(person).get("/notices/").content.decode()


def test_notice_opens_for_its_person_alone(cast, visit):
    (notice,) = tell(cast)
    address = f"/notices/{notice.uid}/"

    assert visit().post(address).status_code == 302
    assert visit(cast.technician).post(address).status_code == 404
    assert visit(cast.supervisor).get(address).status_code == 405
    assert visit(cast.supervisor).post(address).url == "/pairs/"
    assert Notice.objects.get(pk=notice.pk).read_at


def test_job_without_an_institution_is_refused(cast):
    with pytest.raises(ValueError, match="institution"):
        jobs.enqueue("public", "notices.mail", notice=1)


@pytest.mark.parametrize("size", [1, 50])
def test_list_of_notices_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    for number in range(size):
        tell(cast, f"e{number}")
    page = visit(cast.supervisor)

    with django_assert_num_queries(11):
        page.get("/notices/")
