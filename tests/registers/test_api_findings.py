"""`packs/` and `findings/` as published."""

import json

import pytest

from tests.tellers import Teller

SHAPE = {"rule", "status", "reason", "figures", "counted", "not_counted"}


def test_packs_are_listed_with_their_grades(cast, visit):
    packs = visit(cast.technician).get("/api/v1/packs/").json()

    assert len(packs) == 16
    assert {"id", "version", "grades", "measure", "period_kinds", "source"} <= set(packs[0])


def test_one_pack_and_an_unknown_one(cast, visit):
    page = visit(cast.technician)

    assert page.get("/api/v1/packs/iet/").json()["measure"] == "hours"
    assert page.get("/api/v1/packs/none/").status_code == 404


def test_findings_have_the_published_shape(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    planned = Teller(cast).activity(cast.technician, planned=True)

    answer = visit(cast.technician).get("/api/v1/findings/?pack=science-council&grade=RSciTech").json()

    assert set(answer) == {"pack", "version", "grade", "period", "findings"}
    assert all(set(one) == SHAPE for one in answer["findings"])
    breadth = next(one for one in answer["findings"] if one["rule"] == "breadth")
    assert breadth["counted"] == [str(activity.uid)]
    assert {"uid": str(planned.uid), "why": "planned"} in [
        {"uid": one["uid"], "why": one["why"]} for one in breadth["not_counted"]
    ] or "planned" in json.dumps(breadth["not_counted"])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("pack=none&grade=RSciTech", "pack"),
        ("pack=iet&grade=Nobody", "grade"),
        ("pack=iet&grade=EngTech&from=2026-13-01&to=2026-12-31", "from"),
        ("pack=iet&grade=EngTech&from=2026-02-01", "to"),
        ("pack=iet&grade=EngTech&from=2026-02-01&to=2026-01-01", "to"),
        ("grade=EngTech", "pack"),
    ],
)
def test_wrong_questions_name_the_field(cast, visit, query, field):
    answer = visit(cast.technician).get(f"/api/v1/findings/?{query}")

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_findings_are_the_callers_own(cast, visit):
    Teller(cast).activity(cast.technician)

    answer = visit(cast.supervisor).get("/api/v1/findings/?pack=science-council&grade=RSciTech").json()

    assert all(one["counted"] == [] for one in answer["findings"])


def test_me_lists_registrations(cast, visit):
    visit(cast.technician).post(
        "/registers/new/", {"register": "science-council:RSciTech", "standing": "active"}
    )

    (held,) = visit(cast.technician).get("/api/v1/me/").json()["registrations"]
    assert (held["pack"], held["grade"]) == ("science-council", "RSciTech")
