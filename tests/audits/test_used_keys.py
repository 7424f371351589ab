"""A form's key that was used elsewhere is answered with a sentence, never with an error page; and rows have an end."""

import uuid
from datetime import date, timedelta

import pytest

from audits import actions
from audits.actions import mocks as mock_actions
from audits.models import BlindReview, Draw, MockAudit
from tests.audits import desk_samples as desk
from tests.audits import draw_samples as draws
from tests.audits import mock_samples as mocks
from tests.registers.test_renewals import hold

SAID = "has been sent before"


def test_key_of_anothers_mock_audit_runs_none(cast, visit):
    theirs, mine = mocks.mock_of(hold(cast.engineer)), hold(cast.technician)
    client = visit(cast.technician)
    which = next(iter(client.get("/audits/mock/new/").context["form"].offers))

    answer = client.post("/audits/mock/new/", {"which": which, "once": str(theirs.once)})

    assert (answer.status_code, SAID in answer.content.decode()) == (422, True)
    assert not MockAudit.objects.filter(registration=mine).exists()


def test_key_of_anothers_review_asks_nobody(cast, visit):
    theirs = mocks.asked(cast, mocks.mock_of(hold(cast.engineer)))
    mine = mocks.mock_of(hold(cast.technician))

    answer = visit(cast.technician).post(
        f"{mine.get_absolute_url()}ask/",
        {"email": "colleague@northmoor.example", "ask": "1", "once": str(theirs.once)},
    )

    assert (answer.status_code, SAID in answer.content.decode()) == (422, True)
    assert BlindReview.objects.get() == theirs


def test_key_of_another_decision_decides_nothing(cast, visit):
    renewal = desk.declared(cast)
    first, _ = desk.at_desk(cast, renewal)
    second, path = desk.at_desk(cast, renewal)
    once = uuid.uuid4()
    actions.decide(handing=first, values=desk.DECISION, points=[], once=once)

    answer = visit().post(f"{path}decide/", desk.DECISION | {"sure": "on", "once": str(once)}, follow=True)

    assert SAID in answer.content.decode()
    assert not desk.stored(second).is_decided


def test_draw_announced_twice_is_one_and_anothers_key_announces_none(cast, visit):
    made = draws.announced(cast)
    form = {
        "register": "science-council:RSciTech", "period_from": "1 Jan 2026", "period_to": "31 Dec 2026",
        "closes_on": (date.today() + timedelta(days=9)).isoformat(), "percent": "5", "response_days": "20",
        "seed": "five dice: 1 2 3 4 5", "once": str(made.once),
    }  # fmt: skip

    mine = visit(cast.admin).post("/audits/draws/new/", form)
    others = visit(cast.other_admin).post("/audits/draws/new/", form)

    assert (mine.status_code, mine.url) == (302, made.get_absolute_url())
    assert (others.status_code, SAID in others.content.decode()) == (422, True)
    assert Draw.objects.get() == made


def test_mock_audits_of_one_person_have_an_end(cast, monkeypatch):
    monkeypatch.setattr(mock_actions, "MOST_KEPT", 2)
    registration = hold(cast.technician)
    mocks.mock_of(hold(cast.engineer))
    kept = [mocks.mock_of(registration) for _ in range(2)]

    with pytest.raises(actions.MockRefused, match="Delete one first"):
        mocks.mock_of(registration)
    assert mocks.mock_of(registration, once=kept[0].once) == kept[0]
    actions.delete_mock(mock=kept[0], actor=cast.technician)
    assert mocks.mock_of(registration)
