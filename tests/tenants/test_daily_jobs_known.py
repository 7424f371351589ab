"""A daily job that nobody imports is never due: each must be known to a process that has only started."""

import os
import re
import subprocess
import sys

from tests.test_layers import ROOT, sources

ASK = """
import django
django.setup()
from tenants import jobs
print(" ".join(jobs.DAILY))
"""


def test_every_daily_job_is_known_once_the_process_has_started():
    written = {
        name for path in sources() for name in re.findall(r'@jobs\.every_day\("([\w.]+)"', path.read_text())
    }

    started = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert len(written) > 5
    assert set(started.stdout.split()) == written
