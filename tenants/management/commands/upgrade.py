from django.core.management.base import BaseCommand

from tenants import schemas


class Command(BaseCommand):
    help = "Bring the public schema, the template and every institution to the code's migrations."

    def handle(self, *args: object, **options: object) -> None:
        schemas.bring_up_to_date(self.stdout.write)
        schemas.follow_up()
        self.stdout.write("Every schema is up to date.")
