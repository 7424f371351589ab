"""Sealed words open by an act of their own, never by the way."""

import pytest

from journals.models import Entry
from tests import things
from tests.activities.test_activity_merging import sent
from tests.journals.samples import FORM, write


@pytest.fixture(params=["entry", "activity"])
def item(request, cast):
    if request.param == "entry":
        return write(cast.technician, title="Zebrafish", sealed=True)
    return things.activity(cast, title="Zebrafish", sealed=True)


def stored(item):
    return type(item).objects.get(pk=item.pk)


def test_the_edit_form_never_unseals(cast, visit, item):
    client, edit = visit(cast.technician), f"{item.get_absolute_url()}edit/"
    page = client.get(edit)
    form = sent(page.context["form"]) | {"title": "Zebrafish two"}
    form.pop("sealed")

    assert client.post(edit, form).status_code == 302
    assert stored(item).sealed
    assert stored(item).words()["title"] == "Zebrafish two"
    assert f"{item.get_absolute_url()}unseal/" in page.content.decode()


def test_unsealing_asks_and_says_who_will_read_it(cast, visit, item):
    client, here = visit(cast.technician), f"{item.get_absolute_url()}unseal/"

    page = client.get(here).content.decode()

    assert "my supervisors" in page
    assert stored(item).sealed
    assert client.post(here)["Location"] == item.get_absolute_url()
    assert (stored(item).sealed, stored(item).title) == (False, "Zebrafish")
    assert client.get(here).status_code == 302
    assert "Zebrafish" in visit(cast.supervisor).get(item.get_absolute_url()).content.decode()


def test_nobody_else_unseals(cast, visit, item):
    here = f"{item.get_absolute_url()}unseal/"

    assert visit(cast.supervisor).post(here).status_code == 404
    assert visit().post(here).status_code == 302
    assert stored(item).sealed


def test_saving_while_typing_never_unseals(cast, visit):
    entry = write(cast.technician, title="Zebrafish", sealed=True, publish=False)
    form = FORM | {"uid": str(entry.uid), "changed": entry.changed_token}

    assert visit(cast.technician).post("/journal/autosave/", form).status_code == 200
    assert Entry.objects.get().sealed
