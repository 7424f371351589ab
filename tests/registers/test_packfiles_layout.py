"""The body's return, filled from the facts: order, labels, what is known, what is not."""

from datetime import date
from decimal import Decimal

import pytest

from registers import packs
from registers.layouts import layout_of
from registers.packfiles.document import lay_out
from registers.packfiles.facts import add_up, check_facts, seal_activity
from registers.packfiles.layout import NOT_RECORDED, SEALED, fill, spell
from tests.registers.pack_samples import make_activity, make_facts

BODIES = sorted(packs.ids())


def facts_for(body: str, activities: list | None = None, **changes) -> dict:
    """Sample facts under the return of another body."""
    edition = packs.editions(body)[-1]
    facts = make_facts(activities, layout=layout_of(edition), **changes)
    facts["register"] |= {"pack": body, "version": edition.version, "body": edition.name}
    return facts


def labels(facts: dict) -> list[str]:
    """The labels in the order in which the return prints them, those of the record in its place."""
    found = []
    for part in fill(facts).parts:
        found += [column.label for column in part.columns] if hasattr(part, "columns") else [part.label]
    return found


@pytest.mark.parametrize("body", BODIES)
def test_every_body_has_its_labels_once_and_in_its_order(body):
    facts = facts_for(body, statements=[], exceptional_reason="")
    check_facts(facts)
    wanted = [one for one in facts["layout"]["fields"] if one["key"] != "activities[]"]
    first = next((n for n, one in enumerate(wanted) if one["key"].startswith("activities[].")), len(wanted))
    before = [one["label"] for one in wanted[:first]]
    each = [one["label"] for one in wanted if one["key"].startswith("activities[].")]
    after = [one["label"] for one in wanted[first:] if not one["key"].startswith("activities[].")]
    plain = [
        "Date",
        "Kind of learning",
        "Hours",
        "What you did and why it is relevant",
        "Benefit to practice",
    ]

    assert labels(facts) == [*before, *(each or [*plain, "Benefit to users"]), *after]


def test_iet_record_says_hours_and_competences_and_what_it_does_not_know():
    first = make_activity(
        1,
        body_category="T",
        minutes=100,
        end_date="2026-03-01",
        competences=["engineering-council/EngTech/A1", "iet/TMIET/B2"],
    )
    record = fill(facts_for("iet", [first])).record

    row = dict(zip([column.key for column in record.columns], record.rows[0], strict=True))
    assert row == {
        "date": date(2026, 3, 1),
        "category": "T Training courses",
        "hours": Decimal("1.67"),
        "planned": "No",
        "skill_type": None,
        "competence": "engineering-council EngTech A1, B2",
        "reflection": f"{first['benefit_practice']}\n\n{first['benefit_users']}",
    }
    assert spell(row["skill_type"]) == NOT_RECORDED


def test_answers_of_the_whole_period_come_from_what_was_written_or_is_known():
    ice = facts_for("ice", statements=[{"key": "dap", "label": "x", "text": "Learn Revit."}])
    iet = facts_for("iet", totals=add_up([make_activity(1, minutes=30)]))
    ist = facts_for("ist")
    ist["holder"]["standing"] = "Professionally active"

    answers = {one.key: one.value for one in fill(ice).answers}
    assert (answers["dap"], answers["pdr"], answers["framework_themes"]) == ("Learn Revit.", None, None)
    assert {one.key: one.value for one in fill(iet).answers}["total_hours"] == Decimal("0.5")
    assert {one.key: one.value for one in fill(ist).answers}[
        "professionally_active"
    ] == "Professionally active"


def test_statements_that_the_return_does_not_ask_for_come_after_it():
    written = [{"key": "endorsement", "label": "Endorsed by", "text": "Alan Whitcombe"}]

    filled = fill(facts_for("ibms", statements=written, exceptional_reason="Leave"))

    assert [one.label for one in filled.answers][-2:] == ["Endorsed by", "Reason for an exception"]


def test_sealed_activity_fills_its_bare_columns_only():
    sealed = seal_activity(make_activity(1))

    record = fill(facts_for("iet", [sealed])).record

    assert [spell(value) for value in record.rows[0]] == [
        "1 Mar to 14 Mar 2026",
        "Professional activity",
        "1.5",
        SEALED,
        SEALED,
        SEALED,
        SEALED,
    ]


def test_pack_without_a_layout_has_a_plain_one():
    facts = make_facts()
    facts.pop("layout")

    filled = fill(facts)

    assert filled.name == "CPD record"
    assert [column.key for column in filled.record.columns][:3] == ["date", "category", "hours"]
    assert len(filled.record.rows) == 6


def test_no_points_are_not_recorded_and_nought_points_are_nought():
    listed = [make_activity(1, points="0"), make_activity(2, points=None)]

    rows = fill(facts_for("rsb", listed)).record.rows

    assert [row[3] for row in rows] == [Decimal(0), None]


def test_declaration_that_the_return_asks_for_is_printed_there_alone():
    facts = facts_for("science-council")
    printed = [
        line
        for part in lay_out(facts)["parts"]
        for line in part["paragraphs"]
        if line == facts["declaration"]
    ]
    assert len(printed) + lay_out(facts)["declaration"].count(facts["declaration"]) == 1
    draft = facts | {"declared_on": None}
    assert lay_out(draft)["declaration"] == [facts["declaration"]]
