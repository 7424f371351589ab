from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = "Applications"

    def ready(self) -> None:
        from applications import showing, tasks  # noqa: F401  (registers the mail to supporters)
        from applications.models import KIND, Application
        from applications.shared import application_shared
        from applications.views import application_detail
        from sharing import kinds, looking, shared_pages

        kinds.register(KIND, Application)
        showing.register()
        shared_pages.register(KIND, application_shared)
        looking.register(KIND, application_detail)
