from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Wiring"

    def ready(self) -> None:
        # Imported here: the lists live beside models, which exist once every app is loaded.
        from config import wiring

        wiring.connect()
