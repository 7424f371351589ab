"""The whole import into the institution whose schema is entered: read, judge, and with `apply` store."""

from pathlib import Path

from moving import queries
from moving.aspirecpd.files import read_folder
from moving.aspirecpd.judge_journal import Setting, judge_journal
from moving.aspirecpd.judge_people import judge_people
from moving.aspirecpd.report import Notes, Report
from moving.aspirecpd.store_journal import store_journal
from moving.aspirecpd.store_people import here, store_people
from moving.aspirecpd.users import FILE


def bring(path: Path, *, apply: bool) -> Report:
    """What came of each thing in the folder. Raises Refused, and then nothing has been stored.

    Judging comes first, and whole: a run without `apply` stores nothing and gives the same report.
    """
    folder, report = read_folder(path), Report()
    for line, why in folder.wrong:
        Notes(report, FILE, line, "a line").unclear(why)
    people = judge_people(folder.people, folder.journals, here(), report=report)
    setting = Setting(
        people=folder.people,
        accounts=people,
        categories=queries.category_meanings(),
        known=queries.known_sources(),
        find_file=folder.find_file,
    )
    judged = [judge_journal(journal, setting, report) for journal in folder.journals]
    if apply:
        found = store_people(people)
        for brought in judged:
            if brought is not None:
                store_journal(brought, found)
    return report
