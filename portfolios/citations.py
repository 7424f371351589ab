"""A publication out of a pasted BibTeX entry, as reference managers and publishers' pages give it. Pure."""

import re
import unicodedata

ENTRY = re.compile(r"\s*@(\w+)\s*\{[^,{}]*,", re.ASCII)
FIELD = re.compile(r"\s*,?\s*(\w+)\s*=\s*", re.ASCII)
BARE = re.compile(r"[^,}\s]+")
ACCENT = re.compile(r"\\([\"'`^~=.cvukHr])\s*\{?\\?([A-Za-z])\}?")
COMBINING = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "k": "\u0328", "H": "\u030b", "r": "\u030a",
}  # fmt: skip
# Where it appeared, by what an entry may call it.
SOURCES = ("journal", "journaltitle", "booktitle", "publisher", "school", "institution", "howpublished")


class BadEntry(ValueError):
    """Begins like a BibTeX entry and is none; the text says what to do."""


def looks_like_entry(text: str) -> bool:
    return text.lstrip().startswith("@")


def publication_of(text: str) -> dict[str, str]:
    """title, authors, source, year and doi of the entry, empty where it has none. Raises BadEntry."""
    fields = _fields(text)
    if not fields.get("title"):
        raise BadEntry(
            "This begins like a BibTeX entry, but no title can be read from it: type the title instead."
        )
    return {
        "title": fields["title"],
        "authors": _authors(fields.get("author", "")),
        "source": next((fields[name] for name in SOURCES if fields.get(name)), ""),
        "year": fields.get("year", "") or fields.get("date", "")[:4],
        "doi": fields.get("doi", ""),
    }


def _fields(text: str) -> dict[str, str]:
    found = ENTRY.match(text)
    fields: dict[str, str] = {}
    at = found.end() if found else len(text)
    while name := FIELD.match(text, at):
        value, at = _value(text, name.end())
        fields.setdefault(name[1].lower(), _plain(value))
    return fields


def _value(text: str, at: int) -> tuple[str, int]:
    """The words in braces, in quotes or bare that begin here, and where they end."""
    if at < len(text) and text[at] in '{"':
        closing, depth = ('"', 0) if text[at] == '"' else ("}", 0)
        for end in range(at + 1, len(text)):
            sign = text[end]
            if sign == closing and depth == 0:
                return text[at + 1 : end], end + 1
            depth += (sign == "{") - (sign == "}")
        return text[at + 1 :], len(text)
    bare = BARE.match(text, at)
    return (bare[0], bare.end()) if bare else ("", len(text))


def _plain(words: str) -> str:
    """Without the signs of LaTeX: accents put on their letters, braces and backslashes gone."""
    accented = ACCENT.sub(lambda found: unicodedata.normalize("NFC", found[2] + COMBINING[found[1]]), words)
    bare = re.sub(r"\\([&%$#_])", r"\1", accented).replace("{", "").replace("}", "").replace("~", " ")
    return " ".join(bare.replace("--", "–").replace("\\", "").split())


def _authors(words: str) -> str:
    """`Okafor, M. and Hughes, R.` → `Okafor, M.; Hughes, R.`"""
    return "; ".join(name.strip() for name in re.split(r"\s+and\s+", words) if name.strip())
