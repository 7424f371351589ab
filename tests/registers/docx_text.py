"""The words of a DOCX in the order of the document, as a word processor shows them."""

import io

import docx
from docx.table import Table


def read_docx(made: bytes) -> str:
    """Paragraphs, links and table cells, one a line; footers at the end."""
    book = docx.Document(io.BytesIO(made))
    lines: list[str] = []
    for block in book.iter_inner_content():
        if isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
        else:
            lines.append(block.text)
    for section in book.sections:
        lines += [line.text for part in (section.header, section.footer) for line in part.paragraphs]
    return "\n".join(lines)
