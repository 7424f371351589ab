"""Reference lists in the Wagtail admin, filtered."""

import pytest
from django.contrib.auth.models import Group

from journals.models import ReflectionTemplate
from people.models import Unit
from tenants import schemas


@pytest.fixture
def units(cast):
    Unit.objects.create(name="Glass workshop", is_current=False)
    Unit.objects.create(name="Empty annexe")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Bioimaging", "Mechanical workshop", "Glass workshop", "Empty annexe"}),
        ("offered=no", {"Glass workshop"}),
        ("used=no", {"Glass workshop", "Empty annexe"}),
        ("used=no&offered=yes", {"Empty annexe"}),
        ("offered=yes&q=annexe", {"Empty annexe"}),
    ],
)
def test_units_are_narrowed_by_the_filters(visit, cast, units, query, shown):
    page = visit(cast.editor).get(f"/cms/people/unit/?{query}").content.decode()

    names = {"Bioimaging", "Mechanical workshop", "Glass workshop", "Empty annexe"}
    assert {name for name in names if name in page} == shown


def test_other_lists_filter_too(visit, cast):
    for address in ("/cms/people/jobtitle/?offered=yes", "/cms/journals/reflectionprompt/?offered=no"):
        assert visit(cast.editor).get(address).status_code == 200


def prompts(*headings: str) -> dict[str, str]:
    """The boxes of a template's prompts, as the CMS sends them."""
    sent = {"prompts-count": str(len(headings))}
    for number, heading in enumerate(headings):
        start = f"prompts-{number}-"
        sent |= {f"{start}type": "prompt", f"{start}order": str(number), f"{start}deleted": ""}
        sent |= {f"{start}id": "", f"{start}value-heading": heading, f"{start}value-question": "Why?"}
    return sent


def test_editors_add_a_reflection_template_and_each_change_of_it_is_another_version(visit, cast):
    client = visit(cast.editor)
    given = {"name": "Start, stop, keep", "purpose": "", "order": "4", "is_current": "on"}

    made = client.post("/cms/journals/reflectiontemplate/create/", given | prompts("Start", "Stop"))
    template = ReflectionTemplate.objects.get(name="Start, stop, keep")
    edit = f"/cms/journals/reflectiontemplate/edit/{template.pk}/"
    client.post(edit, given | {"order": "5"} | prompts("Start", "Stop", "Keep"))

    assert made.status_code == 302
    assert template.version == 1
    template.refresh_from_db()
    assert template.version == 2
    assert template.as_template().headings == ("Start", "Stop", "Keep")
    assert "Start, stop, keep" in visit(cast.technician).get("/journal/new/").content.decode()
    client.post(edit, given | {"order": "6"} | stored_prompts(template))
    template.refresh_from_db()
    assert (template.order, template.version) == (6, 2)


def stored_prompts(template: ReflectionTemplate) -> dict[str, str]:
    sent = prompts(*template.as_template().headings)
    return sent | {f"prompts-{number}-id": block.id for number, block in enumerate(template.prompts)}


def test_two_prompts_under_one_heading_are_refused(visit, cast):
    given = {"name": "Twice", "order": "4", "is_current": "on"} | prompts("Stop", "Stop ")

    answer = visit(cast.editor).post("/cms/journals/reflectiontemplate/create/", given)

    assert "Give each prompt a heading of its own." in answer.content.decode()
    assert not ReflectionTemplate.objects.filter(name="Twice").exists()


def test_editors_of_an_institution_from_before_the_templates_keep_them_too(cast):
    editors = Group.objects.get(name="Site editors")
    editors.permissions.remove(*editors.permissions.filter(codename__endswith="reflectiontemplate"))
    ReflectionTemplate.objects.all().delete()

    for act in schemas.AFTER_UPGRADE:
        act()

    assert editors.permissions.filter(codename="change_reflectiontemplate").exists()
    assert ReflectionTemplate.objects.count() == 3
