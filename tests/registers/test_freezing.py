"""What a pack freezes is what the rules made of the log, and what its owner's supervisor read."""

import uuid
from datetime import date
from typing import Any

from lib.digests import digest
from registers import actions, packs, periods, queries
from registers.facts import Period
from registers.freezing import facts_of
from registers.models import FrozenPack, Renewal
from tests.tellers import Teller

YEAR = date.today().year


def begun(owner, *, pack: str = "science-council", grade: str = "RSciTech") -> Renewal:
    values = {"pack": pack, "grade": grade, "anchor_date": date(YEAR - 3, 1, 1)}
    held = actions.save_registration(owner=owner, values=values, breaks=[])
    return actions.start_renewal(
        registration=held, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31)
    )


def rule(found: list[Any], name: str) -> Any:
    return next(one for one in found if one["rule"] == name)


def test_points_of_a_pack_are_those_that_the_rule_counts(cast):
    tell = Teller(cast)
    for category, points in (("EV3", None), ("ANY", "1.5"), ("ANY", "400")):
        tell.activity(
            cast.technician, claims=[{"pack": "rsb", "category": category, "points": points}], minutes=60
        )

    facts = facts_of(begun(cast.technician, pack="rsb", grade="RSci"))

    assert sorted(one["points"] or "refused" for one in facts["activities"]) == ["1.5", "3.00", "refused"]
    assert float(facts["totals"]["points"]) == rule(facts["findings"], "points")["figures"]["points"] == 4.5


def test_points_claimed_elsewhere_are_in_no_pack_that_counts_none(cast):
    claims = [{"pack": "science-council", "category": "", "points": "7"}]
    Teller(cast).activity(cast.technician, claims=claims)

    facts = facts_of(begun(cast.technician))

    assert facts["activities"][0]["points"] is None and facts["totals"]["points"] is None


def test_category_that_is_none_of_the_bodys_is_not_printed_as_one(cast):
    claims = [{"pack": "science-council", "category": "nonsense", "points": None}]
    Teller(cast).activity(cast.technician, claims=claims)

    assert facts_of(begun(cast.technician))["activities"][0]["body_category"] is None


def test_frozen_facts_keep_their_digest_through_the_database(cast):
    Teller(cast).activity(cast.technician)
    renewal = begun(cast.technician)
    actions.declare_renewal(renewal=renewal, actor=cast.technician, once=uuid.uuid4())

    frozen = FrozenPack.objects.get()

    assert digest(frozen.facts) == frozen.digest


def test_endorsement_goes_when_the_words_under_it_change(cast):
    renewal = begun(cast.technician)
    actions.ask_endorsement(renewal=renewal, endorser=cast.supervisor, actor=cast.technician)
    actions.endorse_renewal(renewal=renewal, actor=cast.supervisor, words="I can vouch for this.")
    agreed = actions.change_renewal(renewal=renewal, actor=cast.technician, values={"show_name": True})

    changed = actions.change_renewal(
        renewal=renewal, actor=cast.technician, values={"exceptional_reason": "On leave."}
    )

    assert agreed.endorsed_at is not None
    assert (changed.endorsed_at, changed.endorsement, changed.is_asked) == (None, "", True)


def test_api_and_register_judge_the_texts_of_the_draft(cast, visit):
    tell = Teller(cast)
    for category in ("work_based", "formal"):
        tell.activity(cast.technician, category=category)
    renewal = begun(cast.technician)
    today = date.today()
    edition = packs.edition_on("science-council", today)
    period = periods.period_on(edition, today)
    Renewal.objects.filter(pk=renewal.pk).update(
        period_from=period.start, period_to=period.end, exceptional_reason="Half a year of leave."
    )

    (standing,) = queries.standings(cast.technician)
    answer = visit(cast.technician).get("/api/v1/findings/", {"pack": "science-council", "grade": "RSciTech"})

    by_api = rule(answer.json()["findings"], "breadth")
    on_screen = next(one for one in standing.findings if one.rule == "breadth")
    assert by_api["status"] == str(on_screen.status) == "met"
    assert by_api["reason"] == on_screen.reason
    assert isinstance(standing.period, Period)
