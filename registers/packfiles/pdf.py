"""A pack as PDF: tagged (PDF/UA-1), made for archives (PDF/A-2a), black on white A4.

People's words reach typst as JSON data and are never read as markup; the layout stands in `typst/`.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from lib.digests import digest
from registers.packfiles.document import lay_out
from registers.packfiles.facts import PackRefused, check_facts
from registers.packfiles.glyphs import FAMILIES, FONT_FOLDER, make_printable

LAYOUT_FOLDER = Path(__file__).parent / "typst"
STANDARDS: list = ["a-2a", "ua-1"]
MACHINE_KEYS = {"uid", "sha256", "href"}


def render_pdf(facts: Mapping[str, Any]) -> bytes:
    """The pack as PDF bytes, the same bytes for the same facts. Raises PackRefused."""
    check_facts(facts)
    data = json.dumps(_lay_out(facts), ensure_ascii=False)
    compiler = typst.Compiler(LAYOUT_FOLDER / "pack.typ", root=LAYOUT_FOLDER, font_paths=_fonts())
    stamp = datetime.fromisoformat(facts["declared_on"] or facts["period"]["to"]).replace(tzinfo=UTC)
    try:
        made = compiler.compile(
            format="pdf", sys_inputs={"pack": data}, pdf_standards=STANDARDS, timestamp=int(stamp.timestamp())
        )
    except typst.TypstError as error:
        raise PackRefused(f"The PDF could not be made: {error.message}.") from error
    if not isinstance(made, bytes):
        raise PackRefused("The PDF could not be made: it has no pages.")
    return made


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts alone, so that a pack looks the same whatever the machine has."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )


def _lay_out(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as printable texts, as `pack.typ` reads them."""
    shown = _printable({"families": FAMILIES} | lay_out(facts))
    return shown | {"digest": digest(facts), "qr": _draw_qr(facts["verify_url"])}


def _printable(value: Any) -> Any:
    """The same structure with every text made printable; digests, uids and links stay whole."""
    if isinstance(value, str):
        return make_printable(value)
    if isinstance(value, Mapping):
        return {key: item if key in MACHINE_KEYS else _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _draw_qr(address: str | None) -> str:
    """The address as an SVG picture, or nothing for a draft."""
    if not address:
        return ""
    return segno.make(address, error="m", micro=False).svg_inline(border=2, scale=4)
