"""What is copied to whom."""

from typing import Any
from uuid import UUID

from django import forms

from cohorts.queries import members_of, run_by
from people.models import User
from portfolios.copying import queries
from portfolios.copying.actions import Sources
from portfolios.copying.models import CopyLine

NOT_YOURS = "Choose from the list: something you ticked is not yours to copy, or is gone."
NOT_THEIRS = "Choose from the list: somebody you ticked is not one of your people now."


def several(label: str, wrong: str, **options: Any) -> Any:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": wrong},
        **options,
    )


class CopyToForm(forms.Form):
    """Things on one side, people on the other; a cohort stands for all who are in it now."""

    pages = several("Pages of your templates", NOT_YOURS)
    entries = several("Your journal entries", NOT_YOURS)
    activities = several("Your activities", NOT_YOURS)
    people = several("People", NOT_THEIRS)
    cohorts = several("Everybody in a cohort", NOT_THEIRS)

    def __init__(self, *args: Any, actor: User, **options: Any) -> None:
        super().__init__(*args, **options)
        most = queries.MOST_OFFERED
        pages = queries.own_pages(actor)
        self._offer("pages", [(str(one.uid), f"{one.title}, of {one.template}") for one in pages])
        self._offer("entries", [(str(one.uid), one.title) for one in queries.own_entries(actor)[:most]])
        self._offer("activities", [(str(one.uid), one.title) for one in queries.own_activities(actor)[:most]])
        receivers = queries.receivers(actor).order_by("last_name", "first_name", "pk")
        self._offer("people", [(str(one.uid), str(one)) for one in receivers])
        self.run = {str(one.uid): one for one in run_by(actor)}
        self._offer("cohorts", [(uid, str(one)) for uid, one in self.run.items()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """A list with nothing in it is not shown; what is sent for it all the same is refused."""
        self.fields[name].choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            if not any(given[name] for name in ("pages", "entries", "activities")):
                raise forms.ValidationError("Tick at least one thing to copy.")
            if not self.receivers:
                raise forms.ValidationError("Tick at least one person, or a cohort with somebody in it.")
        return given

    @property
    def sources(self) -> Sources:
        given = self.cleaned_data
        chosen = {
            CopyLine.Kind.PAGE: given["pages"],
            CopyLine.Kind.ENTRY: given["entries"],
            CopyLine.Kind.ACTIVITY: given["activities"],
        }
        return {kind: [UUID(uid) for uid in uids] for kind, uids in chosen.items()}

    @property
    def receivers(self) -> list[UUID]:
        """Everybody ticked, in person or as a member; members who may not be copied to are left out."""
        uids = dict.fromkeys(self.cleaned_data["people"])
        offered = dict(self.fields["people"].choices)
        for uid in self.cleaned_data["cohorts"]:
            members = (str(member.person.uid) for member in members_of(self.run[uid]))
            uids |= dict.fromkeys(one for one in members if one in offered)
        return [UUID(uid) for uid in uids]

    def named(self, name: str, uids: Any) -> list[str]:
        offered = dict(self.fields[name].choices)
        return [offered[str(uid)] for uid in uids]
