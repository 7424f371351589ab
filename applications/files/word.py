"""An application as a Word document, to paste into a body's own form: headings, statements, evidence, comments."""

import io
import re
from collections.abc import Mapping
from typing import Any

from docx import Document

from applications.files.wording import (
    details,
    row_heading,
    row_length,
    spell_comment,
    spell_evidence,
    supporter_line,
)

# What XML 1.0 cannot hold.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_docx(facts: Mapping[str, Any]) -> bytes:
    """The application as DOCX bytes."""
    document: Any = Document()
    document.core_properties.title = clean(facts["title"])
    document.core_properties.author = clean(facts["holder"]["name"])
    document.core_properties.language = "en-GB"
    document.add_heading(clean(facts["title"]), level=0)
    for label, text in details(facts):
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(clean(text))
    if facts["result"]["gaps"]:
        document.add_heading("Still missing", level=1)
        bullets(document, [one["words"] for one in facts["result"]["gaps"]])
    for section in facts["sections"]:
        add_section(document, section)
    if facts["supporters"]:
        document.add_heading("Supporters", level=1)
        bullets(document, [supporter_line(one) for one in facts["supporters"]])
    if facts["retired"]:
        document.add_heading("Written for parts that the body has dropped", level=1)
        for one in facts["retired"]:
            document.add_heading(clean(one["code"]), level=2)
            paragraphs(document, one["text"])
    document.add_heading("Where the headings come from", level=1)
    document.add_paragraph(
        f"The headings are put in our own words and were last checked on {facts['register']['last_checked']}. "
        f"Where it says so, check the body’s text: {facts['register']['source']}"
    )
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def add_section(document: Any, section: Mapping[str, Any]) -> None:
    document.add_heading(clean(f"{section['code']} {section['title']}".strip()), level=1)
    for row in section["rows"]:
        document.add_heading(clean(row_heading(row)), level=2)
        document.add_paragraph(row_length(row)).runs[0].italic = True
        paragraphs(document, row["text"])
        bullets(document, [spell_evidence(one) for one in row["evidence"]])
    if section["comments"]:
        document.add_heading(clean(f"Supporters on {section['code']}"), level=2)
        bullets(document, [spell_comment(one) for one in section["comments"]])


def paragraphs(document: Any, text: str) -> None:
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(clean(line.strip()))


def bullets(document: Any, texts: list[str]) -> None:
    for text in texts:
        document.add_paragraph(clean(text), style="List Bullet")


def clean(text: str) -> str:
    return CONTROLS.sub("", text)
