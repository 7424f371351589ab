from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "registers"

    def ready(self) -> None:
        """Load every rule pack now: a broken one stops the start and names file, line and field; and know the daily job."""
        from registers import holding, own_packs, packs, reminding  # noqa: F401

        packs.load_all()
        holding.register()
        packs.HELD.append(own_packs.held)
