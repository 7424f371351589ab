"""The forms of a page: its title, one small form to each block, and the sheet that holds them in order."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from portfolios import forms_chosen, forms_person, forms_words
from portfolios.editing import MOST_BLOCKS, Box, Gone, named, rearranged, touched, with_plain_lines
from portfolios.forms_words import BlockForm
from portfolios.merging import Sheetful
from portfolios.queries import Offer

FORMS: dict[str, type[BlockForm]] = {
    "heading": forms_words.HeadingForm,
    "text": forms_words.TextForm,
    "table": forms_words.TableForm,
    "embed": forms_words.EmbedForm,
    "link": forms_words.LinkForm,
    "profile": forms_person.ProfileForm,
    "post": forms_person.PostForm,
    "qualification": forms_person.QualificationForm,
    "skills": forms_person.SkillsForm,
    "publication": forms_person.PublicationForm,
    "image": forms_chosen.ImageForm,
    "gallery": forms_chosen.GalleryForm,
    "evidence": forms_chosen.EvidenceForm,
    "entries": forms_chosen.EntriesForm,
    "activities": forms_chosen.ActivitiesForm,
    "assessments": forms_chosen.AssessmentsForm,
    "latest": forms_chosen.LatestForm,
}

# What each button beside a block did, in words.
DONE = {
    "add": "Added.",
    "up": "Moved up.",
    "down": "Moved down.",
    "copy": "This is the copy.",
    "remove": "One removed.",
    "back": "Put back.",
}


class PageForm(forms.Form):
    title = forms.CharField(max_length=120, error_messages={"required": "Give this page a title."})
    changed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = not unfinished


class SectionForm(forms.Form):
    title = forms.CharField(
        label="What is this section called?",
        max_length=120,
        help_text="For example Techniques, or Selected work.",
        error_messages={"required": "Give this section a title."},
    )


class Sheet:
    """The whole editing form: the page's own boxes and its blocks in order, each a (Box, BlockForm)."""

    def __init__(self, page_form: PageForm, blocks: list[tuple[Box, BlockForm]]) -> None:
        self.page_form = page_form
        self.blocks = blocks
        # After a button: the block that it is about, and what was done.
        self.here = self.done = ""
        self.gone: Gone | None = None

    @classmethod
    def showing(cls, values: dict[str, str], boxes: list[Box], *, offer: Offer) -> "Sheet":
        """The form with these values in it, and no word yet about what is wrong with them."""
        forms_shown = [
            (box, FORMS[box.kind](prefix=f"b{box.id}", initial=box.value, offer=offer)) for box in boxes
        ]
        return cls(PageForm(initial=values), forms_shown)

    @classmethod
    def sent(cls, data: QueryDict, *, offer: Offer, unfinished: bool = False) -> "Sheet":
        """The form as it came back, to be checked; with `unfinished` boxes may be empty."""
        blocks = []
        for id_, kind in named(data.getlist("block")):
            form = FORMS[kind](data, prefix=f"b{id_}", offer=offer, unfinished=unfinished)
            blocks.append((Box(id_, kind, {}), form))
        return cls(PageForm(data, unfinished=unfinished), blocks)

    @classmethod
    def after(cls, data: QueryDict, *, offer: Offer, order: str = "") -> "Sheet":
        """The form again after a button beside a block: nothing is checked or stored, nothing typed is lost."""
        values = {"title": data.get("title", ""), "changed": data.get("changed", "")}
        boxes = [box for box, _ in cls.sent(data, offer=offer).typed]
        back = Gone.read(data.get("gone", "")) if order == "back" else None
        arranged = back.put_back(boxes) if back else rearranged(boxes, order)
        sheet = cls.showing(values, arranged, offer=offer)
        sheet.gone = Gone.by(order, boxes)
        sheet.here, sheet.done = touched(boxes, arranged, order), DONE.get(order.partition(":")[0], "")
        return sheet

    @property
    def typed(self) -> list[tuple[Box, BlockForm]]:
        """The blocks holding what was typed, right or wrong."""
        return [
            (
                Box(
                    box.id,
                    box.kind,
                    {
                        name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name)) or ""
                        for name, field in form.fields.items()
                    },
                ),
                form,
            )
            for box, form in self.blocks
        ]

    @property
    def forms(self) -> list[forms.Form]:
        return [self.page_form, *(form for _, form in self.blocks)]

    @property
    def is_bound(self) -> bool:
        return self.page_form.is_bound

    @property
    def errors(self) -> list[Any]:
        """The errors of every form that has any."""
        return [form.errors for form in self.forms if form.errors]

    def non_form_errors(self) -> list[str]:
        """What an error summary asks of any set of forms."""
        return []

    @property
    def is_full(self) -> bool:
        return len(self.blocks) >= MOST_BLOCKS

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    def boxes(self) -> list[Box]:
        """The blocks to store; only of a valid sheet."""
        return [
            Box(
                box.id,
                box.kind,
                {
                    name: with_plain_lines(value) if isinstance(value, str) else value
                    for name, value in form.cleaned_data.items()
                },
            )
            for box, form in self.blocks
        ]

    def typed_page(self) -> Sheetful:
        """Title and blocks to store; only of a valid sheet."""
        return Sheetful(self.page_form.cleaned_data["title"], self.boxes())


def wanting(boxes: Iterable[Box]) -> list[str]:
    """The blocks of a draft that are too empty to be published, each as `2. Picture from your evidence`."""
    return [
        f"{number}. {box.label}"
        for number, box in enumerate(boxes, start=1)
        if any(
            field.required and not box.value.get(name) for name, field in FORMS[box.kind].base_fields.items()
        )
    ]
