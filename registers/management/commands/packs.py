"""python manage.py packs check FILE: is this rule pack sound? packs migrate: carry renumbered competences through."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from registers.packs import check_file
from registers.reading import PackError


class Command(BaseCommand):
    help = "Checks a rule pack, or carries stored competences through the changes of codes of new editions."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser(
            "check", help="validate one pack file, naming the line and field of everything to correct"
        )
        check.add_argument("file", type=Path)
        migrate = verbs.add_parser("migrate", help="rewrite stored competences that a new edition renumbered")
        migrate.add_argument("--institution", metavar="SLUG", help="this institution only")
        migrate.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )
        migrate.add_argument(
            "--undo", metavar="PACK", help="take the latest change of this framework back instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 when the pack is sound or the work done, 1 with one line per problem when not."""
        if options["verb"] == "check":
            self._check(options["file"])
        else:
            self._migrate(options)

    def _check(self, path: Path) -> None:
        try:
            check_file(path)
        except PackError as error:
            raise CommandError(str(error)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}.") from error
        self.stdout.write(f"{path} is a sound rule pack.")

    def _migrate(self, options: dict[str, Any]) -> None:
        from tenants.models import Institution
        from tenants.schemas import in_schema

        with in_schema("public"):
            wanted = Institution.objects.order_by("slug")
            if options["institution"]:
                wanted = wanted.filter(slug=options["institution"])
            found = list(wanted)
        if options["institution"] and not found:
            raise CommandError(f"There is no institution {options['institution']}.")
        work = (lambda: undo(options["undo"])) if options["undo"] else carry
        for institution in found:
            with in_schema(institution.schema_name):
                for line in attempt(work, keep=not options["dry_run"]):
                    self.stdout.write(f"{institution.slug}: {line}")


def attempt(work: Callable[[], list[str]], *, keep: bool) -> list[str]:
    """Do the work, and unless it is to be kept, all of it back."""
    with transaction.atomic():
        lines = work()
        if not keep:
            transaction.set_rollback(True)
            lines = [f"{line} (tried only; nothing was kept)" for line in lines]
    return lines


def carry() -> list[str]:
    from registers.actions.renumbering import carry_competences

    made = carry_competences()
    return [f"{one}: {one.mappings.count()} stored competences carried" for one in made] or ["nothing is due"]


def undo(pack: str) -> list[str]:
    from registers.actions.renumbering import restore_competences
    from registers.models import Renumbering

    latest: Renumbering | None = (
        Renumbering.objects.filter(pack=pack, restored_at=None).order_by("-since").first()
    )
    if latest is None:
        return [f"nothing of {pack} was carried"]
    since: date = latest.since
    return [f"{pack}, {since.isoformat()}: {restore_competences(renumbering=latest)} taken back"]
