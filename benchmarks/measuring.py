"""One operation, timed: milliseconds, queries, bytes, memory."""

import os
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from benchmarks.operations import Operation
from benchmarks.stage import People

WARM_UP = 3


@dataclass
class Clock:
    """Counts and times the queries of one call; setting the schema is part of what a page costs, and counts."""

    queries: int = 0
    seconds: float = 0.0

    def __call__(self, execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - begun


@dataclass
class Result:
    name: str
    size: int
    budget: int | None
    times: list[float] = field(default_factory=list)
    sql: int = 0
    sql_ms: float = 0.0
    bytes: int = 0
    rss_growth_mb: float = 0.0

    @property
    def is_over_budget(self) -> bool:
        return self.budget is not None and self.sql > self.budget

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


@contextmanager
def same_schema():
    """A request leaves the connection where it ended; the next one is made ready inside the institution again."""
    tenant = connection.tenant
    try:
        yield
    finally:
        connection.set_tenant(tenant)


def measure(name: str, operation: Operation, people: People) -> Result:
    """Times `runs` calls after a warm-up. Each is made ready outside the clock."""
    result = Result(name, people.size, operation.budget)
    for number in range(-WARM_UP, operation.runs):
        if number == 0:
            before = resident_mb()
        with same_schema():
            call = operation.ready(people)
            clock = Clock()
            with connection.execute_wrapper(clock):
                begun = time.perf_counter()
                said = call()
                spent = time.perf_counter() - begun
        if number < 0:
            continue
        result.times.append(spent * 1000)
        result.sql = max(result.sql, clock.queries)
        result.sql_ms = max(result.sql_ms, clock.seconds * 1000)
        result.bytes = len(said)
    result.rss_growth_mb = resident_mb() - before
    return result


def median(result: Result) -> float:
    return statistics.median(result.times)
