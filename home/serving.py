"""Runs the web server and the job worker as children of one process, and stops everything it started.

The embedded PostgreSQL is started when no DATABASE_URL is set, and stopped again only if it did not run before.
"""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType

from django.conf import settings
from django.db import connections

from tenants.embedded import Server

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds until the web server must answer
GRACE = 10.0  # seconds a child has to finish what it is doing
THREADS = 8


class CannotServe(RuntimeError):
    """The platform cannot be served; the text is one sentence to show."""


def refuse_taken_port(port: int) -> None:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError as error:
            raise CannotServe(
                f"Port {port} cannot be used ({error.strerror}); choose another, such as PORT={port + 1}."
            ) from None


@contextlib.contextmanager
def database() -> Iterator[None]:
    """The database for as long as the block runs."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    server = Server()
    ran_before = server.status() == "running"
    server.start()
    try:
        yield
    finally:
        connections.close_all()
        if not ran_before:
            server.stop()


def commands() -> dict[str, list[str]]:
    """What to run, by the name it is called in messages. The port is in the environment of both."""
    web = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{os.environ['PORT']}"]
    web += ["--worker-class", "gthread", "--threads", str(THREADS), "--graceful-timeout", "5"]
    web += ["--log-level", "warning", "--no-control-socket"]
    return {"web server": web, "worker": [sys.executable, str(settings.ROOT / "manage.py"), "worker"]}


@contextlib.contextmanager
def children(port: int) -> Iterator[dict[str, subprocess.Popen]]:
    """Web server and worker, started together; asked to stop, then made to, when the block ends."""
    environment = os.environ | {"PORT": str(port), "PUBLIC_PORT": str(port)}
    os.environ |= environment
    running: dict[str, subprocess.Popen] = {}
    try:
        for name, command in commands().items():
            # A session of their own: Ctrl-C reaches this process alone, which stops them in order.
            running[name] = subprocess.Popen(  # noqa: S603
                command, cwd=settings.ROOT, env=environment, start_new_session=True
            )
        yield running
    finally:
        with deaf():
            stop(running)


def stop(running: dict[str, subprocess.Popen]) -> None:
    for child in running.values():
        child.terminate()
    deadline = time.monotonic() + GRACE
    for child in running.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_until_ready(running: dict[str, subprocess.Popen], port: int) -> None:
    """Until `/healthz` answers. Raises CannotServe when a child ends first, or nothing answers in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        refuse_ended(running)
        with contextlib.suppress(OSError, http.client.HTTPException):
            door = http.client.HTTPConnection(HOST, port, timeout=5)
            door.request("GET", "/healthz")
            if door.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise CannotServe(f"The web server did not answer on port {port} within {PATIENCE:.0f} seconds.")


def refuse_ended(running: dict[str, subprocess.Popen]) -> None:
    for name, child in running.items():
        if child.poll() is not None:
            raise CannotServe(
                f"The {name} ended by itself (code {child.returncode}); its last lines say why."
            )


def watch(running: dict[str, subprocess.Popen]) -> None:
    """Until a child ends, which is a fault, or somebody presses Ctrl-C."""
    while True:
        refuse_ended(running)
        time.sleep(0.5)


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """SIGTERM and a closed terminal end the block as Ctrl-C does: by KeyboardInterrupt.

    Ctrl-C is asked for as well: a script that starts us in the background has it ignored for us.
    """
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """A second Ctrl-C does not interrupt the stopping."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before: dict[int, Callable | int | None] = {
        number: signal.signal(number, signal.SIG_IGN) for number in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
