"""Pairs: proposed from either side, opened by the technician's yes alone, ended at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people import actions
from people.actions.pairs import PairRefused
from people.models import Pair, TrailEntry


def test_proposed_pair_opens_nothing_until_the_technician_accepts(cast):
    pair = actions.propose_pair(technician=cast.colleague, supervisor=cast.other_supervisor, actor=cast.admin)
    before = cast.other_supervisor.supervised_ids

    actions.accept_pair(pair=pair, actor=cast.colleague)

    assert before == frozenset()
    assert cast.other_supervisor.supervised_ids == {cast.colleague.pk}


def test_accepting_twice_is_one_act(cast):
    pair = actions.propose_pair(technician=cast.colleague, supervisor=cast.other_supervisor, actor=cast.admin)
    actions.accept_pair(pair=pair, actor=cast.colleague)
    first = Pair.objects.get(pk=pair.pk).answered_at

    actions.accept_pair(pair=pair, actor=cast.colleague)

    assert Pair.objects.get(pk=pair.pk).answered_at == first
    assert TrailEntry.objects.filter(verb="accepted pair", object_uid=pair.uid).count() == 1


def test_ended_pair_closes_at_once_and_stays_in_the_history(cast):
    pair = Pair.objects.get(technician=cast.technician)

    actions.end_pair(pair=pair, actor=cast.technician)

    assert cast.technician.pk not in cast.supervisor.supervised_ids
    assert Pair.objects.get(pk=pair.pk).state == Pair.State.ENDED


@pytest.mark.parametrize(
    ("offset_start", "offset_end", "live"),
    [(-5, None, True), (-5, 0, True), (-5, -1, False), (1, None, False)],
)
def test_pair_is_live_between_its_days_inclusive(cast, offset_start, offset_end, live):
    today = timezone.localdate()
    pair = actions.propose_pair(
        technician=cast.colleague,
        supervisor=cast.other_supervisor,
        actor=cast.admin,
        started_on=today + timedelta(days=offset_start),
        ends_on=None if offset_end is None else today + timedelta(days=offset_end),
    )

    pair = actions.accept_pair(pair=pair, actor=cast.colleague)

    assert pair.is_live is live
    assert (cast.colleague.pk in cast.other_supervisor.supervised_ids) is live


def test_admin_cannot_pair_themselves(cast):
    actions.grant_role(person=cast.admin, role="supervisor", actor=cast.other_admin)

    with pytest.raises(PairRefused, match="cannot pair themselves"):
        actions.propose_pair(technician=cast.technician, supervisor=cast.admin, actor=cast.admin)


def test_giving_up_a_role_ends_only_its_own_pairs(cast):
    supervisor = cast.supervisor
    own = actions.propose_pair(technician=supervisor, supervisor=cast.other_supervisor, actor=supervisor)
    actions.accept_pair(pair=own, actor=supervisor)

    actions.end_role(person=supervisor, role="supervisor", actor=cast.admin)

    assert set(cast.supervisor.roles) == {"technician"}
    assert not Pair.objects.live().filter(supervisor=supervisor).exists()
    assert Pair.objects.live().filter(technician=supervisor).count() == 1


def test_only_the_technician_answers(cast, visit):
    pair = actions.propose_pair(technician=cast.colleague, supervisor=cast.other_supervisor, actor=cast.admin)
    address = f"/pairs/{pair.uid}/answer/"

    assert visit().post(address, {"answer": "accept"}).status_code == 302
    assert visit(cast.technician).post(address, {"answer": "accept"}).status_code == 404
    assert visit(cast.other_supervisor).post(address, {"answer": "accept"}).status_code == 403
    assert visit(cast.admin).post(address, {"answer": "accept"}).status_code == 403
    assert visit(cast.colleague).get(address).status_code == 405
    assert not Pair.objects.get(pk=pair.pk).is_live

    assert visit(cast.colleague).post(address, {"answer": "accept"}).status_code == 302
    assert Pair.objects.get(pk=pair.pk).is_live


def test_technician_asks_for_a_supervisor_and_it_opens(cast, visit):
    page = visit(cast.colleague)

    answer = page.post("/pairs/", {"side": "supervisor", "email": "other.supervisor@northmoor.example"})

    assert answer.status_code == 302
    assert cast.other_supervisor.supervised_ids == {cast.colleague.pk}


def test_supervisor_asks_for_a_technician_and_waits(cast, visit):
    answer = visit(cast.other_supervisor).post(
        "/pairs/", {"side": "technician", "email": "colleague@northmoor.example"}
    )

    assert answer.status_code == 302
    assert cast.other_supervisor.supervised_ids == frozenset()
    assert Pair.objects.waiting().filter(technician=cast.colleague).count() == 1


def test_pair_with_somebody_unknown_is_refused_beside_the_field(cast, visit):
    answer = visit(cast.colleague).post(
        "/pairs/", {"side": "supervisor", "email": "nobody@northmoor.example"}
    )

    assert answer.status_code == 422
    assert "Nobody here with that address" in answer.content.decode()
    assert 'value="nobody@northmoor.example"' in answer.content.decode()
