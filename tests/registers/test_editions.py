"""What a new edition changes: which one judges what, and what becomes of codes and categories that were renamed."""

from copy import deepcopy
from datetime import date

import pytest

from registers import packs
from registers.facts import Circumstances, CompetenceRef, Period, Status
from registers.judging import judge
from registers.reading import PackError
from registers.rules.coverage import current_code, shown
from registers.timelines import assemble
from tests.registers.cases import YEAR, activity, claim, finding, judged, rules

SWITCH = Period(date(2025, 1, 1), date(2025, 12, 31))
BEFORE, AFTER = date(2025, 8, 31), date(2025, 9, 1)


def data_of(pack):
    return deepcopy(next(one.data for one in packs.shipped() if one.data["id"] == pack))


def points_editions():
    """BSAS as it is until June 2026; then two points an hour for work, no category "Other", courses renamed, 40 asked."""
    old, new = data_of("bsas"), data_of("bsas")
    old["valid_to"] = date(2026, 6, 30)
    new |= {"pack_version": "r2", "valid_from": date(2026, 7, 1)}
    rules = new["cpd_rules"]
    rules["categories"] = [one for one in rules["categories"] if one["code"] != "OT"]
    for one in rules["categories"]:
        one["points_per_hour"] = 2 if one["code"] == "WBL" else None
        one["code"] = "CO" if one["code"] == "FE" else one["code"]
    rules["category_changes"] = [{"code": "FE", "becomes": "CO"}, {"code": "OT", "becomes": None}]
    rules["minimum"]["value"] = 40
    new["category_map"] |= {"formal": "CO", "other": "SD"}
    return assemble([new, old])["bsas"]


def judged_by(timeline, *activities, period=YEAR):
    edition = timeline.on(period.end)
    grade = edition.grades[0].code
    return judge(edition, grade, period, activities=activities, circumstances=Circumstances())


@pytest.mark.parametrize("pack", ["science-council", "ist", "rsc", "rsb", "iop", "ibms", "iom3", "ipem-rct"])
def test_a_body_inherits_the_competences_of_the_day(pack):
    grade = "RSci" if any(one.code == "RSci" for one in packs.editions(pack)[-1].grades) else "RSciTech"
    then, now = packs.edition_on(pack, BEFORE), packs.edition_on(pack, AFTER)

    assert ("D4" in then.codes_by_grade["RSci"], "D4" in now.codes_by_grade["RSci"]) == (True, False)
    assert then.grade(grade) == now.grade(grade)
    assert len(packs.editions(pack)) == (2 if pack == "science-council" else 1)
    assert packs.editions(pack)[-1] is now


def test_only_rsci_changed_in_2025():
    then, now = packs.editions("science-council")

    different = {
        grade for grade in then.codes_by_grade if then.codes_by_grade[grade] != now.codes_by_grade[grade]
    }
    assert different == {"RSci"}
    assert then.codes_by_grade["RSci"] - now.codes_by_grade["RSci"] == {"D4"}
    assert then.data["cpd_rules"] == now.data["cpd_rules"]
    assert (then.valid_from, then.valid_to) == (date(2022, 1, 1), date(2025, 8, 31))
    assert [one.confidence for one in then.subunits if one.code == "D3" and one.grades == ("RSci",)] == [
        "inferred"
    ]


@pytest.mark.parametrize(
    ("reference", "own_day", "in_old", "in_new"),
    [
        ("science-council/RSci/D4", BEFORE, "D4", "D3"),
        ("science-council/RSci/D3", BEFORE, "D3", None),
        ("science-council/RSci/D3", AFTER, "D4", "D3"),
        ("science-council/RSci/D3@2025-09-01", BEFORE, "D4", "D3"),
        ("science-council/RSci/D3@2024-01-01", AFTER, "D3", None),
        ("ist/RSci/D4", BEFORE, "D4", "D3"),
        ("science-council/RSci/A1", BEFORE, "A1", "A1"),
    ],
)
def test_a_stored_code_is_read_in_its_edition_and_carried_both_ways(reference, own_day, in_old, in_new):
    read = CompetenceRef.parse(reference)
    pack = read.pack

    for day, code in ((BEFORE, in_old), (AFTER, in_new)):
        edition = packs.edition_on(pack, day)
        found = current_code(read, edition, grade="RSci", mapped_on=read.mapped_on or own_day)
        assert found == code


def test_old_evidence_shows_under_the_new_code_and_what_was_retired_is_kept_unscored():
    moved = activity("d4", day=BEFORE, competences=(CompetenceRef.parse("science-council/RSci/D4"),))
    retired = activity("d3", day=BEFORE, competences=(CompetenceRef.parse("science-council/RSci/D3"),))
    fresh = activity("new", day=AFTER, competences=(CompetenceRef.parse("science-council/RSci/D3"),))

    findings = judged("science-council", "RSci", moved, retired, fresh, period=SWITCH)

    found = finding("edition", findings)
    assert (found.status, found.counted) == (Status.MET, ("d4",))
    assert [(one.uid, one.why) for one in found.not_counted] == [
        ("d3", "D3 was retired: kept, but it shows no competence of the newer edition")
    ]
    assert found.figures["moved"] == {"D3": None, "D4": "D3"}
    assert found.figures["read_in"] == {"2022.01-r1": 2}
    assert found.reason.startswith(
        "The period is judged by edition 2025.09-r1, in force since 1 September 2025."
    )
    assert "Of RSci, D3 is retired and D4 is D3 now." in found.reason
    assert shown((moved, retired, fresh), packs.edition_on("science-council", SWITCH.end), "RSci") == {
        "D3": ("d4", "new")
    }
    assert finding("record", findings).figures["activities"] == 3


def test_a_licensed_body_names_the_edition_it_inherits():
    found = finding("edition", judged("ist", "RSci", activity("a", day=BEFORE), period=SWITCH))

    assert found.figures["read_in"] == {"r1 with Science Council 2022.01-r1": 1}
    assert "judged by edition r1 with Science Council 2025.09-r1" in found.reason


def test_a_switch_that_changes_nothing_for_a_grade_is_not_mentioned():
    straddling = judged("science-council", "RSciTech", activity("a", day=BEFORE), period=SWITCH)

    assert "edition" not in rules(straddling)
    assert "edition" not in rules(judged("science-council", "RSci", activity("a"), period=YEAR))


def test_points_are_those_of_the_activitys_own_day_and_the_minimum_that_of_the_periods_end():
    claimed = activity("old", day=date(2026, 6, 30), minutes=180, claims=(claim("bsas", 9),))
    rated = activity("new", day=date(2026, 7, 1), minutes=180)

    found = finding("points", judged_by(points_editions(), claimed, rated))

    assert found.figures["points"] == 15
    assert found.figures["required"] == 40
    assert found.figures["by_category"]["WBL"]["earned"] == 15


def test_caps_are_those_of_the_period_whatever_edition_an_activity_is_read_in():
    days = (date(2026, 3, 1), date(2026, 8, 1))
    long = [activity(f"{day}", day=day, minutes=900, claims=(claim("bsas", 30),)) for day in days]

    (found,) = [one for one in judged_by(points_editions(), *long) if one.rule == "points"]

    assert found.figures["by_category"]["WBL"] == {"earned": 60, "counted": 20, "cap": 20}


def test_renamed_categories_are_carried_and_retired_ones_asked_back():
    course = activity("fe", "formal", day=date(2026, 3, 1), claims=(claim("bsas", 5),))
    odd = activity("ot", "other", day=date(2026, 3, 1), claims=(claim("bsas", 5),))
    chosen = activity("late", "other", day=date(2026, 3, 1), claims=(claim("bsas", 5, "CO"),))

    findings = judged_by(points_editions(), course, odd, chosen)

    assert finding("points", findings).figures["by_category"]["CO"]["earned"] == 10
    assert ("ot", "OT is a category of BSAS no more; choose the body's category") in [
        (one.uid, one.why) for one in finding("points", findings).not_counted
    ]
    assert finding("edition", findings).figures["read_in"] == {"r1": 3}


def test_a_period_before_the_switch_knows_only_its_own_edition():
    first_half = Period(date(2025, 7, 1), date(2026, 6, 30))
    odd = activity("ot", "other", day=date(2026, 3, 1), claims=(claim("bsas", 5),))

    findings = judged_by(points_editions(), odd, period=first_half)

    assert finding("points", findings).figures["by_category"]["OT"]["earned"] == 5
    assert finding("points", findings).figures["required"] == 50
    assert "edition" not in rules(findings)


def test_a_period_after_the_last_edition_ended_says_so():
    only = data_of("bsas") | {"valid_to": date(2024, 12, 31)}

    found = finding("edition", judged_by(assemble([only])["bsas"]))

    assert found.status is Status.ADVICE
    assert "holds until 31 December 2024" in found.reason


def check_with(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    packs.check_file(path)


def test_an_edition_of_a_shipped_pack_is_checked_beside_it(tmp_path):
    text = (packs.DATA / "bsas.yaml").read_text().partition("\nexamples:")[0]
    later = text.replace('"r1"', '"r2"').replace("valid_from: null", "valid_from: 2027-01-01")

    check_with(tmp_path, "bsas-2027.yaml", later)
    with pytest.raises(PackError, match="begins on the same day or earlier"):
        check_with(tmp_path, "bsas-2027.yaml", text.replace('"r1"', '"r2"'))
    with pytest.raises(PackError, match="which may end in the edition's year"):
        check_with(tmp_path, "bsas-new.yaml", later)


def test_two_editions_of_one_time_are_refused_by_line(tmp_path):
    text = (packs.DATA / "science-council.yaml").read_text()
    early = text.replace("valid_from: 2025-09-01", "valid_from: 2025-08-01")

    with pytest.raises(PackError) as caught:
        check_with(tmp_path, "science-council.yaml", early)

    (problem,) = caught.value.problems
    assert problem.field == "valid_from"
    assert "holds until 31 August 2025, this edition begins on 1 August 2025" in problem.message
    assert "end the day before the other, 31 July 2025" in problem.message


def test_renamed_competences_without_any_date_are_refused(tmp_path):
    text = (packs.DATA / "science-council.yaml").read_text()

    with pytest.raises(PackError, match="renamed competences need the date they were renamed"):
        check_with(
            tmp_path, "science-council.yaml", text.replace("valid_from: 2025-09-01", "valid_from: null")
        )
