from django.apps import AppConfig


class SignoffsConfig(AppConfig):
    name = "signoffs"
    verbose_name = "Sign-offs"

    def ready(self) -> None:
        from signoffs import holding, letters

        holding.register()
        letters.register()
