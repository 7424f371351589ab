from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants import provisioning


class Command(BaseCommand):
    help = "Create an institution, ready to sign in, and print its admin's one-time set-password link."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help=self.help)
        create.add_argument("slug")
        create.add_argument("--name", required=True)
        create.add_argument("--domain", required=True)
        create.add_argument("--admin", required=True, help="e-mail address of the first admin")

    def handle(self, *args: object, **options: str) -> None:
        try:
            created = provisioning.create_institution(
                slug=options["slug"],
                name=options["name"],
                domain=options["domain"],
                admin_email=options["admin"],
            )
        except provisioning.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if not created.is_new:
            self.stdout.write(
                f"{created.institution.name} already stands at {created.domain}; nothing changed."
            )
            return
        self.stdout.write(f"Created {created.institution.name} at {created.domain}.")
        if created.set_password_path:
            self.stdout.write(
                f"Set the admin's password once at: http://{created.domain}{created.set_password_path}"
            )
