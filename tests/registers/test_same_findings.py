"""The same findings on the screen, in the pack and by the API."""

from datetime import date

import pytest

from registers import actions, queries
from registers.freezing import facts_of
from tests.tellers import Teller

FIELDS = ("rule", "status", "reason", "figures", "counted", "not_counted")


@pytest.mark.parametrize(
    ("pack", "grade"), [("science-council", "RSci"), ("iet", "TMIET"), ("bsas", "RTech-C"), ("hcpc", "BS")]
)
def test_screen_pack_and_api_say_the_same(cast, visit, pack, grade):
    tell, year = Teller(cast), date.today().year
    tell.activity(cast.technician, claims=[{"pack": pack, "category": "", "points": "2"}])
    tell.activity(cast.technician, planned=True, category="formal")
    held = actions.save_registration(
        owner=cast.technician,
        values={"pack": pack, "grade": grade, "anchor_date": date(year - 1, 1, 1)},
        breaks=[],
    )
    period = queries.offered_periods(held, date.today())[0]
    renewal = actions.start_renewal(registration=held, period_from=period.start, period_to=period.end)

    screen = [one.finding.as_dict() for one in queries.judge_renewal(renewal)]
    in_pack = [{name: one[name] for name in FIELDS} for one in facts_of(renewal)["findings"]]
    asked = f"pack={pack}&grade={grade}&from={period.start}&to={period.end}"
    by_api = visit(cast.technician).get(f"/api/v1/findings/?{asked}").json()["findings"]

    assert screen == in_pack == by_api
    assert {"record", "due"} <= {one["rule"] for one in screen}
