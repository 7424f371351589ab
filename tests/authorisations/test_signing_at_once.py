"""Presses of one button that reach several workers at once: one technique, one signature, and no error of ours."""

from uuid import uuid4

from authorisations.models import Authorisation, Technique
from tenants.schemas import in_schema
from tests import things
from tests.at_once import PRESSES, pressed_at_once
from tests.people import NORTHMOOR, Cast


def test_technique_and_signature_sent_twice_at_once_are_kept_once(committed):
    with in_schema(committed):
        cast = Cast(NORTHMOOR)
        lathe, technician, supervisor = things.technique(cast, name="Lathe"), cast.technician, cast.supervisor
    added = {"name": "Cryostat", "kind": "instrument", "uid": str(uuid4())}
    signed = {"person": technician.pk, "technique": str(lathe.uid), "level": "independent"}

    answers = [
        *pressed_at_once(committed, supervisor, "/authorisations/techniques/new/", added),
        *pressed_at_once(committed, supervisor, "/authorisations/new/", signed | {"once": str(uuid4())}),
    ]

    assert answers == [302] * PRESSES * 2
    with in_schema(committed):
        assert Technique.objects.filter(name="Cryostat").count() == 1
        assert Authorisation.objects.filter(technique=lathe).count() == 1
