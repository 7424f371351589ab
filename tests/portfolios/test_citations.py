"""Publications out of pasted entries, without a database."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolios.citations import BadEntry, looks_like_entry, publication_of
from portfolios.forms_person import PublicationForm
from portfolios.queries import Offer

ARTICLE = """@article{okafor2025,
  title = {Clearing {Whole} Hearts: a {\\"U}bersicht},
  author = "Okafor, Megan and M{\\"u}ller, J{\\'e}r{\\^o}me and Ko\\v{c}{\\'a}r, P.",
  journal={J. Microsc. \\& Imaging},
  year = 2025,
  pages = {1--9},
  doi = {10.1000/182}
}"""


def test_an_entry_is_read_part_by_part():
    assert publication_of(ARTICLE) == {
        "title": "Clearing Whole Hearts: a Übersicht",
        "authors": "Okafor, Megan; Müller, Jérôme; Kočár, P.",
        "source": "J. Microsc. & Imaging",
        "year": "2025",
        "doi": "10.1000/182",
    }
    assert publication_of(" ".join(ARTICLE.split())) == publication_of(ARTICLE)


def test_other_names_of_the_parts_are_known():
    entry = "@inproceedings{x, title={Talk}, booktitle={Proceedings of a day}, date={2024-05-01}}"

    assert publication_of(entry) == {
        "title": "Talk", "authors": "", "source": "Proceedings of a day", "year": "2024", "doi": ""
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["@", "@article", "@article{x, author={A}}", "@article{x, title={}}", "@x{title={A}}"]
)
def test_what_is_no_entry_is_refused(text):
    assert looks_like_entry(text)
    with pytest.raises(BadEntry):
        publication_of(text)


@given(st.text(alphabet='@{}",=\\ atile\n', max_size=60))
def test_whatever_is_pasted_ends_in_words_or_a_refusal(text):
    with contextlib.suppress(BadEntry):
        assert publication_of(f"@a{{k,{text}")["title"]


def filled(**typed) -> PublicationForm:
    return PublicationForm(typed, offer=Offer(None))


def test_form_fills_the_boxes_left_empty():
    form = filled(title=ARTICLE, authors="Me", doi="")

    assert form.is_valid()
    assert form.cleaned_data["title"].startswith("Clearing Whole Hearts")
    assert (form.cleaned_data["authors"], form.cleaned_data["doi"]) == ("Me", "10.1000/182")


def test_form_leaves_out_a_part_that_its_box_would_not_take():
    form = filled(title="@article{x, title={A}, doi={nonsense}, year={2025}}")

    assert form.is_valid()
    assert (form.cleaned_data["doi"], form.cleaned_data["year"]) == ("", "2025")


@pytest.mark.parametrize("title", ["@article{x, author={A}}", "x" * 401])
def test_form_asks_back(title):
    assert list(filled(title=title).errors) == ["title"]
