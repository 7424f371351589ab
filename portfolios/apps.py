from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"
    verbose_name = "Webfolios"

    def ready(self) -> None:
        from portfolios.models import WebfolioPage
        from sharing import kinds

        kinds.register("folio", WebfolioPage)
