from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"
    verbose_name = "Webfolios"

    def ready(self) -> None:
        # `hours` registers the jobs that open and close pages.
        from activities.models import Activity
        from evidence import readers
        from journals.models import Entry
        from portfolios import hours, showing  # noqa: F401
        from portfolios.collecting import reading as collected
        from portfolios.collecting.opening import uids_in
        from portfolios.collecting.views import collection_read
        from portfolios.models import Collection, WebfolioPage
        from portfolios.reading import shared
        from portfolios.views_folio import folio_seen
        from sharing import kinds, looking, shared_pages

        showing.register()
        kinds.register("folio", WebfolioPage, commented=True, own_door=True)
        shared_pages.register("folio", shared)
        looking.register("folio", folio_seen)
        kinds.register("collection", Collection, own_door=True)
        shared_pages.register("collection", collected.page)
        looking.register("collection", collection_read)
        # Files and links of what somebody put in a collection open with it.
        readers.register("entry", uids_in("entry", Entry))
        readers.register("activity", uids_in("activity", Activity))
