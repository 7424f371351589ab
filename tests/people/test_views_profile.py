"""One's own account in two windows."""

import pytest

from people.models import User

HERE = "/account/"


@pytest.fixture
def two(cast, visit):
    """The person, their browser, and the form as a browser sends it, untouched."""
    client = visit(cast.technician)
    form = client.get(HERE).context["form"]
    return client, {box.name: box.value() or "" for box in form}


def stored(cast) -> tuple[str, str, str]:
    person = User.objects.get(pk=cast.technician.pk)
    return person.first_name, person.last_name, person.theme


def test_changes_of_different_fields_are_both_kept_and_said(cast, two):
    client, form = two
    client.post(HERE, form | {"first_name": "Meg"})

    page = client.post(HERE, form | {"theme": "dark"}, follow=True).content.decode()

    assert stored(cast) == ("Meg", "Okafor", "dark")
    assert "Yours: light or dark. The other’s: first name." in page


@pytest.mark.parametrize(("choice", "name"), [("mine", "Megs"), ("theirs", "Meg")])
def test_one_field_changed_twice_is_asked(cast, two, choice, name):
    client, form = two
    client.post(HERE, form | {"first_name": "Meg", "last_name": "Okafor-Lee"})

    asked = client.post(HERE, form | {"first_name": "Megs"})
    again = {box.name: box.value() or "" for box in asked.context["form"]}

    assert asked.status_code == 409
    assert stored(cast)[0] == "Meg"
    assert client.post(HERE, again | {"keep_first_name": choice}).status_code == 302
    assert stored(cast)[:2] == (name, "Okafor-Lee")


def test_a_form_without_the_token_saves_as_it_says(cast, two):
    client, form = two
    form.pop("base")

    assert client.post(HERE, form | {"first_name": "Meg"}).status_code == 302
    assert client.post(HERE, form | {"first_name": "x" * 200}).status_code == 422
    assert stored(cast)[0] == "Meg"
