"""The fourteen cases that any checker of these rules must get right, each with what is found and the reason given."""

from datetime import date

import pytest

from registers import packs
from registers.facts import ActivityFacts, Break, CompetenceRef, NotCounted, Period
from registers.periods import period_on
from registers.returns import too_long
from tests.registers.cases import activity, claim, finding, judged, rules

ADVICE = "a shortfall is advice, not a failure."


def told(rule: str, findings: list) -> tuple[str, str]:
    found = finding(rule, findings)
    return found.status.value, found.reason


@pytest.mark.parametrize(
    ("reason", "status", "says"),
    [
        ("", "not_met", "give the reason, or log in another category."),
        ("One long project.", "met", "and you gave your reason."),
    ],
)
def test_case_1_two_categories_need_a_reason(reason, status, says):
    two = [activity("w", "work_based"), activity("f", "formal")]

    findings = judged("science-council", "RSciTech", *two, exceptional_reason=reason)

    said = "2 kinds of learning, 3 are asked for (Work-based learning and Formal / educational): 2 are allowed exceptionally"
    assert told("breadth", findings) == (status, f"{said}{', ' if reason else '; '}{says}")


def test_case_2_reflection_on_practice_alone_is_a_gap_for_one_body_and_fine_for_others():
    alone = activity("a", benefit_users="")
    practice = ("met", "1 of 1 activity says what it did for your practice.")

    science = judged("science-council", "RSciTech", alone)

    assert told("benefit_practice", science) == practice
    assert told("benefit_users", science) == (
        "not_met",
        "0 of 1 activity say what it did for users of your work: write it for 1 more activity.",
    )
    for pack, grade in (("imeche", "EngTech"), ("iet", "TMIET")):
        findings = judged(pack, grade, alone)
        assert told("benefit_practice", findings) == practice and "benefit_users" not in rules(findings)


@pytest.mark.parametrize(
    ("standing", "status", "reason"),
    [
        ("active", "advice", f"29 h 30 min of the 30 h guideline: 30 min short; {ADVICE}"),
        (
            "semi_retired",
            "met",
            "29 h 30 min of the 10 h guideline. The 10 h apply to you as retired, semi-retired or partly active "
            "(2016 IET; ITP policy).",
        ),
    ],
)
def test_case_3_hours_below_a_guideline_are_advice_and_a_reduced_one_is_met(standing, status, reason):
    findings = judged("iet", "TMIET", activity(minutes=1770), activity_status=standing)

    assert told("hours", findings) == (status, reason)


KINDS = {"SD": "self_directed", "WBL": "work_based", "PA": "professional", "FE": "formal"}


@pytest.mark.parametrize(
    ("points", "status", "reason"),
    [
        (
            {"SD": 40},
            "not_met",
            "10 points of the 50 required: 40 short. Capped: only 10 of 40 in Self-directed learning count.",
        ),
        ({"WBL": 20, "PA": 20, "SD": 10}, "met", "50 points of the 50 required."),
        ({"FE": 30, "WBL": 20}, "met", "50 points of the 50 required."),
    ],
)
def test_case_4_points_stop_at_the_cap_of_each_category(points, status, reason):
    done = [
        activity(code, KINDS[code], minutes=60 * many, claims=(claim("bsas", many),))
        for code, many in points.items()
    ]

    assert told("points", judged("bsas", "RTech-C", *done)) == (status, reason)


@pytest.mark.parametrize(
    ("made", "status", "reason"),
    [
        (claim("rsb", category="EV3"), "advice", f"30 points of the 50 expected: 20 short; {ADVICE}"),
        (claim("rsb", 20), "advice", f"20 points of the 50 expected: 30 short; {ADVICE}"),
        (
            claim("rsb"),
            "not_met",
            "0 points of the 50 expected: 50 short. 1 activity: enter the points you claim.",
        ),
    ],
)
def test_case_5_a_fixed_rate_is_computed_and_a_range_is_the_members_to_choose(made, status, reason):
    findings = judged("rsb", "RSciTech", activity("a", minutes=600, claims=(made,)))

    assert told("points", findings) == (status, reason)


def test_case_6_one_activity_counts_under_three_bodies():
    mentoring = activity(
        "m",
        "professional",
        claims=(claim("iet", category="V"),),
        competences=(CompetenceRef.parse("advance-he/A5"),),
    )

    science = judged("science-council", "RSciTech", mentoring)
    engineers = judged("iet", "TMIET", mentoring)
    teachers = judged("advance-he", "AFHEA", mentoring)

    assert told("breadth", science) == (
        "not_met",
        "1 kind of learning, 3 are asked for (Professional activity): log in 2 more categories.",
    )
    assert told("breadth", engineers) == (
        "body_decides",
        "IET publishes no number of categories to cover, so it decides. You have 1 (Volunteering). About this rule: mix "
        "looked at by reviewers but no number.",
    )
    assert told("coverage", teachers) == (
        "not_met",
        "1 of 7 competences shown: still V1, V3, K1, K2 and K3 and 1 more of A1, A2, A3 and A4.",
    )
    assert {finding(*one).counted for one in (("breadth", science), ("coverage", teachers))} == {("m",)}


@pytest.mark.parametrize(
    ("basis", "pack", "day", "anchor", "period"),
    [
        ("fixed", "science-council", date(2026, 6, 1), None, (date(2026, 1, 1), date(2026, 12, 31))),
        ("calendar", "iet", date(2026, 6, 1), None, (date(2026, 1, 1), date(2026, 12, 31))),
        ("rolling", "imeche", date(2026, 3, 31), None, (date(2025, 4, 1), date(2026, 3, 31))),
        ("member_anniversary", "bsas", date(2026, 6, 14), date(2019, 6, 15), (date(2025, 6, 15), date(2026, 6, 14))),
        (
            "profession_renewal", "hcpc", date(2026, 3, 1), date(2023, 12, 1), (date(2025, 12, 1), date(2027, 11, 30)),
        ),
        ("member_anniversary", "bsas", date(2020, 7, 1), date(2018, 6, 15), (date(2020, 1, 1), date(2021, 12, 31))),
    ],
)  # fmt: skip
def test_case_7_the_window_follows_the_basis_and_holds_both_of_its_edges(basis, pack, day, anchor, period):
    edition = packs.edition_on(pack, day)
    first, last = period
    grade = edition.grades[0].code
    edges = [activity("first", day=first), activity("last", day=last)]
    beside = [
        activity("late", start_date=last, end_date=date.fromordinal(last.toordinal() + 1)),
        activity("early", day=date.fromordinal(first.toordinal() - 1)),
    ]

    found = period_on(edition, day, anchor=anchor)
    record = finding("record", judged(pack, grade, *edges, *beside, period=found))

    assert (edition.cycle.basis, found) == (basis, Period(first, last))
    assert (record.reason, record.counted) == ("2 activities in the period.", ("first", "last"))
    assert [one.uid for one in record.not_counted] == ["late"]
    assert record.not_counted[0].why.startswith("ended outside the period, on ")


@pytest.mark.parametrize(
    ("start", "end", "status", "reason"),
    [
        (
            date(2023, 12, 1),
            date(2026, 12, 31),
            "not_met",
            "Your break from 1 December 2023 to 31 December 2026 (37 months): 1 month beyond the 36 allowed, so the rules "
            "apply in full.",
        ),
        (
            date(2026, 3, 1),
            date(2026, 6, 30),
            "body_decides",
            "Your break from 1 March 2026 to 30 June 2026 (4 months): it covers part of the period, and Science Council "
            "publishes no reduced amount, so it decides.",
        ),
    ],
)
def test_case_8_a_break_too_long_and_one_over_part_of_the_year(start, end, status, reason):
    findings = judged("science-council", "RSciTech", breaks=(Break("parental_leave", start, end),))

    assert told("break", findings) == (status, reason)
    assert "record" in rules(findings)


def test_case_9_a_renamed_competence_counts_on_and_a_retired_one_is_kept_unscored():
    def of(uid: str, code: str) -> ActivityFacts:
        mapped = CompetenceRef.parse(f"science-council/RSci/{code}")
        return activity(uid, day=date(2025, 6, 1), competences=(mapped,))

    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    found = finding(
        "edition", judged("science-council", "RSci", of("new", "D4"), of("gone", "D3"), period=year)
    )

    assert (found.status.value, found.reason) == (
        "met",
        "The period is judged by edition 2025.09-r1, in force since 1 September 2025. What ended before is read in the "
        "edition of its day: 2 activities in 2022.01-r1. Of RSci, D3 is retired and D4 is D3 now. 1 activity with a retired "
        "competence: kept, but none of this edition is shown by it.",
    )
    assert found.counted == ("new",)
    assert found.not_counted == (
        NotCounted("gone", "D3 was retired: kept, but it shows no competence of the newer edition"),
    )


@pytest.mark.parametrize(
    ("pack", "grade", "status", "reason"),
    [
        (
            "bsas",
            "RTech-C",
            "advice",
            "0 of 1 activity have evidence; it goes with the record where it is apt.",
        ),
        (
            "hcpc",
            "BS",
            "not_met",
            "0 of 1 activity have evidence: add it to the activities you choose to discuss.",
        ),
        (
            "science-council",
            "RSciTech",
            "advice",
            "Evidence is sent only on request; 1 activity would have none to send.",
        ),
        ("iet", "TMIET", "met", "IET does not want certificates or other files; leave them out."),
        ("imeche", "EngTech", "met", "IMechE does not want certificates or other files; leave them out."),
    ],
)
def test_case_10_evidence_with_the_record_on_request_or_unwanted(pack, grade, status, reason):
    assert told("evidence", judged(pack, grade, activity(evidence_count=0))) == (status, reason)


@pytest.mark.parametrize(
    ("pack", "grade", "key", "most"),
    [("hcpc", "BS", "practice_summary", 500), ("hcpc", "BS", "statement", 1500), ("ice", "EngTech", "job_summary", 200)],
)  # fmt: skip
def test_case_11_hard_limits_refuse_a_word_too_many(pack, grade, key, most):
    fits, over = ({key: "word " * number} for number in (most, most + 1))
    edition = packs.editions(pack)[-1]

    assert told(f"words_{key}", judged(pack, grade, answers=fits)) == (
        "met",
        f"{most} words of at most {most}.",
    )
    assert told(f"words_{key}", judged(pack, grade, answers=over)) == (
        "not_met",
        f"{most + 1} words of at most {most}: 1 too many.",
    )
    assert (too_long(edition, fits), [many for _, many in too_long(edition, over)]) == ([], [1])


def test_case_12_a_reflection_that_it_did_not_help_passes():
    honest = activity(benefit_practice="It did not help.", benefit_users="Nobody gained.")

    findings = judged("science-council", "RSciTech", honest)

    assert told("benefit_practice", findings) == (
        "met",
        "1 of 1 activity says what it did for your practice.",
    )
    assert told("benefit_users", findings) == (
        "met",
        "1 of 1 activity says what it did for users of your work.",
    )


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("3", "I record with my employer, no feedback wanted"),
        ("4", "I record with another institution, no feedback wanted"),
        ("5", "I have not been active"),
    ],
)
def test_case_13_three_of_five_statements_need_no_activities(code, label):
    findings = judged("imeche", "EngTech", declaration_statement=code)

    assert rules(findings) == ["statement"]
    assert told("statement", findings) == ("met", f"Statement {code}: {label}. It needs no activities.")


NAMED = ("V1", "V3", "K1", "K2", "K3")
ALL = tuple(f"{letter}{number}" for letter in "AKV" for number in range(1, 6))


@pytest.mark.parametrize(
    ("grade", "codes", "status", "reason"),
    [
        ("AFHEA", (*NAMED, "A1", "A4"), "met", "7 of 7 competences shown."),
        ("AFHEA", (*NAMED, "A4"), "not_met", "6 of 7 competences shown: still 1 more of A1, A2, A3 and A5."),
        ("FHEA", ALL, "met", "15 of 15 competences shown."),
        ("FHEA", (*NAMED, "A1", "A4"), "not_met", "7 of 15 competences shown: still A2, A3, A5, K4, K5, V2, V4 and V5."),
    ],
)  # fmt: skip
def test_case_14_any_two_areas_for_an_associate_and_all_for_a_fellow(grade, codes, status, reason):
    shown = activity(competences=tuple(CompetenceRef("advance-he", code) for code in codes))

    assert told("coverage", judged("advance-he", grade, shown)) == (status, reason)
