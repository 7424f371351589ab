"""A real institution's server: nothing is assumed, everything comes from the environment."""

from urllib.parse import urlparse

from config.settings.base import *

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
SEALING_KEYS = env.words("SEALING_KEYS")
if not SEALING_KEYS:
    raise ImproperlyConfigured(
        "Set SEALING_KEYS: one or more Fernet keys, newest first; the README says how to make one."
    )
PUBLIC_SCHEME = env.text("PUBLIC_SCHEME", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True


def email(url: str) -> dict:
    """EMAIL_URL as smtp://user:password@host:587 (smtps:// for implicit TLS)."""
    parts = urlparse(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(f"EMAIL_URL must look like smtp://user:password@host:587; it is {url!r}.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 587,
        "EMAIL_HOST_USER": parts.username or "",
        "EMAIL_HOST_PASSWORD": parts.password or "",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(email(env.text("EMAIL_URL")))
STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
