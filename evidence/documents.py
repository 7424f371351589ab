"""PDF, office and text files: proof that a file is what it claims to be, and that it runs nothing when opened."""

import codecs
import re
import zipfile
import zlib
from typing import BinaryIO

import pikepdf
import pikepdf.settings

from evidence.refusals import Refused, megabytes

MOST_ENTRIES = 10_000
MOST_UNPACKED = 1024**3  # bytes; a 100 MB office file with pictures unfolds to little more than itself
LONGEST_LISTING = 1024**2  # bytes of [Content_Types].xml
LONGEST_DIRECTORY = 4 * 1024**2  # bytes of the list of entries: far more than MOST_ENTRIES need
# Bytes that one stream of a PDF may unfold into while it is looked at; its lists of objects need a few.
LARGEST_STREAM = 128 * 1024**2
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=LARGEST_STREAM,
    run_length_max_memory=LARGEST_STREAM,
    png_max_memory=LARGEST_STREAM,
    tiff_max_memory=LARGEST_STREAM,
)
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OFFICE = {
    f"{OPEN_XML}wordprocessingml.document.main+xml": ("docx", "word/"),
    f"{OPEN_XML}spreadsheetml.sheet.main+xml": ("xlsx", "xl/"),
    f"{OPEN_XML}presentationml.presentation.main+xml": ("pptx", "ppt/"),
}
MACROS = re.compile(r"vbaProject|^Basic/|^Scripts/|macrosheets/", re.IGNORECASE)
WEB_PAGE = re.compile(
    rb"(?:(?><!--.*?-->)|\s|<\?xml[^>]*>)*+<(?:!doctype\s+(?:html|svg)|html|head|body|svg|script|iframe|\?php)\b",
    re.IGNORECASE | re.DOTALL,
)
BROKEN_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    KeyError,
    ValueError,
    zlib.error,
)


def is_web_page(head: bytes) -> bool:
    """HTML, SVG or a script in it, by how the text begins."""
    return bool(WEB_PAGE.match(head.removeprefix(codecs.BOM_UTF8)))


def check_pdf(file: BinaryIO) -> None:
    """Refused unless it opens without a password, has a page, runs nothing and carries no other file."""
    if zipfile.is_zipfile(file):
        raise Refused("This PDF has another file hidden behind it: print it to a new PDF and add that.")
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            if not len(pdf.pages):
                raise Refused("This PDF has no pages: save it again and add that.")
            for thing in pdf.objects:
                _check_object(thing)
            _refuse_unread(pdf.get_warnings())
    except pikepdf.PasswordError:
        raise Refused("This PDF opens only with a password: save it without one and add that.") from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, RuntimeError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("This PDF is damaged or is not a PDF: save it again and add that.") from None


def _refuse_unread(warnings: list[str]) -> None:
    """Nothing but lists of objects is unpacked here: of one that could not be, nobody has seen what it holds."""
    if any("memory limit" in said for said in warnings):
        raise _unfolds(LARGEST_STREAM)
    if any("error decoding" in said or "unfilterable" in said for said in warnings):
        raise Refused("This PDF is damaged or is not a PDF: save it again and add that.")


def _check_object(thing: pikepdf.Object) -> None:
    waiting = [thing]
    while waiting:
        held = waiting.pop()
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            _check_dictionary(held)
            children = [value for _, value in held.items()]
        elif isinstance(held, pikepdf.Array):
            children = list(held)
        else:
            continue
        waiting += [child for child in children if not getattr(child, "is_indirect", True)]


def _check_dictionary(held: pikepdf.Object) -> None:
    action = held.get("/S")
    if "/JS" in held or action == pikepdf.Name.JavaScript or action == pikepdf.Name.Launch:
        raise Refused("This PDF starts a program when it is opened: print it to a new PDF and add that.")
    if "/EF" in held or held.get("/Type") == pikepdf.Name.EmbeddedFile:
        raise Refused("This PDF carries other files inside it: take them out, and add each on its own.")


def office_extension(file: BinaryIO) -> str | None:
    """docx, xlsx, pptx, odt, ods or odp by the package's own listing; None for any other ZIP file.

    Raises Refused for one that is damaged, locked, holds macros, or unfolds into too much.
    """
    file.seek(0)
    try:
        _refuse_long_directory(file)
        with zipfile.ZipFile(file) as package:
            _check_package(package)
            return _listed(package)
    except BROKEN_ZIP as error:
        if isinstance(error, Refused):
            raise
        raise Refused("This file is damaged: open it, save it again and add that.") from None


def _refuse_long_directory(file: BinaryIO) -> None:
    """Before it is read: a package of nothing but entries takes ten times its size in memory."""
    # What zipfile itself goes by, so that the two cannot differ.
    end = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    if end and end[zipfile._ECD_SIZE] > LONGEST_DIRECTORY:  # type: ignore[attr-defined]
        raise _unfolds()


def _unfolds(most: int = MOST_UNPACKED) -> Refused:
    return Refused(f"This file unfolds into more than {megabytes(most)}: make it smaller and add that.")


def _check_package(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _unfolds()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("This file opens only with a password: save it without one and add that.")
    if any(MACROS.search(entry.filename) for entry in entries):
        raise Refused("This file holds macros, which are programs: save it without them and add that.")


def _listed(package: zipfile.ZipFile) -> str | None:
    names = set(package.namelist())
    if "mimetype" in names:
        return OPEN_DOCUMENT.get(_start(package, "mimetype").strip())
    if "[Content_Types].xml" not in names:
        return None
    listed = set(
        re.findall(r'ContentType\s*=\s*["\']([^"\']+)', _start(package, "[Content_Types].xml").decode())
    )
    for media_type, (extension, folder) in OFFICE.items():
        if media_type in listed and any(name.startswith(folder) for name in names):
            return extension
    return None


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as entry:
        return entry.read(LONGEST_LISTING)


def check_text(file: BinaryIO) -> None:
    """Refused unless it is UTF-8 text without control characters."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(1024**2):
            if re.search("[\0-\x08\x0e-\x1a\x1c-\x1f]", decoder.decode(block)):
                raise Refused("This file is not plain text: add it in the format it was made in.")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Refused(
            "This text is not in UTF-8: save it again as UTF-8 (for a table, “CSV UTF-8”)."
        ) from None
