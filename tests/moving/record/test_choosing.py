"""What goes along where something is left, or taken as a stub: nothing of it by another way."""

from typing import Any

import pytest

from activities.models import Activity
from assessments.models import Assignment
from evidence.models import Evidence
from journals.models import Entry
from lib.digests import canonical_json
from moving.record.choosing import CHOOSABLE, EVERYTHING, Choices
from moving.record.listed import BY_NAME, parts_of
from moving.record.taking import Luggage, luggage_of
from portfolios.models import WebfolioSectionPage
from tests.moving.record.samples import whole_life

SECRET = "ZORKMID"
NOTE = "The details stay with Northmoor."


@pytest.fixture
def person(cast):
    return whole_life(cast)


def packed(person: Any, **choices: Any) -> Luggage:
    return luggage_of(person, sealed=True, choices=Choices(note=NOTE, **choices))


def words_of(luggage: Luggage) -> str:
    return canonical_json([(kind.name, rows) for kind, rows in luggage.record if not kind.told])


def uids(rows: Any) -> frozenset[str]:
    return frozenset(str(uid) for uid in rows.values_list("uid", flat=True))


def test_without_a_choice_everything_goes(person):
    whole, chosen = luggage_of(person, sealed=True, choices=EVERYTHING), packed(person)

    assert words_of(chosen) == words_of(whole)
    assert chosen.files == whole.files


@pytest.mark.parametrize("name", CHOOSABLE)
def test_nothing_hangs_on_what_is_left(person, name):
    model = BY_NAME[name].model
    left = uids(model._default_manager.filter(**{BY_NAME[name].owner: person.pk}))
    assert left, "the sample has one of each"

    gone = set(left)
    for kind, rows in packed(person, left=left).record:
        if kind.told:
            continue
        keys = {str(row["uid"]) for row in rows if "uid" in row}
        assert not keys & gone
        for row in rows:
            assert str(row.get("object_uid")) not in left
            if not kind.by:
                assert not {str(row[part.name]) for part in parts_of(kind) if part.role == "ref"} & left


def test_files_of_what_is_left_stay_too(person):
    piece = Evidence.objects.filter(owner=person, kind="file").first()
    whole, chosen = packed(person), packed(person, left=frozenset({str(piece.uid)}))

    gone = set(whole.files) - set(chosen.files)
    assert gone and all(str(piece.uid) in path for path in gone)


def secretly(person: Any) -> None:
    """Every text of what has a stub holds the secret, but for the title."""
    Activity.objects.filter(owner=person, sealed=False).update(
        description=SECRET, provider=SECRET, benefit_practice=SECRET, benefit_users=SECRET, tags=[SECRET]
    )
    Entry.objects.filter(owner=person, sealed=False).update(
        body=SECRET, tags=[SECRET], reflection={"prompts": [SECRET]}
    )
    Assignment.objects.filter(owner=person).update(response=SECRET, guidance=SECRET, overall_feedback=SECRET)
    for name, fields in {
        "criteria": ("response", "feedback", "title"), "comments": ("words",), "signatures": ("comment",),
        "verifications": ("note",), "tasks": ("words", "note"), "task_moves": ("words",), "prompts": ("label", "response"),
        "assessment_moves": ("reason",),
    }.items():  # fmt: skip
        rows = BY_NAME[name].model._default_manager.filter(**{BY_NAME[name].owner: person.pk})
        for field in fields:
            rows.update(**{field: SECRET})
    for one in BY_NAME["verifications"].model._default_manager.all():
        one.facts = one.facts | {"description": SECRET, "evidence": [SECRET]}
        one.save()
    for one in BY_NAME["sign_offs"].model._default_manager.filter(sealed_text=""):
        one.snapshot = one.snapshot | {"facts": [{"label": "What", "text": SECRET}]}
        one.save()
    BY_NAME["submissions"].model._default_manager.update(snapshot={"response": SECRET})


def test_a_stub_tells_title_dates_length_and_who_attested_it_and_no_word(person):
    secretly(person)
    mine = {"owner": person}
    stubs = uids(Activity.objects.filter(**mine)) | uids(Entry.objects.filter(**mine))
    stubs |= uids(Assignment.objects.filter(**mine)) | uids(
        BY_NAME["tasks"].model._default_manager.filter(**mine)
    )

    made = packed(person, stubs=stubs, left=uids(WebfolioSectionPage.objects.filter(owner=person)))

    assert SECRET in words_of(packed(person))
    assert SECRET not in words_of(made)
    rows = {kind.name: rows for kind, rows in made.record}
    whole = {kind.name: rows for kind, rows in packed(person).record}
    for name in ("activities", "entries", "assessments", "tasks", "verifications", "signatures"):
        assert len(rows[name]) == len(whole[name]), name
    for stub, one in zip(rows["activities"], whole["activities"], strict=True):
        same = ("uid", "title", "start_date", "end_date", "minutes", "category", "claims", "self_points")
        assert {name: stub[name] for name in same} == {name: one[name] for name in same}
        assert stub["description"] == NOTE
        assert (stub["has_description"], stub["has_practice"]) == (False, False)
    for stub, one in zip(rows["verifications"], whole["verifications"], strict=True):
        assert (stub["by_name"], stub["at"], stub["digest"]) == (one["by_name"], one["at"], one["digest"])
        assert stub["points_awarded"] == one["points_awarded"]
        assert stub["facts"]["title"] == one["facts"].get("title", "")
    for stub, one in zip(rows["assessments"], whole["assessments"], strict=True):
        assert (stub["title"], stub["state"], stub["total"]) == (one["title"], one["state"], one["total"])
    assert not rows["criteria"] and not rows["submissions"]


def test_a_mock_audit_that_repeats_what_is_left_stays(person):
    mocks = {kind.name: rows for kind, rows in packed(person).record}["mock_audits"]
    assert mocks
    looked_at = next(
        uid for uid in uids(Activity.objects.filter(owner=person)) if uid in canonical_json(mocks)
    )

    made = {kind.name: rows for kind, rows in packed(person, stubs=frozenset({looked_at})).record}

    assert len(made["mock_audits"]) < len(mocks)


def test_a_declared_pack_with_the_words_of_what_is_not_whole_stays_with_its_renewal_and_files(person):
    whole = packed(person)
    packs = {kind.name: rows for kind, rows in whole.record}["declared_packs"]
    uid = next(uid for uid in uids(Activity.objects.filter(owner=person)) if uid in canonical_json(packs))

    made = packed(person, stubs=frozenset({uid}))

    rows = {kind.name: rows for kind, rows in made.record}
    renewals = {row["renewal"] for row in packs}
    assert not renewals & {row["uid"] for row in rows["renewals"]}
    for name in ("declared_packs", "pack_files", "pack_evidence", "handings", "remarks"):
        assert rows[name] == [], name
    assert not [path for path in made.files if path.startswith("files/packs/")]
