from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "moving"
    verbose_name = "Moving here and away"

    def ready(self) -> None:
        from moving import tasks  # noqa: F401 - the worker knows its jobs by this
