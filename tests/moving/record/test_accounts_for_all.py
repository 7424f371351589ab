"""Whatever belongs to a person is in their record, or is named with the reason why not."""

from django.apps import apps
from django.db import models

from moving.record.left_out import LEFT_OUT
from moving.record.listed import CARRIED, KINDS, LIVE, parts_of
from people.models import User
from tests.test_layers import ROOMS

PUBLIC = {"tenants"}


def ours() -> dict[str, type[models.Model]]:
    found = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label in ROOMS]
    return {one._meta.label: one for one in found if one._meta.app_label not in PUBLIC | {"website"}}


def test_every_model_is_carried_or_named_with_a_reason():
    carried = {kind.label for kind in KINDS}

    assert carried & set(LEFT_OUT) == set()
    assert set(ours()) == carried | set(LEFT_OUT)
    assert all(len(reason) > 8 for reason in LEFT_OUT.values())


def test_every_field_left_out_is_one_of_the_model_with_a_reason():
    for kind in KINDS:
        names = {one.name for one in kind.model._meta.concrete_fields}
        assert set(kind.left) <= names, kind.name
        assert all(len(reason) > 8 for reason in kind.left.values())


def test_what_a_living_row_refers_to_is_carried_before_it_or_may_be_empty():
    before: set[type[models.Model]] = set()
    for kind in LIVE:
        if kind.by is None:
            for part in parts_of(kind):
                if part.role == "ref":
                    assert part.to in before | {kind.model}, (kind.name, part.name)
                if part.role in ("person", "name") or part.to is kind.model:
                    assert part.field.null, (kind.name, part.name)
                    assert kind.key or part.to is kind.model, (kind.name, part.name)
        before.add(kind.model)


def test_what_stands_on_a_page_names_the_page():
    for kind in LIVE:
        if kind.within:
            assert kind.model._meta.get_field(kind.within).related_model in CARRIED


def test_a_row_of_a_person_is_found_by_a_field_or_by_what_it_names():
    for kind in KINDS:
        if kind.by is None and kind.near is None and kind.owner != "pk":
            *way, last = kind.owner.split("__")
            model = kind.model
            for step in way:
                model = model._meta.get_field(step).related_model
            assert model._meta.get_field(last).related_model is User, kind.name
