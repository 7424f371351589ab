"""Tests: as development, with what makes two hundred requests quick or repeatable."""

import tempfile

from config.settings.dev import *

# One round of hashing: the tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Files of one run live beside its database and go with it.
VAR = Path(os.environ.get("ASPIRE_TEST_DATA") or tempfile.mkdtemp(prefix="aspire-tests-"))
MEDIA_ROOT = VAR / "media"
STORAGES["evidence"]["OPTIONS"]["location"] = str(VAR / "evidence")
STORAGES["packs"]["OPTIONS"]["location"] = str(VAR / "packs")
# Sign-in limits would count the tests themselves; their own test switches them on.
ACCOUNT_RATE_LIMITS = False
LOGGING["root"]["level"] = "ERROR"
