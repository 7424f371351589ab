"""Reads of the journal in its own words."""

from typing import Any

from django.db.models import QuerySet

from journals.models import Entry, ReflectionPrompt, ReflectionTemplate


def drafts_of(person: Any) -> QuerySet:
    """The person's unpublished entries, the one last written in first."""
    return Entry.objects.owned_by(person).drafts().order_by("-changed", "-pk")


def current_prompts() -> list[str]:
    """The reflection prompts on offer, in their order."""
    return list(ReflectionPrompt.objects.filter(is_current=True).values_list("text", flat=True))


def offered_templates() -> list[ReflectionTemplate]:
    """The reflection templates on offer, in their order."""
    return list(ReflectionTemplate.objects.filter(is_current=True))
