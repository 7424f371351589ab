"""A pack as DOCX, to edit into a body's own form: real headings, tables with head rows, British English, a title.

Built paragraph by paragraph: people's words are set as text, so that nothing in them can act as a template or markup.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import docx
import segno
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lib.digests import digest
from registers.packfiles.document import lay_out
from registers.packfiles.facts import check_facts

# Signs that no XML may hold; printed as their code points, as in the PDF.
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGE = "en-GB"
# A ZIP's first day: a file's bytes tell nothing of when it was asked for.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def render_docx(facts: Mapping[str, Any]) -> bytes:
    """The pack as DOCX bytes, the same bytes for the same facts. Raises PackRefused."""
    check_facts(facts)
    pack = _fit(lay_out(facts))
    book = docx.Document()
    _set_up(book, pack, datetime.fromisoformat(facts["declared_on"] or facts["period"]["to"]))
    _write_opening(book, pack)
    _write_findings(book, pack["findings"])
    _write_return(book, pack)
    _write_totals(book, pack["totals"])
    _write_activities(book, pack["activities"])
    _write_evidence(book, pack["evidence"])
    _write_closing(book, pack, digest(facts))
    made = io.BytesIO()
    book.save(made)
    return _without_times(made)


def _fit(value: Any) -> Any:
    """The same structure with every sign that XML refuses spelt out."""
    if isinstance(value, str):
        return UNFIT.sub(lambda found: f"[U+{ord(found.group()):04X}]", value)
    if isinstance(value, Mapping):
        return {key: _fit(item) for key, item in value.items()}
    return [_fit(item) for item in value] if isinstance(value, list) else value


def _set_up(book: Document, pack: Mapping[str, Any], stamp: datetime) -> None:
    """Title, author and language of the file; A4; the holder and the code on every page."""
    about = book.core_properties
    # The format allows 255 signs here.
    about.title, about.author = f"{pack['title']}, {pack['holder']}"[:255], pack["holder"][:255]
    about.language = LANGUAGE
    about.created = about.modified = stamp
    about.comments, about.last_modified_by, about.revision = "", "", 1
    book.styles["Normal"].font.size = Pt(10)
    language = book.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.header.paragraphs[0].text = "" if pack["code"] else "DRAFT, not declared"
    section.footer.paragraphs[0].text = f"{pack['holder']}\t{pack['code'] or 'DRAFT'}"


def _write_opening(book: Document, pack: Mapping[str, Any]) -> None:
    book.add_paragraph(pack["institution"])
    book.add_heading(pack["title"], level=0)
    for row in pack["details"]:
        _labelled(book, row["label"], row["text"])
    if pack["code"]:
        _labelled(book, "Verification code", pack["code"])
        place = book.add_paragraph("Check it at ")
        _link(place, pack["verify_url"], pack["href"])
        picture = io.BytesIO()
        segno.make(pack["href"], error="m", micro=False).save(picture, kind="png", border=2, scale=4)
        drawn = book.add_picture(picture, width=Mm(30))
        told = f"QR code that opens the verification page of pack {pack['code']}"
        drawn._inline.docPr.set("descr", told)


def _write_findings(book: Document, findings: Iterable[Mapping[str, Any]]) -> None:
    book.add_heading("Result of each rule", level=1)
    rows = []
    for one in findings:
        lines = [
            f"{one['title']} ({one['rule']})",
            one["reason"],
            *(
                f"{label}: {one[key]}"
                for label, key in (
                    ("Figures", "figures"),
                    ("Counted", "counted"),
                    ("Not counted", "not_counted"),
                )
                if one[key]
            ),
        ]
        rows.append([one["status"], "\n".join(lines)])
    _table(book, ["Result", "Rule and reason"], rows)


def _write_return(book: Document, pack: Mapping[str, Any]) -> None:
    """The body's own return, in its order."""
    book.add_heading(pack["return_name"], level=1)
    for part in pack["parts"]:
        book.add_heading(part["label"], level=2)
        _paragraphs(book, part["paragraphs"])
        if part["rows"]:
            _table(book, part["columns"], part["rows"])


def _write_totals(book: Document, totals: Mapping[str, Any]) -> None:
    if not totals["rows"]:
        return
    book.add_heading("Totals by kind", level=1)
    points = f", {totals['points']} points" if totals["points"] else ""
    book.add_paragraph(f"Total of {totals['activities']} listed: {totals['time']}{points}")
    rows = [[row["category"], row["activities"], row["time"]] for row in totals["rows"]]
    _table(book, ["Kind", "Activities", "Time"], rows)


def _write_activities(book: Document, activities: Sequence[Mapping[str, Any]]) -> None:
    if activities:
        book.add_heading("Each activity", level=1)
    for number, one in enumerate(activities, 1):
        book.add_heading(f"{number}. {one['title']}", level=2)
        book.add_paragraph(one["about"])
        if one["competences"]:
            _labelled(book, "Competences", one["competences"])
        book.add_paragraph(one["uid"])
        if one["sealed"]:
            book.add_paragraph("The holder keeps the words of this activity sealed.")
        for text in one["texts"]:
            _labelled(book, text["label"], text["paragraphs"][0])
            _paragraphs(book, text["paragraphs"][1:])
        if one["verified"]:
            book.add_paragraph(one["verified"])


def _write_evidence(book: Document, items: Sequence[Mapping[str, Any]]) -> None:
    if items:
        book.add_heading("Evidence held", level=1)
        rows = [[one["number"], one["title"], one["kind"], one["sha256"]] for one in items]
        _table(book, ["No.", "Title", "Kind", "SHA-256"], rows)


def _write_closing(book: Document, pack: Mapping[str, Any], facts_digest: str) -> None:
    book.add_heading("Declaration", level=1)
    _paragraphs(book, pack["declaration"])
    said = f"Declared by {pack['holder']} on {pack['declared']}" if pack["declared"] else ""
    book.add_paragraph(said or "This is a DRAFT. It has not been declared.")
    _labelled(book, "Digest of the facts (SHA-256)", facts_digest)
    book.add_heading("Where the rules come from", level=1)
    for source in pack["sources"]:
        line = book.add_paragraph(f"{source['what']}: ", style="List Bullet")
        _link(line, source["url"], source["href"])


def _labelled(book: Document, label: str, text: str) -> None:
    line = book.add_paragraph()
    line.add_run(f"{label}: ").bold = True
    line.add_run(text)


def _paragraphs(book: Document, texts: Iterable[str]) -> None:
    for text in texts:
        book.add_paragraph(text)


def _table(book: Document, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table whose first row is marked as its head and repeated on each page."""
    table = book.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    book.add_paragraph()


def _link(line: Any, text: str, address: str) -> None:
    """A link that says where it leads."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = line.add_run(text)
    run.underline = True
    link.append(run._r)
    line._p.append(link)


def _without_times(made: io.BytesIO) -> bytes:
    """The same parts with one fixed day."""
    again = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            fixed = zipfile.ZipInfo(part.filename, FIRST_DAY)
            new.writestr(fixed, old.read(part), zipfile.ZIP_DEFLATED)
    return again.getvalue()
