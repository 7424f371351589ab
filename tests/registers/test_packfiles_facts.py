import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.packfiles.codes import ALPHABET, check_character, new_code, normalise_code
from registers.packfiles.facts import PackRefused, add_up, check_facts, seal_activity
from registers.packfiles.wording import spell_dates, spell_figures
from tests.registers.pack_samples import make_activity, make_draft, make_facts, make_finding


def test_check_facts_accepts_whole_packs_drafts_and_empty_ones():
    check_facts(make_facts())
    check_facts(make_draft())
    check_facts(make_facts(activities=[]))
    check_facts(json.loads(json.dumps(make_facts())))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "aspirecpd-pack/9"}, "not in the form aspirecpd-pack/1"),
        ({"extra": 1}, "pack does not have exactly the fields"),
        ({"institution": None}, "pack, institution has a value of the wrong kind"),
        ({"declared_on": "22/11/2026"}, "pack, declared_on is not a date"),
        ({"period": {"from": "2026-01-01"}}, "pack, period does not have exactly the fields from, to"),
        ({"statements": "none"}, "pack, statements is not a list"),
        ({"code": None}, "or is a draft with none of them"),
        ({"findings": [make_finding(status="fine")]}, "rule min-categories is not one of met"),
        ({"activities": [make_activity(1), make_activity(1)]}, "listed twice"),
        (
            {"activities": [make_activity(1, minutes=True)]},
            "activities 1, minutes has a value of the wrong kind",
        ),
        (
            {"activities": [make_activity(1, minutes=1.5)]},
            "activities 1, minutes has a value of the wrong kind",
        ),
        ({"activities": [make_activity(1, points="lots")]}, "activities 1, points is not a number"),
        ({"activities": [make_activity(1, points="NaN")]}, "activities 1, points is not a number"),
    ],
)
def test_check_facts_names_what_is_wrong(change, message):
    with pytest.raises(PackRefused, match=message):
        check_facts(make_facts() | change)


def test_seal_activity_leaves_dates_minutes_and_category_only():
    sealed = seal_activity(make_activity(1))

    assert {key: value for key, value in sealed.items() if value} == {
        "uid": make_activity(1)["uid"],
        "title": "Sealed activity",
        "start_date": "2026-03-01",
        "end_date": "2026-03-14",
        "minutes": 90,
        "category": "professional",
        "sealed": True,
    }
    check_facts(make_facts(activities=[sealed]))


@pytest.mark.parametrize(
    "leak",
    [
        {"title": "Secret work"},
        {"provider": "Somebody"},
        {"description": "x"},
        {"benefit_users": "x"},
        {"points": "1"},
        {"verified_by": "Sam Ellis"},
        {"evidence": make_activity(1)["evidence"]},
    ],
)
def test_check_facts_refuses_a_sealed_activity_that_says_more(leak):
    sealed = seal_activity(make_activity(1)) | leak

    with pytest.raises(PackRefused, match="carries more than its dates"):
        check_facts(make_facts(activities=[sealed]))


def test_add_up_sums_minutes_and_exact_points_by_category():
    listed = [
        make_activity(1, points="0.1"),
        make_activity(2, points="0.2", minutes=30),
        make_activity(6, points=None),
    ]

    assert add_up(listed) == {
        "activities": 3,
        "minutes": 210,
        "points": "0.3",
        "by_category": [
            {"category": "professional", "activities": 2, "minutes": 180},
            {"category": "formal", "activities": 1, "minutes": 30},
        ],
    }
    assert add_up([]) == {"activities": 0, "minutes": 0, "points": None, "by_category": []}


def test_new_code_reads_back_however_it_is_typed():
    code = new_code("NM")

    assert len(code) == 12
    assert normalise_code(code) == code
    assert normalise_code(f" {code.lower().replace('-', ' ')} ") == code


@pytest.mark.parametrize("typed", ["", "NM", "NM-7K4Q", "NM-0K4Q-2M9X", "7K4Q-2M9X", "<script>", "NM" * 9])
def test_normalise_code_refuses_what_cannot_be_a_code(typed):
    assert normalise_code(typed) is None


@pytest.mark.parametrize("prefix", ["", "N", "NORTH", "nm", "N1"])
def test_new_code_refuses_an_odd_prefix(prefix):
    with pytest.raises(ValueError, match="two to four capital letters"):
        new_code(prefix)


@given(st.text(ALPHABET, min_size=7, max_size=7), st.integers(0, 7), st.sampled_from(ALPHABET))
def test_check_character_finds_every_wrong_sign(drawn, place, sign):
    body = drawn + check_character(drawn)
    wrong = body[:place] + sign + body[place + 1 :]

    found = normalise_code(f"NM-{wrong}")

    assert (found is None) == (wrong != body)


@pytest.mark.parametrize(
    ("end", "words"),
    [("2026-03-01", "1 Mar 2026"), ("2026-04-02", "1 Mar to 2 Apr 2026"), (None, "1 Mar 2026, ongoing")],
)
def test_spell_dates(end, words):
    assert spell_dates("2026-03-01", end) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, ""),
        ({"hours_asked": 30, "kinds": ["formal", "other"]}, "hours asked 30; kinds formal, other"),
        (
            {"cap": None, "reached": True, "missing": [], "open": False},
            "cap not known; reached yes; missing none; open no",
        ),
    ],
)
def test_spell_figures(figures, words):
    assert spell_figures(figures) == words
