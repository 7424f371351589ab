"""Two windows on one entry: what each changed is kept; what both changed is asked, field by field."""

import pytest
from django.db import connection

from journals.forms import signed
from journals.models import Entry, ReflectionTemplate
from tests.journals.samples import write


@pytest.fixture
def three(cast):
    return ReflectionTemplate.objects.get(name__startswith="What").as_template()


def form_at(client, entry) -> dict[str, str]:
    """The form as a browser sends it, untouched."""
    return sent(client.get(f"{entry.get_absolute_url()}edit/").context["form"])


def sent(form) -> dict[str, str]:
    values = {}
    for box in form:
        value = box.field.prepare_value(box.value()) if box.value() is not None else ""
        if box.name != "sealed" or value:
            values[box.name] = "on" if value is True else str(value)
    return values


def save(client, entry, form, **typed):
    return client.post(f"{entry.get_absolute_url()}edit/", form | typed)


@pytest.fixture
def two(cast, visit):
    """An entry, and the forms of two windows that were opened on it."""
    entry = write(cast.technician)
    client = visit(cast.technician)
    return client, entry, form_at(client, entry), form_at(client, entry)


def test_changes_of_different_fields_are_both_kept_and_said(two):
    client, entry, phone, desk = two
    save(client, entry, phone, date="1 Feb 2026")

    answer = client.post(
        f"{entry.get_absolute_url()}edit/", desk | {"title": "From the desk", "tags": "new"}, follow=True
    )

    stored = Entry.objects.get()
    assert (stored.title, str(stored.date), stored.tags) == ("From the desk", "2026-02-01", ["new"])
    assert "both changes were kept. Yours: title, tags. The other’s: date." in answer.content.decode()
    assert f'data-draft-saved="entry-{entry.uid}~aside"' in answer.content.decode()


def test_one_field_changed_twice_is_asked_and_the_rest_put_together(two):
    client, entry, phone, desk = two
    save(client, entry, phone, title="From the phone", date="1 Feb 2026")

    answer = save(client, entry, desk, title="From the desk", tags="desk")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert Entry.objects.get().title == "From the phone"
    assert [row["name"] for row in answer.context["conflict"]] == ["keep_title"]
    assert "Yours: tags. The other’s: date." in page
    assert 'name="keep_title" value="theirs" form="entry-form"' in page
    assert "data-server-save" not in page
    form = sent(answer.context["form"])
    assert (form["title"], form["tags"], form["date"]) == ("From the desk", "desk", "1 Feb 2026")


@pytest.mark.parametrize(
    ("choice", "title", "body"),
    [
        ("mine", "From the desk", "Desk words."),
        ("theirs", "From the phone", "Phone words."),
        ("both", "From the desk", "Phone words.\n\nDesk words."),
    ],
)
def test_each_choice_is_saved(two, choice, title, body):
    client, entry, phone, desk = two
    save(client, entry, phone, title="From the phone", body="Phone words.")
    form = sent(save(client, entry, desk, title="From the desk", body="Desk words.").context["form"])

    answer = save(client, entry, form, keep_title=choice, keep_body=choice)

    assert answer.status_code == 302
    stored = Entry.objects.get()
    assert (stored.title, stored.body) == (title, body)


def test_a_choice_outlives_a_mistake_in_another_box(two):
    client, entry, phone, desk = two
    save(client, entry, phone, body="Phone words.")
    form = sent(save(client, entry, desk, body="Desk words.").context["form"])

    wrong = save(client, entry, form, keep_body="both", date="32/13/26")

    assert wrong.status_code == 422
    assert wrong.context["form"]["body"].value() == "Phone words.\n\nDesk words."


def test_a_third_window_in_between_is_asked_again(two):
    client, entry, phone, desk = two
    save(client, entry, phone, title="From the phone")
    form = sent(save(client, entry, desk, title="From the desk").context["form"])
    save(client, entry, form_at(client, entry), title="From the kitchen")

    answer = save(client, entry, form, keep_title="mine")

    assert answer.status_code == 409
    assert "From the kitchen" in answer.content.decode()
    assert Entry.objects.get().title == "From the kitchen"


def test_answers_are_put_together_prompt_by_prompt(cast, visit, three):
    client = visit(cast.technician)
    what, so_what, now_what = (prompt.box for prompt in three.prompts)
    entry = write(cast.technician, body="# What?\n\nIt broke.", reflection=three.facts())
    phone, desk = form_at(client, entry), form_at(client, entry)
    save(client, entry, phone, **{so_what: "It matters.", what: "It broke twice."})

    asked = save(client, entry, desk, **{now_what: "Mend it.", what: "It broke, and I mended it."})

    assert [row["label"] for row in asked.context["conflict"]] == ["What?"]
    save(client, entry, sent(asked.context["form"]), **{f"keep_{what}": "theirs"})
    assert Entry.objects.get().body == (
        "# What?\n\nIt broke twice.\n\n# So what?\n\nIt matters.\n\n# Now what?\n\nMend it."
    )


@pytest.mark.parametrize(
    ("choice", "name", "body"),
    [
        ("mine", "What? So what? Now what?", "# What?\n\nDesk words."),
        ("theirs", None, "Phone words."),
        ("both", "What? So what? Now what?", "Phone words.\n\n# What?\n\nDesk words."),
    ],
)
def test_two_templates_are_one_choice(cast, visit, three, choice, name, body):
    client = visit(cast.technician)
    entry = write(cast.technician)
    phone, desk = form_at(client, entry), form_at(client, entry)
    save(client, entry, phone, body="Phone words.")
    typed = desk | {"reflection": signed(three), "body": "", three.prompts[0].box: "Desk words."}

    asked = client.post(f"{entry.get_absolute_url()}edit/", typed)
    save(client, entry, sent(asked.context["form"]), keep_writing=choice)

    assert asked.status_code == 409
    stored = Entry.objects.get()
    assert (stored.reflection.get("name"), stored.body) == (name, body)


def test_sealed_words_are_put_together_and_stay_sealed(cast, visit):
    client = visit(cast.technician)
    entry = write(cast.technician, title="Zebrafish", body="Zebrafish words", sealed=True)
    phone, desk = form_at(client, entry), form_at(client, entry)
    save(client, entry, phone, title="Zebrafish two")

    merged = save(client, entry, desk, body="Zebrafish more")
    asked = save(client, entry, desk, title="Zebrafish three")

    assert (merged.status_code, asked.status_code) == (302, 409)
    assert asked["Cache-Control"] == "private, no-store"
    assert Entry.objects.get().words() == {"title": "Zebrafish two", "body": "Zebrafish more"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journals_entry a WHERE row_to_json(a)::text ILIKE '%zebrafish%'")
        assert cursor.fetchone() == (0,)


def test_what_one_side_sealed_stays_sealed(two):
    client, entry, phone, desk = two
    save(client, entry, phone, sealed="on")

    save(client, entry, desk, title="From the desk")

    stored = Entry.objects.get()
    assert stored.sealed
    assert stored.words()["title"] == "From the desk"


def test_the_page_that_saves_while_typing_goes_on_from_its_own_save(cast, visit):
    client = visit(cast.technician)
    entry = write(cast.technician, publish=False)
    desk, phone = form_at(client, entry), form_at(client, entry)
    saved = client.post("/journal/autosave/", desk | {"body": "While typing"}).json()
    desk |= {"changed": saved["changed"], "base": saved["base"], "body": "While typing"}

    save(client, entry, phone, tags="phone", then="draft")
    save(client, entry, desk, body="While typing, more", then="draft")

    stored = Entry.objects.get()
    assert (stored.body, stored.tags) == ("While typing, more", ["phone"])


def test_a_draft_published_meanwhile_is_not_changed_by_the_way(cast, visit):
    client = visit(cast.technician)
    entry = write(cast.technician, publish=False)
    phone, desk = form_at(client, entry), form_at(client, entry)
    save(client, entry, phone, then="publish")

    asked = save(client, entry, desk, body="Only a draft.", then="draft")

    assert asked.status_code == 409
    assert "published meanwhile" in asked.content.decode()
    assert Entry.objects.get().body == entry.body
    assert save(client, entry, sent(asked.context["form"])).status_code == 302
    assert Entry.objects.get().body == "Only a draft."


def test_nothing_is_said_where_nothing_was_put_together(cast, visit):
    client = visit(cast.technician)
    entry = write(cast.technician, publish=False)
    form = form_at(client, entry)
    client.post(f"{entry.get_absolute_url()}publish/")
    client.post(f"{entry.get_absolute_url()}withdraw/")

    answer = client.post(
        f"{entry.get_absolute_url()}edit/", form | {"title": "New", "then": "draft"}, follow=True
    )

    assert answer.status_code == 200
    assert "another window" not in answer.content.decode()
    assert Entry.objects.get().title == "New"
