import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home import serving
from tenants import schemas
from tenants.embedded import EmbeddedError


class Command(BaseCommand):
    help = "Serve the platform on this machine, with its database and worker, until Ctrl-C; in demo mode with the demo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--empty", action="store_true", help="do not build the demo")

    def handle(self, *args: Any, port: int, empty: bool, **options: Any) -> None:
        try:
            with serving.stopping_on_signals():
                self.serve(port, with_demo=settings.DEMO and not empty)
        except (serving.CannotServe, EmbeddedError) as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            self.say("Stopped.")

    def serve(self, port: int, *, with_demo: bool) -> None:
        serving.refuse_taken_port(port)
        settings.PUBLIC_PORT = f":{port}"
        with serving.database():
            schemas.bring_up_to_date(self.say)
            if with_demo:
                from home.seeds import demo

                demo.build(self.say)
            with serving.children(port) as running:
                serving.wait_until_ready(running, port)
                self.say(welcome(port, with_demo=with_demo))
                serving.watch(running)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def welcome(port: int, *, with_demo: bool) -> str:
    """Where to go and how to sign in."""
    lines = ["", f"AspireCPD is ready: http://localhost:{port}/ (platform)"]
    if with_demo:
        from home.seeds import cast

        lines += cast.sign_ins(port)
    return "\n".join([*lines, "", "Press Ctrl-C to stop everything."])
