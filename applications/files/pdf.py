"""An application as PDF: tagged (PDF/UA-1), made for archives (PDF/A-2a). People's words are data, never markup."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from applications.files.wording import (
    details,
    row_heading,
    row_length,
    spell_comment,
    spell_evidence,
    supporter_line,
)
from lib.digests import digest
from registers.packfiles.facts import PackRefused
from registers.packfiles.glyphs import FAMILIES, FONT_FOLDER, make_printable

LAYOUT_FOLDER = Path(__file__).parent / "typst"
STANDARDS: Any = ["a-2a", "ua-1"]
WHOLE = {"href", "digest"}


def render_pdf(facts: Mapping[str, Any]) -> bytes:
    """The application as PDF bytes, the same bytes for the same facts. Raises PackRefused."""
    data = json.dumps(printable(lay_out(facts)), ensure_ascii=False)
    compiler = typst.Compiler(LAYOUT_FOLDER / "application.typ", root=LAYOUT_FOLDER, font_paths=fonts())
    stamp = datetime.fromisoformat(facts["sent_on"] or facts["made_on"]).replace(tzinfo=UTC)
    try:
        made = compiler.compile(
            format="pdf", sys_inputs={"file": data}, pdf_standards=STANDARDS, timestamp=int(stamp.timestamp())
        )
    except typst.TypstError as error:
        raise PackRefused(f"The PDF could not be made: {error.message}.") from error
    if not isinstance(made, bytes):
        raise PackRefused("The PDF could not be made: it has no pages.")
    return made


@cache
def fonts() -> typst.Fonts:
    """The shipped fonts alone, so that a file looks the same whatever the machine has."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )


def lay_out(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as texts, in the order in which `application.typ` prints them."""
    return {
        "families": FAMILIES,
        "title": facts["title"],
        "holder": facts["holder"]["name"],
        "institution": facts["institution"],
        "sent": bool(facts["sent_on"]),
        "details": [{"label": label, "text": text} for label, text in details(facts)],
        "gaps": [one["words"] for one in facts["result"]["gaps"]],
        "sections": [lay_section(one) for one in facts["sections"]],
        "supporters": [supporter_line(one) for one in facts["supporters"]],
        "retired": [{"code": one["code"], "paragraphs": paragraphs(one["text"])} for one in facts["retired"]],
        "source": facts["register"]["source"],
        "href": facts["register"]["source"],
        "checked": facts["register"]["last_checked"],
        "digest": digest(facts),
    }


def lay_section(section: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": f"{section['code']} {section['title']}".strip(),
        "rows": [
            {
                "heading": row_heading(row),
                "length": row_length(row),
                "paragraphs": paragraphs(row["text"]),
                "evidence": [spell_evidence(one) for one in row["evidence"]],
            }
            for row in section["rows"]
        ],
        "comments": [spell_comment(one) for one in section["comments"]],
    }


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def printable(value: Any) -> Any:
    """The same structure with every text made printable; digests and links stay whole."""
    if isinstance(value, dict):
        return {key: held if key in WHOLE else printable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [printable(held) for held in value]
    return make_printable(value) if isinstance(value, str) else value
