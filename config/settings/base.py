"""What every place shares. Each environment variable is listed in the README."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import lazy

from config.settings import env
from config.settings.evidence import *
from tenants import embedded

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("ASPIRE_DATA", ROOT / "var"))

DEMO = False
PLATFORM_NAME = "AspireCPD"
PLATFORM_HOSTS = env.words("PLATFORM_HOSTS", "localhost")
# The Domain table is the list of hosts served: an unknown host gets a plain 404 before any view runs.
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "*")

SHARED_APPS = [
    "django_tenants",
    "tenants",
    "lib",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "django_filters",
    "django_tables2",
    "ninja",
]
INSTITUTION_APPS = [
    "people",
    "notices",
    "sharing",
    "evidence",
    "signoffs",
    "journals",
    "activities",
    "plans",
    "assessments",
    "moderation",
    "duties",
    "authorisations",
    "registers",
    "applications",
    "audits",
    "cohorts",
    "portfolios",
    "moving",
    "website",
    "home",
]
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.auth",
    *INSTITUTION_APPS,
    "wagtail_modeladmin",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
# The wiring comes last: it fills lists in rooms that must be there.
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS), "config"]

TENANT_MODEL = "tenants.Institution"
TENANT_DOMAIN_MODEL = "tenants.Domain"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_LIMIT_SET_CALLS = True
PUBLIC_SCHEMA_URLCONF = "config.urls_public"
ROOT_URLCONF = "config.urls"

MIDDLEWARE = [
    "tenants.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Before the host is looked up: the pages that refuse a host have a stylesheet, and a file costs no query.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenants.middleware.ContentSecurityPolicyMiddleware",
    "tenants.middleware.InstitutionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "people.middleware.HeldFormMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.middleware.InstitutionAuthenticationMiddleware",
    "signoffs.middleware.PassedPhoneMiddleware",
    "sharing.middleware.PrivacyNoticeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "people.reading.ReadingOnlyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.shell",
            ]
        },
    }
]
WSGI_APPLICATION = "config.wsgi.application"


def database() -> dict:
    """DATABASE_URL, or the embedded server."""
    url = env.text("DATABASE_URL", "") or embedded.Server().url()
    try:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL must look like postgres://user:password@host/name: {error}"
        ) from error
    if "postgresql" not in parsed["ENGINE"]:
        raise ImproperlyConfigured(
            "DATABASE_URL must name a PostgreSQL database (postgres://…), version 15 or newer."
        )
    return {**parsed, "ENGINE": "django_tenants.postgresql_backend"}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def cache() -> dict:
    """DatabaseCache by default, Redis by REDIS_URL; every key carries the institution's schema."""
    per_schema = {
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
    if redis := env.text("REDIS_URL", ""):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis, **per_schema}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "aspire_cache",
        # Failed sign-ins are counted here: a flood of other keys must not push them out (Django keeps 300).
        "OPTIONS": {"MAX_ENTRIES": 100_000},
        **per_schema,
    }


CACHES = {"default": cache()}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
# A campus sits behind one address: the limit per address is generous, the one per account is not.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login": "300/m/ip", "login_failed": "300/m/ip,10/5m/key"}
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_FAILURE_VIEW = "home.errors.csrf_failure"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "evidence": private_files(VAR / "evidence"),
    # The files of declared packs, as they were issued.
    "packs": private_files(VAR / "packs"),
    # People's whole records, each until it is deleted again.
    "archives": private_files(VAR / "archives"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What one spreadsheet brought to the log may hold: bytes, bytes once unpacked, rows, columns.
IMPORT_FILE_LIMIT = 32_000_000
IMPORT_UNPACKED_LIMIT = 128 * 1024 * 1024
IMPORT_ROW_LIMIT = env.number("IMPORT_ROW_LIMIT", 20_000)
IMPORT_COLUMN_LIMIT = 60
# What is done while its owner waits; beyond, a job does it: bytes once unpacked that are read, rows checked and imported.
IMPORT_READ_AT_ONCE = 8 * 1024 * 1024
IMPORT_AT_ONCE = env.number("IMPORT_AT_ONCE", 5_000)
# For so many days an archive of somebody's record is kept for them.
ARCHIVE_DAYS = env.number("ARCHIVE_DAYS", 14)
# The largest file that the public check of packs compares.
VERIFY_FILE_LIMIT = env.number("VERIFY_FILE_LIMIT_MB", 100) * 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A webfolio page of a hundred blocks, some with thirty ticks.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Proxies before us that add to X-Forwarded-For: limits count the visitor's address that they saw.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)

# Sites whose videos, data and drawings may stand on a webfolio as a card, by the name people know; EMBED_SITES adds hosts.
EMBED_SITES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "figshare.com": "Figshare",
    "zenodo.org": "Zenodo",
    "osf.io": "OSF",
    "protocols.io": "protocols.io",
    "github.com": "GitHub",
    "sketchfab.com": "Sketchfab",
} | {host: host for host in env.words("EMBED_SITES")}

# How addresses in mails and packs begin and end around an institution's own domain.
PUBLIC_SCHEME = env.text("PUBLIC_SCHEME", "http")
PUBLIC_PORT = env.parsed("PUBLIC_PORT", "", lambda port: f":{int(port)}", meaning="a port number")


def institution_address() -> str:
    from tenants.hosts import base_url

    return base_url()


WAGTAILADMIN_BASE_URL = lazy(institution_address, str)()
WAGTAIL_SITE_NAME = PLATFORM_NAME
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"

DJANGO_TABLES2_TEMPLATE = "parts/table.html"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "AspireCPD <no-reply@localhost>")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# The page editor shows its preview in a frame of the same host.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "tenants.logs.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Wagtail names the title of each page it saves: those of a webfolio are private.
    "loggers": {
        name: {"level": "WARNING"}
        for name in ("procrastinate", "wagtail", "django_tasks", "django.tasks", "pikepdf")
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
