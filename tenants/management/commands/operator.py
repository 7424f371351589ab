from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants import actions


class Command(BaseCommand):
    help = "Make an operator's account for the platform host, and print its first password once."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="action", required=True)
        create = verbs.add_parser("create", help=self.help)
        create.add_argument("email")
        create.add_argument("--name", required=True)

    def handle(self, *args: object, **options: str) -> None:
        try:
            operator, password = actions.create_operator(email=options["email"], name=options["name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{operator.email} may sign in at /operators/ on the platform host.")
        self.stdout.write(f"First password, shown only here: {password}")
        self.stdout.write("Change it after signing in, at /operators/password/.")
