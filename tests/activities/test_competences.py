"""Competences by name: on the activity's page, in the form, and another register's without losing what was typed."""

import re

import pytest

from activities.competences import named, picker
from activities.models import Activity
from registers.actions import save_registration
from tests.tellers import Teller

A1 = "science-council/RSciTech/A1"
SENT = {"title": "Aligned the laser", "when": "today", "length": "1 h", "category": "work_based"}


@pytest.fixture
def registered(cast):
    return save_registration(
        owner=cast.technician, values={"pack": "science-council", "grade": "RSciTech"}, breaks=[]
    )


def test_a_competence_is_named_with_its_register_and_an_unknown_one_as_stored(db):
    known, unknown, inferred = named([A1, "nowhere/at-all/X1", "science-council/RSciTech/A2"])

    assert str(known).startswith("A1 Use the ideas and principles")
    assert str(known).endswith("(RSciTech, Science Council)")
    assert str(unknown) == "nowhere/at-all/X1"
    assert (known.inferred, inferred.inferred) == (False, True)


def test_the_activitys_page_shows_names(cast, visit):
    activity = Teller(cast).activity(cast.technician, competences=[A1])

    page = visit(cast.technician).get(activity.get_absolute_url()).content.decode()

    assert "Use the ideas and principles" in page
    assert "RSciTech, Science Council" in page


def test_the_form_offers_the_registers_held_with_the_chosen_ticked(cast, visit, registered):
    activity = Teller(cast).activity(cast.technician, competences=[A1, "elsewhere/X/Y1"])

    page = visit(cast.technician).get(f"{activity.get_absolute_url()}edit/").content.decode()

    ticked = re.findall(r'name="competences" value="([^"]+)" checked', page)
    assert sorted(ticked) == ["elsewhere/X/Y1", A1]
    assert 'value="science-council/RSciTech/E1"' in page
    assert 'value="science-council/RSci/A1"' not in page
    assert "check the body’s text" in page


def test_another_registers_competences_are_shown_and_what_was_typed_stays(cast, visit, registered):
    sent = SENT | {
        "competences": [A1],
        "show_competences": "1",
        "competence_register": "engineering-council/EngTech",
        "description": "Half a sentence",
        "planned": "on",
    }

    answer = visit(cast.technician).post("/activities/new/", sent)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="engineering-council/EngTech/A1"' in page
    assert "Half a sentence" in page
    assert 'value="Aligned the laser"' in page
    assert re.search(rf'value="{A1}" checked', page)
    assert re.search(r'name="planned"[^>]*checked', page)
    assert not Activity.objects.exists()


def test_ticks_and_typed_ones_are_stored_together(cast, visit, registered):
    sent = SENT | {"competences": [A1, "science-council/RSciTech/E1"], "competences_typed": "iet/TMIET/X1"}

    visit(cast.technician).post("/activities/new/", sent)

    assert Activity.objects.get().competences == [A1, "science-council/RSciTech/E1", "iet/TMIET/X1"]


def test_words_narrow_the_list_and_keep_what_is_chosen(cast, registered):
    from django.http import QueryDict

    asked = QueryDict("show_competences=1&competence_words=safe")

    found = picker(cast.technician, [A1], asked)

    shown = {
        one.value for framework in found.frameworks for unit in framework.units for one in unit.competences
    }
    assert shown == {A1, "science-council/RSciTech/B2"}
    assert all(unit.is_open for framework in found.frameworks for unit in framework.units)


def test_without_a_register_every_other_one_can_be_looked_at(cast, visit):
    page = visit(cast.technician).get("/activities/new/").content.decode()

    assert '<option value="science-council/RSciTech">' in page
    assert 'type="checkbox" name="competences"' not in page


def test_the_enter_key_saves_and_does_not_press_the_button_of_the_competences(cast, visit):
    page = visit(cast.technician).get("/activities/new/").content.decode()

    form = page[page.index('data-autosave="activity-new"') :]
    first = re.search(r'<button[^>]*type="submit"[^>]*>', form).group()
    assert "name=" not in first
    assert form.index(first) < form.index('name="title"') < form.index('name="show_competences"')
