from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from moving.aspirecpd import Refused
from moving.aspirecpd.run import bring
from tenants.models import Institution
from tenants.schemas import in_schema


class Command(BaseCommand):
    help = (
        "Bring journals and people of the original AspireCPD here: FOLDER holds users.tsv, an export (XML) of each journal"
        " and, if at hand, uploads/. A dry run stores nothing and prints the same report."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--institution", required=True, help="its slug")
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--dry-run", action="store_true", help="only say what would come of each thing")
        how.add_argument("--apply", action="store_true", help="store it; a second run adds what is new")

    def handle(self, *args: Any, folder: Path, institution: str, apply: bool, **options: Any) -> None:
        found = Institution.objects.filter(slug=institution).first()
        if found is None:
            raise CommandError(f"There is no institution {institution}; `institution create` makes one.")
        try:
            with in_schema(found.schema_name):
                report = bring(folder, apply=apply)
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was brought.") from None
        for line in report.told():
            self.stdout.write(line)
        self.stdout.write("Everything above is stored." if apply else "A dry run: nothing was stored.")
