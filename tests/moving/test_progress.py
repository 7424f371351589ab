"""How far the making and the proof of an archive are: told while they go on, upwards, and seldom."""

import uuid

from moving import actions, progress
from moving.models import Archive, Proof
from moving.progress import Progress
from people.models import User
from tenants.jobs import at_work_in
from tests import things
from tests.people import NORTHMOOR, Cast


def test_it_is_told_upwards_and_never_as_a_hundred(monkeypatch):
    monkeypatch.setattr(progress, "PAUSE", 0)
    told: list[int] = []
    going = Progress(told.append)
    for part in (0, 0.5, 0.5, 0.2, 1):
        going.between(20, 40, part)
    going.between(40, 100)

    assert told == [20, 30, 40, 99]


def test_what_takes_no_second_is_not_told_at_all():
    told: list[int] = []
    going = Progress(told.append)
    for number in range(100):
        going.between(0, 100, number / 100)

    assert told == []


def test_others_see_it_while_the_proof_holds_its_transaction_open(committed, monkeypatch):
    """What the scratch space is undone with would undo it too."""
    monkeypatch.setattr(progress, "PAUSE", 0)
    with at_work_in(committed):
        owner: User = Cast(NORTHMOOR).technician
        archive = actions.ask_archive(owner=owner, sealed=False, once=uuid.uuid4())
        actions.make_archive(uid=archive.uid)
        proof = actions.ask_proof(archive=archive, actor=owner, once=uuid.uuid4())
        actions.run_proof(uid=proof.uid)

        archive, proof = Archive.objects.get(), Proof.objects.get()

    assert (archive.state, proof.state) == ("ready", "passed")
    assert 75 <= archive.per_cent < 100
    assert 85 <= proof.per_cent < 100


def test_the_pages_say_how_far_it_is(cast, visit):
    made = things.archive(cast)
    proof = actions.ask_proof(archive=made, actor=cast.technician, once=uuid.uuid4())
    making = actions.ask_archive(owner=cast.technician, sealed=True, once=uuid.uuid4())
    client = visit(cast.technician)

    for thing in (proof, making):
        assert "It has only begun" in client.get(thing.get_absolute_url()).content.decode()
        type(thing).objects.filter(pk=thing.pk).update(per_cent=37)
        assert "About 37 per cent is done" in client.get(thing.get_absolute_url()).content.decode()
    assert "About 37 per cent" in client.get("/moving/").content.decode()
