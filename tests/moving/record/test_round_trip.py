"""What was gathered, stored in a space of its own and gathered again is the same."""

from typing import Any

import pytest

from lib.digests import canonical_json
from moving.record.gathering import Seen, gather, gather_into
from moving.record.storing import Arrival, Taken
from people.models import User
from sharing.models import ShareLink
from tenants.schemas import exists
from tenants.scratch import check_constraints, scratch_schema
from tests.moving.record.samples import whole_life

# Kinds that the sample has nothing of; the demo's people have.
RARE = {
    "agreements", "findable",
    "application_links", "attendance", "breaks", "comments_written", "evidence_versions", "extensions",
    "pairs_supervising", "prompts", "registration_events", "remarks", "sent_applications", "statements", "supporters",
}  # fmt: skip


class Kept:
    """Takes every file for granted."""

    def keep(self, path: str, store: str) -> str:
        return f"kept/{abs(hash(path))}"


def rows_of(person: User, **options: Any) -> dict[str, list[str]]:
    return {kind.name: sorted(map(canonical_json, rows)) for kind, rows in gather(person, **options)}


def dict_of(person: User, **options: Any) -> dict[str, Any]:
    return {kind.name: rows for kind, rows in gather(person, **options)}


def through_scratch(person: User, **options: Any) -> dict[str, list[str]]:
    record = list(gather_into(Seen(person, **{"sealed": False, **options})))
    with scratch_schema():
        newcomer = User.objects.create(username="newcomer", email="newcomer@example.org")
        arrival = Arrival(newcomer, Kept())
        for kind, rows in record:
            arrival.store(kind, rows)
        check_constraints()
        return rows_of(User.objects.get(pk=newcomer.pk), **options)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_record_comes_out_as_it_went_in(cast, sealed):
    person = whole_life(cast)
    before = rows_of(person, sealed=sealed)

    after = through_scratch(person, sealed=sealed)

    for name, rows in before.items():
        assert after[name] == rows, name
    empty = {name for name, rows in before.items() if not rows}
    assert empty == RARE


def test_names_of_whom_the_institution_does_not_know_are_kept(cast):
    person = whole_life(cast)
    work = dict_of(person)["assessments"][0]

    assert work["set_by"] == {"name": cast.trainer.display_name, "owner": False}


def test_without_their_words_sealed_items_are_bare_facts(cast):
    person = whole_life(cast)
    said = str(dict_of(person))

    assert "What nobody else shall read." not in said
    assert "What nobody else shall read." in str(dict_of(person, sealed=True))


def test_no_secret_and_no_private_note_is_in_a_record(cast):
    person = whole_life(cast)
    said = str(dict_of(person, sealed=True))

    assert "Ask about gain." not in said
    for link in ShareLink.objects.filter(owner=person):
        assert link.token not in said
    assert person.password not in said


def test_storing_twice_is_storing_once(cast):
    record = list(gather(whole_life(cast)))
    with scratch_schema():
        newcomer = User.objects.create(username="newcomer", email="newcomer@example.org")
        for _ in range(2):
            arrival = Arrival(newcomer, Kept())
            for kind, rows in record:
                if not kind.told:
                    arrival.store(kind, rows)
        check_constraints()
        again = {kind.name: len(rows) for kind, rows in gather(newcomer)}

    assert again == {kind.name: 0 if kind.told else len(rows) for kind, rows in record}


def test_what_is_somebody_elses_here_refuses_the_record(cast):
    kind, rows = next((kind, rows) for kind, rows in gather(whole_life(cast)) if kind.name == "evidence")
    with scratch_schema():
        first, second = (
            User.objects.create(username=name, email=f"{name}@example.org") for name in ("first", "second")
        )
        Arrival(first, Kept()).store(kind, rows)

        with pytest.raises(Taken):
            Arrival(second, Kept()).store(kind, rows)


def test_a_scratch_space_leaves_nothing(cast):
    with scratch_schema() as name:
        assert User.objects.count() == 0
        User.objects.create(username="newcomer", email="newcomer@example.org")

    assert not exists(name)
    with pytest.raises(ZeroDivisionError), scratch_schema() as broken:
        raise ZeroDivisionError
    assert not exists(broken)
    assert not User.objects.filter(username="newcomer").exists()
