"""How the blocks of a page are said when two versions are compared: labels and choices as the forms have them."""

from collections.abc import Iterable
from typing import Any

from django import forms

from portfolios.comparing import Wording
from portfolios.forms import FORMS
from portfolios.forms_words import YesBox
from portfolios.merging import Sheetful
from portfolios.queries import names_in


def wording_for(sheetfuls: Iterable[Sheetful], owner: Any) -> Wording:
    """For these versions, with the titles of the owner's items that they show."""
    return Wording(labels=LABELS, choices=CHOICES, names=names_in(sheetfuls, owner))


def _label(form: Any, name: str, field: forms.Field) -> str:
    return str(field.label or getattr(form, "asked", name))


def _choices(field: forms.Field) -> dict[str, str]:
    if isinstance(field, YesBox):
        return {"yes": "Yes", "": "No"}
    choices: Any = getattr(field, "choices", ())
    return dict(choices)


LABELS = {
    kind: {name: _label(form, name, field) for name, field in form.base_fields.items()}
    for kind, form in FORMS.items()
}
CHOICES = {
    kind: {name: _choices(field) for name, field in form.base_fields.items()} for kind, form in FORMS.items()
}
