"""The library that signs is loaded where somebody would wait for it, and nowhere else."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from registers import signing
from tenants import jobs

TOLD = "; import sys; print('pyhanko.sign.signers' in sys.modules)"


@pytest.mark.parametrize(
    ("start", "loaded"),
    [
        ("import config.wsgi", "True"),
        # As every command of manage.py starts.
        ("import django; django.setup()", "False"),
        ("import django; django.setup(); from registers import issuing, views_packs, views_verify", "False"),
    ],
)
def test_web_server_loads_it_as_it_starts_and_commands_do_not(start, loaded):
    told = subprocess.run(
        [sys.executable, "-c", start + TOLD], cwd=settings.ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == loaded


def test_worker_gets_ready_before_its_first_job(monkeypatch):
    assert [signing.get_ready] == jobs.BEFORE_WORK

    class Asked(Exception):
        pass

    def ask() -> None:
        raise Asked

    monkeypatch.setattr(jobs, "BEFORE_WORK", [ask])

    with pytest.raises(Asked):
        call_command("worker", once=True)
