"""The pure modules: states, changes, scores, snapshots; as tables."""

from datetime import date
from decimal import Decimal

import pytest

from assessments import changes, scoring, snapshots, states

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("state", "due_on", "is_begun", "shown"),
    [
        ("open", None, False, "not_started"),
        ("open", None, True, "in_progress"),
        ("open", TODAY, False, "not_started"),
        ("open", YESTERDAY, True, "overdue"),
        ("returned", YESTERDAY, True, "overdue"),
        ("returned", TODAY, True, "returned"),
        ("submitted", YESTERDAY, True, "waiting"),
        ("completed", YESTERDAY, True, "completed"),
        ("withdrawn", YESTERDAY, False, "withdrawn"),
    ],
)
def test_state_is_shown_by_due_date_and_draft(state, due_on, is_begun, shown):
    assert states.shown_as(state=state, due_on=due_on, is_begun=is_begun, today=TODAY) == shown


def test_moves_are_exactly_these():
    assert set(states.MOVES) == {
        ("open", "submitted"),
        ("returned", "submitted"),
        ("submitted", "returned"),
        ("submitted", "completed"),
        ("completed", "returned"),
        ("completed", "open"),
        ("open", "withdrawn"),
        ("submitted", "withdrawn"),
        ("returned", "withdrawn"),
    }


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", []),
        ("same words", "same words", [("same", "same words")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        ("I check gain", "I check the gain", [("same", "I check "), ("added", "the "), ("same", "gain")]),
        ("one two", "one three", [("same", "one "), ("removed", "two"), ("added", "three")]),
        ("a\nb", "a\nb\nc", [("same", "a\nb"), ("added", "\nc")]),
    ],
)
def test_changed_words_are_marked(before, after, runs):
    assert [(run.kind, run.text) for run in changes.compare_words(before, after)] == runs


def test_changed_words_of_very_long_answers_are_shown_whole():
    before, after = "word " * 4000, "other " * 4000

    assert [run.kind for run in changes.compare_words(before, after)] == ["removed", "added"]


def answer_in_snapshot(uid="c1", **values):
    return {"uid": uid, "response": "", "self_score": None, "evidence": []} | values


def test_changed_answers_names_words_scores_and_evidence():
    before = {
        "response": "",
        "criteria": [
            answer_in_snapshot("a", response="old"),
            answer_in_snapshot("b", self_score=0),
            answer_in_snapshot("c"),
            answer_in_snapshot("d", response="kept", self_score=2),
        ],
    }
    after = {
        "response": "more",
        "criteria": [
            answer_in_snapshot("a", response="new"),
            answer_in_snapshot("b", self_score=None),
            answer_in_snapshot("c", evidence=[{"uid": "e"}]),
            answer_in_snapshot("d", response="kept", self_score=2),
        ],
    }

    changed = changes.changed_answers(before, after)

    assert set(changed) == {"a", "b", "c"}
    assert changed["a"].words_changed
    assert changed["b"].self_score_changed and changed["b"].self_score_before == 0
    assert changed["c"].evidence_changed
    assert changes.count_changed(before, after) == 4


def test_changed_answers_of_a_first_submission_are_none():
    assert changes.changed_answers(None, {"response": "", "criteria": [answer_in_snapshot()]}) == {}
    assert changes.count_changed(None, {"response": "", "criteria": [answer_in_snapshot()]}) == 0


@pytest.mark.parametrize(
    ("score", "feedback", "needed"),
    [
        (None, "", False),
        (None, "More", True),
        (0, "", False),
        (3, "More", True),
        (3, "  ", False),
        (5, "Fine", False),
    ],
)
def test_needs_work_is_what_something_was_said_about(score, feedback, needed):
    assert scoring.needs_work(score=score, maximum=5, feedback=feedback) is needed


def test_levels_are_read_and_written_back():
    levels = scoring.read_levels("5: Explains: with data\n\n 0-1 : Unsafe ")

    assert levels == [["5", "Explains: with data"], ["0-1", "Unsafe"]]
    assert scoring.read_levels(scoring.write_levels(levels)) == levels


@pytest.mark.parametrize("text", ["no colon", "5:", ": nothing", "5: fine\nbroken"])
def test_levels_without_a_score_name_their_line(text):
    with pytest.raises(ValueError, match="^Line "):
        scoring.read_levels(text)


@pytest.mark.parametrize(
    ("values", "is_blank"),
    [
        ({}, True),
        ({"response": " \n"}, True),
        ({"self_score": 0}, False),
        ({"evidence": [{}]}, False),
        ({"response": "x"}, False),
    ],
)
def test_snapshot_is_blank_without_any_answer(values, is_blank):
    snapshot = {"response": "", "evidence": [], "prompts": [], "criteria": [answer_in_snapshot(**values)]}

    assert snapshots.is_blank(snapshot) is is_blank


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 1500, "b a " * 750),
        ("a\n" * 1500, "b\na\n" * 750),
        ("q " + "a b " * 700, "r " + "b b a " * 450),
    ],
)
def test_changed_words_that_repeat_without_end_are_shown_whole(before, after):
    """Compared word by word these take minutes, and whoever scores would wait for them."""
    runs = changes.compare_words(before, after)

    assert {run.kind for run in runs} <= {"removed", "added", "same"}
    assert "".join(run.text for run in runs if run.kind != "removed") == after
    assert len(runs) <= 4


def test_changed_words_keep_both_texts_whole():
    before, after = "I check the gain twice a day", "I check gain and focus twice a week, say"

    runs = changes.compare_words(before, after)

    assert "".join(run.text for run in runs if run.kind != "removed") == after
    assert "".join(run.text for run in runs if run.kind != "added") == before


def line(score, *, minimum=None):
    return scoring.Line(score, 10, minimum=minimum)


@pytest.mark.parametrize(
    ("lines", "rule", "said"),
    [
        ([line(None)], scoring.Rule(), "No score yet, of 10"),
        ([line(0), line(None)], scoring.Rule(), "So far 0 of 20; 1 criterion has no score yet"),
        ([line(7), line(5)], scoring.Rule(), "12 of 20"),
        ([line(7), line(5)], scoring.Rule("percent", Decimal(60)), "12 of 20: passed"),
        ([line(7), line(4)], scoring.Rule("points", Decimal(12)), "11 of 20: not passed, 12 needed"),
        (
            [line(9), line(4, minimum=5)],
            scoring.Rule("points", Decimal(12)),
            "13 of 20: not passed, 1 criterion is below the least that passes",
        ),
    ],
)
def test_standing_says_what_the_scores_come_to(lines, rule, said):
    assert scoring.standing(lines, rule) == said


@pytest.mark.parametrize(
    ("newest", "seen", "compared", "before"),
    [
        (0, 0, 0, 0),
        (1, 0, 0, 0),
        (1, 1, 0, 0),
        (2, 0, 0, 1),
        (2, 2, 1, 1),
        (2, 2, 0, 1),
        (4, 2, 1, 2),
        (4, 4, 2, 2),
    ],
)
def test_version_to_compare_is_the_one_last_looked_at(newest, seen, compared, before):
    assert changes.version_to_compare(newest, seen=seen, compared=compared) == before
