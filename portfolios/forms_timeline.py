"""What somebody looks for on their timeline."""

from typing import Any

from django import forms

from lib.fields import DateText
from lib.formats import day
from portfolios.timeline import KINDS, STATES, Wanted


class TimelineForm(forms.Form):
    """GET parameters: kind, state, q, tag, from, to. `wanted()` is what they mean."""

    kind = forms.ChoiceField(label="Kind", choices=[("", "Everything"), *KINDS], required=False)
    state = forms.ChoiceField(label="State", choices=[("", "Any state"), *STATES], required=False)
    q = forms.CharField(label="Search", max_length=200, required=False)
    tag = forms.CharField(label="Tag", max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `from` is a word of Python's own and cannot be written in the class.
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = DateText(label=label, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            given["kind"], given["state"], given["q"], tag=given["tag"], first=given["from"], last=given["to"]
        )

    @property
    def summary(self) -> str:
        """The present filter in words."""
        if not self.is_valid():
            return "to correct"
        given = self.cleaned_data
        parts = [
            dict(KINDS).get(given["kind"], "").lower(),
            dict(STATES).get(given["state"], "").lower(),
            f"“{given['q']}”" if given["q"] else "",
            f"tag {given['tag']}" if given["tag"] else "",
            f"from {day(given['from'])}" if given["from"] else "",
            f"to {day(given['to'])}" if given["to"] else "",
        ]
        return ", ".join(part for part in parts if part) or "everything"
