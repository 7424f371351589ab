"""A day of a registration is declared once; a withdrawn declaration is replaced by what is declared in its place."""

import importlib
import uuid
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from people.models import TrailEntry
from registers import actions, succession, witness
from registers.facts import Period
from registers.models import FrozenPack, Registration, Renewal
from registers.periods import first_free

YEAR = date.today().year
WHOLE = (date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 31))
CONSTRAINT = "registers_day_declared_once"


@pytest.fixture
def held(cast) -> Registration:
    return actions.save_registration(
        owner=cast.technician, values={"pack": "science-council", "grade": "RSciTech"}, breaks=[]
    )


def begin(held: Registration, start: date, end: date) -> Renewal:
    return actions.start_renewal(registration=held, period_from=start, period_to=end)


def declare(renewal: Renewal) -> FrozenPack:
    return actions.declare_renewal(renewal=renewal, actor=renewal.owner, once=uuid.uuid4())


def withdraw(frozen: FrozenPack) -> Renewal:
    return actions.withdraw_renewal(renewal=frozen.renewal, actor=frozen.renewal.owner)


def check_page(visit, frozen: FrozenPack) -> str:
    return visit().get(f"/verify/{frozen.code}/").content.decode()


# --- days declared once -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wanted", "free"),
    [
        (WHOLE, None),
        ((WHOLE[0] + timedelta(1), WHOLE[1]), None),
        ((WHOLE[0] - timedelta(1), WHOLE[1]), (WHOLE[0] - timedelta(1), WHOLE[0] - timedelta(1))),
        ((WHOLE[0], date(YEAR, 1, 1)), (date(YEAR, 1, 1), date(YEAR, 1, 1))),
        ((date(YEAR - 1, 10, 1), date(YEAR, 9, 30)), (date(YEAR, 1, 1), date(YEAR, 9, 30))),
        ((date(YEAR - 1, 1, 1), date(YEAR, 12, 31)), (date(YEAR, 1, 1), date(YEAR, 12, 31))),
    ],
)
def test_period_that_shares_a_day_with_a_declared_one_is_refused_and_the_days_left_are_named(
    held, wanted, free
):
    frozen = declare(begin(held, *WHOLE))

    with pytest.raises(actions.AlreadyDeclared) as refused:
        begin(held, *wanted)

    assert refused.value.renewal == frozen.renewal
    assert refused.value.free == (Period(*free) if free else None)
    said = str(refused.value)
    assert said.startswith(
        f"1 Jan to 31 Dec {YEAR - 1} is declared already ({frozen.code}), and each day is declared once: "
    )
    assert said.endswith("withdraw that declaration first.")
    assert ("only, or withdraw" in said) == (free is not None)


def test_period_beside_a_declared_one_is_begun_and_declared(held):
    declare(begin(held, *WHOLE))

    for start, end in (
        (date(YEAR, 1, 1), date(YEAR, 12, 31)),
        (date(YEAR - 2, 1, 1), date(YEAR - 2, 12, 31)),
    ):
        declare(begin(held, start, end))

    assert Renewal.objects.filter(state="declared").count() == 3


def test_two_drafts_that_share_days_are_prepared_and_only_one_is_declared(held, cast, visit):
    first, second = begin(held, *WHOLE), begin(held, WHOLE[0] + timedelta(1), WHOLE[1])
    frozen = declare(first)

    with pytest.raises(actions.AlreadyDeclared):
        declare(second)
    page = visit(cast.technician).post(
        f"/renewals/{second.uid}/declare/", {"declare": "on", "once": str(uuid.uuid4())}, follow=True
    )

    assert f"is declared already ({frozen.code})" in page.content.decode()
    assert Renewal.objects.get(pk=second.pk).is_draft


def test_other_registration_declares_the_same_days(held, cast):
    other = actions.save_registration(
        owner=cast.technician, values={"pack": "iet", "grade": "EngTech"}, breaks=[]
    )
    engineer = actions.save_registration(
        owner=cast.engineer, values={"pack": "science-council", "grade": "RSciTech"}, breaks=[]
    )

    for one in (held, other, engineer):
        declare(begin(one, *WHOLE))

    assert Renewal.objects.filter(state="declared").count() == 3


def test_merged_period_is_declared_once_the_part_of_it_is_withdrawn(cast, visit):
    held = actions.save_registration(
        owner=cast.technician,
        values={"pack": "bsas", "grade": "RTech-A", "anchor_date": date(2019, 1, 1)},
        breaks=[],
    )
    part = declare(begin(held, date(2020, 1, 1), date(2020, 12, 31)))
    merged = (date(2020, 1, 1), date(2021, 12, 31))
    with pytest.raises(actions.AlreadyDeclared) as refused:
        begin(held, *merged)
    withdraw(part)

    whole = declare(begin(held, *merged))

    assert refused.value.free == Period(date(2021, 1, 1), date(2021, 12, 31))
    assert f"/verify/{whole.code}/" in check_page(visit, part)


def test_refusal_leads_to_the_declaration_and_to_the_days_left(held, cast, visit):
    frozen, page = declare(begin(held, *WHOLE)), visit(cast.technician)
    wanted = {"which": "own", "period_from": f"1 Oct {YEAR - 1}", "period_to": f"30 Sep {YEAR}"}

    answer = page.post("/renewals/new/", {"registration": str(held.uid), **wanted})

    text = answer.content.decode()
    rest = f"?registration={held.uid}&amp;from={YEAR}-01-01&amp;to={YEAR}-09-30"
    assert answer.status_code == 422 and frozen.renewal.get_absolute_url() in text and rest in text
    filled = page.get(
        "/renewals/new/", {"registration": held.uid, "from": f"{YEAR}-01-01", "to": f"{YEAR}-09-30"}
    )
    assert f'value="{YEAR}-01-01"' in filled.content.decode()
    page.post(
        "/renewals/new/",
        {
            "registration": str(held.uid),
            "which": "own",
            "period_from": f"{YEAR}-01-01",
            "period_to": f"{YEAR}-09-30",
        },
    )
    assert Renewal.objects.get(state="draft").period == Period(date(YEAR, 1, 1), date(YEAR, 9, 30))


def test_database_refuses_a_day_declared_twice(held):
    declare(begin(held, *WHOLE))
    second = begin(held, date(YEAR, 1, 1), date(YEAR, 12, 31))

    with pytest.raises(IntegrityError, match=CONSTRAINT), transaction.atomic():
        Renewal.objects.filter(pk=second.pk).update(
            state="declared", declared_at=second.created, period_from=WHOLE[1]
        )


def test_upgrade_withdraws_the_older_of_two_that_share_a_day(held, visit):
    older, newer = (
        declare(begin(held, date(YEAR - back, 1, 1), date(YEAR - back, 12, 31))) for back in (2, 1)
    )
    beside = declare(begin(held, date(YEAR, 1, 1), date(YEAR, 12, 31)))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE registers_renewal DROP CONSTRAINT {CONSTRAINT}")
    Renewal.objects.filter(pk=newer.renewal.pk).update(period_from=date(YEAR - 2, 1, 2))

    importlib.import_module("registers.migrations.0008_days_declared_once").withdraw_older(apps, None)

    states = dict(Renewal.objects.values_list("pk", "state"))
    assert states == {
        older.renewal.pk: "withdrawn",
        newer.renewal.pk: "declared",
        beside.renewal.pk: "declared",
    }
    (told,) = TrailEntry.objects.filter(verb="withdrew renewal")
    assert (told.object_uid, told.actor_kind) == (older.renewal.uid, "system")
    assert witness.lines(older.renewal)[-1].name == "AspireCPD, in an upgrade"
    assert f"/verify/{newer.code}/" in check_page(visit, older)


# --- what replaces a withdrawn one --------------------------------------------------------------------------------
@pytest.mark.parametrize("route", ["open again", "new renewal", "new renewal begun before", "other days"])
def test_check_page_of_a_withdrawn_pack_names_the_one_declared_in_its_place(held, cast, visit, route):
    first = begin(held, *WHOLE)
    before = begin(held, WHOLE[0] + timedelta(3), WHOLE[1]) if route.endswith("before") else None
    old = declare(first)
    gone = withdraw(old)
    if route == "open again":
        again = actions.reopen_renewal(renewal=gone, actor=cast.technician)
    elif route == "other days":
        again = begin(held, WHOLE[0] + timedelta(90), WHOLE[1] + timedelta(90))
    else:
        again = before or begin(held, *WHOLE)
    waiting, draft = (
        check_page(visit, old),
        visit(cast.technician).get(gone.get_absolute_url()).content.decode(),
    )

    new = declare(again)

    assert "This pack was withdrawn" in waiting and "replaced by" not in waiting
    assert again.get_absolute_url() in draft and "Open it again" not in draft
    page = check_page(visit, old)
    assert "This pack was replaced" in page and f'replaced by <a href="/verify/{new.code}/"' in page
    assert new.facts["replaces"] == old.code and Renewal.objects.get(pk=again.pk).replaces == gone
    assert new.code in visit(cast.technician).get(gone.get_absolute_url()).content.decode()
    assert "This pack is genuine" in check_page(visit, new)


def test_pack_withdrawn_twice_is_replaced_by_the_last_one(held, visit):
    first = declare(begin(held, *WHOLE))
    withdraw(first)
    second = declare(begin(held, *WHOLE))
    withdraw(second)

    third = declare(begin(held, *WHOLE))

    for one in (first, second):
        assert f'replaced by <a href="/verify/{third.code}/"' in check_page(visit, one)
    assert third.facts["replaces"] == second.code


def test_merged_pack_in_place_of_two_and_two_in_place_of_one(held, visit):
    halves = [(date(YEAR - 2, 1, 1), date(YEAR - 2, 12, 31)), WHOLE]
    parts = [declare(begin(held, *one)) for one in halves]
    for one in parts:
        withdraw(one)
    merged = declare(begin(held, halves[0][0], halves[1][1]))
    named = [f"/verify/{merged.code}/" in check_page(visit, one) for one in parts]
    withdraw(merged)

    later = [declare(begin(held, *one)) for one in halves]

    assert named == [True, True]
    assert all(f"/verify/{one.code}/" in check_page(visit, merged) for one in later)


def test_next_years_pack_replaces_nothing(held, visit):
    old = declare(begin(held, *WHOLE))
    withdraw(old)

    new = declare(begin(held, WHOLE[1], date(YEAR, 12, 31)))

    assert "This pack was withdrawn" in check_page(visit, old)
    assert "replaces" not in new.facts and succession.successor_of(old.renewal) is None


def test_opening_again_beside_a_declared_one_is_refused(held, cast):
    gone = withdraw(declare(begin(held, *WHOLE)))
    declare(begin(held, WHOLE[0] + timedelta(1), WHOLE[1]))

    with pytest.raises(actions.AlreadyDeclared):
        actions.reopen_renewal(renewal=gone, actor=cast.technician)


# --- the arithmetic -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Period(date(2024, 1, 1), date(2024, 12, 31)), Period(date(2024, 1, 2), date(2024, 12, 31)), True),
        (Period(date(2024, 1, 1), date(2024, 12, 31)), Period(date(2024, 1, 1), date(2025, 12, 31)), True),
        (Period(date(2024, 1, 1), date(2024, 12, 31)), Period(date(2024, 4, 1), date(2025, 3, 31)), True),
        (Period(date(2024, 1, 1), date(2024, 12, 31)), Period(date(2024, 10, 1), date(2025, 9, 30)), False),
        (Period(date(2024, 1, 1), date(2024, 12, 31)), Period(date(2024, 12, 31), date(2025, 12, 31)), False),
        (Period(date(2024, 1, 1), date(2024, 1, 10)), Period(date(2024, 1, 6), date(2024, 1, 15)), True),
        (Period(date(2024, 1, 1), date(2024, 1, 10)), Period(date(2024, 1, 7), date(2024, 1, 16)), False),
        (Period(date(2024, 1, 1), date(2024, 1, 1)), Period(date(2024, 2, 1), date(2024, 2, 1)), False),
    ],
)
def test_two_periods_are_about_the_same_time_where_they_share_half_of_the_shorter(one, other, same):
    assert one.is_about(other) == other.is_about(one) == same


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], ((1, 1), (12, 31))),
        ([((1, 1), (3, 31))], ((4, 1), (12, 31))),
        ([((10, 1), (12, 31))], ((1, 1), (9, 30))),
        ([((3, 1), (4, 30)), ((6, 1), (7, 1))], ((1, 1), (2, 29))),
        ([((6, 1), (12, 31)), ((1, 1), (3, 1))], ((3, 2), (5, 31))),
        ([((1, 1), (6, 30)), ((7, 1), (12, 31))], None),
        ([((1, 1), (12, 31))], None),
    ],
)
def test_first_free_days_of_a_period(taken, free):
    def of(days) -> Period:
        return Period(*(date(2024, *one) for one in days))

    found = first_free(of(((1, 1), (12, 31))), [of(one) for one in taken])

    assert found == (of(free) if free else None)
