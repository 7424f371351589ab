"""Folders, tags and acts on several pieces, each of which can be taken back."""

import uuid
from datetime import timedelta

import pytest

from evidence import actions
from evidence.actions.bulk import TooManyTags
from evidence.models import UNDO_DAYS, Evidence, LibraryChange
from sharing.refusals import TooLate
from tests import things


def pieces(cast, count: int = 3) -> list[Evidence]:
    return [
        actions.add_link(owner=cast.technician, url=f"https://example.org/{number}", title=f"Page {number}")
        for number in range(count)
    ]


def uids(rows) -> list[str]:
    return [str(one.uid) for one in rows]


def act(page, kind: str, rows, **value):
    sent = {"act": kind, "pick": uids(rows), "once": str(uuid.uuid4())} | value
    return page.post("/evidence/bulk/apply/", sent)


def test_ticked_pieces_are_moved_after_confirmation_and_taken_back(cast, visit):
    first, second, third = pieces(cast)
    page = visit(cast.technician)

    asked = page.post("/evidence/bulk/", {"act": "moved", "pick": uids([first, second])})
    assert "Move to a folder: 2 pieces" in asked.content.decode()
    assert not Evidence.objects.exclude(folder="").exists()
    done = act(page, "moved", [first, second], folder=" Autoclave ")

    assert set(Evidence.objects.filter(folder="Autoclave")) == {first, second}
    listed = page.get("/evidence/?folder=Autoclave").content.decode()
    assert "Page 1" in listed and "Page 2" not in listed
    assert "Page 2" in page.get("/evidence/?folder=-").content.decode()
    shown = page.get(done.url).content.decode()
    assert "Moved to a folder: 2 pieces." in shown
    change = LibraryChange.objects.get()
    page.post(f"/evidence/changes/{change.uid}/undo/")
    page.post(f"/evidence/changes/{change.uid}/undo/")
    assert not Evidence.objects.exclude(folder="").exists()
    assert third.folder == ""


def test_tags_are_added_found_and_removed(cast, visit):
    first, second, _ = pieces(cast)
    page = visit(cast.technician)

    act(page, "tags_added", [first, second], tags="Safety, laser")
    act(page, "tags_added", [first], tags="safety, Lab")
    assert Evidence.objects.get(pk=first.pk).tags == ["Safety", "laser", "Lab"]
    assert "Page 1" not in page.get("/evidence/?tag=Lab").content.decode()
    act(page, "tags_removed", [first, second], tags="LASER")

    assert Evidence.objects.get(pk=first.pk).tags == ["Safety", "Lab"]
    assert Evidence.objects.get(pk=second.pk).tags == ["Safety"]


def test_deleted_together_and_taken_back_where_they_were(cast, visit):
    hung, loose = things.link(cast, "supervisors"), pieces(cast, 1)[0]
    page = visit(cast.technician)

    act(page, "deleted", [hung, loose])
    assert not Evidence.objects.alive().exists()
    assert visit(cast.supervisor).get(hung.get_absolute_url()).status_code == 404
    page.post(f"/evidence/changes/{LibraryChange.objects.get().uid}/undo/")

    assert Evidence.objects.alive().count() == 2
    assert visit(cast.supervisor).get(hung.get_absolute_url()).status_code == 302


def test_undo_leaves_what_was_changed_since(cast):
    first, second, _ = pieces(cast)
    change = actions.change_many(
        owner=cast.technician, uids=[first.uid, second.uid], kind="moved", value="Old", once=uuid.uuid4()
    )
    actions.edit_evidence(evidence=first, actor=cast.technician, values={"folder": "Newer"})

    assert actions.undo_change(change=change, actor=cast.technician) == 1
    assert sorted(Evidence.objects.values_list("folder", flat=True)) == ["", "", "Newer"]


def test_same_form_twice_is_one_act(cast):
    row, once = pieces(cast, 1)[0], uuid.uuid4()
    made = {
        actions.change_many(owner=cast.technician, uids=[row.uid], kind="moved", value=name, once=once)
        for name in ("First", "Second")
    }

    assert len(made) == 1
    assert Evidence.objects.get().folder == "First"


def test_nobody_changes_anothers_pieces(cast, visit):
    row = pieces(cast, 1)[0]

    answer = act(visit(cast.colleague), "deleted", [row])

    assert answer.status_code == 302
    assert Evidence.objects.alive().count() == 1
    assert not LibraryChange.objects.exists()


def test_nothing_ticked_no_act_and_bad_input_change_nothing(cast, visit):
    rows = pieces(cast)
    page = visit(cast.technician)

    assert (
        "Tick at least one piece"
        in page.post("/evidence/bulk/", {"act": "moved"}, follow=True).content.decode()
    )
    chosen = page.post("/evidence/bulk/", {"act": "", "pick": uids(rows)})
    assert (chosen.status_code, chosen.content.decode().count('name="pick"')) == (422, 3)
    wrong = act(page, "tags_added", rows, tags="")
    assert (wrong.status_code, "Write at least one tag." in wrong.content.decode()) == (422, True)
    assert act(page, "nonsense", rows).status_code == 302
    assert page.post("/evidence/bulk/apply/", {"act": "moved", "once": "x", "pick": "y"}).status_code == 422
    assert not LibraryChange.objects.exists()


def test_too_many_tags_are_refused_whole(cast):
    row = pieces(cast, 1)[0]
    tags = [f"t{number}" for number in range(20)]
    actions.edit_evidence(evidence=row, actor=cast.technician, values={"tags": tags})

    with pytest.raises(TooManyTags):
        actions.change_many(
            owner=cast.technician, uids=[row.uid], kind="tags_added", value=["one more"], once=uuid.uuid4()
        )


def test_after_thirty_days_it_stays(cast):
    change = things.library_change(cast)
    late = change.made_at - timedelta(days=UNDO_DAYS + 1)
    LibraryChange.objects.filter(pk=change.pk).update(made_at=late)

    with pytest.raises(TooLate):
        actions.undo_change(change=change, actor=cast.technician)


def test_piece_is_renamed_filed_and_tagged(cast, visit):
    row = pieces(cast, 1)[0]
    page, address = visit(cast.technician), f"/evidence/{row.uid}/about/"

    assert page.post(address, {"title": "Better", "folder": "Web", "tags": "a, b"}).status_code == 302
    stored = Evidence.objects.get()
    assert (stored.title, stored.folder, stored.tags) == ("Better", "Web", ["a", "b"])
    wrong = page.post(address, {"title": "", "folder": "Kept", "tags": ""})
    assert (wrong.status_code, "Say what it shows." in wrong.content.decode()) == (422, True)
    assert 'value="Kept"' in wrong.content.decode()
    assert visit(cast.colleague).get(address).status_code == 404


@pytest.mark.parametrize("query", ["q=Page+1", "sort=link&q=1", "tag=laser", "sort=picture"])
def test_filters(cast, visit, query):
    last = pieces(cast)[2]
    actions.edit_evidence(evidence=last, actor=cast.technician, values={"tags": ["laser"]})

    answer = visit(cast.technician).get(f"/evidence/?{query}")

    assert answer.status_code in (200, 422)
    assert ("Page 1" in answer.content.decode()) is query.endswith("1")
