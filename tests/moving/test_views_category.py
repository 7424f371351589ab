"""The table of what old categories mean: admins alone, nothing lost to a second window, names once."""

import pytest

from moving.models import CategoryMap
from people.models import TrailEntry

ADDRESS = "/moving/categories/"


@pytest.fixture
def rows(cast):
    made = {name: CategoryMap.objects.filter(name=name).first() for name in ("Research", "Teaching")}
    return {name: row or CategoryMap.objects.create(name=name) for name, row in made.items()}


def sent(rows, **choices):
    """What a browser sends: every line, as it stands but for these choices."""
    found = {"new_name": "", "new_category": ""}
    for row in CategoryMap.objects.all():
        found |= {f"was-{row.uid}": row.category, f"category-{row.uid}": row.category}
    return found | {f"category-{rows[name].uid}": category for name, category in choices.items()}


def test_new_institution_begins_with_the_names_the_old_system_came_with(southby):
    with southby():
        meanings = dict(CategoryMap.objects.values_list("name", "category"))

    assert (len(meanings), meanings["Work based learning"], meanings["Teaching"]) == (
        8,
        "work_based",
        "professional",
    )


def test_admin_decides_and_adds_a_name(cast, visit, rows):
    admin = visit(cast.admin)

    answer = admin.post(
        ADDRESS, sent(rows, Research="formal") | {"new_name": "Outreach", "new_category": "other"}
    )

    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    assert CategoryMap.objects.get(name="Research").category == "formal"
    assert CategoryMap.objects.get(name="Outreach").category == "other"
    lines = TrailEntry.objects.filter(verb="mapped category")
    assert {(line.actor, line.object_uid) for line in lines} == {
        (cast.admin, rows["Research"].uid), (cast.admin, CategoryMap.objects.get(name="Outreach").uid),
    }  # fmt: skip
    assert "2 lines changed" in admin.get(ADDRESS).content.decode()


def test_the_same_again_changes_nothing(cast, visit, rows):
    form = sent(rows, Research="formal")
    visit(cast.admin).post(ADDRESS, form)

    visit(cast.admin).post(ADDRESS, form)

    assert TrailEntry.objects.filter(verb="mapped category").count() == 1


def test_second_admin_is_shown_both_versions_and_nothing_is_saved(cast, visit, rows):
    form = sent(rows, Research="formal", Teaching="other")
    visit(cast.other_admin).post(ADDRESS, sent(rows, Research="self_directed"))

    answer = visit(cast.admin).post(ADDRESS, form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Self-directed learning" in page and "This was changed after you opened it" in page
    assert dict(CategoryMap.objects.filter(name__in=rows).values_list("name", "category")) == {
        "Research": "self_directed", "Teaching": rows["Teaching"].category,
    }  # fmt: skip
    uid = rows["Research"].uid
    assert f'name="was-{uid}" value="self_directed"' in page
    form[f"was-{uid}"] = "self_directed"
    assert visit(cast.admin).post(ADDRESS, form).status_code == 302
    assert CategoryMap.objects.get(name="Research").category == "formal"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"new_name": "Outreach"}, "Choose what this name means here."),
        ({"new_category": "other"}, "Write the name that this is for."),
        ({"new_name": " research ", "new_category": "other"}, "This name stands in the table already"),
        ({"new_name": "Outreach", "new_category": "nonsense"}, "Select a valid choice"),
        ({"new_name": "O" * 201, "new_category": "other"}, "at most 200 characters"),
    ],
)
def test_wrong_input_is_said_beside_its_box_and_kept(cast, visit, rows, typed, said):
    answer = visit(cast.admin).post(ADDRESS, sent(rows, Teaching="other") | typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed.get("new_name", "").strip() in answer.content.decode()
    assert CategoryMap.objects.get(name="Teaching").category == rows["Teaching"].category


def test_only_admins_come_here(cast, visit):
    for name in ("technician", "supervisor", "trainer", "editor"):
        assert visit(getattr(cast, name)).get(ADDRESS).status_code == 403
    assert visit().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("number", [1, 50])
def test_queries_do_not_grow_with_the_table(cast, visit, number, django_assert_num_queries):
    CategoryMap.objects.all().delete()
    CategoryMap.objects.bulk_create(CategoryMap(name=f"Name {one}") for one in range(number))
    client = visit(cast.admin)
    client.get(ADDRESS)

    with django_assert_num_queries(7):
        assert client.get(ADDRESS).content.decode().count("Name ") == number
