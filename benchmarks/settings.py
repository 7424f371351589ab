"""As in development, but for mail, files that go with the database, and without a log line for each request."""

import os

from config.settings.dev import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
FILES = VAR / f"bench-{os.getpid()}"  # noqa: F405
MEDIA_ROOT = FILES / "media"
for store in ("evidence", "packs", "archives"):
    STORAGES[store]["OPTIONS"]["location"] = str(FILES / store)  # noqa: F405
