"""What a renewal's screens offer: the period before, the activities by name, both versions, the words so far."""

import uuid
from datetime import date, timedelta

import pytest

from lib.formats import day
from registers import actions, queries
from registers.models import Renewal
from tests.tellers import Teller

YEAR = date.today().year


@pytest.fixture
def held(cast):
    return actions.save_registration(
        owner=cast.technician, values={"pack": "iet", "grade": "EngTech"}, breaks=[]
    )


@pytest.fixture
def renewal(held):
    return actions.start_renewal(
        registration=held, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31)
    )


@pytest.mark.parametrize(("which", "year"), [("", YEAR), ("present", YEAR), ("previous", YEAR - 1)])
def test_renewal_offers_the_present_period_and_the_one_before(cast, visit, held, which, year):
    fields = {"registration": str(held.uid), "which": which}

    answer = visit(cast.technician).post("/renewals/new/", fields)

    begun = Renewal.objects.get()
    assert answer.status_code == 302
    assert (begun.period_from, begun.period_to) == (date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    "fields",
    [
        {"which": "own"},
        {"which": "next"},
        {"which": "own", "period_from": "1/2/2025", "period_to": "1/1/2025"},
        {"which": "own", "period_from": "1/1/2025"},
    ],
)
def test_renewal_refuses_a_period_that_cannot_be(cast, visit, held, fields):
    answer = visit(cast.technician).post("/renewals/new/", {"registration": str(held.uid)} | fields)

    assert answer.status_code == 422 and not Renewal.objects.exists()


def test_renewal_is_not_begun_under_another_persons_registration(cast, visit, held):
    answer = visit(cast.engineer).post("/renewals/new/", {"registration": str(held.uid)})

    assert answer.status_code == 422 or not Renewal.objects.exists()
    assert not Renewal.objects.exists()


def test_findings_name_what_counts_and_what_does_not(cast, visit, renewal):
    tell = Teller(cast)
    tell.activity(cast.technician, title="Autoclave lessons")
    tell.activity(cast.technician, title="A course to come", planned=True)
    tell.activity(cast.technician, title="Between me and my notes", sealed=True)

    judged = queries.judge_renewal(renewal)
    page = visit(cast.technician).get(renewal.get_absolute_url()).content.decode()

    record = next(one for one in judged if one.rule == "record")
    assert sorted(one.title for one in record.taken) == ["Autoclave lessons", "Sealed activity"]
    assert [(one.title, one.why) for one in record.left_out] == [("A course to come", "planned")]
    assert f"{day(record.left_out[0].day)}: planned" in page
    assert "Autoclave lessons" in page and "Between me and my notes" not in page


def test_renewal_shows_both_versions_to_the_second_window(cast, visit, renewal):
    page = visit(cast.technician)
    opened = renewal.changed_token
    address = f"{renewal.get_absolute_url()}statements/"
    page.post(address, {"answer_plan": "The first plan.", "changed": opened})

    answer = page.post(address, {"answer_plan": "The second plan.", "changed": opened})

    text = answer.content.decode()
    assert answer.status_code == 409 and "The first plan." in text and "The second plan." in text


def test_renewal_counts_the_words_saved(cast, visit, renewal):
    actions.change_renewal(
        renewal=renewal, actor=cast.technician, values={"answers": {"plan": "Four words so far"}}
    )

    page = visit(cast.technician).get(f"{renewal.get_absolute_url()}statements/").content.decode()
    assert "4 words so far; the body publishes no limit." in page


@pytest.mark.parametrize(
    ("end", "queries"), [("", 12), ("statements/", 12), ("evidence/", 13), ("ask/", 16), ("declare/", 13)]
)
@pytest.mark.parametrize("number", [1, 50])
def test_step_asks_as_much_for_fifty_activities_as_for_one(
    cast, visit, renewal, django_assert_num_queries, end, queries, number
):
    tell = Teller(cast)
    for _ in range(number):
        tell.activity(cast.technician)
    page = visit(cast.technician)
    page.get(renewal.get_absolute_url() + end)

    with django_assert_num_queries(queries):
        page.get(renewal.get_absolute_url() + end)


@pytest.mark.parametrize(
    ("method", "end"),
    [
        ("get", ""), ("get", "declare/"), ("post", "declare/"), ("get", "withdraw/"), ("post", "withdraw/"),
        ("get", "statements/"), ("post", "statements/"), ("post", "statements/autosave/"), ("get", "evidence/"),
        ("post", "evidence/"), ("get", "statements/answer_plan/reuse/"), ("post", "statements/answer_plan/reuse/"),
        ("post", "reopen/"), ("get", "ask/"), ("post", "ask/"), ("post", "endorse/"),
        ("get", "pack.pdf"), ("get", "pack.xlsx"), ("get", "pack.csv"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", ["supervisor", "other_supervisor", "colleague", "admin", "trainer"])
def test_renewal_is_not_there_for_others(cast, visit, renewal, method, end, who):
    answer = getattr(visit(getattr(cast, who)), method)(f"/renewals/{renewal.uid}/{end}")

    assert answer.status_code == 404
    assert getattr(visit(), method)(f"/renewals/{uuid.uuid4()}/{end}").status_code == 302


@pytest.mark.parametrize("end", ["reopen/", "statements/autosave/", "endorse/"])
def test_renewal_acts_refuse_a_get(cast, visit, renewal, end):
    assert visit(cast.technician).get(f"/renewals/{renewal.uid}/{end}").status_code == 405


def test_activity_page_says_in_which_period_and_category_it_counts(cast, visit, held):
    actions.save_registration(
        owner=cast.technician,
        values={"pack": "rsb", "grade": "RSci", "anchor_date": date(YEAR - 3, 1, 1)},
        breaks=[],
    )
    tell = Teller(cast)
    last_year = date(YEAR - 1, 6, 3)
    before = tell.activity(cast.technician, start_date=last_year, end_date=last_year)
    claims = [{"pack": "rsb", "category": "EV3", "points": None}]
    now = tell.activity(cast.technician, claims=claims, minutes=60)
    lacking = tell.activity(cast.technician)
    planned = tell.activity(
        cast.technician, planned=True, start_date=date.today() + timedelta(1), end_date=None
    )
    page = visit(cast.technician)

    texts = {
        one: page.get(one.get_absolute_url()).content.decode() for one in (before, now, lacking, planned)
    }

    assert f"31 Dec {YEAR - 1}" in texts[before]
    assert "3 points" in texts[now]
    assert (
        "nter the points you claim" in texts[lacking] and f"/{lacking.uid}/edit/#id_claims" in texts[lacking]
    )
    assert "planned" in texts[planned].lower()
