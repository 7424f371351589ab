"""Writing with a reflection template: boxes on the form, one text for everybody who reads it."""

import pytest
from django.db import connection

from journals.forms import signed
from journals.models import Entry, ReflectionTemplate
from journals.reflecting import Prompt, Template
from tests.journals.samples import FORM, write

NEW = "/journal/new/"


@pytest.fixture
def gibbs(cast) -> Template:
    return ReflectionTemplate.objects.get(name__startswith="Gibbs").as_template()


@pytest.fixture
def three(cast) -> Template:
    return ReflectionTemplate.objects.get(name__startswith="What").as_template()


def answered(template: Template, **answers: str) -> dict[str, str]:
    """The form with these answers, by the first word of their headings."""
    boxes = {prompt.heading.split()[0].strip("?"): prompt.box for prompt in template.prompts}
    return (
        FORM
        | {"reflection": signed(template), "body": ""}
        | {boxes[name]: text for name, text in answers.items()}
    )


def test_an_institution_starts_with_three_templates(cast, visit):
    page = visit(cast.technician).get(NEW).content.decode()

    for name in ("What? So what? Now what?", "Gibbs’ reflective cycle", "STAR"):
        assert name in page
    ReflectionTemplate.objects.filter(name="STAR").update(is_current=False)
    assert "STAR" not in visit(cast.technician).get(NEW).content.decode()


def test_answers_are_one_text_with_headings_and_boxes_again(cast, visit, gibbs):
    client = visit(cast.technician)

    client.post(NEW, answered(gibbs, Description="The lid stuck.", Action="Grease it.") | {"then": "publish"})

    entry = Entry.objects.get()
    assert entry.body == "# Description\n\nThe lid stuck.\n\n# Action plan\n\nGrease it."
    assert (entry.reflection["name"], entry.reflection["version"]) == ("Gibbs’ reflective cycle", 1)
    form = client.get(f"{entry.get_absolute_url()}edit/").context["form"]
    assert [box.value() for box in form.answers] == ["The lid stuck.", "", "", "", "", "Grease it."]
    page = visit(cast.supervisor).get(entry.get_absolute_url()).content.decode()
    assert "<h3>Description</h3>" in page
    assert "Gibbs’ reflective cycle" in page


def test_changing_the_template_loses_nothing_and_saves_nothing(cast, visit, gibbs, three):
    client = visit(cast.technician)
    typed = answered(three, What="The lid stuck.", So="Nobody said so.") | {
        "title": "Kept",
        "audience": "only_me",
    }

    first = client.post(NEW, typed | {"template": gibbs.uid})
    sent = {name: first.context["form"][name].value() for name in first.context["form"].fields}
    back = client.post(NEW, {name: value for name, value in sent.items() if value} | {"template": three.uid})

    form = first.context["form"]
    assert first.status_code == 200
    assert form.template == gibbs
    assert form["body"].value() == "# What?\n\nThe lid stuck.\n\n# So what?\n\nNobody said so."
    assert (form["title"].value(), form["audience"].value(), form["sealed"].value()) == (
        "Kept",
        "only_me",
        False,
    )
    assert [box.value() for box in back.context["form"].answers] == ["The lid stuck.", "Nobody said so.", ""]
    assert back.context["form"]["body"].value() == ""
    assert not Entry.objects.exists()


def test_text_of_a_free_page_goes_into_the_rest_and_back(cast, visit, gibbs):
    entry = write(cast.technician)
    client, edit = visit(cast.technician), f"{entry.get_absolute_url()}edit/"
    form = FORM | {"changed": entry.changed_token, "body": "Typed freely.", "sealed": "on"}

    chosen = client.post(edit, form | {"template": gibbs.uid})

    assert chosen.context["form"]["body"].value() == "Typed freely."
    assert chosen.context["form"]["sealed"].value() == "on"
    assert Entry.objects.get().body == entry.body
    free = client.post(edit, answered(gibbs, Feelings="Cross.") | {"template": "", "body": "Typed freely."})
    assert free.context["form"]["body"].value() == "Typed freely.\n\n# Feelings\n\nCross."
    assert not free.context["form"].template.prompts


def test_an_entry_keeps_the_version_it_was_written_with(cast, visit, three):
    client = visit(cast.technician)
    client.post(NEW, answered(three, What="The lid stuck."))
    row = ReflectionTemplate.objects.get(uid=three.uid)
    row.prompts = [("prompt", {"heading": "And then?", "question": ""})]
    row.version = 2
    row.save()

    entry = Entry.objects.get()
    form = client.get(f"{entry.get_absolute_url()}edit/").context["form"]

    assert form.template == three
    assert form.answers[0].value() == "The lid stuck."
    saved = client.post(
        f"{entry.get_absolute_url()}edit/",
        answered(three, What="The lid stuck again.") | {"changed": entry.changed_token},
    )
    assert saved.status_code == 302
    assert Entry.objects.get().reflection["version"] == 1


def test_sealed_answers_are_in_no_column_and_open_again(cast, visit, three):
    client = visit(cast.technician)
    client.post(NEW, answered(three, What="Zebrafish matters.") | {"sealed": "on", "then": "publish"})
    entry = Entry.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM journals_entry a")
        row = cursor.fetchone()[0]

    edit = client.get(f"{entry.get_absolute_url()}edit/")

    assert "Zebrafish" not in row
    assert edit.context["form"].answers[0].value() == "Zebrafish matters."
    assert edit["Cache-Control"] == "private, no-store"


def test_publishing_without_an_answer_asks_for_the_first(cast, visit, three):
    answer = visit(cast.technician).post(NEW, answered(three) | {"then": "publish"})

    assert answer.status_code == 422
    assert f'href="#id_{three.prompts[0].box}' in answer.content.decode()
    assert not Entry.objects.exists()


def test_too_much_in_all_boxes_together_is_refused(cast, visit, three):
    half = "x" * 31_000

    answer = visit(cast.technician).post(NEW, answered(three, What=half, So=half))

    assert answer.status_code == 422
    assert "Shorten the text to 60,000 characters" in answer.content.decode()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "forged", ["seventeen", signed(Template("x", "Mine", 1, (Prompt("A"),)))[:-2] + "xx"]
)
def test_prompts_that_we_did_not_sign_are_refused(cast, visit, forged):
    answer = visit(cast.technician).post(NEW, FORM | {"reflection": forged})

    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_autosave_keeps_the_answers(cast, visit, three):
    form = answered(three, What="While typing.") | {"uid": "6a3d5a0e-55d8-4d0b-8f1a-1d6f2a6f1a11"}

    assert visit(cast.technician).post("/journal/autosave/", form).status_code == 200
    assert Entry.objects.get().body == "# What?\n\nWhile typing."
    assert Entry.objects.get().reflection["uid"] == three.uid


def test_api_tells_the_answers_beside_the_body(cast, visit, three):
    client = visit(cast.technician)
    client.post(NEW, answered(three, What="The lid stuck."))
    address = f"/api/v1/entries/{Entry.objects.get().uid}/"

    read = client.get(address).json()
    sent = {"body": "# What?\n\nIt came loose.", "changed": read["changed"]}
    changed = client.patch(address, sent, content_type="application/json").json()

    assert read["body"] == "# What?\n\nThe lid stuck."
    assert read["reflection"] == {
        "name": "What? So what? Now what?",
        "version": 1,
        "answers": [{"heading": "What?", "text": "The lid stuck."}],
    }
    assert changed["reflection"]["answers"] == [{"heading": "What?", "text": "It came loose."}]


@pytest.mark.parametrize("text", ["", "A word that is nowhere: Quagga."])
def test_search_finds_answers(cast, visit, three, text):
    client = visit(cast.technician)
    client.post(NEW, answered(three, What="The lid stuck.", So=text))

    assert ("A week on the cryostat" in client.get("/search/?q=Quagga").content.decode()) is bool(text)
