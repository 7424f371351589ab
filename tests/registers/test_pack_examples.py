"""Each pack's worked examples hold, findings and reasons; a wrong one is named by its line."""

from collections import Counter

import pytest

from registers import packs
from registers.editions import Edition
from registers.examples import Example, differences, findings_of, read
from registers.reading import PackError


def examples_of(edition: Edition) -> list[Example]:
    return [read(one, edition.id) for one in edition.data.get("examples", ())]


EDITIONS = [edition for name in packs.ids() for edition in packs.editions(name)]
EXAMPLES = [
    pytest.param(edition, one, id=f"{edition}: {one.name}")
    for edition in EDITIONS
    for one in examples_of(edition)
]
SOUND = (packs.DATA / "bsas.yaml").read_text()


@pytest.mark.parametrize(("edition", "example"), EXAMPLES)
def test_the_example_holds(edition, example):
    findings = findings_of(example, packs.load_all()[edition.id])

    assert list(differences(example, findings)) == []


@pytest.mark.parametrize("edition", EDITIONS, ids=str)
def test_every_edition_carries_three_examples_with_reasons(edition):
    examples = examples_of(edition)

    assert len(examples) >= 3
    assert len({one.name for one in examples}) == len(examples)
    assert sum("says" in wanted for one in examples for wanted in one.expected) >= 2
    assert all(packs.edition_on(edition.id, one.period.end).version == edition.version for one in examples)


def test_the_examples_reach_every_rule():
    wanted = Counter(
        expected["rule"] for edition in EDITIONS for one in examples_of(edition) for expected in one.expected
    )
    statuses = {
        expected["status"]
        for edition in EDITIONS
        for one in examples_of(edition)
        for expected in one.expected
    }

    assert {
        "activities", "activities_listed", "activity_status", "benefit_practice", "benefit_users", "breadth", "break",
        "carry_over", "coverage", "due", "edition", "evaluation", "evidence", "hours", "minimum", "newly_registered",
        "plan", "planned_share", "points", "record", "statement", "words_job_summary", "words_practice_summary",
    } <= set(wanted)  # fmt: skip
    assert statuses == {"met", "not_met", "advice", "body_decides", "none"}


@pytest.mark.parametrize("body", ["science-council", "ist", "rsc", "rsb", "iop", "ibms"])
def test_bodies_of_the_science_council_show_the_switch_of_2025(body):
    (newest,) = [one for one in EDITIONS if one.id == body and one is packs.editions(body)[-1]]

    assert any(
        wanted["rule"] == "edition" and wanted["counted"] == 1
        for one in examples_of(newest)
        for wanted in one.expected
        if wanted["status"] == "met"
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        ("says: 50 points of the 50 required, counted: 3", "says: 51 points, counted: 3", "expect[0]", "nothing of “51"),
        ("50 points of the 50 required, counted: 3", "50 points of the 50 required, counted: 2", "expect[0]", "counts 3"),
        ("why_not: enter the", "why_not: guess the", "expect[0]", "leaves none out because of “guess"),
        ("{rule: breadth, status: advice}", "{rule: breadth, status: met}", "expect[1]", "is advice, not met: "),
        ("{rule: period, status: none}", "{rule: nothing, status: met}", "expect[0]", "is none, not met."),
        ("grade: RTech-A\n", "grade: RTech-Z\n", "examples[3]", "awards no grade RTech-Z"),
        ("to: 2021-12-31\n", "to: 2019-12-31\n", "examples[4]", "cannot end before it starts"),
        ("kind: formal, hours: 30}", "kind: formel, hours: 30}", "kind", "one of work_based"),
        ("kind: formal, hours: 30}", "kind: formal, houres: 30}", "houres", "check its spelling"),
        ("hours: 30}]", "competences: [x]}]", "examples[3]", "A competence is written"),
    ],
)  # fmt: skip
def test_a_wrong_example_is_named_by_line_and_field(tmp_path, old, new, field, message):
    assert old in SOUND
    path = tmp_path / "bsas.yaml"
    path.write_text(SOUND.replace(old, new, 1))

    with pytest.raises(PackError) as caught:
        packs.check_file(path)

    problem = caught.value.problems[0]
    assert field in problem.field
    assert message in problem.message
    assert "examples" in problem.field
    assert problem.line > SOUND.splitlines().index("examples:")


def test_an_example_of_another_editions_time_is_refused(tmp_path):
    text = (packs.DATA / "science-council.yaml").read_text()
    path = tmp_path / "science-council.yaml"
    path.write_text(
        text.replace("from: 2026-01-01\n    to: 2026-12-31", "from: 2024-01-01\n    to: 2024-12-31", 1)
    )

    with pytest.raises(PackError, match="this edition is not in force on that day"):
        packs.check_file(path)
