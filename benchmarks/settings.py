"""As in development, but for mail, and without a log line for each request."""

from config.settings.dev import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
