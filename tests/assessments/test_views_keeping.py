"""Keeping the library: sharing, giving, archiving, versions, files, finding; and the set that ships."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import actions, furnishing, template_files
from assessments.models import Template
from notices.models import Notice
from tests.assessments.test_totals import CONTENT
from tests.assessments.work import make_template, set_work


def fresh(template):
    return Template.objects.get(pk=template.pk)


def readers(cast, visit, template):
    names = ("trainer", "other_trainer", "supervisor", "other_supervisor", "admin")
    path = template.get_absolute_url()
    return {name for name in names if visit(getattr(cast, name)).get(path).status_code == 200}


@pytest.mark.parametrize(
    ("sharing", "seen_by"),
    [
        ("private", {"trainer"}),
        ("people", {"trainer", "other_trainer"}),
        ("institution", {"trainer", "other_trainer", "supervisor", "other_supervisor", "admin"}),
    ],
)
def test_sharing_opens_a_template_to_exactly_these(cast, visit, sharing, seen_by):
    template = make_template(cast.trainer, sharing="private")

    answered = visit(cast.trainer).post(
        f"{template.get_absolute_url()}share/", {"sharing": sharing, "people": [cast.other_trainer.pk]}
    )

    assert answered.status_code == 302
    assert readers(cast, visit, template) == seen_by
    told = set(Notice.objects.filter(kind="template_shared").values_list("recipient__email", flat=True))
    assert told == ({cast.other_trainer.email} if sharing == "people" else set())


def test_sharing_by_name_again_tells_nobody_twice_and_taking_off_closes(cast, visit):
    template, client = make_template(cast.trainer, sharing="private"), visit(cast.trainer)
    path, both = f"{template.get_absolute_url()}share/", [cast.other_trainer.pk, cast.supervisor.pk]

    for people in (both[:1], both, both, both[1:]):
        client.post(path, {"sharing": "people", "people": people})

    assert readers(cast, visit, template) == {"trainer", "supervisor"}
    assert Notice.objects.filter(kind="template_shared").count() == 2


@pytest.mark.parametrize(
    ("values", "link"),
    [
        ({"sharing": "people"}, "#id_people_0"),
        ({"sharing": "everybody"}, "#id_sharing_0"),
        ({}, "#id_sharing_0"),
        ({"sharing": "people", "people": ["technician"]}, "#id_people_0"),
    ],
)
def test_sharing_with_a_mistake_is_refused(cast, visit, values, link):
    template = make_template(cast.trainer, sharing="private")
    if values.get("people"):
        values = values | {"people": [cast.technician.pk]}

    answered = visit(cast.trainer).post(f"{template.get_absolute_url()}share/", values)

    assert answered.status_code == 422
    assert f'href="{link}"' in answered.content.decode()
    assert fresh(template).sharing == "private"
    with pytest.raises(actions.Refused):
        actions.share_template(
            template=template, actor=cast.trainer, sharing="people", people=[cast.technician]
        )


def test_given_template_is_the_institutions_and_only_admins_change_it(cast, visit):
    template = make_template(cast.trainer, sharing="private")
    client, path = visit(cast.trainer), template.get_absolute_url()

    asked = client.get(f"{path}give/")
    assert asked.status_code == 200 and fresh(template).owner == cast.trainer
    client.post(f"{path}give/")

    assert (fresh(template).owner, fresh(template).sharing) == (None, "institution")
    assert client.get(f"{path}edit/").status_code == 403
    assert visit(cast.admin).get(f"{path}edit/").status_code == 200
    assert client.get(path).status_code == 200


def test_archived_template_is_set_no_more_and_its_work_goes_on(cast, visit):
    template = make_template(cast.trainer)
    work = set_work(cast, template=template)
    client, path = visit(cast.trainer), template.get_absolute_url()

    client.post(f"{path}archive/")

    assert client.post(f"{path}archive/").status_code == 302
    assert [
        one for one, _ in client.get("/assessments/templates/").context["templates"] if one == template
    ] == []
    archived = client.get("/assessments/templates/?state=archived").context["templates"]
    assert [one for one, _ in archived] == [template]
    refused = client.post(f"{path}set/", {"people": [cast.colleague.pk], "once": uuid4()})
    assert refused.url == path and not type(work).objects.filter(owner=cast.colleague).exists()
    assert visit(cast.technician).get(work.get_absolute_url()).status_code == 200

    client.post(f"{path}restore/")
    assert fresh(template).archived_at is None
    assert client.get(f"{path}set/").status_code == 200


LADDER = {
    "trainer": 302,
    "admin": 302,
    "other_trainer": 403,
    "supervisor": 403,
    "technician": 404,
    "editor": 404,
}


@pytest.mark.parametrize("end", ["archive/", "restore/", "give/", "share/", "versions/1/use/"])
@pytest.mark.parametrize(("name", "code"), LADDER.items())
def test_keeping_a_template_is_its_owners_and_admins(cast, visit, *, name, code, end):
    template = make_template(cast.trainer)
    client = visit(getattr(cast, name))

    posted = client.post(f"{template.get_absolute_url()}{end}", {"sharing": "private"})

    assert posted.status_code == code
    if code != 302:
        kept = fresh(template)
        assert (kept.owner, kept.sharing, kept.archived_at) == (cast.trainer, "institution", None)


def test_history_shows_each_version_and_what_it_changed(cast, visit):
    template = actions.save_template(actor=cast.trainer, content=CONTENT)
    changed = replace(
        CONTENT,
        attempts=1,
        criteria=[replace(CONTENT.criteria[0], maximum=10), actions.CriterionText("Tidy up", 3)],
    )
    actions.save_template(actor=cast.trainer, content=changed, template=template)
    client, path = visit(cast.trainer), template.get_absolute_url()

    history = client.get(f"{path}versions/")
    old = client.get(f"{path}versions/1/").content.decode()

    assert [
        (version.number, changes and [one.label for one in changes])
        for version, changes in history.context["rows"]
    ] == [
        (
            2,
            [
                "Attempts allowed",
                "“Load it”, highest score",
                "Criterion “Tidy up”",
                "Criterion “Log it”",
            ],
        ),
        (1, None),
    ]
    assert "Log it" in old and "Tidy up" not in old
    assert client.get(f"{path}versions/3/").status_code == 404

    client.post(f"{path}versions/1/use/")
    assert (fresh(template).version, fresh(template).content) == (3, CONTENT)


def brought(client, content, *, once=None, name="autoclave.json"):
    file = SimpleUploadedFile(name, content, content_type="application/json")
    return client.post("/assessments/templates/bring/", {"file": file, "once": once or uuid4()})


def test_file_that_was_taken_comes_back_as_a_private_template(cast, visit):
    template = actions.save_template(actor=cast.trainer, content=CONTENT)
    taken = visit(cast.trainer).get(f"{template.get_absolute_url()}template.json")
    once = uuid4()
    client = visit(cast.supervisor)

    answered = [brought(client, taken.content, once=once) for _ in range(2)]

    made = Template.objects.get(owner=cast.supervisor)
    assert taken.headers["Content-Disposition"] == 'attachment; filename="autoclave.json"'
    assert {one.url for one in answered} == {made.get_absolute_url()}
    assert (made.content, made.sharing, made.version) == (CONTENT, "private", 1)


def test_file_with_mistakes_tells_all_of_them_and_keeps_nothing(cast, visit):
    said = json.loads(template_files.write(CONTENT)) | {"attempts": 99, "owner": "admin"}

    answered = brought(visit(cast.trainer), json.dumps(said, indent=1).encode())

    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Write a number up to 20." in page and "There is no such field" in page and "Line " in page
    assert not Template.objects.exclude(owner=None).exists()


@pytest.mark.parametrize("content", [b"", b"<script>alert(1)</script>", b"{" * 400_000])
def test_forged_file_is_refused(cast, visit, content):
    answered = brought(visit(cast.trainer), content)

    assert answered.status_code == 422
    assert 'href="#id_file"' in answered.content.decode()
    assert not Template.objects.exclude(owner=None).exists()


@pytest.mark.parametrize(
    ("name", "code"), [("technician", 403), ("editor", 403), ("admin", 200), ("supervisor", 200)]
)
def test_bringing_a_file_is_for_those_who_keep_the_library(cast, visit, name, code):
    client = visit(getattr(cast, name))

    assert client.get("/assessments/templates/bring/").status_code == code
    assert client.get("/api/v1/schemas/assessment-template.json").json() == template_files.published()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Mine", "Theirs"}),
        ("?whose=mine", {"Mine"}),
        ("?whose=shared", {"Theirs"}),
        ("?whose=institution", set()),
        ("?tag=heat", {"Mine"}),
        ("?q=detector", {"Theirs"}),
        ("?q=mine", {"Mine"}),
        ("?state=archived", {"Old"}),
        ("?state=all&whose=mine", {"Mine", "Old"}),
        ("?whose=nobody", {"Mine", "Theirs"}),
    ],
)
def test_library_is_searched_and_filtered(cast, visit, query, titles):
    plain = [actions.CriterionText("Plain", 1)]
    make_template(cast.trainer, title="Mine", criteria=plain, tags=["heat"], sharing="private")
    make_template(cast.other_trainer, title="Theirs")
    make_template(cast.other_trainer, title="Hidden", sharing="private")
    old = make_template(cast.trainer, title="Old", criteria=plain)
    actions.archive_template(template=old, actor=cast.trainer)

    page = visit(cast.trainer).get(f"/assessments/templates/{query}")

    found = {one.title for one, _ in page.context["templates"] if one.shipped_as is None}
    assert page.status_code == 200
    assert found == titles


@pytest.mark.parametrize("size", [1, 50])
def test_library_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    Template.objects.all().delete()
    for number in range(size):
        make_template(cast.other_trainer, title=f"No {number}")
    client = visit(cast.trainer)
    client.get("/home/")

    with django_assert_num_queries(9):
        page = client.get("/assessments/templates/")

    assert len(page.context["templates"]) == size


def test_every_institution_starts_with_the_set_that_ships(cast):
    shipped = Template.objects.exclude(shipped_as=None)

    assert {one.shipped_as for one in shipped} == {file.stem for file in furnishing.FILES}
    assert all(one.owner is None and one.version == 1 and one.criteria.exists() for one in shipped)
    assert "Confocal microscope induction" in {one.title for one in shipped}


def test_furnishing_again_leaves_what_was_changed_or_archived(cast):
    template = Template.objects.get(shipped_as="lone-working")
    actions.save_template(actor=cast.admin, content=CONTENT, template=template)
    actions.archive_template(template=template, actor=cast.admin)
    Template.objects.filter(shipped_as="risk-assessment").delete()

    furnishing.furnish()

    kept = fresh(template)
    assert (kept.content, kept.is_archived) == (CONTENT, True)
    assert Template.objects.exclude(shipped_as=None).count() == len(furnishing.FILES)
