from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.actions import make_token
from people.models import User
from tenants.models import Institution
from tenants.schemas import in_schema


class Command(BaseCommand):
    help = "Make an API token for a person; it is printed once, the person is told and the trail keeps it."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help=self.help)
        create.add_argument("email")
        create.add_argument("--institution", required=True)
        create.add_argument("--reason", default="")

    def handle(self, *args: object, **options: str) -> None:
        if not settings.DEMO and not options["reason"].strip():
            raise CommandError("Say why with --reason; the person is told.")
        institution = Institution.objects.filter(slug=options["institution"]).first()
        if institution is None:
            raise CommandError(f"There is no institution {options['institution']!r}.")
        with in_schema(institution.schema_name):
            person = User.objects.filter(email__iexact=options["email"], is_active=True).first()
            if person is None:
                raise CommandError(f"{options['email']} has no account at {institution.name}.")
            self.stdout.write(make_token(person=person, reason=options["reason"], actor="operator"))
