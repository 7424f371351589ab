"""What an act refuses goes onto the form that asked for it; whatever else goes wrong is nobody's to swallow."""

import pytest
from django import forms

from sharing.refusals import RefusalsOn, Refused, Stale


class Asked(forms.Form):
    day = forms.CharField()


def tried(form: forms.Form, error: Exception | None) -> str:
    with RefusalsOn(form):
        if error:
            raise error
        return "done"
    return "shown again"


def test_a_refusal_is_told_on_the_form_and_the_view_goes_on():
    form = Asked({"day": "14 March"})

    assert tried(form, Refused({"day": "Not a Saturday.", "": "It is over."})) == "shown again"
    assert form.errors == {"day": ["Not a Saturday."], "__all__": ["It is over."]}
    assert form["day"].value() == "14 March"


def test_without_a_refusal_nothing_is_told():
    form = Asked({"day": "14 March"})

    assert tried(form, None) == "done"
    assert form.is_valid()


def test_anything_else_passes_through():
    with pytest.raises(Stale):
        tried(Asked({"day": "14 March"}), Stale(None))
