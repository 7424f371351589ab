"""The forms of a page: its title, one small form to each block, and the sheet that holds them in order."""

from typing import Any

from django import forms
from django.http import QueryDict

from portfolios.editing import MOST_BLOCKS, Box, named, rearranged
from portfolios.queries import Offer

MOST_CHOSEN = 30
NOT_OFFERED = "Choose one from the list; what was chosen before is gone or sealed."


class PageForm(forms.Form):
    title = forms.CharField(max_length=120, error_messages={"required": "Give this page a title."})
    changed = forms.CharField(widget=forms.HiddenInput)


class SectionForm(forms.Form):
    title = forms.CharField(
        label="What is this section called?",
        max_length=120,
        help_text="For example Techniques, or Selected work.",
        error_messages={"required": "Give this section a title."},
    )


class BlockForm(forms.Form):
    """One block. Its cleaned data is the block's value."""

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer

    def offer_choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices


class HeadingForm(BlockForm):
    text = forms.CharField(
        label="Words of the heading", max_length=120, error_messages={"required": "Write the heading."}
    )


class TextForm(BlockForm):
    text = forms.CharField(
        label="Words",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="**bold**, *italic*, lists with a hyphen, [words](https://address).",
        error_messages={"required": "Write the text, or remove this block."},
    )


class ImageForm(BlockForm):
    evidence = forms.ChoiceField(
        label="Which picture?",
        error_messages={"required": "Choose a picture.", "invalid_choice": NOT_OFFERED},
        help_text="Pictures you have uploaded as evidence.",
    )
    alternative = forms.CharField(
        label="What the picture shows",
        max_length=200,
        help_text="Read out to people who cannot see it.",
        error_messages={"required": "Say in a few words what the picture shows."},
    )
    caption = forms.CharField(label="Caption", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("evidence", [("", "Choose a picture"), *self.offer.pictures])


class EvidenceForm(BlockForm):
    evidence = forms.ChoiceField(
        label="Which evidence?",
        error_messages={"required": "Choose the evidence.", "invalid_choice": NOT_OFFERED},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("evidence", [("", "Choose evidence"), *self.offer.evidence])


class ChosenForm(BlockForm):
    uids = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        help_text="A reader of this page sees those of them that are open to that reader.",
        error_messages={
            "required": "Choose at least one, or remove this block.",
            "invalid_choice": NOT_OFFERED,
        },
    )

    def clean_uids(self) -> list[str]:
        if len(self.cleaned_data["uids"]) > MOST_CHOSEN:
            raise forms.ValidationError(f"Choose up to {MOST_CHOSEN}; add another block for more.")
        return self.cleaned_data["uids"]


class EntriesForm(ChosenForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uids"].label = "Which entries?"
        self.offer_choices("uids", self.offer.entries)


class ActivitiesForm(ChosenForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uids"].label = "Which activities?"
        self.offer_choices("uids", self.offer.activities)


class LinkForm(BlockForm):
    title = forms.CharField(
        label="Words of the link", max_length=200, error_messages={"required": "Write the words of the link."}
    )
    url = forms.URLField(
        label="Address",
        assume_scheme="https",
        max_length=1000,
        error_messages={
            "required": "Give the address, such as https://example.org/paper.",
            "invalid": "Give a whole address, such as https://example.org/paper.",
        },
    )

    def clean_url(self) -> str:
        if not self.cleaned_data["url"].startswith(("https://", "http://")):
            raise forms.ValidationError("Give an address that begins with https:// or http://.")
        return self.cleaned_data["url"]


FORMS: dict[str, type[BlockForm]] = {
    "heading": HeadingForm,
    "text": TextForm,
    "image": ImageForm,
    "evidence": EvidenceForm,
    "entries": EntriesForm,
    "activities": ActivitiesForm,
    "link": LinkForm,
}


class Sheet:
    """The whole editing form: the page's own boxes and its blocks in order, each a (Box, BlockForm)."""

    def __init__(self, page_form: PageForm, blocks: list[tuple[Box, BlockForm]]) -> None:
        self.page_form = page_form
        self.blocks = blocks

    @classmethod
    def showing(cls, values: dict[str, str], boxes: list[Box], *, offer: Offer) -> "Sheet":
        """The form with these values in it, and no word yet about what is wrong with them."""
        forms_shown = [
            (box, FORMS[box.kind](prefix=f"b{box.id}", initial=box.value, offer=offer)) for box in boxes
        ]
        return cls(PageForm(initial=values), forms_shown)

    @classmethod
    def sent(cls, data: QueryDict, *, offer: Offer) -> "Sheet":
        """The form as it came back, to be checked."""
        blocks = []
        for id_, kind in named(data.getlist("block")):
            form = FORMS[kind](data, prefix=f"b{id_}", offer=offer)
            blocks.append((Box(id_, kind, {}), form))
        return cls(PageForm(data), blocks)

    @classmethod
    def after(cls, data: QueryDict, *, offer: Offer, order: str = "") -> "Sheet":
        """The form again after a button beside a block: nothing is checked or stored, nothing typed is lost."""
        values = {"title": data.get("title", ""), "changed": data.get("changed", "")}
        boxes = [box for box, _ in cls.sent(data, offer=offer).typed]
        return cls.showing(values, rearranged(boxes, order), offer=offer)

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
        return [Box(box.id, box.kind, dict(form.cleaned_data)) for box, form in self.blocks]
