from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lib.sealing import SealBroken
from registers import signing
from tenants.models import Institution
from tenants.schemas import in_schema


class Command(BaseCommand):
    help = "Renew the key that an institution signs its packs with, or seal its keys anew after a change of SEALING_KEYS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, said in (
            ("renew", "make a fresh key for what is signed from now on; old packs stay valid"),
            ("reseal", "encrypt every key with the first of SEALING_KEYS"),
        ):
            one = verbs.add_parser(verb, help=said)
            one.add_argument("--institution", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        with in_schema("public"):
            institution = Institution.objects.filter(slug=options["institution"]).first()
        if institution is None:
            raise CommandError(f"There is no institution {options['institution']!r}.")
        with in_schema(institution.schema_name):
            if options["verb"] == "renew":
                self.stdout.write(f"Packs are signed with {signing.renew_key().fingerprint} from now on.")
                return
            try:
                self.stdout.write(f"Sealed anew: {signing.reseal_keys()} keys.")
            except SealBroken as broken:
                raise CommandError(str(broken)) from broken
