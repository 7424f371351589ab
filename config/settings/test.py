"""Tests: as development, with what makes two hundred requests quick or repeatable."""

import tempfile

from config.settings.dev import *

# One round of hashing: the tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Files of one run live beside its database and go with it.
VAR = Path(os.environ.get("ASPIRE_TEST_DATA") or tempfile.mkdtemp(prefix="aspire-tests-"))
# Tests that run side by side keep theirs apart; a process that one of them starts is told the folder itself.
if (worker := os.environ.get("PYTEST_XDIST_WORKER")) and VAR.name != worker:
    VAR /= worker
MEDIA_ROOT = VAR / "media"
STORAGES["evidence"]["OPTIONS"]["location"] = str(VAR / "evidence")
STORAGES["packs"]["OPTIONS"]["location"] = str(VAR / "packs")
STORAGES["archives"]["OPTIONS"]["location"] = str(VAR / "archives")
# Sign-in limits would count the tests themselves; their own test switches them on.
ACCOUNT_RATE_LIMITS = False
LOGGING["root"]["level"] = "ERROR"
