from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"
    verbose_name = "Webfolios"

    def ready(self) -> None:
        from portfolios import showing
        from portfolios.models import WebfolioPage
        from portfolios.reading import shared
        from sharing import kinds, shared_pages

        showing.register()
        kinds.register("folio", WebfolioPage)
        shared_pages.register("folio", shared)
