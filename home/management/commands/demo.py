from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.seeds import demo
from tenants import schemas


class Command(BaseCommand):
    help = "Bring every schema up to date and build the demo's two institutions, once. Refused outside demo mode."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--technicians", type=int, default=40, help="of Northmoor")

    def handle(self, *args: Any, technicians: int, **options: Any) -> None:
        try:
            demo.refuse_outside_demo()
            schemas.bring_up_to_date(self.stdout.write)
            if not demo.build(self.stdout.write, technicians=technicians):
                self.stdout.write("The demo stands already; nothing changed.")
        except demo.DemoRefused as refusal:
            raise CommandError(str(refusal)) from None
