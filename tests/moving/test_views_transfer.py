"""The pages of a move: for the person who asks, for those who receive them, and for the codes afterwards."""

import uuid
from datetime import timedelta

from django.utils import timezone

from authorisations import actions as authorisations
from moving import actions
from people.models import User
from portfolios.collecting import actions as collecting
from registers.models import FrozenPack
from tenants.models import Institution, Transfer
from tests import things
from tests.audits import desk_samples
from tests.moving.test_transfers import AWAY, accepted, asked

LIST_QUERIES = 7
ARRIVAL_QUERIES = 9


def many(to: str, person: uuid.UUID) -> None:
    schemas = {one.slug: one.schema_name for one in Institution.objects.all()}
    away = "southby" if to == "northmoor" else "northmoor"
    values = {"from_schema": schemas[away], "to_schema": schemas[to], "person": person}
    day = timezone.localdate() - timedelta(days=1)
    Transfer.objects.bulk_create(
        Transfer(**values, move_on=day, once=uuid.uuid4(), state=Transfer.State.REFUSED) for _ in range(49)
    )


def test_what_was_typed_stays_where_it_is_wrong(cast, visit):
    client = visit(cast.technician)
    typed = {"to": "southby", "email": "megan@southby.example", "move_on": "yesterday", "once": uuid.uuid4()}
    answer = client.post("/moving/transfers/", typed)

    assert answer.status_code == 422
    assert "Choose today or a later day" in answer.content.decode()
    assert "megan@southby.example" in answer.content.decode()
    assert not Transfer.objects.exists()
    sent = client.post("/moving/transfers/", typed | {"move_on": "today"})
    assert sent["Location"] == Transfer.objects.get().get_absolute_url()
    assert "Waiting for an answer" in client.get(sent["Location"]).content.decode()


def test_each_side_does_only_what_is_theirs(cast, visit):
    transfer = things.arriving(cast)
    address = transfer.get_absolute_url()

    assert visit(cast.admin).get(f"{address}answer/").status_code == 200
    assert visit(cast.admin).get(f"{address}cancel/").status_code == 405
    assert visit(cast.technician).get(address).status_code == 404
    assert visit(cast.technician).get("/moving/arrivals/").status_code == 403
    own = things.transfer(cast).get_absolute_url()
    assert visit(cast.technician).get(f"{own}answer/").status_code == 403
    assert visit(cast.technician).post(f"{own}claim/").status_code == 403
    assert visit(cast.admin).post(f"{address}answer/", {"roles": ["trainer"]}).status_code == 422
    assert visit(cast.admin).post(f"{address}refuse/").status_code == 302
    assert Transfer.objects.get(pk=transfer.pk).state == Transfer.State.REFUSED


def test_lists_take_as_many_queries_for_many(cast, visit, django_assert_num_queries):
    things.transfer(cast)
    things.arriving(cast)
    for person, address, queries in (
        (cast.technician, "/moving/transfers/", LIST_QUERIES),
        (cast.admin, "/moving/arrivals/", ARRIVAL_QUERIES),
    ):
        client = visit(person)
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
        many("southby", person.uid)
        many("northmoor", person.uid)
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_code_of_the_old_institution_is_linked_at_the_new_one(cast, visit, southby, southby_cast):
    desk_samples.handed(cast)
    code = FrozenPack.objects.first().code
    made = asked(cast)
    with southby():
        accepted(made, southby_cast)
    actions.move(uid=made.uid)

    there = visit(host="southby.localhost").get(f"/verify/{code}/").content.decode()
    assert f"northmoor.localhost/verify/{code}/" in there
    assert "southby" not in visit().get(f"/verify/{code}/").content.decode()


def test_a_key_that_somebody_else_has_used_is_refused_and_renewed(cast, visit):
    used = things.transfer(cast).once
    client = visit(cast.engineer)
    typed = {"to": "southby", "email": "tomasz@southby.example", "move_on": "today", "once": used}

    answer = client.post("/moving/transfers/", typed)

    assert answer.status_code == 422
    assert "was sent before" in answer.content.decode() and str(used) not in answer.content.decode()
    assert Transfer.objects.count() == 1


def test_an_authorisation_in_a_collection_is_told_by_name_where_it_does_not_go_along(
    cast, visit, southby, southby_cast
):
    """The one withdrawn there is not told; nothing of it is told before the move, or where moves go round in a ring."""
    kept = things.authorisation(cast, technique=things.technique(cast, name="Confocal microscope"))
    ended = things.authorisation(cast, technique=things.technique(cast, name="Old centrifuge"))
    made = things.collection(cast, "institution")
    chosen = [("authorisation", kept.uid), ("authorisation", ended.uid)]
    collecting.put_in(collection=made, actor=cast.technician, chosen=chosen)
    authorisations.withdraw(authorisation=ended, actor=cast.supervisor, reason="Scrapped.")
    before = visit(cast.technician).get(made.get_absolute_url()).content.decode()
    move = asked(cast)
    with southby():
        accepted(move, southby_cast)
    actions.move(uid=move.uid)
    ring = {"person": Transfer.objects.get().account, "account": move.person, "move_on": move.move_on}
    Transfer.objects.create(
        **ring, from_schema=move.to_schema, to_schema=move.from_schema, once=uuid.uuid4(), state="done",
        step="closed", done_at=timezone.now(),
    )  # fmt: skip

    with southby():
        client = visit(User.objects.get(email=AWAY), host="southby.localhost")
        read = client.get(made.get_absolute_url()).content.decode()
        pieces = client.get(f"{made.get_absolute_url()}pieces/").content.decode()
    assert "Confocal microscope" in before and "Held at" not in before
    assert "Confocal microscope" in read and "Held at University of Northmoor" in read
    assert "held at University of Northmoor. Readers are told so" in pieces
    assert "Old centrifuge" not in read + pieces
