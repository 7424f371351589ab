from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = "Moderation"

    def ready(self) -> None:
        from assessments.attached import FROZEN
        from evidence import readers
        from moderation.models import CalibrationSet, SecondMark
        from moderation.queries import submissions_read_by
        from notices import naming

        readers.register(FROZEN, submissions_read_by)
        naming.register("second", SecondMark.objects.visible_to, "assignment__title")
        naming.register("calibration", CalibrationSet.objects.visible_to)
