"""`manage.py sample FILE --seed … --percent …`: run a draw again on a list of ids, one a line."""

import sys
from argparse import ArgumentParser
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audits.sampling import commitment, sample, tidy_seed


class Command(BaseCommand):
    help = "Draw a sample from a file of ids (- for standard input) by a published seed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--seed", required=True)
        parser.add_argument("--percent", required=True, help="from 0 to 100, such as 2.5")

    def handle(self, *args: Any, file: str, seed: str, percent: str, **options: Any) -> None:
        try:
            share = Decimal(percent)
        except InvalidOperation:
            raise CommandError(f"--percent is a number from 0 to 100, not {percent}.") from None
        if not 0 <= share <= 100:
            raise CommandError(f"--percent is a number from 0 to 100, not {percent}.")
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        self.stderr.write(f"Commitment {commitment(tidy_seed(seed))}")
        for one in sample(text.split(), seed=tidy_seed(seed), percent=share):
            self.stdout.write(one)
