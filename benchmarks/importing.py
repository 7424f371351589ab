"""A spreadsheet of a thousand rows, from the file to the log, by the screens."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import count

from benchmarks.stage import People

HEAD = "title,start_date,end_date,minutes,category,description,tags"
ADDRESS = "/activities/import/"
numbers = count(1)


def sheet(rows: int) -> BytesIO:
    """A file whose rows nobody has brought before."""
    lines = [
        f"Imported {next(numbers)},2025-{row % 12 + 1:02d}-{row % 28 + 1:02d},2025-12-31,{30 + row % 300},formal,"
        f"{'What happened. ' * 20},laser"
        for row in range(rows)
    ]
    made = BytesIO("\n".join([HEAD, *lines]).encode())
    made.name = "log.csv"
    return made


def import_1000(people: People) -> Callable[[], bytes]:
    client = people.technician

    def call() -> bytes:
        address = client.post(ADDRESS, {"file": sheet(1_000)}).url
        page = client.get(f"{address}check/").content
        mark = re.search(rb'name="mark" value="(\w+)"', page)
        if mark is None:
            raise SystemExit("The preview of the import holds no mark.")
        done = client.post(f"{address}check/", {"which": "all", "mark": mark[1].decode()})
        if "change=" not in done.url:
            raise SystemExit("The import of a thousand rows did not go through.")
        return page

    return call
