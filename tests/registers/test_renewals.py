"""Registrations and renewals: judged, declared, frozen, checked by anyone, read by nobody else."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from people.models import TrailEntry
from registers import actions, queries
from registers.models import FrozenPack, Registration, Renewal
from tests.tellers import Teller

YEAR = date.today().year


def hold(owner, *, pack: str = "science-council", grade: str = "RSciTech", **values) -> Registration:
    return actions.save_registration(
        owner=owner, values={"pack": pack, "grade": grade, **values}, breaks=values.pop("breaks", [])
    )


def prepared(owner) -> Renewal:
    registration = hold(owner)
    return actions.start_renewal(
        registration=registration, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31)
    )


def a_full_year(cast) -> list:
    tell = Teller(cast)
    return [
        tell.activity(cast.technician, category=one, title=f"A {one} day")
        for one in ("work_based", "formal", "other")
    ]


def by_rule(findings) -> dict:
    return {one.rule: str(one.status) for one in findings}


def test_full_year_meets_the_science_council(cast):
    a_full_year(cast)

    found = by_rule(queries.judge_renewal(prepared(cast.technician)))

    assert (found["breadth"], found["benefit_practice"], found["benefit_users"]) == ("met", "met", "met")


def test_missing_benefit_is_said_and_leads_to_its_box(cast):
    a_full_year(cast)
    lacking = Teller(cast).activity(cast.technician, benefit_users="")

    judged = queries.judge_renewal(prepared(cast.technician))

    one = next(one for one in judged if one.rule == "benefit_users")
    assert str(one.status) == "not_met"
    assert one.mend.url == f"/activities/{lacking.uid}/edit/#id_benefit_users"


def test_two_kinds_are_exceptional_with_a_reason_only(cast):
    tell = Teller(cast)
    for category in ("work_based", "formal"):
        tell.activity(cast.technician, category=category)
    renewal = prepared(cast.technician)
    before = by_rule(queries.judge_renewal(renewal))["breadth"]

    renewal = actions.change_renewal(
        renewal=renewal, actor=cast.technician, values={"exceptional_reason": "Long illness in spring."}
    )

    assert (before, by_rule(queries.judge_renewal(renewal))["breadth"]) == ("not_met", "met")


def test_one_activity_counts_under_every_register(cast, visit):
    hold(cast.technician)
    hold(cast.technician, pack="iet", grade="EngTech")
    activity = Teller(cast).activity(cast.technician)

    page = visit(cast.technician).get(f"/activities/{activity.uid}/").content.decode()

    assert "RSciTech, Science Council" in page
    assert "EngTech" in page
    assert page.count("Counts") == 2


def test_what_another_activity_lacks_is_not_asked_of_this_one(cast, visit):
    hold(cast.technician)
    tell = Teller(cast)
    lacking, whole = tell.activity(cast.technician, benefit_users=""), tell.activity(cast.technician)

    own, elsewhere = (
        "Write what changed for others</a>",
        "Write what changed for others in another activity</a>",
    )
    for activity, said, unsaid in ((lacking, own, elsewhere), (whole, elsewhere, own)):
        page = visit(cast.technician).get(f"/activities/{activity.uid}/").content.decode()
        assert said in page
        assert unsaid not in page


def test_how_it_counts_is_not_shown_to_the_supervisor(cast, visit):
    hold(cast.technician)
    activity = Teller(cast).activity(cast.technician)

    assert "How it counts" not in visit(cast.supervisor).get(f"/activities/{activity.uid}/").content.decode()


def declare(renewal, owner, **more) -> FrozenPack:
    return actions.declare_renewal(renewal=renewal, actor=owner, once=more.get("once") or uuid.uuid4())


def test_declared_pack_does_not_change_with_the_log(cast, visit):
    activity = a_full_year(cast)[0]
    renewal = prepared(cast.technician)
    frozen = declare(renewal, cast.technician)
    page = visit(cast.technician)
    address = f"/renewals/{renewal.uid}/pack.csv"
    before = page.get(address).content

    page.post(
        f"/activities/{activity.uid}/edit/",
        {
            "title": "Another title",
            "start_date": date.today().isoformat(),
            "duration": "2 h",
            "category": "other",
        },
    )

    assert page.get(address).content == before
    assert FrozenPack.objects.get(pk=frozen.pk).digest == frozen.digest
    assert b"Another title" not in before


def test_declaring_twice_is_one_act(cast):
    a_full_year(cast)
    renewal, once = prepared(cast.technician), uuid.uuid4()

    first = declare(renewal, cast.technician, once=once)

    assert declare(renewal, cast.technician, once=once).pk == first.pk
    with pytest.raises(actions.RenewalRefused):
        declare(renewal, cast.technician)
    assert TrailEntry.objects.filter(verb="declared renewal").count() == 1


def test_database_refuses_to_change_a_pack(cast):
    a_full_year(cast)
    frozen = declare(prepared(cast.technician), cast.technician)

    for statement in ("UPDATE registers_frozenpack SET code = 'X'", "DELETE FROM registers_frozenpack"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert FrozenPack.objects.get().code == frozen.code


def test_declaring_needs_the_tick(cast, visit):
    a_full_year(cast)
    renewal = prepared(cast.technician)

    answer = visit(cast.technician).post(f"/renewals/{renewal.uid}/declare/", {"once": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert Renewal.objects.get(pk=renewal.pk).state == "draft"


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_pack_comes_in_three_formats_before_and_after(cast, visit, ending, start):
    a_full_year(cast)
    renewal = prepared(cast.technician)
    page = visit(cast.technician)

    draft = page.get(f"/renewals/{renewal.uid}/pack.{ending}")
    declare(renewal, cast.technician)
    final = page.get(f"/renewals/{renewal.uid}/pack.{ending}")

    assert draft.content.startswith(start)
    assert final.content.startswith(start)
    assert final.headers["Cache-Control"] == "private, no-store"
    assert page.get(f"/renewals/{renewal.uid}/pack.exe").status_code == 404


def test_sealed_words_are_in_no_pack(cast):
    a_full_year(cast)
    Teller(cast).activity(
        cast.technician, title="Whistleblowing", benefit_users="Nobody must know", sealed=True
    )

    frozen = declare(prepared(cast.technician), cast.technician)

    assert "Whistleblowing" not in str(frozen.facts)
    assert "Nobody must know" not in str(frozen.facts)
    assert frozen.facts["totals"]["activities"] == 4


def test_strangers_read_no_renewal(cast, visit):
    renewal = prepared(cast.technician)
    addresses = [
        f"/renewals/{renewal.uid}/",
        f"/renewals/{renewal.uid}/pack.pdf",
        f"/registers/{renewal.registration.uid}/",
    ]

    for address in addresses:
        assert visit().get(address).status_code == 302
        for name in ("supervisor", "colleague", "trainer", "admin", "editor"):
            assert visit(getattr(cast, name)).get(address).status_code == 404, (name, address)


def test_asked_supervisor_reads_and_endorses_but_changes_nothing(cast, visit):
    renewal = prepared(cast.technician)
    asking = {"endorser": cast.supervisor.pk, "changed": renewal.asked_token}
    visit(cast.technician).post(f"/renewals/{renewal.uid}/ask/", asking)
    page = visit(cast.supervisor)

    assert page.get(f"/renewals/{renewal.uid}/").status_code == 200
    assert page.post(f"/renewals/{renewal.uid}/statements/", {"exceptional_reason": "x"}).status_code == 403
    assert page.post(f"/renewals/{renewal.uid}/declare/", {"declare": "on"}).status_code == 403
    page.post(f"/renewals/{renewal.uid}/endorse/", {"words": "I can vouch for this year."})
    assert Renewal.objects.get(pk=renewal.pk).endorsement == "I can vouch for this year."


def test_only_a_supervisor_of_theirs_can_be_asked(cast, visit):
    renewal = prepared(cast.technician)

    asking = {"endorser": cast.other_supervisor.pk, "changed": renewal.asked_token}
    answer = visit(cast.technician).post(f"/renewals/{renewal.uid}/ask/", asking)

    assert answer.status_code == 422
    assert Renewal.objects.get(pk=renewal.pk).asked_at is None


def test_anyone_checks_a_code_and_sees_what_the_holder_agreed_to(cast, visit):
    a_full_year(cast)
    frozen = declare(prepared(cast.technician), cast.technician)

    page = visit().get(f"/verify/{frozen.code}/").content.decode()

    assert "This pack is genuine" in page
    assert "Okafor" not in page
    assert "work_based day" not in page
    assert frozen.digest in page


def test_consent_shows_the_name(cast, visit):
    renewal = actions.change_renewal(
        renewal=prepared(cast.technician), actor=cast.technician, values={"show_name": True}
    )
    frozen = declare(renewal, cast.technician)

    assert "Megan Okafor" in visit().get(f"/verify/{frozen.code.lower()}/").content.decode()


def test_withdrawn_declaration_says_so(cast, visit):
    renewal = prepared(cast.technician)
    frozen = declare(renewal, cast.technician)

    page = visit(cast.technician).post(f"/renewals/{renewal.uid}/withdraw/", follow=True).content.decode()

    assert "can see that it was withdrawn" in page and "Withdrawn</span>" in page
    assert "This pack was withdrawn" in visit().get(f"/verify/{frozen.code}/").content.decode()


def test_unknown_codes_are_one_page_and_guessing_is_slowed(cast, visit):
    page = visit()

    assert page.get("/verify/NM-7K4Q-2M9X/").status_code == 404
    assert page.get("/verify/nonsense/").status_code == 404
    codes = [page.get("/verify/NM-7K4Q-2M9X/").status_code for _ in range(60)]
    assert codes[-1] == 429


def test_southby_checks_no_code_of_northmoor(cast, visit, southby):
    frozen = declare(prepared(cast.technician), cast.technician)

    with southby():
        assert visit(host="southby.localhost").get(f"/verify/{frozen.code}/").status_code == 404


def test_two_windows_of_one_renewal(cast, visit):
    renewal = prepared(cast.technician)
    token = renewal.changed_token
    page = visit(cast.technician)
    address = f"/renewals/{renewal.uid}/statements/"
    page.post(address, {"changed": token, "exceptional_reason": "First window"})

    answer = page.post(address, {"changed": token, "exceptional_reason": "Second window"})

    assert answer.status_code == 409
    assert "Second window" in answer.content.decode()
    assert Renewal.objects.get(pk=renewal.pk).exceptional_reason == "First window"


def test_screens_answer_their_owner(cast, visit):
    a_full_year(cast)
    renewal = prepared(cast.technician)
    page = visit(cast.technician)
    addresses = [
        "/registers/", "/registers/new/", "/registers/packs/iet/", f"/registers/{renewal.registration.uid}/",
        f"/registers/{renewal.registration.uid}/edit/", "/renewals/", "/renewals/new/", f"/renewals/{renewal.uid}/",
        f"/renewals/{renewal.uid}/withdraw/", "/verify/", *(f"/renewals/{renewal.uid}/{end}/" for end in
        ("statements", "evidence", "ask", "declare")),
    ]  # fmt: skip

    assert {address: page.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("pack", sorted(__import__("registers.packs", fromlist=["ids"]).ids()))
def test_every_pack_can_be_looked_at_and_prepared(cast, visit, pack):
    from registers import packs

    grade = packs.editions(pack)[-1].grades[0].code
    registration = hold(cast.technician, pack=pack, grade=grade, anchor_date=date(YEAR - 2, 4, 1))
    page = visit(cast.technician)
    renewal = actions.start_renewal(
        registration=registration, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31)
    )

    assert page.get(f"/registers/packs/{pack}/").status_code == 200
    for end in ("", "statements/", "evidence/", "ask/", "declare/"):
        assert page.get(f"/renewals/{renewal.uid}/{end}").status_code == 200, end
    assert page.get("/registers/").status_code == 200


def test_registering_twice_is_refused_beside_the_field(cast, visit):
    hold(cast.technician)

    answer = visit(cast.technician).post(
        "/registers/new/", {"register": "science-council:RSciTech", "standing": "active"}
    )

    assert answer.status_code == 422
    assert "You hold this one already" in answer.content.decode()


@pytest.mark.parametrize("size", [1, 50])
def test_standings_cost_the_same_for_one_and_fifty(cast, django_assert_num_queries, size):
    hold(cast.technician)
    hold(cast.technician, pack="iet", grade="EngTech")
    tell = Teller(cast)
    for _ in range(size):
        tell.activity(cast.technician)
    owner = cast.technician

    with django_assert_num_queries(5):
        queries.standings(owner)
