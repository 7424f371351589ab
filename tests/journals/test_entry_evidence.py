"""Evidence on an entry: added with the form, chosen from the library, taken off; private like the entry."""

from evidence import actions
from evidence.queries import attached_to
from journals.models import Entry
from tests.journals.samples import FORM, write

NEW = "/journal/new/"


def edit_of(entry):
    return f"{entry.get_absolute_url()}edit/"


def test_link_is_attached_with_the_entry_and_read_by_the_supervisor(cast, visit):
    link = {"evidence_link": "https://northmoor.example/report", "evidence_title": "The report"}

    visit(cast.technician).post(NEW, FORM | link | {"then": "publish"})

    entry = Entry.objects.get()
    assert "The report" in visit(cast.supervisor).get(entry.get_absolute_url()).content.decode()


def test_bad_link_is_told_and_nothing_is_saved(cast, visit):
    answer = visit(cast.technician).post(NEW, FORM | {"evidence_link": "javascript:alert(1)"})

    assert answer.status_code == 422
    assert 'href="#id_evidence_link"' in answer.content.decode()
    assert not Entry.objects.exists()


def test_piece_of_the_library_is_attached_and_taken_off(cast, visit):
    piece = actions.add_link(owner=cast.technician, url="https://northmoor.example/report")
    entry, client = write(cast.technician), visit(cast.technician)
    form = FORM | {"changed": entry.changed_token}

    client.post(edit_of(entry), form | {"evidence_library": str(piece.uid)})
    attached = attached_to("entry", entry)
    token = Entry.objects.get().changed_token
    client.post(edit_of(entry), FORM | {"changed": token, "evidence_off": str(piece.uid)})

    assert attached == [piece]
    assert attached_to("entry", entry) == []


def test_somebody_elses_piece_cannot_be_chosen(cast, visit):
    theirs = actions.add_link(owner=cast.engineer, url="https://northmoor.example/report")

    answer = visit(cast.technician).post(NEW, FORM | {"evidence_library": str(theirs.uid)})

    assert answer.status_code in (302, 422)
    assert all(attached_to("entry", entry) == [] for entry in Entry.objects.all())
