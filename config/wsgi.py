"""The WSGI door: `gunicorn config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

# Rooms can be imported once the application is there.
from registers import signing  # noqa: E402

signing.get_ready()
