from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "duties"

    def ready(self) -> None:
        # `reminding` registers a daily job.
        from duties import attached, reminding  # noqa: F401

        attached.register()
