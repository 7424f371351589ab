"""The evidence part of a form about one thing: add to it, choose from the library, take off."""

from typing import Any

from django import forms

from evidence import actions, queries
from evidence.forms import EvidenceForm
from evidence.models import Evidence
from people.models import User

OFFERED = 40


class AttachForm(EvidenceForm):
    """Beside the form of the thing, in the same page. `thing` is None while it is not stored yet."""

    evidence_library = forms.MultipleChoiceField(
        label="From your evidence", required=False, widget=forms.CheckboxSelectMultiple
    )
    evidence_off = forms.MultipleChoiceField(
        label="Take off", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, owner: User, kind: str, thing: Any = None, **options: Any) -> None:
        super().__init__(*args, owner=owner, **options)
        self.kind = kind
        self.attached = queries.attached_to(kind, thing) if thing else []
        held = {one.pk for one in self.attached}
        latest = [one for one in queries.library(owner)[: OFFERED + len(held)] if one.pk not in held]
        for name, pieces in (("evidence_library", latest[:OFFERED]), ("evidence_off", self.attached)):
            self.fields[name].choices = [(str(one.uid), one.title) for one in pieces]
            if not pieces:
                del self.fields[name]

    def attach_to(self, thing: Any) -> None:
        """Store what was added and hang it on the thing; take off what was ticked. Inside the caller's transaction."""
        chosen = actions.own(self.owner, self.cleaned_data.get("evidence_library", []))
        new: list[Evidence] = [*self.store(self.owner), *chosen]
        if new:
            actions.attach(thing=thing, kind=self.kind, evidence=new, actor=self.owner)
        for piece in actions.own(self.owner, self.cleaned_data.get("evidence_off", [])):
            actions.detach(thing=thing, kind=self.kind, evidence=piece, actor=self.owner)
