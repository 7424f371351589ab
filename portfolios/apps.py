from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"
    verbose_name = "Webfolios"

    def ready(self) -> None:
        from portfolios.models import WebfolioPage
        from portfolios.reading import shared
        from sharing import kinds, shared_pages

        kinds.register("folio", WebfolioPage)
        shared_pages.register("folio", shared)
