"""Moving to another institution with one's record: asked, answered, moved in steps, and what each side has then."""

import hashlib
import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.utils import timezone

from activities.actions import log_activity
from activities.models import Activity
from assessments.models import Assignment
from evidence import actions as evidence
from evidence.models import Attachment, Evidence
from journals.models import Entry
from lib.digests import canonical_json
from moving import actions
from moving.actions import moves
from moving.actions.transfers import MOST_A_DAY
from moving.models import Archive, Newcomer
from moving.record.gathering import gather
from moving.record.listed import LIVE
from moving.record.staying import STAYS
from notices.models import Notice
from people import actions as people
from people.models import ApiToken, Pair, TrailEntry, User
from portfolios import actions as portfolios
from portfolios.models import WebfolioSectionPage
from registers.models import FrozenPack, HeldEvidence
from sharing import actions as sharing
from sharing.models import Comment, ShareLink
from signoffs.models import SignRequest
from tenants.models import Institution, Transfer
from tests import things
from tests.activities.samples import VALUES, log
from tests.moving.record.samples import whole_life
from tests.signoffs import samples as signoff_samples

AWAY = "megan.okafor@southby.example"
MONTH_ON = timezone.localdate() + timedelta(30)


def institution(slug: str = "southby") -> Institution:
    return Institution.objects.get(slug=slug)


def asked(cast: Any, email: str = AWAY, days: int = 0) -> Transfer:
    return actions.ask_transfer(
        owner=cast.technician,
        to=institution(),
        email=email,
        move_on=timezone.localdate() + timedelta(days),
        once=uuid.uuid4(),
    )


def accepted(transfer: Transfer, southby_cast: Any, **place: Any) -> Transfer:
    """Called inside Southby."""
    return actions.accept_transfer(transfer=transfer, actor=southby_cast.admin, place=actions.Place(**place))


def stored(transfer: Transfer) -> Transfer:
    return Transfer.objects.get(pk=transfer.pk)


@pytest.fixture
def life(cast) -> dict[str, list[str]]:
    return rows_of(whole_life(cast))


@pytest.fixture
def transfer(cast, life, southby, southby_cast) -> Transfer:
    made = asked(cast)
    with southby():
        return accepted(made, southby_cast, supervisor=southby_cast.supervisor)


def rows_of(person: User) -> dict[str, list[str]]:
    return {
        kind.name: sorted(map(canonical_json, rows))
        for kind, rows in gather(person, sealed=True)
        if not kind.told and kind.name != "profile"
    }


def arrived() -> User:
    return User.objects.get(email=AWAY)


def test_the_whole_record_is_there_and_goes_from_here(
    cast, life, transfer, southby, django_capture_on_commit_callbacks
):
    person = cast.technician
    files = [one.file.name for one in Evidence.objects.filter(owner=person, kind="file")]
    with django_capture_on_commit_callbacks(execute=True):
        actions.move(uid=transfer.uid)

    assert stored(transfer).state == Transfer.State.DONE
    with southby():
        account = arrived()
        there = rows_of(account)
        for name, rows in life.items():
            assert there[name] == rows, name
        for one in Evidence.objects.filter(owner=account, kind="file"):
            with storages["evidence"].open(one.file.name) as file:
                assert hashlib.sha256(file.read()).hexdigest() == one.sha256
        pair = Pair.objects.get(technician=account)
        assert pair.state == Pair.State.PROPOSED
        assert account.roles == {"technician"}
    left = rows_of(User.objects.get(pk=person.pk))
    assert {name for name, rows in left.items() if rows} <= {*STAYS, "applications"}
    held = set(HeldEvidence.objects.values_list("name", flat=True))
    assert {name for name in files if storages["evidence"].exists(name)} == set(files) & held


def test_the_old_institution_keeps_what_it_set_the_trail_and_the_codes(cast, life, transfer, visit):
    before = TrailEntry.objects.count()
    outcomes = list(Assignment.objects.values_list("uid", "state", "title"))
    code = FrozenPack.objects.first().code
    actions.move(uid=transfer.uid)

    assert list(Assignment.objects.values_list("uid", "state", "title")) == outcomes
    assert not Assignment.objects.exclude(response="").exists()
    assert TrailEntry.objects.count() > before
    assert visit().get(f"/verify/{code}/").status_code == 200
    assert "genuine" in visit().get(f"/verify/{code}/").content.decode()


def test_access_ends_on_the_day(cast, life, transfer, visit):
    client, supervisor = visit(cast.technician), visit(cast.supervisor)
    address = Activity.objects.filter(owner=cast.technician).first().get_absolute_url()
    actions.move(uid=transfer.uid)

    assert client.get("/activities/").status_code == 302
    assert supervisor.get(address).status_code == 404
    assert not Pair.objects.live().filter(technician=cast.technician).exists()
    assert not Entry.objects.filter(owner=cast.technician).exists()
    for kind in LIVE:
        if kind.near:
            assert not kind.model._default_manager.exists(), kind.name


@pytest.mark.parametrize("where", ["_copy_files", "_store", "_close", "leave_behind", "_end_access"])
def test_a_crash_anywhere_is_gone_on_from_and_doubles_nothing(cast, life, transfer, southby, where):
    """The real step is run, and then the process dies before it can say so."""
    real = getattr(moves, where)

    def dying(*given: Any) -> None:
        real(*given)
        raise RuntimeError("killed")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moves, where, dying)
        with pytest.raises(RuntimeError):
            actions.move(uid=transfer.uid)
    if where != "_close":
        assert stored(transfer).state == Transfer.State.RUNNING
    assert moves.moves_due() == ([] if where == "_close" else [transfer.uid])
    actions.move(uid=transfer.uid)
    actions.move(uid=transfer.uid)

    with southby():
        there = rows_of(arrived())
        assert there == life
        assert Notice.objects.filter(kind="transfer_done").count() == 1


def test_what_cannot_be_stored_moves_nothing(cast, life, transfer, southby, southby_cast):
    with southby():
        Entry.objects.create(owner=southby_cast.technician, uid=an_entry(life), title="Theirs", body="x")
    actions.move(uid=transfer.uid)

    assert stored(transfer).state == Transfer.State.FAILED
    assert rows_of(cast.technician) == life
    assert cast.technician.is_active
    assert Notice.objects.filter(recipient=cast.technician, kind="transfer_failed").exists()
    with southby():
        assert not User.objects.filter(email=AWAY).exists()
        assert not Newcomer.objects.exists()


def an_entry(life: dict[str, list[str]]) -> uuid.UUID:
    return uuid.UUID(json.loads(life["entries"][0])["uid"])


def test_it_waits_for_its_day(cast, southby, southby_cast):
    made = asked(cast, days=3)
    with southby():
        accepted(made, southby_cast)
    actions.move(uid=made.uid)

    assert stored(made).state == Transfer.State.ACCEPTED
    assert moves.moves_due() == []


def test_asking_twice_is_once_and_one_at_a_time(cast):
    once = uuid.uuid4()
    values = {"owner": cast.technician, "to": institution(), "email": AWAY, "move_on": timezone.localdate()}
    first = actions.ask_transfer(**values, once=once)

    assert actions.ask_transfer(**values, once=once) == first
    with pytest.raises(actions.TransferRefused):
        actions.ask_transfer(**values, once=uuid.uuid4())


def test_the_only_admin_does_not_leave_people_behind(cast, southby, southby_cast):
    north = institution("northmoor")
    with southby(), pytest.raises(actions.TransferRefused, match="only admin"):
        actions.ask_transfer(
            owner=southby_cast.admin, to=north, email=AWAY, move_on=timezone.localdate(), once=uuid.uuid4()
        )
    with southby():
        User.objects.exclude(pk=southby_cast.admin.pk).update(is_active=False)
        assert actions.ask_transfer(
            owner=southby_cast.admin, to=north, email=AWAY, move_on=timezone.localdate(), once=uuid.uuid4()
        )


def test_only_the_receiver_answers_and_only_the_person_cancels(cast, southby, southby_cast):
    made = asked(cast)
    with pytest.raises(PermissionDenied):
        actions.accept_transfer(transfer=made, actor=cast.admin, place=actions.Place())
    with pytest.raises(PermissionDenied):
        actions.cancel_transfer(transfer=made, actor=cast.supervisor)
    with southby(), pytest.raises(PermissionDenied):
        actions.accept_transfer(transfer=made, actor=southby_cast.supervisor, place=actions.Place())
    actions.cancel_transfer(transfer=made, actor=cast.technician)
    actions.cancel_transfer(transfer=made, actor=cast.technician)

    with southby():
        assert not Newcomer.objects.exists()
        with pytest.raises(actions.TransferRefused):
            accepted(made, southby_cast)
    assert TrailEntry.objects.filter(object_uid=made.uid, verb="cancelled transfer").count() == 1


def test_an_account_that_is_there_already_has_to_say_that_it_is_theirs(cast, southby, southby_cast):
    made = asked(cast, email="technician@southby.example")
    with southby():
        assert Notice.objects.filter(recipient=southby_cast.technician, kind="transfer_claim").exists()
        with pytest.raises(actions.TransferRefused, match="already"):
            accepted(made, southby_cast)
        with pytest.raises(PermissionDenied):
            actions.claim_transfer(transfer=made, actor=southby_cast.supervisor)
        actions.claim_transfer(transfer=made, actor=southby_cast.technician)
        accepted(made, southby_cast)


def test_what_was_at_the_account_before_stays_beside_what_comes(cast, life, southby, southby_cast):
    with southby():
        own = portfolios.webfolio_of(owner=southby_cast.technician)
    made = asked(cast, email="technician@southby.example")
    with southby():
        actions.claim_transfer(transfer=made, actor=southby_cast.technician)
        accepted(made, southby_cast)
    actions.move(uid=made.uid)

    assert stored(made).state == Transfer.State.DONE
    with southby():
        sections = WebfolioSectionPage.objects.filter(webfolio=own)
        assert len(sections) == len(life["webfolio"]) + len(life["webfolio_sections"])
        assert rows_of(southby_cast.technician)["activities"] == life["activities"]


def test_a_new_account_looks_and_reads_like_the_old_one(cast, southby, southby_cast):
    people.update_person(person=cast.technician, actor="system", theme="dark", language="cy")
    made = asked(cast)
    with southby():
        accepted(made, southby_cast)
    actions.move(uid=made.uid)

    with southby():
        assert (arrived().theme, arrived().language) == ("dark", "cy")


def test_an_account_that_was_there_keeps_its_own_look_and_language(cast, southby, southby_cast):
    people.update_person(person=cast.technician, actor="system", theme="dark", language="cy")
    made = asked(cast, email="technician@southby.example")
    with southby():
        actions.claim_transfer(transfer=made, actor=southby_cast.technician)
        accepted(made, southby_cast)
    actions.move(uid=made.uid)

    with southby():
        held = User.objects.get(pk=southby_cast.technician.pk)
        assert (held.theme, held.language) == ("", "en-gb")


def close_account(cast) -> None:
    people.update_person(person=cast.technician, actor=cast.admin, is_active=False)
    for role in cast.technician.roles:
        people.end_role(person=cast.technician, role=role, actor=cast.admin)


def test_an_employer_who_closes_the_account_holds_no_record_back(cast, southby, southby_cast):
    """Closed before it is even answered: the person asked while it was open."""
    mine = log(cast.technician, title="Mine")
    things.archive(cast)
    link = sharing.make_link(kind="activity", item=mine, name="", expires_on=MONTH_ON, actor=cast.technician)
    people.make_token(person=cast.technician, reason="Test", actor="system")
    made = asked(cast)
    close_account(cast)
    with southby():
        accepted(made, southby_cast, supervisor=southby_cast.supervisor)

    actions.move(uid=made.uid)

    assert stored(made).state == Transfer.State.DONE
    assert not ApiToken.objects.filter(revoked_at=None).exists()
    assert ShareLink.objects.get(pk=link.pk).revoked_at
    assert Archive.objects.get().state == Archive.State.GONE
    with southby():
        assert Activity.objects.get(uid=mine.uid).owner == arrived()
        assert arrived().is_active


def test_a_move_that_fails_after_the_account_was_closed_is_told_to_its_admins(cast, southby, southby_cast):
    mine = log(cast.technician, title="Mine")
    made = asked(cast)
    with southby():
        accepted(made, southby_cast)
        log_activity(owner=southby_cast.technician, values=VALUES, uid=mine.uid)
    close_account(cast)

    actions.move(uid=made.uid)

    assert stored(made).state == Transfer.State.FAILED
    told = Notice.objects.get(kind="transfer_failed", recipient=cast.admin)
    assert told.path == cast.technician.get_absolute_url()
    assert Activity.objects.get(uid=mine.uid).owner == cast.technician


def test_a_personal_institution_without_staff_takes_its_owner(cast, life, southby, southby_cast):
    """Whoever administers it accepts themselves."""
    made = asked(cast, email="admin@southby.example")
    with southby():
        accepted(made, southby_cast)
    actions.move(uid=made.uid)

    with southby():
        assert southby_cast.admin.roles == {"admin", "technician"}
        assert rows_of(southby_cast.admin)["activities"] == life["activities"]


def test_nothing_of_the_person_stays_where_they_were_refused(cast, southby, southby_cast):
    made = asked(cast)
    with southby():
        actions.refuse_transfer(transfer=made, actor=southby_cast.admin)
        actions.refuse_transfer(transfer=made, actor=southby_cast.admin)
        assert not Newcomer.objects.exists()

    assert Notice.objects.filter(recipient=cast.technician, kind="transfer_answered").count() == 1


def test_what_hangs_on_a_deleted_item_comes_to_nobody_elses(cast, southby, southby_cast):
    """The uid of an item is its owner's choice: it may be that of somebody's item there."""
    with southby():
        theirs = log(southby_cast.technician, title="Theirs")
    mine = log_activity(owner=cast.technician, values=VALUES, uid=theirs.uid)[0]
    piece = evidence.add_link(owner=cast.technician, url="https://example.org/", title="Planted")
    evidence.attach(thing=mine, kind="activity", evidence=[piece], actor=cast.technician)
    said = sharing.Said("Planted words", reach="readers")
    sharing.comment(kind="activity", item=mine, actor=cast.technician, said=said, once=uuid.uuid4())
    signoff_samples.signed(mine)
    sharing.delete_item(item=mine, actor=cast.technician)
    transfer = asked(cast)
    with southby():
        accepted(transfer, southby_cast)

    actions.move(uid=transfer.uid)

    assert stored(transfer).state == Transfer.State.DONE
    with southby():
        assert Evidence.objects.filter(owner=arrived(), title="Planted").exists()
        for model in (Attachment, Comment, SignRequest):
            assert not model.objects.filter(object_uid=theirs.uid).exists()


def test_nobody_asks_and_cancels_all_day(cast):
    for _ in range(MOST_A_DAY):
        actions.cancel_transfer(transfer=asked(cast), actor=cast.technician)

    with pytest.raises(actions.TransferRefused, match="tomorrow"):
        asked(cast)
    assert Transfer.objects.count() == MOST_A_DAY
