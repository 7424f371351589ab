"""The real app in processes of its own, on a database of its own: for what needs commits, a browser or a crash."""

import email
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psycopg
from django.conf import settings

from tenants import schemas
from tests import databases

PATIENCE = 30.0  # seconds until a server must answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def url_of(database: str) -> str:
    """The DATABASE_URL of another database on the server under test."""
    known = psycopg.conninfo.conninfo_to_dict(schemas.conninfo())
    user = known.get("user", "") + (f":{known['password']}" if known.get("password") else "")
    port = f":{known['port']}" if known.get("port") else ""
    if known["host"].startswith("/"):
        return f"postgres://{user}@/{database}?host={known['host'].replace('/', '%2F')}"
    return f"postgres://{user}@{known['host']}{port}/{database}"


class Live:
    """gunicorn on `port`, its database and its folder of files; `address(host, path)` is what a browser opens."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.port = free_port()
        # A journey may be the first thing that a worker of the test run does.
        os.makedirs(os.environ["ASPIRE_TEST_DATA"], exist_ok=True)
        self.files = Path(tempfile.mkdtemp(dir=os.environ["ASPIRE_TEST_DATA"]))
        self._process: subprocess.Popen | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": url_of(self.database),
            "DJANGO_SETTINGS_MODULE": "tests.settings_live",
            "ASPIRE_TEST_DATA": str(self.files),
            "PUBLIC_PORT": str(self.port),
            "PYTHONWARNINGS": "default",
        }

    def address(self, host: str = "northmoor", path: str = "/") -> str:
        name = "localhost" if host == "platform" else f"{host}.localhost"
        return f"http://{name}:{self.port}{path}"

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        with open(self.files / "server.log", "ab") as log:
            self._process = subprocess.Popen(
                [
                    *command,
                    "--worker-class",
                    "gthread",
                    "--threads",
                    "4",
                    "--graceful-timeout",
                    "1",
                    "--no-control-socket",
                ],
                cwd=settings.ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.files / "server.log").read_text())
            time.sleep(0.05)

    def answers(self) -> bool:
        with suppress(URLError, OSError):
            return urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).status == 200
        return False

    def get(self, host: str, path: str) -> str:
        """The body of a page, asked for without a session."""
        asked = Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": f"{host}:{self.port}"})
        with urlopen(asked, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def kill(self) -> None:
        """`kill -9` of the app and its workers at once."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def manage(self, *arguments: str, **more: object) -> subprocess.CompletedProcess:
        """A management command against the same database; for jobs: `manage("worker", "--once")`."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command,
            cwd=settings.ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            **more,
        )

    def mails(self) -> list[Message]:
        """Every mail sent so far, oldest first. Run the worker first: notices go by the queue."""
        found = sorted((self.files / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        separator = "\n" + "-" * 79 + "\n"
        return [
            email.message_from_string(text)
            for path in found
            for text in path.read_text().split(separator)
            if text.strip()
        ]

    @contextmanager
    def inside(self, slug: str) -> Iterator[None]:
        """The ORM of the test itself, in this server's database and the institution's schema; it commits."""
        from django.db import connection

        from tenants.models import Institution

        before = connection.settings_dict["NAME"]
        databases.point_at(self.database)
        try:
            schema = Institution.objects.get(slug=slug).schema_name if slug != "public" else "public"
            with schemas.in_schema(schema):
                yield
        finally:
            connection.set_schema_to_public()
            databases.point_at(before)


@contextmanager
def serving(suffix: str) -> Iterator[Live]:
    """The app on a database copied for it; both gone afterwards."""
    with databases.copy(suffix) as database:
        live = Live(database)
        try:
            live.start()
            yield live
        finally:
            live.kill()
