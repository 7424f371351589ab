"""Template tags and filters of the interface; `docs/interface.md` shows each in use.

`{% load aspire %}` in every template of ours. Formatting itself is in `lib.formats`, drawing in `lib.rulers`.
"""

from datetime import date, datetime

from django import forms, template
from django.forms import PasswordInput
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from lib import formats, markup, rulers
from lib.statuses import CATEGORIES, STATUSES

register = template.Library()

NOTICE_TONES = {
    "debug": ("", "info"),
    "info": ("", "info"),
    "success": ("done", "completed"),
    "warning": ("attn", "overdue"),
    "error": ("bad", "not-met"),
}
GROUPED = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.simple_tag
def icon(name: str, css: str = "") -> str:
    """An icon from `static/icons.svg`, hidden from screen readers: a word always stands beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("icons.svg"),
        name,
    )


@register.inclusion_tag("parts/status.html")
def status(name: str, word: str = "", hide_word: bool = False) -> dict:
    """A glyph with its own outline, and a word. `name` is a key of STATUSES; KeyError for another."""
    glyph, tone, usual = STATUSES[str(name)]
    return {"glyph": glyph, "tone": tone, "word": word or usual, "hide_word": hide_word}


@register.inclusion_tag("parts/category.html")
def category(name: str) -> dict:
    """One of the five shared categories: letter box and full name; nothing for an empty value."""
    letter, label = CATEGORIES.get(str(name), ("", ""))
    return {"letter": letter, "label": label}


@register.inclusion_tag("parts/field.html")
def field(bound, *, look="", label="", hint="", size="", optional=False) -> dict:
    """One form field with label, hint and error.

    Without `hint` the form's help text is used; `hint=None` leaves it out.
    `look` of a group: chips, chips-fill, options, options-two, score, categories. `size`: tiny, short, long.
    """
    widget = bound.field.widget
    shape = _shape(widget)
    hint = bound.help_text if hint == "" else hint
    described = [f"{bound.auto_id}_hint"] if hint else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    if shape == "input":
        # A library's placeholder would only repeat the label above the box.
        attrs |= {"class": _input_class(widget, size), "placeholder": False}
    return {
        "field": bound,
        "shape": shape,
        "look": look or "options",
        "label": label or bound.label,
        "hint": hint,
        "wrong": _messages(bound),
        "optional": optional,
        "described": " ".join(described),
        "readings": _readings(bound),
        "control": bound.as_widget(attrs=attrs) if shape in ("input", "tick") else "",
        "option_hints": getattr(bound.field, "option_hints", {}),
    }


@register.inclusion_tag("parts/fields.html")
def fields(form) -> dict:
    """Every field of a form in its own order, hidden ones first."""
    return {"form": form}


@register.inclusion_tag("parts/error_summary.html")
def error_summary(*forms_given) -> dict:
    """What to fix in these forms, each line a link to its box; draws nothing when there is nothing."""
    forms = [form for form in forms_given if form is not None]
    problems = [problem for form in forms for problem in _problems(form)]
    # A box for a secret comes back empty.
    is_kept = not any(isinstance(box.widget, PasswordInput) for form in forms for box in _boxes(form))
    heading = formats.count_in_words(len(problems), "thing")
    return {"problems": problems, "heading": heading, "is_kept": is_kept}


def _boxes(form) -> list:
    """The fields of a form; a sheet of several forms, whose texts all stay, has none to look at."""
    return list(getattr(form, "fields", {}).values())


@register.simple_tag
def error_prefix(*forms_given) -> str:
    """`Error: ` at the start of a page title while one of the forms has errors."""
    return (
        "Error: " if any(form is not None and form.is_bound and form.errors for form in forms_given) else ""
    )


@register.inclusion_tag("parts/year_rule.html")
def year_rule(start: date, end: date, marks, *, today: date | None = None) -> dict:
    """The period as a ruler. `marks`: (day, minutes, unfinished) of each activity."""
    today = today or timezone.localdate()
    return {"rule": rulers.year_rule(start, end, marks=marks, today=today), "today": today}


@register.inclusion_tag("parts/scale.html")
def scale(value, whole) -> dict:
    """`value` of `whole` as a graduated tube; the page prints both figures beside it."""
    return {"scale": rulers.scale(value or 0, whole)}


@register.filter
def duration(minutes):
    return formats.duration(minutes)


@register.filter
def day(value):
    return formats.day(_local(value))


@register.filter
def short_day(value):
    return formats.short_day(_local(value))


@register.filter
def moment(value):
    return formats.moment(_local(value))


@register.filter
def day_span(start, end):
    return formats.day_span(_local(start), _local(end))


@register.filter
def points(value):
    return formats.points(value)


@register.filter
def figure(value):
    return formats.figure(value)


@register.filter
def file_size(octets):
    return formats.file_size(octets)


@register.filter
def counted_for(said: str, box: str) -> str:
    return markup.counted_for(said, box)


@register.filter
def initials(name):
    return formats.initials(str(name or ""))


@register.filter
def counted(number, noun: str) -> str:
    """`{{ total|counted:"activity,activities" }}` → `16 activities`."""
    return formats.count(int(number or 0), *str(noun or "item").split(","))


@register.simple_tag(takes_context=True)
def page_address(context, number: int, param: str = "") -> str:
    """The present address with another page number; every filter and the order are kept."""
    query = context["request"].GET.copy()
    query[param or "page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(paginator, number: int):
    """The page numbers to offer, with gaps for the ones left out."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)


@register.filter
def lookup(mapping, key):
    """A value of a mapping by a key that is only known in the template; nothing when absent."""
    return mapping.get(key) if mapping else None


@register.filter
def tone(message_tag: str) -> str:
    """The notice tone for a level of Django's messages."""
    return NOTICE_TONES.get(message_tag, ("", "info"))[0]


@register.filter
def glyph(message_tag: str) -> str:
    """The icon for a level of Django's messages."""
    return NOTICE_TONES.get(message_tag, ("", "info"))[1]


@register.filter
def draft_key(extra_tags: str) -> str:
    """The draft that a message says is saved: `extra_tags="draft-saved:KEY"` gives KEY."""
    kept = [tag for tag in (extra_tags or "").split() if tag.startswith("draft-saved:")]
    return kept[0].removeprefix("draft-saved:") if kept else ""


@register.filter
def letter(category_name) -> str:
    """The letter of a shared category, for the letter box."""
    return CATEGORIES.get(str(category_name), ("", ""))[0]


def _local(value):
    """In local time; a day kept as text (`2026-03-14`, as frozen facts hold it) as a date."""
    if isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _shape(widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, GROUPED):
        return "group"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "input"


def _input_class(widget, size: str) -> str:
    given = widget.attrs.get("class", "")
    return " ".join(part for part in ("input", f"input-{size}" if size else "", given) if part)


def _problems(form) -> list[dict]:
    """Whole-form messages first, then each field's, in the order of the form. Takes forms and formsets."""
    if hasattr(form, "forms"):
        own = [{"href": "", "message": message} for message in form.non_form_errors()]
        return own + [problem for part in form.forms for problem in _problems(part)]
    if not form.is_bound:
        return []
    whole = [{"href": "", "message": message} for message in form.non_field_errors()]
    return whole + [
        {"href": f"#{_first_control(bound)}", "message": message}
        for bound in form
        for message in _messages(bound)
    ]


def _messages(bound) -> list[str]:
    """What is wrong with a field; Django's own "This field is required." becomes a sentence that names it."""
    required = forms.Field.default_error_messages["required"]
    wrong = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    verb = (
        "Choose"
        if isinstance(bound.field.widget, (*GROUPED, forms.Select, forms.CheckboxInput))
        else "Fill in"
    )
    return [
        f"{verb} \u201c{bound.label}\u201d." if message == required else message
        for error in wrong
        for message in error.messages
    ]


def _readings(bound) -> list:
    """What the words in a box may mean, where they were asked back."""
    wrong = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    return [reading for error in wrong for reading in getattr(error, "readings", ())]


def _first_control(bound) -> str:
    grouped = isinstance(bound.field.widget, GROUPED)
    return f"{bound.auto_id}_0" if grouped and list(bound.field.widget.choices) else bound.auto_id
