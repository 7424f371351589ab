from django.apps import AppConfig


class JournalsConfig(AppConfig):
    name = "journals"
    verbose_name = "Journal"

    def ready(self) -> None:
        from journals.models import Entry
        from journals.shared import entry_shared
        from journals.signing import SIGNED
        from journals.views import entry_detail
        from sharing import kinds, looking, shared_pages
        from signoffs import kinds as signed

        kinds.register("entry", Entry, commented=True)
        shared_pages.register("entry", entry_shared)
        looking.register("entry", entry_detail)
        signed.register("entry", SIGNED)
