from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app

from tenants import jobs


class Command(BaseCommand):
    help = "Run background jobs (e-mail notices and the like) until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when the queue is empty")

    def handle(self, *args: object, **options: object) -> None:
        for get_ready in jobs.BEFORE_WORK:
            get_ready()
        async_to_sync(jobs.rescue)(app.job_manager)
        call_command("procrastinate", "worker", *(["--one-shot"] if options["once"] else []))
