"""The library: write a template, copy one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from assessments.models import Criterion, Template
from people import trail
from people.models import User
from sharing.refusals import Stale


@dataclass(frozen=True)
class CriterionText:
    """One criterion as written; `levels` as `scoring.read_levels` returns them."""

    title: str
    maximum: int
    guidance: str = ""
    levels: list[list[str]] = field(default_factory=list)


@transaction.atomic
def save_template(
    *,
    actor: User,
    title: str,
    guidance: str,
    criteria: Sequence[CriterionText],
    template: Template | None = None,
    changed: str | None = None,
) -> Template:
    """Make or rewrite a template. Work already set keeps its own copy. Raises Stale when it was rewritten since."""
    stored = Template(owner=actor)
    if template is not None:
        stored = Template.objects.select_for_update().get(pk=template.pk)
        if changed is not None and changed != stored.changed_token:
            raise Stale(stored)
    stored.title, stored.guidance, stored.changed = title, guidance, timezone.now()
    stored.save()
    stored.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(
            template=stored,
            order=order,
            title=text.title,
            guidance=text.guidance,
            maximum=text.maximum,
            levels=text.levels,
        )
        for order, text in enumerate(criteria, start=1)
    )
    trail.record(actor, "made template" if template is None else "changed template", stored)
    return stored


def copy_template(*, template: Template, actor: User) -> Template:
    """A template of the actor's own with the same guidance and criteria."""
    return save_template(
        actor=actor,
        title=f"Copy of {template.title}"[:160],
        guidance=template.guidance,
        criteria=[
            CriterionText(one.title, one.maximum, guidance=one.guidance, levels=one.levels)
            for one in template.criteria.all()
        ],
    )
