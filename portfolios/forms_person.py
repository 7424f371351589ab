"""The forms of blocks about a person: profile, employment, qualifications, skills, publications."""

from collections.abc import Callable
from typing import Any

from django import forms

from lib.identifiers import BadIdentifier, parse_doi, parse_orcid
from portfolios import citations
from portfolios.forms_words import BlockForm

LONGEST_TITLE, LONGEST_ENTRY = 400, 10_000


class IdentifierField(forms.CharField):
    """An identifier as people paste it, stored in its one spelling; it may be left empty."""

    def __init__(self, read: Callable[[str], str], **options: Any) -> None:
        super().__init__(required=False, max_length=400, **options)
        self.read = read

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return self.read(text) if text else ""
        except BadIdentifier as bad:
            raise forms.ValidationError(str(bad)) from bad


class ProfileForm(BlockForm):
    text = forms.CharField(
        label="Who you are",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="**bold**, *italic*, [words](https://address).",
        error_messages={"required": "Write a few sentences about yourself, or remove this block."},
    )
    letters = forms.CharField(
        label="Letters after your name",
        max_length=120,
        required=False,
        help_text="Such as BSc (Hons), MIScT. Those of your current registrations stand after your name by themselves.",
    )
    orcid = IdentifierField(
        parse_orcid, label="ORCID iD", help_text="Sixteen digits, such as 0000-0002-1825-0097."
    )


class PostForm(BlockForm):
    role = forms.CharField(
        label="Job title", max_length=160, error_messages={"required": "Give the job title."}
    )
    employer = forms.CharField(
        label="Employer", max_length=160, error_messages={"required": "Say where you worked."}
    )
    start = forms.CharField(
        label="From", max_length=40, required=False, help_text="Such as September 2019, or 2019."
    )
    end = forms.CharField(
        label="To", max_length=40, required=False, help_text="Leave it empty while you hold the post."
    )
    text = forms.CharField(
        label="What you did there",
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="**bold**, *italic*, lists with a hyphen.",
    )


class QualificationForm(BlockForm):
    title = forms.CharField(
        label="Qualification", max_length=200, error_messages={"required": "Name the qualification."}
    )
    awarded_by = forms.CharField(label="Awarded by", max_length=160, required=False)
    year = forms.CharField(label="Year", max_length=40, required=False)
    text = forms.CharField(label="Subject or grade", max_length=200, required=False)


class SkillsForm(BlockForm):
    text = forms.CharField(
        label="Skills",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One to a line. A colon sets the name apart: Confocal microscopy: I train others.",
        error_messages={"required": "Write at least one skill, or remove this block."},
    )


class PublicationForm(BlockForm):
    title = forms.CharField(
        label="Title",
        max_length=LONGEST_ENTRY,
        help_text="Or paste a BibTeX entry here: saving puts its parts into the empty boxes.",
        error_messages={"required": "Give the title of the publication."},
    )
    authors = forms.CharField(label="Authors", max_length=600, required=False)
    source = forms.CharField(
        label="Where it appeared",
        max_length=300,
        required=False,
        help_text="The journal, book, conference or repository.",
    )
    year = forms.CharField(label="Year", max_length=40, required=False)
    doi = IdentifierField(
        parse_doi,
        label="DOI",
        help_text="Such as 10.1038/s41586-020-2649-2; readers find the paper by it.",
    )

    def clean_title(self) -> str:
        """The title; of a pasted entry its own, and the other parts into the boxes that were left empty."""
        title = self.cleaned_data["title"]
        if citations.looks_like_entry(title):
            try:
                self.entry = citations.publication_of(title)
            except citations.BadEntry as bad:
                raise forms.ValidationError(str(bad)) from bad
            title = self.entry["title"]
        if len(title) > LONGEST_TITLE:
            raise forms.ValidationError(f"Shorten the title to {LONGEST_TITLE} characters.")
        return title

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in ("authors", "source", "year", "doi"):
            if part := getattr(self, "entry", {}).get(name):
                given[name] = given.get(name) or self.part(name, part)
        return given

    def part(self, name: str, words: str) -> str:
        """One part of a pasted entry as its box takes it; nothing where the box would not."""
        try:
            return self.fields[name].clean(words)
        except forms.ValidationError:
            return ""
