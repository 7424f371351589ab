"""Versions of a template: each change is one, each is readable as it was, and work in hand keeps the one it came from."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from assessments import actions
from assessments.models import Template
from lib.digests import digest
from tests.assessments.test_totals import CONTENT
from tests.assessments.work import make_template, set_work


def test_each_change_is_a_version_that_stays_readable(cast):
    template = actions.save_template(actor=cast.trainer, content=CONTENT)
    changed = replace(CONTENT, title="Autoclave, large", criteria=CONTENT.criteria[:1])

    actions.save_template(actor=cast.trainer, content=changed, template=template)

    template.refresh_from_db()
    kept = list(template.versions.all())
    assert [one.number for one in kept] == [1, 2]
    assert [one.content for one in kept] == [CONTENT, changed]
    assert [one.by for one in kept] == [cast.trainer] * 2
    assert all(one.digest == digest(one.facts) for one in kept)
    assert (template.version, template.content) == (2, changed)


def test_saving_what_it_says_already_makes_no_version(cast):
    template = actions.save_template(actor=cast.trainer, content=CONTENT)
    token = template.changed_token

    again = actions.save_template(
        actor=cast.trainer, content=replace(CONTENT, pass_mark=Decimal("60.00")), template=template
    )

    assert (again.version, again.changed_token) == (1, token)
    assert template.versions.count() == 1


def test_work_holds_its_own_copy_and_says_when_a_newer_version_exists(cast):
    template = actions.save_template(actor=cast.trainer, content=CONTENT)
    work = set_work(cast, template=template)
    before = [one.text for one in work.criteria.all()], list(work.prompts.values_list("label", "hint"))
    assert not work.has_newer_version

    actions.save_template(
        actor=cast.trainer,
        content=replace(
            CONTENT, attempts=1, pass_mark=Decimal(90), prompts=[], criteria=CONTENT.criteria[1:]
        ),
        template=template,
    )

    work = type(work).objects.get(pk=work.pk)
    assert (work.template_version, work.has_newer_version) == (1, True)
    assert (work.attempts, work.rule, work.maximum) == (3, CONTENT_RULE, Decimal("8.5"))
    assert (
        [one.text for one in work.criteria.all()],
        list(work.prompts.values_list("label", "hint")),
    ) == before
    assert before == (CONTENT.criteria, [("Why", "Why is it needed?")])
    assert set_work(cast, template=Template.objects.get(pk=template.pk)).template_version == 2


CONTENT_RULE = Template(pass_kind=CONTENT.pass_kind, pass_mark=CONTENT.pass_mark).rule


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("trainer", True),
        ("admin", True),
        ("other_trainer", False),
        ("supervisor", False),
        ("technician", False),
        ("editor", False),
    ],
)
def test_template_open_to_all_is_changed_by_its_owner_and_admins_only(cast, name, may):
    template, actor = make_template(cast.trainer), getattr(cast, name)

    if may:
        actions.save_template(actor=actor, content=CONTENT, template=template)
    else:
        with pytest.raises(PermissionDenied):
            actions.save_template(actor=actor, content=CONTENT, template=template)

    assert Template.objects.get(pk=template.pk).title == ("Autoclave" if may else "Confocal microscope")


def test_admin_cannot_change_what_a_trainer_keeps_to_themselves(cast):
    template = make_template(cast.trainer, sharing="private")

    with pytest.raises(PermissionDenied):
        actions.save_template(actor=cast.admin, content=CONTENT, template=template)


@pytest.mark.parametrize(("name", "owned"), [("trainer", True), ("supervisor", True), ("admin", False)])
def test_new_template_belongs_to_whoever_sets_assessments_or_to_the_institution(cast, name, owned):
    actor = getattr(cast, name)

    made = actions.save_template(actor=actor, content=CONTENT)

    assert made.owner == (actor if owned else None)
    assert made.sharing == "private"


@pytest.mark.parametrize("name", ["technician", "editor"])
def test_nobody_else_makes_a_template(cast, name):
    with pytest.raises(PermissionDenied):
        actions.save_template(actor=getattr(cast, name), content=CONTENT)
