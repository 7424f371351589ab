"""The folder that is handed over: the table of people, a file for each journal, and perhaps the uploads."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evidence import actions as evidence
from evidence.refusals import Refused as NoEvidence
from moving.aspirecpd import Refused
from moving.aspirecpd.export import Journal, read_journal
from moving.aspirecpd.judge_evidence import path_of
from moving.aspirecpd.users import FILE, Person, read_people

UPLOADS = "uploads"


@dataclass(frozen=True)
class Folder:
    """All that was read. `wrong` are (line, why) of the table of people, `find_file` answers for an upload's address."""

    people: list[Person]
    wrong: list[tuple[int, str]]
    journals: list[Journal]
    find_file: Callable[[str], str]


def read_folder(path: Path) -> Folder:
    """Raises Refused with the file and the line of what cannot be read; nothing has been stored then."""
    if not path.is_dir():
        raise Refused(f"{path} is no folder.")
    if not (path / FILE).is_file():
        raise Refused(f"{path} holds no {FILE}: the table of people goes with the journals.")
    people, wrong = read_people((path / FILE).read_bytes())
    journals = [read_journal(one.read_bytes(), file=one.name) for one in sorted(path.glob("*.xml"))]
    twice = [one.file for one in journals if [other.address for other in journals].count(one.address) > 1]
    if twice:
        raise Refused(f"{', '.join(twice)} are exports of the same journal: keep the newest.")
    return Folder(people, wrong, journals, finder(path / UPLOADS))


def finder(uploads: Path) -> Callable[[str], str]:
    """(address of an upload) -> the path of its file where it was handed over and can be kept as evidence; else ""."""

    def find(address: str) -> str:
        _, found, inside = path_of(address).partition(f"/{UPLOADS}/")
        if not found or not uploads.is_dir():
            return ""
        try:
            path = (uploads / inside).resolve()
            if not path.is_relative_to(uploads.resolve()) or not path.is_file():
                return ""
            with path.open("rb") as file:
                evidence.inspected(file, path.name)
        except (NoEvidence, OSError, ValueError):  # a name that no file can have is one that is not there
            return ""
        return str(path)

    return find
