"""The parts as a browser gets them: names, descriptions and errors joined up, nothing inline."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template

from lib.statuses import STATUSES
from tests.test_layers import ROOT

KINDS = [("formal", "Formal or educational"), ("other", "Other")]


class LogForm(forms.Form):
    title = forms.CharField(error_messages={"required": "Give the activity a title."})
    category = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect)
    planned = forms.BooleanField(required=False)
    uid = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(source: str, **context) -> str:
    return Template("{% load aspire %}" + source).render(Context(context))


def test_field_joins_label_hint_and_error():
    html = draw('{% field form.title hint="Short is fine." size="short" %}', form=LogForm({}))

    assert '<label for="id_title">Title' in html
    assert 'aria-describedby="id_title_hint id_title_error"' in html
    assert 'id="id_title_hint">Short is fine.' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input input-short"' in html


def test_day_kept_as_text_reads_as_a_day():
    assert draw("{{ then|day }}", then="2026-03-14") == "14 Mar 2026"
    assert draw("{{ then|day_span:end }}", then="2026-03-14", end="2026-04-02") == "14 Mar to 2 Apr 2026"
    assert draw("{{ then|day }}", then="") == ""


def test_field_keeps_what_was_typed_and_escapes_it():
    html = draw("{% field form.title %}", form=LogForm({"title": '"><script>'}))

    assert "&quot;&gt;&lt;script&gt;" in html


def test_field_groups_radios_under_a_legend_with_letter_boxes():
    html = draw('{% field form.category look="categories" %}', form=LogForm())

    assert "<legend>Category" in html
    assert '<b aria-hidden="true">F</b>Formal or educational' in html
    assert html.count('type="radio"') == 2


def test_error_summary_links_to_each_control():
    html = draw("{% error_summary form %}", form=LogForm({}))

    assert 'role="alert"' in html
    assert "Two things to fix" in html
    assert '<a href="#id_title">Give the activity a title.</a>' in html
    assert 'href="#id_category_0"' in html


def test_an_empty_required_field_is_named_where_the_form_has_no_words_of_its_own():
    form = LogForm({"title": "Cryostat"})

    html = draw("{% error_summary form %}{% field form.category %}", form=form)

    assert html.count("Choose “Category”.") == 2
    assert "This field is required" not in html


@pytest.mark.parametrize("form", [None, LogForm(), LogForm({"title": "Cryostat", "category": "other"})])
def test_error_summary_is_absent_without_errors(form):
    assert draw("{% error_summary form %}{% error_prefix form %}", form=form).strip() == ""


def test_error_prefix_opens_the_title():
    assert draw("{% error_prefix form %}Log", form=LogForm({})) == "Error: Log"


@pytest.mark.parametrize("name", sorted(STATUSES))
def test_status_is_a_shape_that_exists_and_a_word(name):
    glyph, _, word = STATUSES[name]

    html = draw("{% status name %}", name=name)

    assert f"#{glyph}" in html
    assert word in html
    assert f'<symbol id="{glyph}"' in (ROOT / "static" / "icons.svg").read_text()


def test_moment_is_written_in_local_time():
    assert draw("{{ at|moment }}", at=datetime(2026, 7, 1, 9, 30, tzinfo=UTC)) == "1 Jul 2026, 10:30"


def test_rulers_hold_no_inline_style():
    html = draw("{% scale 41 50 %}")

    assert "style=" not in html
    assert 'width="82.0%"' in html
