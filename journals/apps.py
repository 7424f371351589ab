from django.apps import AppConfig


class JournalsConfig(AppConfig):
    name = "journals"
    verbose_name = "Journal"

    def ready(self) -> None:
        from journals.models import Entry
        from sharing import kinds

        kinds.register("entry", Entry)
