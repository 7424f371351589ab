"""What an application shows and what it lacks: tables of cases with the expected result and its reason."""

import json
from datetime import date

import pytest

from applications import coverage
from applications.coverage import Held, Shows
from applications.frameworks import NothingToApplyFor, framework_of, offered
from applications.shapes import Framework, Row

DAY = date(2026, 3, 1)
WRITTEN = Held(words=320, links=1)


def framework(name: str) -> Framework:
    pack, _, grade = name.partition(":")
    return framework_of(pack, grade, DAY)


def written(*codes: str) -> dict[str, Held]:
    return dict.fromkeys(codes, WRITTEN)


def named(*codes: str) -> dict[str, Held]:
    return dict.fromkeys(codes, Held(named_in=("A1",)))


@pytest.mark.parametrize(
    ("name", "rows", "rule", "words", "supporters"),
    [
        ("science-council:RSciTech", 13, 13, (300, 350, None), 1),
        ("science-council:RSci", 14, 14, (300, 350, None), 1),
        ("science-council:CSci", 14, 14, (300, 350, None), 1),
        ("iop:RSciTech", 13, 13, (300, 350, None), 2),
        ("ist:RSciTech", 13, 13, (300, 350, None), 2),
        ("engineering-council:EngTech", 15, 15, (None, None, None), None),
        ("iet:EngTech", 15, 15, (None, None, None), None),
        ("engineering-council:IEng", 17, 17, (None, None, None), None),
        ("engineering-council:CEng", 17, 17, (None, None, None), None),
        ("engineering-council:ICTTech", 5, 5, (None, None, None), None),
        ("ice:EngTech", 14, 14, (None, None, None), None),
        ("advance-he:AFHEA", 15, 5, (None, 700, None), 1),
        ("advance-he:FHEA", 15, 15, (None, 600, None), 2),
        ("advance-he:SFHEA", 18, 18, (None, None, None), 2),
        ("advance-he:PFHEA", 18, 18, (None, None, None), None),
        ("iet:TMIET", 3, 0, (None, None, None), None),
        ("bcs-rittech:RITTech", 11, 4, (None, None, None), 1),
    ],
)
def test_framework_holds_what_the_body_asks(name, rows, rule, words, supporters):
    asked = framework(name)
    first = asked.rows[0]

    assert (len(asked.rows), len(asked.rule.all_of)) == (rows, rule)
    assert (first.least, first.most, first.limit) == words
    assert asked.supporters == supporters
    assert Framework.of_json(json.loads(json.dumps(asked.as_json()))) == asked


def test_every_framework_offered_can_be_opened():
    values = [value for _, grades in offered(DAY) for value, _ in grades]

    assert len(values) > 35
    assert {"science-council:CSci", "iet:TMIET", "bcs-rittech:RITTech", "advance-he:PFHEA"} <= set(values)
    for value in values:
        assert framework(value).sections, value


def test_grade_without_competences_has_nothing_to_apply_with():
    with pytest.raises(NothingToApplyFor, match="HCPC"):
        framework_of("hcpc", "BS", DAY)


def test_unit_that_names_the_grade_is_a_row_where_no_part_is_public():
    assert [row.code for row in framework("science-council:CSciTeach").rows] == [
        "T-A1",
        "T-A2",
        "T-A3",
        "T-B",
        "T-C",
    ]


def test_body_takes_what_its_own_pack_leaves_open_from_the_standards_owner():
    asked = framework("iop:RSciTech")

    assert asked.total_words == 5000
    assert asked.structure == "Science Council A-E"
    assert "paragraph per section" in asked.supporter_note
    assert asked.lender == "science-council"
    assert {"science-council", "iop", "ist", "rsb"} <= set(asked.packs)


K_AND_V = ("K1", "K2", "K3", "V1", "V3")
ALL_PSF = tuple(f"{unit}{number}" for unit in "AKV" for number in range(1, 6))
PSF = {
    "two areas and the named values and knowledge": (
        "AFHEA", written("A1", "A4") | named(*K_AND_V), 7, 7, (), "7 of 7 shown.",
    ),
    "one area": (
        "AFHEA", written("A2") | named(*K_AND_V), 6, 7, ("A1", "A3", "A4", "A5"),
        "6 of 7 shown: still 1 more of A1, A3, A4 and A5.",
    ),
    "three areas make no more than two": (
        "AFHEA", written("A1", "A2", "A3") | named(*K_AND_V), 7, 7, (), "7 of 7 shown.",
    ),
    "a value lacks": (
        "AFHEA", written("A1", "A4") | named("K1", "K2", "K3", "V1"), 6, 7, ("V3",), "6 of 7 shown: still V3.",
    ),
    "nothing": (
        "AFHEA", {}, 0, 7, ("V1", "V3", "K1", "K2", "K3", "A1", "A2", "A3", "A4", "A5"),
        "0 of 7 shown: still V1, V3, K1, K2 and K3 and 2 more of A1, A2, A3, A4 and A5.",
    ),
    "fellow, all fifteen": ("FHEA", written(*ALL_PSF[:5]) | named(*ALL_PSF[5:]), 15, 15, (), "15 of 15 shown."),
    "fellow, one lacks": (
        "FHEA", written(*ALL_PSF[:5]) | named(*ALL_PSF[5:-1]), 14, 15, ("V5",), "14 of 15 shown: still V5.",
    ),
    "senior fellow needs the criteria besides": (
        "SFHEA", named(*ALL_PSF) | written("D3.1", "D3.2"), 17, 18, ("D3.3",), "17 of 18 shown: still D3.3.",
    ),
    "principal fellow": (
        "PFHEA", named(*ALL_PSF) | written("D4.1", "D4.2", "D4.3"), 18, 18, (), "18 of 18 shown.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PSF, ids=str)
def test_psf_rule(case):
    grade, held, shown, asked, missing, reason = PSF[case]

    found = coverage.stand(framework(f"advance-he:{grade}"), held)

    assert (found.shown, found.asked, found.missing, found.reason) == (shown, asked, missing, reason)


def test_area_beyond_any_two_is_not_asked_for():
    found = coverage.stand(framework("advance-he:AFHEA"), written("A1", "A4"))

    assert {one.row.code for one in found.rows if one.is_asked} == {"A1", "A4", *K_AND_V}
    assert (found.row("A2").status, found.row("A2").word) == ("not_started", "Not asked for")
    assert found.row("A1").is_shown


TMIET = {
    "qualification route": ("qualification", {"TM1": Held(links=1), "TM2": WRITTEN}, 0, 2, 2, 0),
    "qualification route without the certificate": ("qualification", {"TM2": WRITTEN}, 0, 1, 2, 0),
    "supporter route": ("supporter", {"TM2": WRITTEN}, 1, 2, 2, 0),
    "supporter route, nobody has answered": ("supporter", {"TM2": WRITTEN}, 0, 1, 2, 1),
    "supporter route needs no certificate": ("supporter", {"TM1": Held(links=1), "TM2": WRITTEN}, 1, 2, 2, 0),
    "no route chosen": ("", {"TM2": WRITTEN}, 0, 0, 0, 0),
}


@pytest.mark.parametrize("case", TMIET, ids=str)
def test_tmiet_checklist_by_route(case):
    route, held, answered, shown, asked, supporters_missing = TMIET[case]

    found = coverage.stand(framework("iet:TMIET"), held, route=route, answered=answered)

    assert (found.shown, found.asked, found.supporters_missing) == (shown, asked, supporters_missing)


RITTECH = {
    "accredited, with the certificate": ("accredited", {"RQ": Held(links=1)}, 0, 1, 1, True),
    "accredited, without": ("accredited", {}, 0, 0, 1, False),
    "experiential, every criterion once and a supporter": (
        "experiential", written("1.1", "3.2", "4.2", "4.4"), 1, 5, 5, True,
    ),
    "experiential, no supporter yet": ("experiential", written("1.1", "3.2", "4.2", "4.4"), 0, 4, 5, False),
    "experiential, the stand-in frame is no criterion": (
        "experiential", written("1.1", "3.2", "4.2", "SFIA3-AUT"), 1, 4, 5, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RITTECH, ids=str)
def test_rittech_routes(case):
    route, held, answered, shown, asked, complete = RITTECH[case]

    found = coverage.stand(framework("bcs-rittech:RITTech"), held, route=route, answered=answered)

    assert (found.shown, found.asked, found.is_complete) == (shown, asked, complete)


def test_one_supporter_answers_for_iop_where_two_are_asked():
    asked = framework("iop:RSciTech")
    everything = written(*(row.code for row in asked.rows))

    assert coverage.stand(asked, everything, answered=1).supporters_missing == 1
    assert coverage.stand(asked, everything, answered=2).is_complete


GUIDED = Row(code="A1", unit="A", statement="", confidence="read", least=300, most=350)
LIMITED = Row(code="A1", unit="A", statement="", confidence="read", most=500, limit=500)
ABOUT = Row(code="A1", unit="A", statement="", confidence="read", most=700)
CAPPED = Row(code="A1", unit="A", statement="", confidence="read", limit=200)
FREE = Row(code="A1", unit="A", statement="", confidence="read")


@pytest.mark.parametrize(
    ("row", "words", "said"),
    [
        (GUIDED, 0, "Empty; the guide is 300 to 350 words"),
        (GUIDED, 320, "320 of 300 to 350 words"),
        (GUIDED, 362, "362 of 300 to 350 words: 12 over"),
        (ABOUT, 812, "812 of about 700 words: 112 over"),
        (LIMITED, 501, "501 of at most 500 words: 1 too many"),
        (CAPPED, 150, "150 of at most 200 words"),
        (FREE, 0, "Empty"),
        (FREE, 1, "1 word"),
    ],
)
def test_length_is_said_beside_its_guide(row, words, said):
    assert coverage.words_said(words, row) == said


STATES = {
    "nothing": (Held(), "not_started", "Empty", False),
    "evidence first": (Held(links=2), "in_progress", "Evidence, no text yet", False),
    "a few words": (Held(words=20, links=1), "in_progress", "Shown, short of the guide", True),
    "no evidence": (Held(words=310), "advice", "Shown, no evidence yet", True),
    "all there": (Held(words=310, links=1), "met", "Shown", True),
    "over the guide still shows": (Held(words=900, links=1), "met", "Shown", True),
}


@pytest.mark.parametrize("case", STATES, ids=str)
def test_row_says_how_it_stands(case):
    held, status, word, shown = STATES[case]

    one = coverage.stand(framework("science-council:RSci"), {"C2": held}).row("C2")

    assert (one.status, one.word, one.is_shown) == (status, word, shown)


def test_hard_limit_counts_a_text_as_not_shown():
    asked = framework("science-council:RSci")
    limited = Framework.of_json(
        asked.as_json() | {"rows": [one | {"limit": 100} for one in asked.as_json()["rows"]]}
    )

    found = coverage.stand(limited, written(*(row.code for row in asked.rows)))

    assert found.shown == 0
    assert found.over_limit == tuple(row.code for row in asked.rows)
    assert (found.row("A1").status, found.row("A1").word) == ("not_met", "Too long")
    assert coverage.gaps(found)[0].words == "14 parts are too long for the form"


def test_named_row_without_a_text_that_names_it():
    found = coverage.stand(framework("advance-he:AFHEA"), {"K1": Held(links=1)})

    assert (found.row("K1").status, found.row("K1").word) == ("in_progress", "Not named in a text yet")
    assert found.row("K1").words_said == ""


def test_gaps_say_what_to_do_next():
    asked = framework("science-council:RSciTech")
    held = written(*(row.code for row in asked.rows)) | {"A1": Held(), "C2": Held(), "C3": Held(words=310)}

    found = coverage.gaps(coverage.stand(asked, held))

    assert [(one.words, one.codes) for one in found] == [
        ("2 parts have no statement yet", ("A1", "C2")),
        ("1 part has a statement but no evidence", ("C3",)),
        ("1 supporter still to comment", ()),
    ]


def test_gaps_of_a_checklist_and_of_the_psf():
    lacks = coverage.gaps(coverage.stand(framework("iet:TMIET"), {}, route="qualification"))
    psf = coverage.gaps(coverage.stand(framework("advance-he:AFHEA"), written("A1", "A2"), answered=1))

    assert [one.words for one in lacks] == [
        "1 part has no statement yet",
        "1 part has nothing linked to show it",
    ]
    assert [one.words for one in psf] == ["5 parts are not named in a statement yet"]


def test_nothing_is_missing_when_all_is_there():
    asked = framework("engineering-council:EngTech")

    assert coverage.gaps(coverage.stand(asked, written(*(row.code for row in asked.rows)))) == []


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 3, 1), ""),
        (date(2023, 3, 1), ""),
        (date(2023, 2, 28), "older"),
        (date(2021, 3, 1), "older"),
        (date(2021, 2, 28), "too_old"),
        (None, ""),
    ],
)
def test_age_of_evidence(day, age):
    assert coverage.age_of(day, DAY, typical=3, outer=5) == age


def test_age_is_not_asked_where_the_body_says_nothing():
    assert coverage.age_of(date(1999, 1, 1), DAY, typical=None, outer=None) == ""
    assert coverage.years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("text", "times"),
    [("I set up the rig.", 0), ("We set up our rig; it told us.", 3), ("A week in Wells, using power.", 0)],
)
def test_we_is_noticed(text, times):
    assert coverage.speaks_of_we(text) == times


# The Science Council's RSci D4 has been D3 since 1 September 2025; the D3 before it is retired.
SWITCH = {
    "old D4 shows as D3": (["science-council/RSci/D4"], date(2025, 8, 31), Shows(("D3",), ())),
    "old D3 is kept but shows nothing": (["science-council/RSci/D3"], date(2025, 8, 31), Shows((), ("D3",))),
    "new D3 is D3": (["science-council/RSci/D3"], date(2025, 9, 1), Shows(("D3",), ())),
    "D4 after the switch is no code": (["science-council/RSci/D4"], date(2025, 9, 1), Shows((), ())),
    "the day of mapping decides": (["science-council/RSci/D4@2025-01-02"], date(2026, 1, 1), Shows(("D3",), ())),
    "another body means the same": (["ist/RSci/D4"], date(2025, 1, 1), Shows(("D3",), ())),
    "both": (
        ["science-council/RSci/D3", "science-council/RSci/D4"], date(2024, 1, 1), Shows(("D3",), ("D3",)),
    ),
    "another grade, another register, nonsense": (
        ["science-council/CSci/D3", "iet/EngTech/D3", "nothing"], date(2026, 1, 1), Shows((), ()),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SWITCH, ids=str)
def test_edition_switch_moves_what_was_mapped(case):
    stored, day, expected = SWITCH[case]

    assert coverage.shows(framework("science-council:RSci"), stored, mapped_on=day) == expected


def test_codes_of_an_application_move_with_the_edition():
    before, after = framework_of("ist", "RSci", date(2025, 3, 1)), framework("ist:RSci")

    becomes = coverage.moved(before, after)

    assert (len(before.rows), len(after.rows)) == (15, 14)
    assert {code: now for code, now in becomes.items() if code != now} == {"D3": None, "D4": "D3"}
    assert coverage.moved(after, after) == {row.code: row.code for row in after.rows}


def test_code_that_left_without_a_word_is_gone_too():
    asked = framework("science-council:RSci")
    shorter = Framework.of_json(asked.as_json() | {"rows": asked.as_json()["rows"][:-1]})

    assert coverage.moved(asked, shorter)["E2"] is None
