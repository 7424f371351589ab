"""Answers go into one text and come out of it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journals.reflecting import FREE_PAGE, Prompt, Template, composed, taken_apart, template_of

HEADINGS = ("What?", "So what?", "Now what?")
LINES = st.one_of(
    st.text(max_size=30), st.sampled_from([f"# {one}" for one in HEADINGS]), st.just("## What?")
)
TEXTS = st.lists(LINES, max_size=6).map("\n".join)
ANSWERS = st.dictionaries(st.sampled_from(HEADINGS), TEXTS)


@given(TEXTS, ANSWERS)
def test_what_was_taken_apart_is_composed_the_same(rest, answers):
    text = composed(rest, answers, HEADINGS)
    again, parts = taken_apart(text, HEADINGS)

    assert composed(again, parts, HEADINGS) == text
    assert set(parts) == set(HEADINGS)


@given(TEXTS, ANSWERS)
def test_no_word_is_lost_and_each_stays_under_its_heading(rest, answers):
    text = composed(rest, answers, HEADINGS)
    again, parts = taken_apart(text, HEADINGS)

    def letters(words):
        return "".join(words.replace("#", "").split())

    assert letters(again) == letters(rest)
    for heading in HEADINGS:
        assert letters(parts[heading]) == letters(answers.get(heading, ""))


@given(TEXTS)
def test_any_text_comes_through_two_templates_without_losing_a_word(text):
    rest, parts = taken_apart(text, HEADINGS)
    moved = composed(composed(rest, parts, HEADINGS), {}, ("Situation", "Task")).replace("#", "").split()

    for part in (rest, *parts.values()):
        assert set(part.replace("#", "").split()) <= set(moved)


@pytest.mark.parametrize(
    ("text", "rest", "parts"),
    [
        ("", "", {}),
        ("Only words.", "Only words.", {}),
        ("First.\n\n# What?\n\nIt broke.", "First.", {"What?": "It broke."}),
        ("# So what?\nB\n# What?\nA", "", {"What?": "A", "So what?": "B"}),
        ("# What?\n\nA\n\n# What?\n\nB", "", {"What?": "A\n\nB"}),
        ("# Other heading\n\nA", "# Other heading\n\nA", {}),
        ("# What?\n\n    code stays indented", "", {"What?": "    code stays indented"}),
    ],
)
def test_texts_taken_apart(text, rest, parts):
    assert taken_apart(text, HEADINGS) == (rest, dict.fromkeys(HEADINGS, "") | parts)


def test_an_empty_answer_leaves_no_heading():
    assert composed("", {"What?": " ", "So what?": "It matters."}, HEADINGS) == "# So what?\n\nIt matters."


def test_facts_of_a_template_come_back():
    template = Template(
        "a-uid", "Three questions", 2, (Prompt("What?", "What happened?"), Prompt("So what?"))
    )

    assert template_of(template.facts()) == template
    assert template_of(FREE_PAGE.facts()) is FREE_PAGE
    assert Prompt("What?", "one").box == Prompt("What?", "other").box
