from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"
    verbose_name = "Webfolios"

    def ready(self) -> None:
        # `hours` registers the jobs that open and close pages.
        from portfolios import hours, showing  # noqa: F401
        from portfolios.models import WebfolioPage
        from portfolios.reading import shared
        from portfolios.views_folio import folio_seen
        from sharing import kinds, looking, shared_pages

        showing.register()
        kinds.register("folio", WebfolioPage, commented=True, own_door=True)
        shared_pages.register("folio", shared)
        looking.register("folio", folio_seen)
