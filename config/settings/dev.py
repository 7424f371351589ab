"""Development and the demo: the embedded server, mail written to files, demo accounts allowed."""

from config.settings.base import *

DEBUG = env.flag("DEBUG", False)
DEMO = True
SECRET_KEY = env.text("SECRET_KEY", "only-for-development-and-the-demo-never-for-real-people")
# Fernet keys for sealed entries, newest first; each is 32 bytes in URL-safe base64.
SEALING_KEYS = env.words("SEALING_KEYS", "ZGVtby1vbmx5LXNlYWxpbmcta2V5LTMyLWJ5dGVzISE=")
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
