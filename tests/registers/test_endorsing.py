"""A request to endorse a renewal stands on its supervisor's start page and in their queue until they answer it."""

from people import actions as people
from people.models import Pair
from registers import actions, endorsing
from tests.registers.declared import asked_to_endorse, begun

PLACES = ("/home/", "/review/")
TITLE = "Renewals to endorse"


def test_who_is_asked_finds_it_and_answered_it_is_gone(cast, visit):
    renewal = begun(cast.technician)
    client = visit(cast.supervisor)
    before = [TITLE in client.get(place).content.decode() for place in PLACES]
    actions.ask_endorsement(renewal=renewal, endorser=cast.supervisor, actor=cast.technician)

    pages = [client.get(place).content.decode() for place in PLACES]
    actions.endorse_renewal(renewal=renewal, actor=cast.supervisor, words="")
    after = [TITLE in client.get(place).content.decode() for place in PLACES]

    assert before == after == [False, False]
    for page in pages:
        assert TITLE in page and renewal.get_absolute_url() in page
        assert "Megan Okafor: RSciTech, Science Council" in page
        assert "Nothing waits for you." not in page and "Nothing is waiting for you." not in page


def test_nobody_else_is_shown_it_nor_its_owner(cast, visit):
    asked_to_endorse(cast.technician, cast.supervisor)

    for person in (cast.technician, cast.trainer, cast.other_supervisor):
        assert TITLE not in visit(person).get("/home/").content.decode()
    assert TITLE not in visit(cast.trainer).get("/review/").content.decode()


def test_what_is_declared_or_withdrawn_waits_no_more_nor_with_an_ended_pair(cast):
    first, second = (asked_to_endorse(cast.technician, cast.supervisor) for _ in range(2))
    assert list(endorsing.waiting_for(cast.supervisor)) == [first, second]

    type(first).objects.filter(pk=first.pk).update(state="declared", declared_at=first.asked_at)
    left = list(endorsing.waiting_for(cast.supervisor))
    pair = Pair.objects.get(technician=cast.technician, supervisor=cast.supervisor)
    people.end_pair(pair=pair, actor=cast.technician)
    again = type(cast.supervisor).objects.get(pk=cast.supervisor.pk)

    assert left == [second]
    assert list(endorsing.waiting_for(again)) == []
