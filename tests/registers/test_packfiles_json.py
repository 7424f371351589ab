"""The pack as JSON, and the schema published for it."""

import json

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from lib.digests import digest
from registers.packfiles.facts import PackRefused
from registers.packfiles.plain import render_json
from registers.packfiles.schema import build, published
from tests.registers.pack_samples import ODD_TEXTS, make_activity, make_draft, make_facts


def validator():
    return Draft202012Validator(published(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_published_schema_is_that_of_the_types():
    Draft202012Validator.check_schema(published())

    assert published() == build(), "Run python -m registers.packfiles.schema and commit what it writes."


@pytest.mark.parametrize(
    "facts", [make_facts(), make_draft(), make_facts([])], ids=["whole", "draft", "empty"]
)
def test_json_holds_the_facts_and_fits_the_schema(facts):
    read = json.loads(render_json(facts))

    validator().validate(read)
    assert {key: value for key, value in read.items() if key not in {"state", "digest"}} == facts
    assert read["digest"] == digest(facts)
    assert read["state"] == ("declared" if facts["code"] else "draft")


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_json_takes_any_text(odd):
    read = json.loads(render_json(make_facts([make_activity(1, title=odd)])))

    assert read["activities"][0]["title"] == odd


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": "other/1"},
        {"declared_on": "yesterday"},
        {"extra": 1},
        {"digest": "abc"},
        {"state": "sent"},
        {"period": {"from": "2026-01-01"}},
    ],
)
def test_schema_refuses_what_is_no_pack(wrong):
    read = json.loads(render_json(make_facts())) | wrong

    with pytest.raises(ValidationError):
        validator().validate(read)


def test_json_of_the_same_facts_is_the_same_bytes():
    facts = make_facts()

    assert render_json(facts) == render_json(dict(reversed(facts.items())))


def test_json_refuses_bad_facts():
    with pytest.raises(PackRefused):
        render_json({})


def test_schema_is_served_to_everyone(visit):
    answer = visit().get("/api/v1/schemas/renewal-pack.json")

    assert answer.status_code == 200
    assert answer.json() == published()
