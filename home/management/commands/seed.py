import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from home.seeds import crowd
from tenants.models import Institution
from tenants.schemas import in_schema


class Command(BaseCommand):
    help = (
        "Add made-up technicians with years of CPD to one institution; a second run adds only who is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--institution", required=True, help="its slug")
        parser.add_argument("--technicians", type=int, required=True)
        parser.add_argument("--years", type=int, default=3)

    def handle(self, *args: Any, institution: str, technicians: int, years: int, **options: Any) -> None:
        if technicians < 1 or years < 1:
            raise CommandError("--technicians and --years are whole numbers from 1 up.")
        found = Institution.objects.filter(slug=institution).first()
        if found is None:
            raise CommandError(f"There is no institution {institution}; `institution create` makes one.")
        began = time.monotonic()
        with in_schema(found.schema_name):
            grown = crowd.grow(technicians=technicians, years=years, say=self.stdout.write)
            if grown.technicians:
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
        self.stdout.write(
            f"Added {grown.technicians} technicians, {grown.activities} activities and {grown.entries} entries"
            f" in {time.monotonic() - began:.1f} seconds."
        )
