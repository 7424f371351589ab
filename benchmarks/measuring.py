"""One operation, timed: milliseconds, queries, bytes, memory."""

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
    """`times` and `cpu` are milliseconds a run, the second of this process alone; the rest is the most of any run."""

    name: str
    size: int
    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    sql: int = 0
    sql_ms: float = 0.0
    bytes: int = 0
    rss_growth_mb: float = 0.0

    def excess(self, operation: Operation) -> str:
        """What this took more of than the operation may, or ""."""
        if operation.budget is not None and self.sql > operation.budget:
            return f"{self.name}: {self.sql} queries, {operation.budget} are allowed"
        if operation.allowed_mb is not None and self.rss_growth_mb > operation.allowed_mb:
            return f"{self.name}: {self.rss_growth_mb:.0f} MB of memory, {operation.allowed_mb} are allowed"
        return ""

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def memory_mb(line: str) -> float:
    """What the system says of this process: `VmRSS` is its memory now, `VmHWM` the most since `forget_peak`."""
    status = Path("/proc/self/status").read_text()
    return int(next(each for each in status.splitlines() if each.startswith(f"{line}:")).split()[1]) / 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


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
    result = Result(name, people.size)
    for number in range(-WARM_UP, operation.runs):
        with same_schema():
            call, clock = operation.ready(people), Clock()
            forget_peak()
            before = memory_mb("VmRSS")
            with connection.execute_wrapper(clock):
                begun, worked = time.perf_counter(), time.process_time()
                said = call()
                spent, worked = time.perf_counter() - begun, time.process_time() - worked
            grown = memory_mb("VmHWM") - before
        if number < 0:
            continue
        result.times.append(spent * 1000)
        result.cpu.append(worked * 1000)
        result.sql = max(result.sql, clock.queries)
        result.sql_ms = max(result.sql_ms, clock.seconds * 1000)
        result.bytes = said if isinstance(said, int) else len(said)
        result.rss_growth_mb = max(result.rss_growth_mb, grown)
    return result


def median(times: list[float]) -> float:
    return statistics.median(times)
