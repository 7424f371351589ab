from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "duties"

    def ready(self) -> None:
        # `reminding` registers a daily job.
        from duties import attached, reminding  # noqa: F401
        from duties.models import Task
        from notices import naming

        attached.register()
        naming.register("task", Task.objects.visible_to)
