"""Draws: announced with the digest of a seed, drawn when the list has closed, seen by all, content by nobody."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from audits import actions
from audits.forms.draws import published_percent
from audits.models import Draw, DrawnPack
from audits.sampling import commitment, opaque, sample
from notices.models import Notice
from registers.actions import withdraw_renewal
from registers.models import FrozenPack
from tests.audits import desk_samples as desk
from tests.audits import draw_samples as draws

YEAR = date.today().year


def form(**more) -> dict:
    given = {
        "register": "science-council:RSciTech", "period_from": f"1 Jan {YEAR}", "period_to": f"31 Dec {YEAR}",
        "closes_on": date.today().isoformat(), "percent": "", "response_days": "", "seed": draws.SEED,
        "once": str(uuid.uuid4()),
    }  # fmt: skip
    return given | more


def test_draw_is_announced_with_the_bodys_share_and_days(cast, visit):
    answer = visit(cast.admin).post("/audits/draws/new/", form())

    made = Draw.objects.get()
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    assert (made.percent, made.response_days, made.seed) == (Decimal("2.5"), 90, "")
    assert made.commitment == commitment(draws.SEED)
    page = visit(cast.colleague).get(made.get_absolute_url()).content.decode()
    assert made.commitment in page
    assert draws.SEED not in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seed": "short"}, "12 signs"),
        ({"closes_on": "1 Jan 2020"}, "This day has gone"),
        ({"period_to": "1 Jan 2020"}, "before the first day"),
        ({"register": "iet:TMIET"}, "publishes no share"),
        ({"percent": "101"}, "100"),
    ],
)
def test_draw_form_says_what_is_wrong(cast, visit, given, said):
    answer = visit(cast.admin).post("/audits/draws/new/", form(**given))

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("audit", "percent"),
    [
        ({"basis": "all_submit", "sample_percent": None}, 100),
        ({"sample_percent": 2.5}, Decimal("2.5")),
        ({"sample_percent": None}, None),
        ({}, None),
    ],
)
def test_share_is_the_one_published(audit, percent):
    assert published_percent(audit) == percent


def test_nobody_but_an_admin_runs_a_draw(cast, visit):
    made = draws.announced(cast)

    for who in (cast.technician, cast.supervisor, cast.trainer, cast.editor):
        client = visit(who)
        assert client.get("/audits/draws/new/").status_code == 403
        assert client.post(f"{made.get_absolute_url()}draw/", {"seed": draws.SEED}).status_code == 403


def test_seed_is_shown_only_when_the_list_has_closed(cast, visit):
    made = draws.announced(cast)

    with pytest.raises(actions.DrawRefused, match="still open"):
        actions.draw(draw=made, actor=cast.admin, seed=draws.SEED)
    with pytest.raises(actions.DrawRefused, match="digest differs"):
        draws.draw_later(cast, made, seed="another seed")
    wrong = visit(cast.admin).post(f"{made.get_absolute_url()}draw/", {"seed": "another seed"})

    assert wrong.status_code == 422
    assert not DrawnPack.objects.exists()


def test_drawn_member_is_told_by_when_and_hands_over(cast, visit):
    renewal = desk.declared(cast)
    code = FrozenPack.objects.get().code

    made = draws.drawn(cast)

    one = opaque(str(made.uid), code)
    assert made.ids == made.sample == [one]
    assert made.sample == sample(made.ids, seed=made.seed, percent=made.percent)
    notice = Notice.objects.get(kind="pack_drawn")
    assert (notice.recipient, notice.path) == (cast.technician, f"/audits/renewals/{renewal.uid}/hand-over/")
    page = visit(cast.technician).get(notice.path).content.decode()
    assert "You have 90 days" in page
    assert one in page
    again = draws.draw_later(cast, made)
    assert (again.drawn_at, Notice.objects.filter(kind="pack_drawn").count()) == (made.drawn_at, 1)


def test_list_holds_what_was_declared_in_time_for_that_register_and_stands(cast):
    renewal = desk.declared(cast)
    other = draws.announced(cast, grade="RSci")
    early = draws.announced(cast)
    Draw.objects.filter(pk=early.pk).update(closes_on=date.today() - timedelta(days=1))
    past = draws.announced(cast, period_from=date(YEAR - 1, 1, 1), period_to=date(YEAR - 1, 12, 31))
    standing = draws.drawn(cast)

    drawn = [draws.draw_later(cast, one) for one in (other, Draw.objects.get(pk=early.pk), past)]
    withdraw_renewal(renewal=renewal, actor=cast.technician)

    assert [one.ids for one in drawn] == [[], [], []]
    assert len(standing.ids) == 1
    assert draws.drawn(cast).ids == []


def test_admin_sees_codes_and_states_and_no_word(cast, visit):
    desk.declared(cast)
    made = draws.drawn(cast)
    frozen = FrozenPack.objects.get()
    admin = visit(cast.admin)
    Draw.objects.update(drawn_at=frozen.made_at)

    before = admin.get(made.get_absolute_url()).content.decode()
    handing = desk.handed(cast, frozen.renewal)
    between = admin.get(made.get_absolute_url()).content.decode()
    actions.decide(handing=handing, values=desk.DECISION, points=[], once=uuid.uuid4())
    after = admin.get(made.get_absolute_url()).content.decode()

    assert ("Not handed over yet" in before, "With the assessor" in between, "Accepted" in after) == (
        True,
    ) * 3
    for page in (before, between, after):
        assert frozen.code in page
        for word in ("Okafor", frozen.facts["activities"][0]["title"], "A clear year."):
            assert word not in page


def test_colleagues_see_ids_and_no_codes(cast, visit):
    desk.declared(cast)
    made = draws.drawn(cast)
    client, code = visit(cast.colleague), FrozenPack.objects.get().code

    page = client.get(made.get_absolute_url()).content.decode()
    listed = client.get(f"{made.get_absolute_url()}ids.txt").content.decode()

    assert (made.ids[0] in page, draws.SEED in page, listed) == (True, True, f"{made.ids[0]}\n")
    assert code not in page
    assert visit().get(made.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("many", [1, 30])
def test_draws_ask_few_queries_however_many(cast, visit, django_assert_num_queries, many):
    for _ in range(many):
        draws.announced(cast)
    client = visit(cast.colleague)
    client.get("/audits/draws/")

    with django_assert_num_queries(6):
        assert client.get("/audits/draws/").content.decode().count("item-title") == many
