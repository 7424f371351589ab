"""`kill -9` of the app and of the worker: what was answered is there again, what was promised still happens."""

import json
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from activities.importing import actions as importing
from activities.importing.judging import mark_of
from activities.importing.models import ImportUpload
from activities.models import Activity, Change
from moving import actions as moving
from moving.models import Archive, Proof
from notices.models import Notice
from people import actions
from people.models import User
from people.models.accounts import Role
from tenants.schemas import TEMPLATE


def log_until_it_breaks(live, token: str, answered: list[str]) -> None:
    """Log activities by the API one after the other, until the server is gone; note each that was answered 201."""
    headers = {
        "Host": f"northmoor.localhost:{live.port}",
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
    }
    body = {
        "title": "Cryostat course",
        "start_date": "2026-03-02",
        "duration": "90 min",
        "category": "formal",
    }
    with (
        closing(HTTPConnection("127.0.0.1", live.port, timeout=10)) as client,
        suppress(OSError, HTTPException),
    ):
        while True:
            uid = str(uuid.uuid4())
            client.request("POST", "/api/v1/activities/", json.dumps({**body, "uid": uid}), headers)
            answer = client.getresponse()
            answer.read()
            if answer.status != 201:
                return
            answered.append(uid)


def test_every_answered_activity_survives_a_kill_of_the_app(live):
    command = ("token", "create", "technician@northmoor.example", "--institution", "northmoor")
    token = live.manage(*command).stdout.split()[-1]
    answered: list[str] = []
    writers = [threading.Thread(target=log_until_it_breaks, args=(live, token, answered)) for _ in range(3)]
    for writer in writers:
        writer.start()
    deadline = time.monotonic() + 30
    while len(answered) < 15 and time.monotonic() < deadline:
        time.sleep(0.01)

    live.kill()
    for writer in writers:
        writer.join()
    live.start()

    assert len(answered) >= 15
    assert "Sign in" in live.get("northmoor.localhost", "/account/login/")
    with live.inside("northmoor"):
        stored = set(map(str, Activity.objects.filter(uid__in=answered).values_list("uid", flat=True)))
    assert stored == set(answered)


def enrol(name: str) -> User:
    """A new account, whose owner is sent one mail by a job."""
    return actions.create_person(
        email=f"{name}@northmoor.example",
        first_name=name,
        last_name="Test",
        roles=[Role.TECHNICIAN],
        actor="system",
    )


def recipients(live) -> Counter:
    return Counter(mail["To"] for mail in live.mails())


class Undone(Exception):
    pass


def test_job_of_an_undone_change_never_runs_and_a_kept_one_runs_once(live):
    with live.inside("northmoor"):
        try:
            with transaction.atomic():
                enrol("undone")
                raise Undone
        except Undone:
            pass
        enrol("kept")

    live.manage("worker", "--once")
    live.manage("worker", "--once")

    sent = recipients(live)
    assert (sent["undone@northmoor.example"], sent["kept@northmoor.example"]) == (0, 1)
    (mail,) = [mail for mail in live.mails() if mail["To"] == "kept@northmoor.example"]
    link = live.address("northmoor", "/account/password/reset/key/")
    assert link in mail.get_payload()[0].get_payload(decode=True).decode()


def test_job_of_one_institution_runs_in_its_schema(live):
    with live.inside("southby"):
        actions.create_person(
            email="kept@southby.example",
            first_name="K",
            last_name="T",
            roles=[Role.TECHNICIAN],
            actor="system",
        )

    live.manage("worker", "--once")

    (mail,) = [mail for mail in live.mails() if mail["To"] == "kept@southby.example"]
    assert "Southby Institute" in mail["Subject"]
    assert live.address("southby", "/account/") in mail.get_payload()[0].get_payload(decode=True).decode()


def test_jobs_of_a_killed_worker_are_done_by_the_next(live):
    wanted = {f"crash{number}@northmoor.example" for number in range(12)}
    with live.inside("northmoor"):
        for address in sorted(wanted):
            enrol(address.split("@")[0])
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=settings.ROOT,
        env=live.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while not recipients(live).keys() & wanted and time.monotonic() < deadline:
        time.sleep(0.01)
    worker.kill()
    worker.wait()
    with live.inside("public"), connection.cursor() as cursor:
        # One job was certainly under way; its worker has been silent for longer than the living are.
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE id ="
            " (SELECT max(id) FROM procrastinate_jobs WHERE status = 'todo')"
        )

    live.manage("worker", "--once")

    assert wanted <= recipients(live).keys()
    with live.inside("public"), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT status FROM procrastinate_jobs")
        assert cursor.fetchall() == [("succeeded",)]


def brought(rows: int) -> tuple[Any, str]:
    """A file of so many new rows, and the mark of its check."""
    lines = [f"Brought {number},2026-03-{number % 28 + 1:02d},90 min,formal" for number in range(rows)]
    content = "\n".join(["title,start_date,duration,category", *lines]).encode()
    owner = User.objects.get(email="technician@northmoor.example")
    upload = importing.store_upload(owner=owner, name="log.csv", content=content)
    return upload, mark_of(importing.outcomes_of(upload))


def waiting_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def killed_at_a_lock(live) -> bool:
    """A worker is started, and killed once it waits for the lock that is held here; whether it came so far."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=settings.ROOT,
        env=live.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while not waiting_for_a_lock() and time.monotonic() < deadline:
        time.sleep(0.05)
    waited = waiting_for_a_lock()
    worker.kill()
    worker.wait()
    return waited


def test_import_whose_worker_is_killed_enters_whole_by_the_next_and_once(live):
    with live.inside("northmoor"):
        upload, mark = brought(1_200)
        importing.begin(upload, "importing", mark=mark, good_only=False)
        with transaction.atomic():
            # Its rows are in by then, and what makes them one act is not.
            connection.cursor().execute("LOCK TABLE activities_change IN EXCLUSIVE MODE")
            waited = killed_at_a_lock(live)
        half = Activity.objects.filter(title__startswith="Brought").count()
    with live.inside("public"), connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")

    live.manage("worker", "--once")
    live.manage("worker", "--once")

    with live.inside("northmoor"):
        titles = Activity.objects.filter(title__startswith="Brought").values_list("title", flat=True)
        assert waited
        assert (half, len(titles), len(set(titles))) == (0, 1_200, 1_200)
        assert Change.objects.get(once=upload.uid).items.count() == 1_200
        assert not ImportUpload.objects.exists()


def test_proof_whose_worker_is_killed_is_made_by_the_next_and_leaves_no_scratch_space(live):
    with live.inside("northmoor"):
        owner = User.objects.get(email="technician@northmoor.example")
        archive = moving.ask_archive(owner=owner, sealed=False, once=uuid.uuid4())
    live.manage("worker", "--once")
    with live.inside("northmoor"):
        proof = moving.ask_proof(archive=Archive.objects.get(), actor=owner, once=uuid.uuid4())
        with transaction.atomic():
            # The archive is read by then, and its scratch space waits to be cloned.
            connection.cursor().execute(f"LOCK TABLE {TEMPLATE}.moving_proof IN ACCESS EXCLUSIVE MODE")
            waited = killed_at_a_lock(live)
        between = Proof.objects.get(pk=proof.pk).state
    with live.inside("public"), connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")

    live.manage("worker", "--once")
    live.manage("worker", "--once")

    with live.inside("northmoor"):
        assert waited
        assert (between, Proof.objects.get(pk=proof.pk).state, archive.uid) == (
            "running", "passed", Archive.objects.get().uid,
        )  # fmt: skip
        assert Notice.objects.filter(kind="proof_done").count() == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'scratch%'")
            assert cursor.fetchone() == (0,)
