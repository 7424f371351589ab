from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        # `reminding` registers a daily job.
        from assessments import attached, reminding  # noqa: F401
        from assessments.signing import KIND, SIGNED
        from signoffs import kinds as signed

        attached.register()
        signed.register(KIND, SIGNED)
