"""Comments on one thing as threads: each with its replies below it, in the order of their times. No rows are read here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from lib.formats import moment


@dataclass
class Remark:
    """One comment, ready to show: `score` as `7 of 10`, "" for none."""

    author: str
    by_supervisor: bool
    at: str
    words: str
    score: str
    replies: list["Remark"] = field(default_factory=list)


def threads_of(rows: Iterable[Mapping[str, Any]]) -> list[Remark]:
    """A reply to one that is not in the record any more begins a thread of its own."""
    shown: dict[str, Remark] = {}
    threads: list[Remark] = []
    for row in sorted(rows, key=lambda row: str(row["at"])):
        remark = shown[str(row["uid"])] = _remark(row)
        above = shown.get(str(row["reply_to"]))
        (above.replies if above else threads).append(remark)
    return threads


def _remark(row: Mapping[str, Any]) -> Remark:
    return Remark(
        author=row["author_name"],
        by_supervisor=row["as_supervisor"],
        at=moment(localtime(datetime.fromisoformat(row["at"]))),
        words=row["words"],
        score="" if row["score"] is None else f"{row['score']} of 10",
    )
