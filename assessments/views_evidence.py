"""Evidence for one answer: tick what belongs to it, add what is missing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments import actions, attached, screens, states
from assessments.models import Assignment
from evidence.forms import EvidenceForm
from evidence.models import Evidence
from people.access import PersonRequest, get_visible, require, signed_in
from people.sent import posted


class PiecesForm(forms.Form):
    """Which pieces of one's own library belong to the answer."""

    pieces: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        to_field_name="uid",
        label="From your evidence",
        error_messages={
            "invalid_choice": "Choose from your own evidence.",
            "invalid_pk_value": "Choose from your own evidence.",
        },
    )

    def __init__(self, *args: Any, owned: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pieces"].queryset = owned


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer_evidence(request: PersonRequest, uid: Any, number: int) -> HttpResponse:
    """`number` is the criterion's; 0 is the whole assessment."""
    assignment = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.ANSWER, assignment)
    criterion = assignment.criteria.filter(order=number).first()
    if number and criterion is None:
        raise Http404
    held = attached.pieces_on(assignment).get((criterion or assignment).uid, [])
    owned = Evidence.objects.owned_by(request.user)
    given, files = posted(request), request.FILES or None
    form = PiecesForm(given, owned=owned, initial={"pieces": [one.uid for one in held]})
    new = EvidenceForm(given, files, owner=request.user)
    context = {"assignment": assignment, "criterion": criterion, "number": number, "form": form, "new": new}
    if request.method == "POST" and form.is_valid() and new.is_valid():
        try:
            _keep(request, assignment, number=number, form=form, new=new)
        except actions.NotAllowedNow:
            messages.error(request, "This has been submitted, so its evidence can no longer change.")
            return redirect(assignment)
        messages.success(request, "Evidence saved with your draft.")
        return redirect(f"{assignment.get_absolute_url()}#criterion-{number}")
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/answer_evidence.html", context, status=status)


@transaction.atomic
def _keep(
    request: PersonRequest, assignment: Assignment, *, number: int, form: PiecesForm, new: EvidenceForm
) -> None:
    """What was ticked and what was added, or nothing at all."""
    pieces = [*form.cleaned_data["pieces"], *(new.store(request.user) if new.has_any() else [])]
    actions.attach_evidence(assignment=assignment, actor=request.user, number=number, pieces=pieces)
