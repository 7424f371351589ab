"""`python manage.py db start|stop|status|url`: the embedded PostgreSQL server."""

import os

from django.core.management.base import BaseCommand, CommandError

from tenants.embedded import EmbeddedError, Server


class Command(BaseCommand):
    help = "Starts or stops the project's own PostgreSQL server, or says whether it runs and where."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["start", "stop", "status", "url"])

    def handle(self, *, verb, **options):
        try:
            self.stdout.write(VERBS[verb](Server()))
        except EmbeddedError as error:
            raise CommandError(str(error)) from None


def start(server: Server) -> str:
    if os.environ.get("DATABASE_URL"):
        return "DATABASE_URL is set, so the embedded server is not needed and was not started."
    server.start()
    return f"The embedded server is running; its data is in {server.data}."


def stop(server: Server) -> str:
    return "The embedded server has stopped." if server.stop() else "The embedded server was not running."


def status(server: Server) -> str:
    return server.status()


def url(server: Server) -> str:
    return os.environ.get("DATABASE_URL") or server.url()


VERBS = {"start": start, "stop": stop, "status": status, "url": url}
