from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        # `reminding` registers a daily job.
        from assessments import attached, reminding  # noqa: F401
        from assessments.models import Assignment, Template
        from assessments.signing import KIND, SIGNED
        from notices import naming
        from signoffs import kinds as signed

        attached.register()
        naming.register("assessment", Assignment.objects.visible_to)
        naming.register("template", Template.objects.visible_to)
        signed.register(KIND, SIGNED)
