from django.apps import AppConfig


class AuthorisationsConfig(AppConfig):
    name = "authorisations"

    def ready(self) -> None:
        # `reminding` registers a daily job.
        from authorisations import attached, reminding  # noqa: F401

        attached.register()
