"""Form fields of an activity alone: claims under a register, and competences."""

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from lib.fields import TagsText

CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}", re.IGNORECASE)
COMPETENCE = re.compile(r"[\w.-]{1,60}(?:/[\w.-]{1,60}){1,2}(?:@\d{4}-\d{2}-\d{2})?")
MOST_CLAIMS = 40
MOST_COMPETENCES = 60
MOST_POINTS = Decimal("99999.99")


class CompetencesInput(forms.TextInput):
    """One text with commas, or ticks of that name with whatever is typed beside them (`competences_typed`)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return data.get(name)
        return ", ".join(part for part in (*data.getlist(name), *data.getlist(f"{name}_typed")) if part)


class CompetencesText(TagsText):
    """Competences as `pack/grade/code` between commas, or a list of them; cleans to a list."""

    widget = CompetencesInput

    def clean(self, value: Any) -> list[str]:
        text = forms.CharField.clean(self, value)
        found = list(
            dict.fromkeys(part.strip().replace(":", "/") for part in text.split(",") if part.strip())
        )
        for part in found:
            if not COMPETENCE.fullmatch(part):
                raise ValidationError(f"Write a competence as pack/grade/code: “{part[:60]}” is not one.")
        if len(found) > MOST_COMPETENCES:
            raise ValidationError(f"Name up to {MOST_COMPETENCES} competences: there are {len(found)}.")
        return found


class ClaimsInput(forms.HiddenInput):
    """Claims as one JSON text, or as a row of `claim_pack`, `claim_category` and `claim_points` for each register."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if "claim_pack" not in data or not hasattr(data, "getlist"):
            return data.get(name)
        columns = [data.getlist(f"claim_{part}") for part in ("pack", "category", "points")]
        rows = [
            dict(zip(("pack", "category", "points"), row, strict=False))
            for row in zip(*columns, strict=False)
        ]
        return [row for row in rows if row["category"] or row["points"]]


class ClaimsText(forms.CharField):
    """What is claimed under a register: a list of {pack, category, points}, as it is or as JSON; cleans to that list."""

    widget = ClaimsInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return json.dumps(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        try:
            listed = value if isinstance(value, list) else json.loads(super().clean(value) or "[]")
        except (
            ValueError,
            RecursionError,
        ):  # no JSON, a number of thousands of digits, or nested without end
            listed = None
        if not isinstance(listed, list) or len(listed) > MOST_CLAIMS:
            raise ValidationError(
                f"Claims are a list of up to {MOST_CLAIMS}, each with pack, category and points."
            )
        return [read_claim(claim) for claim in listed]


def as_typed(sent: QueryDict) -> dict[str, Any]:
    """The boxes of a form that is shown again unsaved, as its `initial`: a box that is ticked no more is no."""
    ticks = dict.fromkeys(("ongoing", "planned", "was_planned", "sealed"), False)
    competences = CompetencesInput().value_from_datadict(sent, None, "competences")
    return ticks | sent.dict() | {"competences": competences}


def read_claim(claim: Any) -> dict[str, Any]:
    """One claim in its stored shape: {"pack": text, "category": text, "points": text or None}. ValidationError."""
    if not isinstance(claim, dict) or not set(claim) <= {"pack", "category", "points"}:
        raise ValidationError("A claim has pack, category and points, and nothing else.")
    pack, category = claim.get("pack"), claim.get("category") or ""
    if not isinstance(pack, str) or not CODE.fullmatch(pack):
        raise ValidationError("Say which rule pack the claim is under.")
    if not isinstance(category, str) or (category and not CODE.fullmatch(category)):
        raise ValidationError(f"Choose one of the categories of {pack}.")
    return {"pack": pack, "category": category, "points": _points(claim.get("points"))}


def _points(value: Any) -> str | None:
    """Points as text without loss, from a number or text; None when not given."""
    if value is None or value == "":
        return None
    try:
        points = Decimal(str(value).strip()) if not isinstance(value, bool | list | dict) else None
    except (InvalidOperation, ValueError):
        points = None
    if points is None or not points.is_finite() or not 0 <= points <= MOST_POINTS:
        raise ValidationError(f"Enter the points you claim as a number from 0 to {MOST_POINTS:,}.")
    return f"{points.quantize(Decimal('0.01')).normalize():f}"
