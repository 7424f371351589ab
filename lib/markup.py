"""The Markdown people may write, rendered to the few HTML elements our pages know."""

import html
import re

import markdown
import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ELEMENTS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "a", "br"}
LINKS = {"http", "https", "mailto"}
HEADING = re.compile(r"<(/?)h([1-6])>")
MOST_LINKS = 200  # the time to read unclosed brackets grows with their square
MOST_LINES = 2_000  # and so does the time to read headings and rules
UNUSED = ("html", "reference", "short_reference", "image_link", "image_reference", "short_image_ref")
BLOCK = re.compile(r"<(?=/?(?:p|h3|h4|li|blockquote|pre|br)\b)")


def render_markdown(text: str) -> SafeString:
    """HTML of allowed elements only, whatever `text` holds: markup typed in is shown as text, not obeyed.

    Headings begin at the third level, because the page above has the first two.
    """
    clean = nh3.clean(
        _converted(text),
        tags=ELEMENTS,
        attributes={"a": {"href"}},
        url_schemes=LINKS,
        link_rel="nofollow noopener",
    )
    return mark_safe(clean.strip())  # noqa: S308 - cleaned by nh3 just above


def counted_for(said: str, box: str) -> SafeString:
    """What was counted of the box with this id: the live count of `data-words` takes its place as somebody types."""
    return format_html('<span data-words-said="{}">{}</span>', box, said) if said else SafeString("")


def plain_text(text: str) -> str:
    """The words of `text` without Markdown signs or markup, on one line: for summaries, mails and search."""
    bare = nh3.clean(BLOCK.sub(" <", render_markdown(text)), tags=set())
    return " ".join(html.unescape(bare).split())


def _converted(text: str) -> str:
    """Markdown as HTML; what is nested deeper or longer than anyone writes is shown as it was typed."""
    if text.count("\n") <= MOST_LINES:
        try:
            return HEADING.sub(_levelled, _reader(text).convert(text))
        except RecursionError:
            pass
    return f"<p>{html.escape(text)}</p>".replace("\n", "<br>")


def _reader(text: str) -> markdown.Markdown:
    reader = markdown.Markdown(extensions=["sane_lists", "nl2br", "fenced_code"], output_format="html")
    reader.preprocessors.deregister("html_block")
    for name in UNUSED:
        reader.inlinePatterns.deregister(name)
    if text.count("[") > MOST_LINKS:
        reader.inlinePatterns.deregister("link")
    return reader


def _levelled(match: re.Match[str]) -> str:
    return f"<{match[1]}h{3 if match[2] == '1' else 4}>"
