"""Choosing what goes along, and leaving."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from moving.actions.choosing import TAKE
from moving.forms_archives import OnceForm
from moving.models import Chosen
from moving.record.choosing import CHOOSABLE


def ways(kind: str) -> list[tuple[str, str]]:
    """(value, label) of what can become of an item of this kind."""
    stub = [(Chosen.What.STUB.value, "Take a stub")] if CHOOSABLE[kind].has_stub else []
    return [(TAKE, "Take"), *stub, (Chosen.What.LEAVE.value, "Leave")]


class ChoiceForm(forms.Form):
    """One choice for each item of a page; `chosen` is those given, by uid. `all` is one for every item of the list."""

    def __init__(
        self, *args: Any, kind: str, uids: list[UUID], now: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.uids = uids
        self.fields["all"] = forms.ChoiceField(choices=ways(kind), required=False)
        for uid in uids:
            self.fields[str(uid)] = forms.ChoiceField(
                choices=ways(kind), widget=forms.RadioSelect, initial=now.get(uid, TAKE), required=False
            )

    @property
    def chosen(self) -> dict[UUID, str]:
        given = {uid: self.cleaned_data[str(uid)] for uid in self.uids}
        return {uid: what for uid, what in given.items() if what}

    @property
    def for_all(self) -> str:
        return self.cleaned_data["all"]


class LeaveForm(OnceForm):
    as_alumni = forms.BooleanField(required=False)
    sure = forms.BooleanField(
        label="I have read what becomes of my record",
        error_messages={"required": "Tick that you have read it."},
    )

    def __init__(self, *args: Any, alumni_months: int, alumni_until: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alumni_months:
            self.fields["as_alumni"].label = f"Let me read it on as alumni, until {alumni_until}"
        else:
            del self.fields["as_alumni"]

    @property
    def leaving(self) -> dict[str, Any]:
        """What `actions.leave` wants to know."""
        return {"as_alumni": self.cleaned_data.get("as_alumni", False), "once": self.cleaned_data["once"]}
