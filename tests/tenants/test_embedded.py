"""The embedded server: started, stopped, killed, started twice at once, kept from what it must not open."""

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import dj_database_url
import psycopg
import pytest
from django.core.management import call_command

from tenants.embedded import PROJECT, EmbeddedError, Server, default_data

POSTGRES_15 = Path("/usr/lib/postgresql/15/bin")


@contextlib.contextmanager
def reachable_folder():
    """A directory that the server's account can reach also where the tests run as root."""
    made = Path(tempfile.mkdtemp(prefix="aspirecpd test "))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def folder():
    with reachable_folder() as made:
        yield made


@pytest.fixture(scope="module")
def lasting():
    """A cluster that several tests share; each starts it for itself."""
    with reachable_folder() as made:
        server = Server(made / "data" / "postgres")
        yield server
        server.stop()


@pytest.fixture
def server(folder):
    made = Server(folder / "data" / "postgres")
    yield made
    made.stop()


def rows(server):
    with psycopg.connect(server.url()) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM kept ORDER BY words")]


def postmaster(server):
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_server_starts_stops_and_says_so(server):
    seen = [server.status()]
    server.start()
    seen.append(server.status())
    stopped = [server.stop(), server.stop()]
    seen.append(server.status())

    assert seen == ["absent", "running", "stopped"]
    assert stopped == [True, False]


def test_server_started_twice_is_one_server(lasting):
    lasting.start()
    first = postmaster(lasting)

    lasting.start()

    assert postmaster(lasting) == first


def test_server_keeps_to_its_socket_and_holds_unicode(lasting):
    lasting.start()

    with psycopg.connect(lasting.url()) as connection:
        settings = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('fsync'),"
            " current_setting('server_encoding'), upper('ŵyn'), current_database()"
        ).fetchone()

    assert settings == ("", "on", "UTF8", "ŴYN", "aspire")
    assert lasting.socket.stat().st_mode & 0o777 == 0o700


def test_url_is_read_alike_by_django_and_libpq(lasting):
    parsed = dj_database_url.parse(lasting.url())
    read = psycopg.conninfo.conninfo_to_dict(lasting.url())

    assert parsed["OPTIONS"] == {"host": str(lasting.data)}
    assert (parsed["USER"], parsed["NAME"]) == ("aspire", "aspire")
    assert read == {"user": "aspire", "dbname": "aspire", "host": str(lasting.data)}


def test_two_processes_starting_at_once_share_one_server(server):
    code = f"from tenants.embedded import Server; Server({str(server.wanted)!r}).start()"
    starting = [subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT) for _ in range(2)]

    codes = [process.wait() for process in starting]

    assert codes == [0, 0]
    assert server.status() == "running"


def test_committed_rows_survive_a_kill(lasting):
    lasting.start()
    with psycopg.connect(lasting.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (words text)")
        for number in range(50):
            connection.execute("INSERT INTO kept VALUES (%s)", [f"row {number:02}"])
    os.kill(postmaster(lasting), signal.SIGKILL)

    lasting.start()

    assert rows(lasting) == [f"row {number:02}" for number in range(50)]


def test_pid_file_of_another_program_does_not_stop_a_start(lasting):
    lasting.start()
    lasting.stop()
    (lasting.data / "postmaster.pid").write_text(f"{os.getpid()}\n{lasting.data}\n")

    lasting.start()

    assert lasting.status() == "running"


def test_half_made_cluster_is_made_again(server):
    making = server.data.with_name("postgres.making")
    making.mkdir(parents=True)
    (making / "PG_VERSION").write_text("18")
    server.data.parent.chmod(0o755)

    server.start()

    assert server.status() == "running"
    assert not making.exists()


def test_long_and_odd_paths_get_a_short_private_socket(folder):
    server = Server(folder / ("long, " * 30) / "postgres")

    try:
        server.start()
        reached = rows_of_one(server)
    finally:
        server.stop()
        socket_folder = server.socket
        mode = socket_folder.stat().st_mode & 0o777
        socket_folder.rmdir()

    assert reached == 1
    assert socket_folder.parent == Path("/tmp")
    assert mode == 0o700


def rows_of_one(server):
    with psycopg.connect(server.url()) as connection:
        return connection.execute("SELECT 1").fetchone()[0]


def test_socket_folder_of_somebody_else_is_refused(folder):
    server = Server(folder / ("long " * 30) / "postgres")
    server.socket.mkdir(mode=0o755)

    try:
        with pytest.raises(EmbeddedError, match="is not a private directory"):
            server.start()
    finally:
        server.socket.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a refuge")
def test_folder_out_of_reach_moves_to_the_refuge_and_says_where(folder):
    (folder / "closed").mkdir(mode=0o700)
    (folder / "refuge").mkdir(mode=0o755)
    server = Server(folder / "closed" / "postgres", refuge=folder / "refuge")

    try:
        server.start()
        again = Server(folder / "closed" / "postgres")
        status = again.status()
    finally:
        server.stop()

    assert server.data.is_relative_to(folder / "refuge")
    assert again.data == server.data
    assert status == "running"


@pytest.mark.skipif(not POSTGRES_15.exists(), reason="PostgreSQL 15 is not installed here")
def test_another_bin_directory_serves_and_its_cluster_is_refused_to_others(folder):
    older = Server(folder / "postgres", binaries=POSTGRES_15)
    newer = Server(folder / "postgres")

    try:
        older.start()
        with psycopg.connect(older.url()) as connection:
            version = connection.info.server_version // 10000
    finally:
        older.stop()

    assert version == 15
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 15, which 18 cannot open: dump it"):
        newer.start()
    assert newer.status() == "stopped"


def test_missing_programs_are_named(folder):
    with pytest.raises(EmbeddedError, match="There is no PostgreSQL server in"):
        Server(folder / "postgres", binaries=folder).start()


def test_data_directory_follows_the_environment(monkeypatch):
    monkeypatch.delenv("ASPIRE_DATA", raising=False)
    usual = default_data()
    monkeypatch.setenv("ASPIRE_DATA", "/srv/aspire")

    assert usual == PROJECT / "var" / "postgres"
    assert default_data() == Path("/srv/aspire/postgres")


def test_db_command_starts_reports_and_stops(folder, monkeypatch):
    monkeypatch.setenv("ASPIRE_DATA", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    said = {verb: io.StringIO() for verb in ("start", "status", "url", "stop")}

    for verb, output in said.items():
        call_command("db", verb, stdout=output)

    assert {verb: output.getvalue() for verb, output in said.items()} == {
        "start": f"The embedded server is running; its data is in {folder}/postgres.\n",
        "status": "running\n",
        "url": f"{Server().url()}\n",
        "stop": "The embedded server has stopped.\n",
    }


def test_db_command_leaves_a_server_of_yours_alone(folder, monkeypatch, capsys):
    monkeypatch.setenv("ASPIRE_DATA", str(folder))
    monkeypatch.setenv("DATABASE_URL", "postgres://aspire@db.example/aspire")

    call_command("db", "start")
    call_command("db", "url")

    assert capsys.readouterr().out == (
        "DATABASE_URL is set, so the embedded server is not needed and was not started.\n"
        "postgres://aspire@db.example/aspire\n"
    )
    assert not list(folder.iterdir())
