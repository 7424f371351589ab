from django.apps import AppConfig


class AuthorisationsConfig(AppConfig):
    name = "authorisations"

    def ready(self) -> None:
        from authorisations import attached

        attached.register()
