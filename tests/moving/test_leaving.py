"""Leaving: choosing, the account that only reads, the way back, and what is deleted in the end."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from activities.models import Activity
from assessments.models import Assignment
from evidence import actions as evidence
from evidence.models import Evidence
from journals import actions as journals
from journals.models import Entry
from moving import actions
from moving.actions.leaving import finish_due, last_day
from moving.models import Archive, Chosen, Leaving
from moving.queries import kinds_to_choose
from notices.models import Notice
from people import actions as people
from people.models import Pair, User
from sharing import actions as sharing
from sharing.actions import delete_item
from sharing.models import ShareLink
from sharing.refusals import Refused
from tenants.hosts import current_institution
from tests import things
from tests.moving.record.samples import a_file, whole_life
from tests.moving.test_transfers import AWAY, accepted, asked


def left(person: User, **options: Any) -> Leaving:
    return actions.leave(owner=person, **{"as_alumni": False, "once": uuid.uuid4()} | options)


def stored(person: User) -> User:
    return User.objects.get(pk=person.pk)


def on_day(leaving: Leaving, day: date) -> None:
    Leaving.objects.filter(pk=leaving.pk).update(delete_on=day)


def rules(**values: Any) -> None:
    """As a process sees them that reads its institution anew."""
    for name, value in values.items():
        setattr(current_institution(), name, value)


def test_choosing_says_how_far_each_goes_and_its_files_follow(cast):
    logged, other = things.activity(cast), things.activity(cast)
    alone, shared = a_file(cast), a_file(cast, "other.txt", b"Other.")
    evidence.attach(thing=logged, kind="activity", evidence=[alone, shared], actor=cast.technician)
    evidence.attach(thing=other, kind="activity", evidence=[shared], actor=cast.technician)

    files = actions.choose(owner=cast.technician, kind="activities", what={logged.uid: "stub"})
    again = actions.choose(owner=cast.technician, kind="activities", what={logged.uid: "stub"})

    assert (files, again) == (1, 0)
    chosen = dict(Chosen.objects.values_list("object_uid", "what"))
    assert chosen == {logged.uid: "stub", alone.uid: "leave"}
    counted = {one.name: (one.taken, one.stubs, one.left) for one in kinds_to_choose(cast.technician)}
    assert counted["evidence"] == (1, 0, 1)
    delete_item(item=logged, actor=cast.technician)
    counted = {one.name: (one.taken, one.stubs, one.left) for one in kinds_to_choose(cast.technician)}
    assert counted["activities"][1:] == (0, 0)
    actions.choose(owner=cast.technician, kind="evidence", what={alone.uid: "take"})
    assert not Chosen.objects.filter(object_uid=alone.uid).exists()


def test_nobody_chooses_for_others_nor_a_stub_of_what_has_none(cast):
    logged, piece = things.activity(cast), a_file(cast)

    with pytest.raises(Refused):
        actions.choose(owner=cast.colleague, kind="activities", what={logged.uid: "leave"})
    with pytest.raises(Refused):
        actions.choose(owner=cast.technician, kind="evidence", what={piece.uid: "stub"})
    assert not Chosen.objects.exists()


WRITES = {
    "an activity": ("/activities/new/", {"title": "New", "start_date": "today", "minutes": "1 h"}),
    "an entry": ("/journal/new/", {"title": "New", "body": "Words"}),
    "evidence": ("/evidence/new/", {"link": "https://example.org/"}),
    "a plan": ("/plan/new/", {"title": "New"}),
    "a registration": ("/registers/new/", {"pack": "iet"}),
    "a task": ("/tasks/new/", {"title": "New"}),
    "by the API": ("/api/v1/activities/", {"title": "New"}),
}


@pytest.mark.parametrize("name", WRITES)
def test_whoever_has_left_changes_nothing(cast, visit, name):
    address, fields = WRITES[name]
    left(cast.technician)

    answer = visit(stored(cast.technician)).post(address, fields)

    assert answer.status_code == 403
    assert "only reads" in answer.content.decode()


def test_whoever_has_left_reads_their_own_and_nobody_reads_them_by_pair_or_link(cast, visit):
    own = things.activity(cast)
    open_here, _ = journals.save_entry(
        owner=cast.colleague,
        values={"title": "Tea", "body": "At four.", "date": timezone.localdate(), "tags": [], "sealed": False,
                "audience": "institution"},
        publish=True,
    )  # fmt: skip
    link = sharing.make_link(
        kind="activity", item=own, name="For Jo", expires_on=timezone.localdate(), actor=cast.technician
    )
    supervisor, client = visit(cast.supervisor), visit(cast.technician)
    assert supervisor.get(own.get_absolute_url()).status_code == 200
    assert client.get(open_here.get_absolute_url()).status_code == 200

    made = left(cast.technician)

    client = visit(stored(cast.technician))
    for address in (
        "/activities/",
        "/journal/",
        "/webfolio/timeline/",
        "/webfolio/",
        "/evidence/",
        "/moving/",
        "/search/?q=a",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "nothing can be changed" in answer.content.decode(), address
        assert not re.search("/new/|/import/|/publish/", answer.content.decode().split("<main")[1]), address
    assert "Copy to today" not in client.get(own.get_absolute_url()).content.decode()
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get("/home/").headers["Location"] == "/moving/leaving/"
    assert client.get(open_here.get_absolute_url()).status_code == 404
    assert supervisor.get(own.get_absolute_url()).status_code == 404
    assert ShareLink.objects.get(pk=link.pk).revoked_at is not None
    assert not Pair.objects.live().filter(technician=cast.technician).exists()
    assert stored(cast.technician).roles == frozenset()
    assert cast.technician not in User.objects.current()
    assert Notice.objects.filter(kind="person_left", recipient=cast.admin, about=made.uid).count() == 1
    page = client.get("/moving/leaving/").content.decode()
    assert "Come back" in page


def test_coming_back_within_its_days_makes_a_technician_again(cast, visit):
    own = things.activity(cast)
    made = left(cast.technician)

    answer = visit(stored(cast.technician)).post("/moving/leaving/back/")

    assert answer.headers["Location"] == "/home/"
    assert Leaving.objects.get(pk=made.pk).state == Leaving.State.BACK
    assert stored(cast.technician).roles == {"technician"}
    answer = visit(stored(cast.technician)).post(own.get_absolute_url() + "delete/")
    assert answer.status_code == 302


def test_it_is_too_late_after_thirty_days_but_an_admin_brings_back(cast, visit):
    made = left(cast.technician)
    Leaving.objects.update(back_until=timezone.localdate() - timedelta(1))

    with pytest.raises(Refused):
        actions.come_back(leaving=Leaving.objects.get(pk=made.pk), actor=cast.technician)
    visit(cast.admin).post(f"/people/{cast.technician.uid}/access/", {"active": "yes"})

    assert Leaving.objects.get(pk=made.pk).state == Leaving.State.BACK
    assert stored(cast.technician).roles == {"technician"}


def test_on_its_day_all_is_deleted_but_what_stays(cast, django_capture_on_commit_callbacks):
    person = whole_life(cast)
    outcomes = list(Assignment.objects.filter(owner=person).values_list("uid", "state", "total"))
    made = left(person)
    finish_due()
    assert Activity.objects.filter(owner=person).exists()

    on_day(made, timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        finish_due()
        finish_due()

    assert Leaving.objects.get(pk=made.pk).state == Leaving.State.DONE
    for model in (Activity, Entry, Evidence):
        assert not model.objects.filter(owner=person).exists()
    assert list(Assignment.objects.filter(owner=person).values_list("uid", "state", "total")) == outcomes
    assert not stored(person).is_active


def test_one_last_word_within_the_last_week(cast):
    made = left(cast.technician)
    on_day(made, timezone.localdate() + timedelta(7))

    finish_due()
    finish_due()

    assert Notice.objects.filter(kind="leaving_ends", recipient=cast.technician).count() == 1


def test_alumni_read_for_the_months_that_the_institution_gives(cast):
    with pytest.raises(Refused):
        left(cast.technician, as_alumni=True)
    rules(alumni_months=6, leaver_days=45)
    today = timezone.localdate()

    made = left(cast.technician, as_alumni=True)

    assert made.delete_on == last_day(today, as_alumni=True) > today + timedelta(150)
    assert made.back_until == today + timedelta(30)
    assert last_day(date(2026, 8, 31), as_alumni=True) == date(2027, 2, 28)
    assert last_day(today, as_alumni=False) == today + timedelta(45)


def test_pressing_twice_leaves_once_and_the_last_admin_stays(cast):
    key = uuid.uuid4()

    assert left(cast.technician, once=key) == left(cast.technician, once=key)
    with pytest.raises(Refused):
        left(stored(cast.technician))
    for admin in User.objects.current().holding("admin").exclude(pk=cast.admin.pk):
        people.end_role(person=admin, role="admin", actor="system")
    with pytest.raises(Refused):
        left(stored(cast.admin))


def test_an_archive_as_chosen_is_one_of_its_own(cast, visit):
    logged = things.activity(cast, title="Reactor")
    client = visit(cast.technician)
    assert "as_chosen" not in client.get("/moving/").content.decode()
    actions.choose(owner=cast.technician, kind="activities", what={logged.uid: "leave"})

    client.post("/moving/", {"once": uuid.uuid4(), "as_chosen": "on"})
    made = Archive.objects.get(owner=cast.technician)
    whole = len(Activity.objects.owned_by(cast.technician))

    actions.make_archive(uid=made.uid)

    made.refresh_from_db()
    assert made.as_chosen and made.counts["activities"] == whole - 1


def test_a_move_takes_the_stub_and_what_is_left_waits_here_unread(cast, southby, southby_cast, visit):
    secret = things.activity(cast, "institution", title="Reactor", description="The recipe.")
    kept = things.entry(cast)
    actions.choose(owner=cast.technician, kind="activities", what={secret.uid: "stub"})
    transfer, name = asked(cast), current_institution().name
    with southby():
        accepted(transfer, southby_cast)

    actions.move(uid=transfer.uid)

    with southby():
        there = Activity.objects.get(uid=secret.uid)
        assert (there.title, there.minutes) == ("Reactor", secret.minutes)
        assert there.description == f"The details stay with {name}."
        assert Entry.objects.filter(uid=kept.uid, owner__email=AWAY).exists()
    here = Activity.objects.get(uid=secret.uid)
    assert (here.description, here.audience) == ("The recipe.", "only_me")
    assert not Entry.objects.filter(uid=kept.uid).exists()
    assert visit(cast.colleague).get(here.get_absolute_url()).status_code == 404
    held = Leaving.objects.get(owner=cast.technician)
    assert held.delete_on == timezone.localdate() + timedelta(30) and not held.may_come_back
    on_day(held, timezone.localdate())
    finish_due()
    assert not Activity.objects.filter(uid=secret.uid).exists()


def test_whoever_comes_back_after_a_move_keeps_what_they_do_then(cast, southby, southby_cast, visit):
    kept = things.activity(cast)
    actions.choose(owner=cast.technician, kind="activities", what={kept.uid: "leave"})
    transfer = asked(cast)
    with southby():
        accepted(transfer, southby_cast)
    actions.move(uid=transfer.uid)
    held = Leaving.objects.get(owner=cast.technician)

    visit(cast.admin).post(f"/people/{cast.technician.uid}/access/", {"active": "yes"})
    on_day(held, timezone.localdate())
    finish_due()

    assert Activity.objects.filter(uid=kept.uid).exists()
    assert stored(cast.technician).is_active and stored(cast.technician).roles == {"technician"}


def test_an_admins_older_page_gives_no_role_to_whoever_has_left_meanwhile(cast):
    seen = cast.technician
    left(cast.technician)

    people.set_roles(person=seen, roles=["admin", "technician"], actor=cast.admin)

    assert stored(seen).roles == frozenset()


def test_whoever_left_and_moves_back_into_their_account_is_at_work_again(cast, southby, southby_cast):
    with southby():
        address = southby_cast.technician.email
    transfer = asked(cast, email=address)
    with southby():
        person = southby_cast.technician
        left(person)
        actions.claim_transfer(transfer=transfer, actor=stored(person))
        accepted(transfer, southby_cast)

    actions.move(uid=transfer.uid)

    with southby():
        assert stored(person).roles == {"technician"}
        assert Leaving.objects.get(owner=person).state == Leaving.State.BACK


def test_the_list_is_searched_saved_a_page_at_a_time_and_all_at_once(cast, visit, django_assert_num_queries):
    things.activity(cast, title="Coating of lenses")
    client, address = visit(cast.technician), "/moving/leaving/activities/"
    uids = dict(Activity.objects.owned_by(cast.technician).values_list("title", "uid"))
    client.get(address)
    with django_assert_num_queries(ITEMS):
        client.get(address)
    for number in range(49):
        things.activity(cast, title=f"Induction {number}")
    client.get(address)
    with django_assert_num_queries(ITEMS):
        page = client.get(address).content.decode()
    assert "Save and see the next" in page

    answer = client.post(address, {str(uids["Coating of lenses"]): "stub", "on": "yes"})
    assert answer.status_code == 302
    client.post(f"{address}?q=induction", {"all": "leave"})
    refused = client.post(address, {"all": "burn"})

    assert refused.status_code == 422
    assert Chosen.objects.filter(what="leave").count() == 49
    assert "No title here has these words" in client.get(f"{address}?q=zebrafish").content.decode()
    assert client.get("/moving/leaving/users/").status_code == 404


# The session, the account, the count, the page, what is said of it; and the three of every page's frame.
ITEMS = 8
