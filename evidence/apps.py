from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"

    def ready(self) -> None:
        from evidence import tasks  # noqa: F401 - the worker knows the jobs by this
