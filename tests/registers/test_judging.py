"""The checker's cases, one table or test for each rule the bodies publish."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from registers import packs
from registers.editions import UnknownGradeError
from registers.facts import Break, Circumstances, CompetenceRef, Fix, NotCounted, Period, Status
from registers.judging import judge
from registers.rules import evidence
from registers.rules.case import category_of
from registers.rules.coverage import shown
from tests.registers.cases import FIVE, YEAR, activity, claim, finding, judged, rules


def spread(*categories, **facts):
    return [activity(f"{index}", category, **facts) for index, category in enumerate(categories)]


@pytest.mark.parametrize(
    ("categories", "reason_given", "status", "says"),
    [
        (("work_based", "formal", "other"), "", Status.MET, "3 kinds of learning, 3 are asked for"),
        (("work_based", "formal"), "", Status.NOT_MET, "give the reason"),
        (("work_based", "formal"), "Six months on one project.", Status.MET, "allowed exceptionally"),
        (("work_based", "formal"), "   ", Status.NOT_MET, "give the reason"),
        (("work_based",), "Six months on one project.", Status.NOT_MET, "log in 2 more categories"),
        ((), "", Status.NOT_MET, "0 kinds of learning, 3 are asked for: log in 3 more categories"),
        (FIVE, "", Status.MET, "5 kinds of learning, 3 are asked for"),
    ],
)
def test_science_council_breadth_is_three_or_exceptionally_two(categories, reason_given, status, says):
    findings = judged("science-council", "RSciTech", *spread(*categories), exceptional_reason=reason_given)

    found = finding("breadth", findings)

    assert found.status is status
    assert says in found.reason
    assert found.figures["categories"] == len(set(categories))


def test_breadth_lists_what_has_no_category_of_the_body():
    activities = [*spread("work_based", "self_directed"), activity("x", "professional")]

    found = finding("breadth", judged("hcpc", "BS", *activities[:1], activity("y", "", minutes=30)))

    assert found.status is Status.NOT_MET
    assert found.not_counted == (NotCounted("y", "choose the body's category"),)
    assert (found.fix, found.fix_uids) == (Fix.CHOOSE_CATEGORY, ("y",))
    assert "1 activity without a category of this body" in found.reason


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ((claim("iet", category="X"),), "X is not a category of"),
        ((claim("iet", category="T"), claim("iet", category="V")), "claimed under two categories"),
        ((), "choose the body's category"),
    ],
)
def test_a_category_the_body_does_not_have_places_nothing(claims, why):
    edition = packs.edition_on("iet", YEAR.end)

    assert why in category_of(activity(category="formal", claims=claims), edition)[1]


def test_one_activity_counts_under_every_register():
    mentoring = activity(
        "m",
        "professional",
        minutes=120,
        claims=(claim("iet", category="V"),),
        competences=(CompetenceRef.parse("advance-he/A5"),),
    )

    science = finding("breadth", judged("science-council", "RSciTech", mentoring))
    iet = finding("breadth", judged("iet", "TMIET", mentoring))
    teaching = finding("coverage", judged("advance-he", "AFHEA", mentoring))

    assert science.figures["by_category"]["S2.2"] == 1
    assert iet.figures["by_category"]["V"] == 1
    assert teaching.figures["by_code"] == {"A5": ("m",)}


def test_reflection_on_practice_alone_fails_science_council_but_not_engineers():
    one_sided = activity("a", benefit_users="")

    science = judged("science-council", "RSciTech", one_sided)

    assert finding("benefit_practice", science).status is Status.MET
    users = finding("benefit_users", science)
    assert (users.status, users.fix, users.fix_uids) == (Status.NOT_MET, Fix.ADD_BENEFIT_USERS, ("a",))
    assert users.not_counted == (NotCounted("a", "nothing written on the benefit to users of your work"),)
    for pack, grade in (("imeche", "EngTech"), ("iet", "TMIET")):
        findings = judged(pack, grade, one_sided)
        assert "benefit_users" not in rules(findings)
        assert finding("benefit_practice", findings).status is Status.MET


def test_a_reflection_that_says_it_did_not_help_is_a_reflection():
    found = judged(
        "science-council", "RSciTech", activity(benefit_practice="It did not help.", benefit_users="No.")
    )

    assert finding("benefit_practice", found).status is Status.MET
    assert finding("benefit_users", found).status is Status.MET


def test_sealed_activities_are_judged_by_the_presence_of_their_text():
    sealed = activity("s", sealed=True, benefit_practice=True, benefit_users=False)

    findings = judged("science-council", "RSciTech", sealed)

    assert finding("benefit_practice", findings).counted == ("s",)
    assert finding("benefit_users", findings).counted == ()
    assert finding("record", findings).figures == {"activities": 1, "minutes": 60}


@pytest.mark.parametrize(("with_text", "status"), [(0, Status.NOT_MET), (3, Status.ADVICE), (4, Status.MET)])
def test_hcpc_wants_reflection_on_chosen_activities_only(with_text, status):
    activities = [activity(f"{n}", benefit_practice=n < with_text) for n in range(12)]

    assert finding("benefit_practice", judged("hcpc", "BS", *activities)).status is status


@pytest.mark.parametrize(
    ("minutes", "status_given", "status", "reason"),
    [
        (
            1770,
            "active",
            Status.ADVICE,
            "29 h 30 min of the 30 h guideline: 30 min short; a shortfall is advice, not a failure.",
        ),
        (1800, "active", Status.MET, "30 h of the 30 h guideline."),
        (
            1770,
            "semi_retired",
            Status.MET,
            "29 h 30 min of the 10 h guideline. The 10 h apply to you as retired, semi-retired or partly "
            "active (2016 IET; ITP policy).",
        ),
        (
            0,
            "active",
            Status.ADVICE,
            "0 min of the 30 h guideline: 30 h short; a shortfall is advice, not a failure.",
        ),
    ],
)
def test_iet_hours_are_a_guideline(minutes, status_given, status, reason):
    activities = [activity(minutes=minutes)] if minutes else []

    found = finding("hours", judged("iet", "TMIET", *activities, activity_status=status_given))

    assert (found.status, found.reason) == (status, reason)
    assert found.figures["minutes"] == minutes


def test_iet_asks_nothing_of_those_not_active():
    findings = judged("iet", "TMIET", activity_status="not_active")

    assert rules(findings) == ["activity_status", "hours"]
    assert finding("hours", findings).reason.startswith("No hours are asked of you.")
    assert {one.status for one in findings} == {Status.MET}


@pytest.mark.parametrize(("planned", "status"), [(540, Status.ADVICE), (600, Status.MET)])
def test_iet_planned_share_is_advice(planned, status):
    activities = [activity("p", minutes=planned, was_planned=True), activity("u", minutes=1800)]

    found = finding("planned_share", judged("iet", "TMIET", *activities))

    assert (found.status, found.counted) == (status, ("p",))


def test_iom3_hours_are_recommended():
    found = finding("hours", judged("iom3", "RSciTech", activity(minutes=600)))

    assert (found.status, found.figures["short_minutes"]) == (Status.ADVICE, 1500)


BSAS = {"WBL": "work_based", "PA": "professional", "FE": "formal", "SD": "self_directed", "OT": "other"}


def bsas(*points):
    return [
        activity(f"{index}", BSAS[code], minutes=int(value * 60), claims=(claim("bsas", value),))
        for index, (code, value) in enumerate(points)
    ]


@pytest.mark.parametrize(
    ("points", "total", "status"),
    [
        ((("SD", 40),), 10, Status.NOT_MET),
        ((("WBL", 20), ("PA", 20), ("SD", 10)), 50, Status.MET),
        ((("FE", 30), ("WBL", 20)), 50, Status.MET),
        ((("FE", 30), ("FE", 30), ("WBL", 19.5)), Decimal("49.5"), Status.NOT_MET),
        ((), 0, Status.NOT_MET),
    ],
)
def test_bsas_points_stop_at_each_category_cap(points, total, status):
    found = finding("points", judged("bsas", "RTech-C", *bsas(*points)))

    assert (found.figures["points"], found.status) == (total, status)


def test_bsas_says_what_the_cap_left_out():
    found = finding("points", judged("bsas", "RTech-C", *bsas(("SD", 40))))

    assert found.reason == (
        "10 points of the 50 required: 40 short. Capped: only 10 of 40 in Self-directed learning count."
    )
    assert found.fix is Fix.LOG_MORE


def test_bsas_breadth_only_follows_from_the_caps_and_is_advice():
    found = finding("breadth", judged("bsas", "RTech-C", *bsas(("WBL", 20))))

    assert found.status is Status.ADVICE
    assert "follows from the caps" in found.reason


@pytest.mark.parametrize(
    ("claims", "minutes", "total", "why", "fix"),
    [
        ((claim("rsb", category="EV3"),), 600, 30, "", Fix.LOG_MORE),
        ((claim("rsb", 30, "EV3"),), 600, 30, "", Fix.LOG_MORE),
        (
            (claim("rsb", 20, "EV3"),),
            600,
            0,
            "20 points refused: 10 h at 3 an hour allows 30",
            Fix.CORRECT_POINTS,
        ),
        ((claim("rsb", 10),), 600, 10, "", Fix.LOG_MORE),
        ((claim("rsb", 30),), 600, 30, "", Fix.LOG_MORE),
        (
            (claim("rsb", 31),),
            600,
            0,
            "31 points refused: 10 h at 1 to 3 an hour allows 10 to 30",
            Fix.CORRECT_POINTS,
        ),
        (
            (claim("rsb", 9),),
            600,
            0,
            "9 points refused: 10 h at 1 to 3 an hour allows 10 to 30",
            Fix.CORRECT_POINTS,
        ),
        ((claim("rsb", -1),), 600, 0, "-1 points refused: a claim is 0 or more", Fix.CORRECT_POINTS),
        ((claim("rsb", "NaN"),), 600, 0, "NaN points refused: a claim is 0 or more", Fix.CORRECT_POINTS),
        ((claim("rsb", "0.83"),), 50, Decimal("0.83"), "", Fix.LOG_MORE),
        ((claim("rsb"),), 600, 0, "enter the points you claim", Fix.ENTER_POINTS),
        ((), 600, 0, "enter the points you claim", Fix.ENTER_POINTS),
        ((claim("bsas", 10),), 600, 0, "enter the points you claim", Fix.ENTER_POINTS),
        (
            (claim("rsb", 10), claim("rsb", 12)),
            600,
            0,
            "claimed twice under one body; keep one claim",
            Fix.CORRECT_POINTS,
        ),
        (
            (claim("rsb", 10, "ZZ"),),
            600,
            0,
            "ZZ is not a category of RSB; choose the body's category",
            Fix.CHOOSE_CATEGORY,
        ),
    ],
)
def test_rsb_points_are_the_fixed_rate_or_a_claim_within_the_range(claims, minutes, total, why, fix):
    found = finding("points", judged("rsb", "RSciTech", activity("a", minutes=minutes, claims=claims)))

    assert found.figures["points"] == total
    assert found.not_counted == ((NotCounted("a", why),) if why else ())
    assert found.status is (Status.NOT_MET if why else Status.ADVICE)
    assert (found.fix, found.fix_uids) == (fix, ("a",) if why else ())


def test_enough_points_are_met_though_one_claim_is_missing():
    activities = [activity("a", minutes=1200, claims=(claim("rsb", 50),)), activity("b")]

    found = finding("points", judged("rsb", "RSciTech", *activities))

    assert (found.status, found.fix) == (Status.MET, Fix.NOTHING)
    assert found.not_counted == (NotCounted("b", "enter the points you claim"),)


def test_points_never_come_from_the_members_own_or_the_supervisors_score():
    scored = activity("a", self_points=Decimal(60), verified_points=Decimal(60))

    assert finding("points", judged("bsas", "RTech-C", scored)).figures["points"] == 0


@pytest.mark.parametrize(("count", "status"), [(23, Status.ADVICE), (24, Status.MET)])
def test_ibms_counts_activities_for_a_diploma(count, status):
    two_years = Period(date(2025, 1, 1), date(2026, 12, 31))

    found = judged("ibms", "RSciTech", *[activity(f"{n}") for n in range(count)], period=two_years)

    assert finding("activities", found).status is status
    assert finding("breadth", found).status is Status.NOT_MET


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"planned": True}, "planned"),
        ({"planned": True, "end_date": None}, "planned"),
        ({"end_date": None}, "ongoing"),
        ({"start_date": date(2025, 12, 1), "end_date": date(2025, 12, 31)}, None),
        ({"start_date": date(2025, 12, 1), "end_date": date(2026, 1, 1)}, ""),
        ({"end_date": date(2026, 12, 31)}, ""),
        ({"end_date": date(2027, 1, 1)}, "ended outside the period, on 1 January 2027"),
        ({"start_date": date(2027, 1, 1), "end_date": None}, None),
    ],
)
def test_an_activity_counts_wholly_where_it_ends(facts, why):
    found = finding("record", judged("science-council", "RSciTech", activity("a", **facts)))

    assert found.counted == (("a",) if why == "" else ())
    assert found.not_counted == ((NotCounted("a", why),) if why else ())
    assert found.status is (Status.MET if why == "" else Status.NOT_MET)


@pytest.mark.parametrize(
    ("pack", "policy", "count", "status"),
    [
        ("bsas", "with_record", 0, Status.ADVICE),
        ("bsas", "with_record", 1, Status.MET),
        ("hcpc", "with_record", 0, Status.NOT_MET),
        ("hcpc", "with_record", 1, Status.MET),
        ("science-council", "on_request", 0, Status.ADVICE),
        ("science-council", "on_request", 1, Status.MET),
        ("ist", "on_request", 1, Status.MET),
        ("iet", "unwanted", 0, Status.MET),
        ("imeche", "unwanted", 1, Status.MET),
        ("ice", "unknown", 1, Status.BODY_DECIDES),
        ("rsb", "unknown", 0, Status.BODY_DECIDES),
    ],
)
def test_evidence_follows_the_policy_of_the_body(pack, policy, count, status):
    edition = packs.edition_on(pack, YEAR.end)

    found = finding("evidence", judged(pack, edition.grades[0].code, activity(evidence_count=count)))

    assert evidence.policy(edition) == policy
    assert found.status is status
    assert (found.fix is Fix.ADD_EVIDENCE) == (status in (Status.ADVICE, Status.NOT_MET))


MATERNITY = "parental_leave"


@pytest.mark.parametrize(
    ("pack", "breaks", "status", "says", "released"),
    [
        (
            "science-council",
            [(date(2025, 6, 1), date(2027, 5, 31))],
            Status.MET,
            "covers the whole period",
            True,
        ),
        ("science-council", [(date(2024, 1, 1), date(2026, 12, 31))], Status.MET, "(36 months)", True),
        (
            "science-council",
            [(date(2023, 12, 1), date(2026, 12, 31))],
            Status.NOT_MET,
            "1 month beyond the 36",
            False,
        ),
        (
            "science-council",
            [(date(2023, 12, 1), None)],
            Status.NOT_MET,
            "(37 months): 1 month beyond",
            False,
        ),
        (
            "science-council",
            [(date(2023, 6, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2026, 12, 31))],
            Status.NOT_MET,
            "(43 months)",
            False,
        ),
        (
            "science-council",
            [(date(2026, 3, 1), date(2026, 6, 30))],
            Status.BODY_DECIDES,
            "(4 months)",
            False,
        ),
        ("rsb", [(date(2026, 1, 1), date(2026, 12, 31))], Status.BODY_DECIDES, "no rule on this kind", False),
        ("ice", [(date(2026, 3, 1), date(2026, 3, 31))], Status.MET, "asks for no record", True),
        ("ipem-rct", [(date(2026, 3, 1), date(2026, 3, 31))], Status.ADVICE, "in the declaration.", False),
        ("ipem-rct", [(date(2026, 1, 1), None)], Status.MET, "instead of sending a record", True),
        ("imeche", [(date(2020, 1, 1), None)], Status.MET, "in the declaration", True),
    ],
)
def test_breaks(pack, breaks, status, says, released):
    grade = packs.edition_on(pack, YEAR.end).grades[0].code
    taken = tuple(Break(MATERNITY, start, end) for start, end in breaks)

    findings = judged(pack, grade, breaks=taken)

    found = finding("break", findings)
    assert found.status is status
    assert says in found.reason
    assert ("record" not in rules(findings)) == released


def test_a_break_outside_the_period_changes_nothing():
    findings = judged(
        "science-council", "RSciTech", breaks=(Break("illness", date(2024, 1, 1), date(2025, 12, 31)),)
    )

    assert "break" not in rules(findings)


@pytest.mark.parametrize(
    ("end", "status"), [(date(2026, 6, 30), Status.BODY_DECIDES), (date(2026, 7, 1), Status.MET)]
)
def test_ice_waives_the_record_after_more_than_six_months_unemployed(end, status):
    findings = judged("ice", "EngTech", breaks=(Break("unemployed", date(2026, 1, 1), end),))

    assert finding("break", findings).status is status


@pytest.mark.parametrize(
    ("pack", "activity_status", "status", "released"),
    [
        ("science-council", "semi_retired", Status.MET, False),
        ("science-council", "not_active", Status.BODY_DECIDES, False),
        ("engineering-council", "not_active", Status.BODY_DECIDES, False),
        ("iet", "partly_active", Status.MET, False),
        ("iop", "not_active", Status.MET, True),
        ("ice", "retired", Status.MET, True),
        ("imeche", "retired", Status.ADVICE, False),
        ("rsb", "retired", Status.BODY_DECIDES, False),
    ],
)
def test_activity_status(pack, activity_status, status, released):
    grade = packs.edition_on(pack, YEAR.end).grades[0].code

    findings = judged(pack, grade, activity_status=activity_status)

    assert finding("activity_status", findings).status is status
    assert ("record" not in rules(findings)) == released


@pytest.mark.parametrize(
    ("statement", "status", "needs_record"),
    [
        ("", Status.NOT_MET, True),
        ("9", Status.NOT_MET, True),
        ("1", Status.MET, True),
        ("2", Status.MET, True),
        ("3", Status.MET, False),
        ("4", Status.MET, False),
        ("5", Status.MET, False),
    ],
)
def test_imeche_statements_three_to_five_need_no_activities(statement, status, needs_record):
    findings = judged("imeche", "EngTech", declaration_statement=statement)

    assert finding("statement", findings).status is status
    assert ("record" in rules(findings)) == needs_record


NAMED = ("V1", "V3", "K1", "K2", "K3")
ALL = tuple(f"{letter}{number}" for letter in "AKV" for number in range(1, 6))


@pytest.mark.parametrize(
    ("grade", "codes", "status", "says"),
    [
        ("AFHEA", (*NAMED, "A1", "A4"), Status.MET, "7 of 7 competences shown."),
        (
            "AFHEA",
            (*NAMED, "A4"),
            Status.NOT_MET,
            "6 of 7 competences shown: still 1 more of A1, A2, A3 and A5.",
        ),
        ("AFHEA", ("V1", "V3", "K1", "K2", "A1", "A2"), Status.NOT_MET, "still K3."),
        ("AFHEA", (), Status.NOT_MET, "0 of 7"),
        ("FHEA", ALL, Status.MET, "15 of 15"),
        ("FHEA", (*NAMED, "A1", "A4"), Status.NOT_MET, "7 of 15"),
    ],
)
def test_fellowship_coverage(grade, codes, status, says):
    references = tuple(CompetenceRef("advance-he", code) for code in codes)

    findings = judged("advance-he", grade, activity("a", competences=references), activity("b"))

    found = finding("coverage", findings)
    assert found.status is status
    assert says in found.reason
    assert NotCounted("b", "shows none of these competences") in found.not_counted
    assert "record" not in rules(findings)


def test_a_sealed_activity_shows_no_competence():
    sealed = activity("s", sealed=True, competences=(CompetenceRef("advance-he", "A5"),))

    found = finding("coverage", judged("advance-he", "AFHEA", sealed))

    assert found.not_counted == (NotCounted("s", "sealed"),)


@pytest.mark.parametrize(
    ("reference", "day", "shows"),
    [
        ("science-council/RSci/D4", date(2025, 8, 31), {"D3": ("a",)}),
        ("science-council/RSci/D3", date(2025, 8, 31), {}),
        ("science-council/RSci/D3", date(2025, 9, 1), {"D3": ("a",)}),
        ("science-council/RSci/D4", date(2025, 9, 1), {}),
        ("science-council/RSci/D3@2026-02-01", date(2025, 6, 1), {"D3": ("a",)}),
        ("science-council/D4", date(2025, 6, 1), {"D3": ("a",)}),
        ("science-council/CSci/D3", date(2025, 6, 1), {}),
        ("iet/D3", date(2025, 6, 1), {}),
    ],
)
def test_a_renumbered_competence_keeps_its_meaning(reference, day, shows):
    mapped = activity("a", day=day, competences=(CompetenceRef.parse(reference),))

    for pack in ("science-council", "ist"):
        assert shown((mapped,), packs.edition_on(pack, YEAR.end), "RSci") == shows
    assert mapped.competences[0].code in reference


@pytest.mark.parametrize(
    ("pack", "grade", "given", "expected"),
    [
        ("ice", "EngTech", {}, {"plan": Status.NOT_MET, "evaluation": Status.NOT_MET}),
        (
            "ice",
            "EngTech",
            {"plan": "Aims", "evaluation": True},
            {"plan": Status.MET, "evaluation": Status.MET},
        ),
        ("iet", "TMIET", {}, {"plan": Status.ADVICE, "evaluation": Status.ADVICE}),
        ("engineering-council", "EngTech", {}, {"plan": Status.NOT_MET, "evaluation": Status.NOT_MET}),
        ("bsas", "RTech-A", {}, {"plan": Status.BODY_DECIDES, "evaluation": Status.BODY_DECIDES}),
        ("science-council", "RSci", {}, {}),
    ],
)
def test_plan_and_evaluation_are_advice_unless_the_return_demands_them(pack, grade, given, expected):
    findings = judged(pack, grade, activity(), **given)

    assert {one.rule: one.status for one in findings if one.rule in ("plan", "evaluation")} == expected


@pytest.mark.parametrize(("words", "status"), [(500, Status.MET), (501, Status.NOT_MET), (0, Status.MET)])
def test_hard_word_limits(words, status):
    found = judged("hcpc", "BS", answers={"practice_summary": "word \n" * words})

    limit = finding("words_practice_summary", found)
    assert limit.status is status
    assert limit.figures == {"words": words, "max_words": 500}


@pytest.mark.parametrize(("count", "status"), [(11, Status.ADVICE), (12, Status.MET), (51, Status.ADVICE)])
def test_hcpc_advises_how_many_activities_to_list(count, status):
    found = judged("hcpc", "BS", *[activity(f"{n}") for n in range(count)])

    assert finding("activities_listed", found).status is status


@pytest.mark.parametrize(
    ("joined", "spared"),
    [(date(2025, 1, 1), True), (date(2024, 12, 31), False), (None, False), (date(2027, 1, 1), False)],
)
def test_hcpc_samples_nobody_in_the_first_two_years(joined, spared):
    assert ("newly_registered" in rules(judged("hcpc", "BS", anchor_date=joined))) == spared


def test_a_period_before_the_first_edition_says_so():
    period = Period(date(2020, 1, 1), date(2020, 12, 31))

    found = finding("edition", judged("science-council", "RSciTech", period=period))

    assert found.status is Status.ADVICE
    assert "before the earliest edition held (2022.01-r1, from 1 January 2022)" in found.reason
    assert "edition" not in rules(judged("science-council", "RSciTech"))


def test_a_period_of_another_length_says_so():
    half = Period(date(2026, 1, 1), date(2026, 6, 30))

    found = finding("period", judged("science-council", "RSciTech", period=half))

    assert found.reason == "This is a period of 6 months; Science Council judges 12 months at a time."
    assert "period" not in rules(
        judged("bsas", "RTech-A", period=Period(date(2020, 1, 1), date(2021, 12, 31)))
    )


def test_an_unknown_grade_is_refused_by_name():
    with pytest.raises(
        UnknownGradeError, match="awards no grade RITTech; choose one of RSciTech, RSci, CSci"
    ):
        judged("science-council", "RITTech")


@pytest.mark.parametrize(
    "activities", [(), (activity("a", benefit_users=""), activity("b", "formal", end_date=None))]
)
@pytest.mark.parametrize("pack", packs.ids())
def test_every_pack_and_grade_gives_findings_of_the_published_shape(pack, activities):
    for edition in packs.editions(pack):
        for grade in edition.grades:
            findings = judged(pack, grade.code, *activities)

            assert findings
            assert len(set(rules(findings))) == len(findings)
            for one in findings:
                shape = one.as_dict()
                assert set(shape) == {"rule", "status", "reason", "figures", "counted", "not_counted"}
                assert shape["status"] in {"met", "not_met", "advice", "body_decides"}
                assert shape["reason"][0].isupper() or shape["reason"][0].isdigit()
                assert shape["reason"].endswith(".")
                assert {"a"}.issuperset(shape["counted"])


def test_what_a_pack_does_not_know_the_body_decides():
    findings = judged("iop", "RSciTech", activity())

    decided = {one.rule for one in findings if one.status is Status.BODY_DECIDES}
    assert decided == {"breadth", "benefit_users", "evidence", "due"}
    assert "Science Council's three still binds" in finding("breadth", findings).reason


def changed(pack, *activities, **parts):
    """The findings of a pack some of whose parts are other than shipped, as a body may edit them."""
    edition = replace(packs.editions(pack)[0], **parts)
    return judge(edition, edition.grades[0].code, YEAR, activities=activities, circumstances=Circumstances())


def test_a_minimum_without_a_figure_is_for_the_body():
    unknown = replace(packs.editions("iet")[0].minimum, value=None)

    found = finding("minimum", changed("iet", activity(), minimum=unknown))

    assert (found.status, found.counted) == (Status.BODY_DECIDES, ("a",))


def test_evidence_demanded_of_each_activity_fails_without():
    (field,) = [one for one in packs.editions("bsas")[0].return_fields if one.type == "file_ref"]
    demanded = (replace(field, required=True),)

    found = finding("evidence", changed("bsas", activity("a", evidence_count=0), return_fields=demanded))

    assert (found.status, found.reason) == (
        Status.NOT_MET,
        "0 of 1 activity have evidence: each one needs it.",
    )


@pytest.mark.parametrize(("text", "status"), [("", Status.NOT_MET), ("It helped.", Status.MET)])
def test_reflection_without_a_named_benefit_may_be_either(text, status):
    asked = {"per_entry": True, "benefit_to_practice": False, "benefit_to_users": False}
    asked |= {"plan": False, "evaluate_against_plan": False}
    written = activity("a", benefit_practice="", benefit_users=text)

    found = finding("reflection", changed("iet", written, reflection=asked))

    assert found.status is status


def test_two_categories_without_the_need_of_a_reason():
    lenient = replace(packs.editions("science-council")[0].breadth, needs_reason=False)

    found = finding("breadth", changed("science-council", *spread("formal", "other"), breadth=lenient))

    assert (found.status, found.reason.rpartition(": ")[2]) == (Status.MET, "2 are allowed exceptionally.")


def test_a_category_without_a_code_holds_no_points():
    nameless = replace(packs.editions("rsb")[0].categories[0], code=None)
    categories = (nameless, *packs.editions("rsb")[0].categories[1:])

    found = finding("points", changed("rsb", categories=categories))

    assert set(found.figures["by_category"]) == {"ANY"}
