"""python manage.py packs check FILE: is this rule pack sound?"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registers.packs import check_file
from registers.reading import PackError


class Command(BaseCommand):
    help = "Checks a rule pack and names the file, line and field of everything to correct."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="validate one pack file")
        check.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 when the pack is sound, 1 with one line per problem when it is not."""
        path: Path = options["file"]
        try:
            check_file(path)
        except PackError as error:
            raise CommandError(str(error)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}.") from error
        self.stdout.write(f"{path} is a sound rule pack.")
