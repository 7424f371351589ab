"""A job that fails is seen by the operator, without a word of anybody's, and can be tried again or given up."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from notices.models import Notice
from people.models import User
from tenants import failures, jobs
from tenants.models import JobFailure, OperatorAct
from tests.tenants.conftest import operator_client

PAGE, ACT = "/operators/jobs/", "/operators/jobs/act/"
SECRET = "Zebrafish"


def put(
    name: str = "notices.mail", schema: str = "inst_northmoor", status: str = "failed", attempts: int = 9
) -> int:
    """A job in that state, as the queue would leave it; its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO public.procrastinate_jobs (task_name, queue_name, args, attempts, status, scheduled_at)"
            " VALUES (%s, 'default', jsonb_build_object('schema', %s::text, 'notice', 7), %s, 'doing', now()) RETURNING id",
            [name, schema, attempts],
        )
        number = cursor.fetchone()[0]
        # Moved on, so that the queue's own triggers note when.
        cursor.execute(
            "UPDATE public.procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s",
            [status, number],
        )
    return number


def fail(**values) -> int:
    number = put(**values)
    JobFailure.objects.create(
        job=number, error="smtplib.SMTPServerDisconnected", place="notices/tasks.py:34", at=timezone.now()
    )
    return number


def state_of(number: int) -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM public.procrastinate_jobs WHERE id = %s", [number])
        return cursor.fetchone()


@pytest.fixture
def operator(db):
    return operator_client()


def test_operator_sees_which_job_failed_where_when_and_why(operator):
    fail()

    page = operator.get(PAGE).content.decode()

    assert "notices.mail" in page and "University of Northmoor" in page
    assert "smtplib.SMTPServerDisconnected" in page and "notices/tasks.py:34" in page
    assert '<td role="cell" data-label="Tries" class="number">9</td>' in page
    assert f"{timezone.localtime():%-d %b %Y}" in page


def test_start_page_counts_what_failed(operator):
    assert "None has failed." in operator.get("/operators/").content.decode()

    fail()
    fail(name="registers.issue_files")

    page = operator.get("/operators/").content.decode()
    assert "2 background jobs have failed" in page and f'href="{PAGE}"' in page


def test_page_says_that_no_worker_runs_and_what_waits(operator):
    put(status="todo", attempts=0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.procrastinate_workers")
    assert "Not running" in operator.get(PAGE).content.decode()

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO public.procrastinate_workers (last_heartbeat) VALUES (now())")
        cursor.execute("SELECT count(*) FROM public.procrastinate_jobs WHERE status = 'todo'")
        waiting = cursor.fetchone()[0]

    page = operator.get(PAGE).content.decode()
    assert "Not running" not in page and "Running" in page
    assert f"<div><dt>Due and not begun</dt><dd>{waiting}</dd></div>" in page


def test_job_that_is_tried_again_by_itself_is_shown_apart(operator):
    number = put(status="todo", attempts=2)

    page = operator.get(PAGE).content.decode()

    assert "tried again by themselves" in page and f"number {number}" in page
    assert 'value="retry"' not in page


def test_failed_job_is_tried_again_once_however_often_it_is_pressed(operator):
    number, other = fail(), fail(name="registers.issue_files")

    for _ in range(2):
        answer = operator.post(ACT, {"act": "retry", "job": number}, follow=True)

    assert state_of(number) == ("todo", 10)
    assert state_of(other) == ("failed", 9)
    assert "does not wait here any more" in answer.content.decode()
    acts = OperatorAct.objects.filter(slug="northmoor", operator__isnull=False).values_list("verb", flat=True)
    assert list(acts) == ["retried notices.mail"]


def test_all_failed_jobs_are_tried_again_by_one_press(operator):
    numbers = [fail(), fail(), fail(schema="inst_southby")]
    waiting = put(status="todo", attempts=3)

    operator.post(ACT, {"act": "retry_all"})

    assert {state_of(number) for number in numbers} == {("todo", 10)}
    assert state_of(waiting) == ("todo", 3)
    acts = OperatorAct.objects.filter(verb="retried notices.mail").values_list("slug", flat=True)
    assert sorted(acts) == ["northmoor", "southby"]


def test_failed_job_is_given_up(operator):
    number, other = fail(), fail()

    operator.post(ACT, {"act": "give_up", "job": number})

    assert (state_of(number)[0], state_of(other)[0]) == ("cancelled", "failed")
    assert f"number {number}" not in operator.get(PAGE).content.decode()


@pytest.mark.parametrize("status", ["todo", "doing", "succeeded"])
def test_job_that_has_not_failed_is_left_alone(operator, status):
    number = put(status=status, attempts=1)

    for act in ("retry", "give_up"):
        operator.post(ACT, {"act": act, "job": number})

    assert state_of(number) == (status, 1)
    assert not OperatorAct.objects.filter(slug="northmoor", operator__isnull=False).exists()


@pytest.mark.parametrize(
    "fields",
    [{}, {"act": "delete", "job": 1}, {"act": "retry"}, {"act": "give_up"}, {"act": "retry_all", "job": 1},
     {"act": "retry", "job": "x"}, {"act": "retry", "job": 2**63}],
)  # fmt: skip
def test_odd_acts_are_refused(operator, fields):
    number = fail()

    assert operator.post(ACT, fields).status_code == 422
    assert state_of(number) == ("failed", 9)


def test_jobs_are_the_operators(visit, cast):
    number = fail()
    stranger, admin = visit(host="localhost"), visit(cast.admin)

    assert stranger.get(PAGE).headers["Location"] == "/operators/sign-in/"
    assert stranger.post(ACT, {"act": "retry", "job": number}).headers["Location"] == "/operators/sign-in/"
    assert (admin.get(PAGE).status_code, admin.post(ACT, {"act": "retry_all"}).status_code) == (404, 404)
    assert operator_client().get(ACT).status_code == 405
    assert state_of(number) == ("failed", 9)


@pytest.mark.parametrize("size", [1, 50])
def test_list_of_failed_jobs_costs_the_same_for_one_and_fifty(operator, django_assert_num_queries, size):
    for _ in range(size):
        fail()
        put(status="todo", attempts=1)

    # the schema, session, operator; failed: counted, read, errors, names; retrying: read, errors, names; waiting, worker
    with django_assert_num_queries(12):
        operator.get(PAGE)


def test_done_jobs_and_errors_overcome_are_cleared_after_a_while(db):
    done, failed, fresh = fail(status="succeeded"), fail(), fail(status="succeeded")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE public.procrastinate_events SET at = now() - interval '15 days' WHERE job_id IN (%s, %s)",
            [done, failed],
        )

    failures.clear_jobs()

    assert state_of_all([done, failed, fresh]) == [None, "failed", "succeeded"]
    assert list(JobFailure.objects.values_list("job", flat=True)) == [failed]


def state_of_all(numbers: list[int]) -> list[str | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM public.procrastinate_jobs WHERE id = ANY(%s)", [numbers])
        found = dict(cursor.fetchall())
    return [found.get(number) for number in numbers]


# --- with a worker in a process of its own ------------------------------------------------------------------------
def make_notice(**values) -> int:
    """A notice of the technician's that is to be mailed; its number."""
    technician = User.objects.get(email="technician@northmoor.example")
    notice = Notice.objects.create(
        **{
            "recipient": technician,
            "kind": "token_made",
            "event": f"t{time.monotonic_ns()}",
            "path": "/account/",
        }
        | values
    )
    jobs.enqueue(connection.schema_name, "notices.mail", notice=notice.pk)
    return notice.pk


def last_job() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM public.procrastinate_jobs WHERE task_name = 'notices.mail'")
        return cursor.fetchone()[0]


def test_worker_keeps_the_kind_of_an_error_and_never_its_words(live):
    live.manage("worker", "--once")
    with live.inside("northmoor"):
        make_notice(kind=SECRET)
        number = last_job()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE public.procrastinate_jobs SET attempts = 8 WHERE id = %s", [number])

    ran = live.manage("worker", "--once")

    with live.inside("public"):
        assert state_of(number) == ("failed", 9)
        failure = JobFailure.objects.get(job=number)
        page = operator_client().get(PAGE).content.decode()
    assert failure.error == "KeyError"
    assert failure.place.startswith("notices/")
    assert failure.error in page and failure.place in page
    assert "KeyError" in ran.stderr
    assert SECRET not in page + ran.stdout + ran.stderr


def test_worker_tries_a_failed_job_again_later(live):
    with live.inside("northmoor"):
        make_notice(kind=SECRET)
        number = last_job()

    live.manage("worker", "--once")

    with live.inside("public"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT status, attempts, scheduled_at - (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id"
            " AND type = 'deferred_for_retry')"
            " FROM procrastinate_jobs AS job WHERE id = %s",
            [number],
        )
        status, attempts, wait = cursor.fetchone()
    assert (status, attempts) == ("todo", 1)
    assert wait > timedelta(seconds=3)


def start_worker(live) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=settings.ROOT, env=live.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def wait_until(true, *, patience: float = 60.0) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "It did not come to that."
        time.sleep(0.05)


def is_blocked() -> bool:
    """Whether a process waits for the table that this test holds, in the middle of its transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'public.tenants_domain'::regclass"
        )
        return cursor.fetchone()[0] > 0


def told_of_a_token(live) -> int:
    return sum("An access token" in mail["Subject"] for mail in live.mails())


def test_job_of_a_worker_killed_in_the_middle_is_done_exactly_once(live):
    """The first worker has claimed the notice and is about to write its mail when it is killed."""
    with live.inside("northmoor"), connection.cursor() as cursor:
        cursor.execute("UPDATE public.procrastinate_jobs SET status = 'cancelled' WHERE status = 'todo'")
        notice = make_notice(event="in the middle")
        number = last_job()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE public.tenants_domain IN ACCESS EXCLUSIVE MODE")
            worker = start_worker(live)
            wait_until(lambda: state_of(number)[0] == "doing" and is_blocked())
            worker.kill()
            worker.wait()
            assert state_of(number)[0] == "doing"
    assert told_of_a_token(live) == 0
    with live.inside("public"), connection.cursor() as cursor:
        # It has been silent for longer than the living are.
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")

    second = start_worker(live)
    try:
        with live.inside("northmoor"):
            wait_until(lambda: state_of(number)[0] == "succeeded")
    finally:
        second.terminate()
        second.wait()
    live.manage("worker", "--once")

    assert told_of_a_token(live) == 1
    with live.inside("northmoor"):
        assert Notice.objects.get(pk=notice).mailed_at
