from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from assessments import attached
        from assessments.signing import KIND, SIGNED
        from signoffs import kinds as signed

        attached.register()
        signed.register(KIND, SIGNED)
