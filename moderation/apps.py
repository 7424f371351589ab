from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = "Moderation"

    def ready(self) -> None:
        from assessments.attached import FROZEN
        from evidence import readers
        from moderation.queries import submissions_read_by

        readers.register(FROZEN, submissions_read_by)
