from django.apps import AppConfig


class AuthorisationsConfig(AppConfig):
    name = "authorisations"

    def ready(self) -> None:
        # `reminding` registers a daily job.
        from authorisations import attached, reminding  # noqa: F401
        from authorisations.models import Authorisation
        from notices import naming

        attached.register()
        naming.register("authorisation", Authorisation.objects.visible_to, "technique__name")
