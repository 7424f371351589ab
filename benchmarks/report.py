"""Results as a table for people and as JSON for comparison."""

import json
import os
import platform
import subprocess
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.utils import timezone

from benchmarks.measuring import Result, median

FOLDER = Path(__file__).parent / "results"
COLUMNS = ("name", "size", "median_ms", "p95_ms", "p99_ms", "sql", "sql_ms", "bytes", "rss_growth_mb", "rps")


def row(result: Result) -> dict:
    """One operation in the published shape; `rps` is what one process does one after the other."""
    return {
        "name": result.name,
        "size": result.size,
        "median_ms": round(median(result.times), 1),
        "p95_ms": round(result.percentile(0.95), 1),
        "p99_ms": round(result.percentile(0.99), 1),
        "sql": result.sql,
        "sql_ms": round(result.sql_ms, 1),
        "bytes": result.bytes,
        "rss_growth_mb": round(result.rss_growth_mb, 1),
        "rps": round(1000 * len(result.times) / sum(result.times), 1),
    }


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def versions() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
        "postgresql": server_version(),
    }


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0].split()[0]


def commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


def write(results: list[Result]) -> Path:
    now = timezone.now()
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{now:%Y-%m-%d-%H%M%S}.json"
    facts = {
        "machine": machine(),
        "versions": versions(),
        "commit": commit(),
        "date": now.date().isoformat(),
        "operations": [row(result) for result in results],
    }
    path.write_text(json.dumps(facts, indent=2) + "\n")
    return path


def table(results: list[Result]) -> str:
    """As the JSON, and the processor's time beside the clock's: they lie apart where the machine is busy."""
    rows = [(*COLUMNS, "cpu_ms")]
    rows += [(*map(str, row(one).values()), str(round(median(one.cpu), 1))) for one in results]
    widths = [max(len(line[place]) for line in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in rows
    )
