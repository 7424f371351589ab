"""The text of a pack's file, whatever its format, read by the library that a reader would use."""

import io
import json

import openpyxl

from tests.registers.docx_text import read_docx
from tests.registers.pdf_text import read_text


def read_xlsx(made: bytes) -> str:
    """Every cell of every sheet, one a line; dates as ISO."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    values = [value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
    return "\n".join(
        value.date().isoformat() if hasattr(value, "date") else str(value)
        for value in values
        if value is not None
    )


def read_json(made: bytes) -> str:
    return json.dumps(json.loads(made), ensure_ascii=False)


READERS = {
    "pdf": read_text,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "csv": lambda made: made.decode("utf-8-sig"),
    "json": read_json,
}


def text_of(ending: str, made: bytes) -> str:
    """The words of the file; a PDF's without spaces."""
    return READERS[ending](made)
