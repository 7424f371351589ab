"""Writing, reading, publishing and deleting on the screens."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from journals.models import Entry, ReflectionPrompt
from journals.queries import drafts_of
from notices.models import Notice
from sharing.actions import delete_item
from tests.journals.samples import FORM, write

NEW = "/journal/new/"
TOLD = Notice.objects.filter(kind="entry_published")


def edit_of(entry):
    return f"{entry.get_absolute_url()}edit/"


def test_draft_is_saved_and_opens_for_more_writing(cast, visit):
    answer = visit(cast.technician).post(NEW, FORM | {"then": "draft"}, follow=True)

    entry = Entry.objects.get()
    assert (entry.owner, entry.state, entry.tags) == (cast.technician, "draft", ["cryostat", "histology"])
    assert answer.redirect_chain == [(edit_of(entry), 302)]
    assert "Draft saved, dated 16 Mar 2026." in answer.content.decode()
    assert list(drafts_of(cast.technician)) == [entry]
    assert not TOLD.all().exists()


def test_publishing_tells_the_supervisors_once(cast, visit):
    client = visit(cast.technician)

    client.post(NEW, FORM | {"then": "publish"})
    entry = Entry.objects.get()
    client.post(f"{entry.get_absolute_url()}withdraw/")
    client.post(f"{entry.get_absolute_url()}publish/")
    client.post(f"{entry.get_absolute_url()}publish/")

    notice = TOLD.all().get()
    assert (notice.recipient, notice.kind) == (cast.supervisor, "entry_published")
    assert Entry.objects.get().state == "published"


@pytest.mark.parametrize("sent", [{"audience": "only_me"}, {"sealed": "on"}])
def test_publishing_to_nobody_tells_nobody(cast, visit, sent):
    visit(cast.technician).post(NEW, FORM | sent | {"then": "publish"})

    assert Entry.objects.get().state == "published"
    assert not TOLD.all().exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"date": "16/3/1026"}, "date"),
        ({"body": ""}, "body"),
        ({"tags": "x" * 41}, "tags"),
        ({"audience": "the_world"}, "audience"),
    ],
)
def test_bad_input_names_the_field_keeps_the_text_and_saves_nothing(cast, visit, sent, field):
    words = {"title": "Kept <b>title</b>", "body": "Kept text"} | sent

    answer = visit(cast.technician).post(NEW, FORM | words | {"then": "publish"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}' in page
    assert "Kept text" in page or field == "body"
    assert "Kept &lt;b&gt;title&lt;/b&gt;" in page or field == "title"
    assert not Entry.objects.exists()


def test_form_takes_no_forged_field(cast, visit):
    forged = {
        "owner": cast.engineer.pk,
        "state": "published",
        "published_at": "2020-01-01",
        "deleted_at": "2020-01-01",
    }

    visit(cast.technician).post(NEW, FORM | forged)

    entry = Entry.objects.get()
    assert (entry.owner, entry.state, entry.published_at, entry.deleted_at) == (
        cast.technician, "draft", None, None
    )  # fmt: skip


def test_uid_of_another_owner_is_refused_without_saying_so(cast, visit):
    theirs = write(cast.engineer)

    answer = visit(cast.technician).post(NEW, FORM | {"uid": str(theirs.uid)})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "cannot be saved under this reference" in page
    assert str(theirs.uid) not in page
    assert Entry.objects.get().title == theirs.title


def test_same_form_twice_is_one_entry(cast, visit):
    client, form = visit(cast.technician), FORM | {"uid": str(uuid.uuid4())}

    client.post(NEW, form)
    client.post(NEW, form)

    assert Entry.objects.count() == 1


def test_two_tabs_tell_the_second_and_lose_nothing(cast, visit):
    entry, client = write(cast.technician), visit(cast.technician)
    form = FORM | {"changed": entry.changed_token}
    client.post(edit_of(entry), form | {"title": "First tab"})

    second = client.post(edit_of(entry), form | {"title": "Second tab", "body": "Long work"})

    page = second.content.decode()
    assert second.status_code == 409
    for words in ("First tab", "Second tab", "Long work", "This was changed after you opened it"):
        assert words in page
    assert Entry.objects.get().title == "First tab"
    token = second.context["form"]["changed"].value()
    assert client.post(edit_of(entry), form | {"title": "Second tab", "changed": token}).status_code == 302
    assert Entry.objects.get().title == "Second tab"


def test_text_typed_before_the_session_ended_is_there_after_signing_in(cast, visit):
    writer = visit(cast.technician).get(NEW).context["writer"]
    lost = visit()

    answer = lost.post(NEW, FORM | {"writer": writer, "body": "Typed for an hour", "audience": "only_me"})
    lost.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")

    assert answer["Location"].startswith("/account/login/?next=")
    page = lost.get(NEW)
    assert "Typed for an hour" in page.content.decode()
    assert page.context["form"]["audience"].value() == "only_me"
    assert not Entry.objects.exists()


def test_published_entry_cannot_be_emptied(cast, visit):
    entry = write(cast.technician)

    answer = visit(cast.technician).post(edit_of(entry), FORM | {"changed": entry.changed_token, "body": " "})

    assert answer.status_code == 422
    assert Entry.objects.get().body == entry.body


LADDER = [
    ("technician", 200, 302),
    ("supervisor", 200, 403),
    ("colleague", 404, 404),
    ("other_supervisor", 404, 404),
    ("trainer", 404, 404),
    ("admin", 404, 404),
    ("editor", 404, 404),
]


@pytest.mark.parametrize(("who", "read", "write_"), LADDER)
def test_ladder_of_one_entry(cast, visit, who, read, write_):
    entry = write(cast.technician)
    client, here = visit(getattr(cast, who)), entry.get_absolute_url()
    form = FORM | {"changed": entry.changed_token}

    assert client.get(here).status_code == read
    assert client.get(edit_of(entry)).status_code == (200 if write_ == 302 else write_)
    assert client.post(edit_of(entry), form).status_code == write_
    for verb in ("withdraw", "publish", "delete"):
        assert client.post(f"{here}{verb}/").status_code == write_


@pytest.mark.parametrize("values", [{"publish": False}, {"sealed": True}, {"audience": "only_me"}])
def test_drafts_sealed_and_private_entries_open_to_the_owner_alone(cast, visit, values):
    entry = write(cast.technician, **values)

    assert visit(cast.technician).get(entry.get_absolute_url()).status_code == 200
    assert visit(cast.supervisor).get(entry.get_absolute_url()).status_code == 404


def test_addresses_of_nothing_and_wrong_methods(cast, visit):
    entry, client = write(cast.technician), visit(cast.technician)

    assert client.get(f"/journal/{uuid.uuid4()}/").status_code == 404
    assert client.post(entry.get_absolute_url()).status_code == 405
    assert client.put(NEW).status_code == 405
    for verb in ("publish", "withdraw", "delete", "restore"):
        assert client.get(f"{entry.get_absolute_url()}{verb}/").status_code == 405
    assert visit().get(entry.get_absolute_url()).status_code == 302
    assert visit().get(f"/journal/{uuid.uuid4()}/").status_code == 302
    assert visit(cast.admin).get(NEW).status_code == 403


def test_southby_finds_nothing_of_northmoor(cast, southby, southby_cast, visit):
    entry = write(cast.technician, audience="public")
    with southby():
        client = visit(southby_cast.technician, host="southby.localhost")

        assert client.get(entry.get_absolute_url()).status_code == 404


def test_sealed_words_are_in_no_column_and_open_to_the_owner(cast, visit):
    entry = write(cast.technician, title="Grievance meeting", body="Very private", sealed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM journals_entry a")
        row = cursor.fetchone()[0]

    assert "Grievance" not in row
    assert "private" not in row
    page = visit(cast.technician).get(entry.get_absolute_url()).content.decode()
    assert "Grievance meeting" in page
    assert "Very private" in page
    assert "Grievance" not in visit(cast.technician).get("/journal/").content.decode()


def test_text_is_shown_as_markdown_and_never_as_markup(cast, visit):
    entry = write(cast.technician, body="**bold** <script>alert(1)</script>")

    page = visit(cast.supervisor).get(entry.get_absolute_url()).content.decode()

    assert "<strong>bold</strong>" in page
    assert "<script>alert" not in page


def test_delete_undo_and_the_end_of_undo(cast, visit):
    entry, client = write(cast.technician), visit(cast.technician)
    here = entry.get_absolute_url()

    assert "Undo" in client.post(f"{here}delete/", follow=True).content.decode()
    assert client.get(here).status_code == 404
    assert visit(cast.engineer).post(f"{here}restore/").status_code == 404
    assert client.post(f"{here}restore/")["Location"] == here
    delete_item(item=Entry.objects.get(), actor=cast.technician)
    Entry.objects.update(deleted_at=timezone.now() - timedelta(31))
    client.post(f"{here}restore/")
    assert client.get(here).status_code == 404


def test_prompts_stand_beside_the_page(cast, visit):
    ReflectionPrompt.objects.create(text="What would you tell a new colleague?", order=1)
    assert ReflectionPrompt.objects.count() > 1, "an institution starts with some"
    ReflectionPrompt.objects.create(text="Not asked any more", is_current=False)

    page = visit(cast.technician).get(NEW).content.decode()

    assert "What would you tell a new colleague?" in page
    assert "Not asked any more" not in page


def test_autosave_keeps_the_draft_and_moves_its_token(cast, visit):
    client, form = visit(cast.technician), FORM | {"uid": str(uuid.uuid4()), "title": ""}

    first = client.post("/journal/autosave/", form).json()
    second = client.post("/journal/autosave/", form | {"title": "Now with one", "changed": first["changed"]})
    stale = client.post("/journal/autosave/", form | {"title": "Other tab", "changed": first["changed"]})
    saved = client.post(NEW, form | {"title": "By the button", "changed": second.json()["changed"]})

    assert (second.status_code, stale.status_code, saved.status_code) == (200, 409, 302)
    entry = Entry.objects.get()
    assert (entry.title, entry.state) == ("By the button", "draft")


def test_autosave_leaves_what_readers_see_alone(cast, visit):
    entry = write(cast.technician)
    form = FORM | {"uid": str(entry.uid), "changed": entry.changed_token}

    assert visit(cast.technician).post("/journal/autosave/", form).status_code == 409
    assert visit(cast.engineer).post("/journal/autosave/", form).status_code == 422
    assert visit(cast.technician).post("/journal/autosave/", FORM).status_code == 422
    assert visit(cast.technician).get("/journal/autosave/").status_code == 405
    assert Entry.objects.get().title == entry.title
