from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "Activities"

    def ready(self) -> None:
        from activities import attached
        from activities.importing import tasks  # noqa: F401 - the worker knows the daily job by this
        from activities.models import KIND, Activity
        from activities.shared import activity_shared
        from activities.signing import SIGNED
        from activities.views import activity_detail
        from sharing import kinds, looking, shared_pages
        from signoffs import kinds as signed

        attached.register()
        kinds.register(KIND, Activity, commented=True)
        shared_pages.register(KIND, activity_shared)
        looking.register(KIND, activity_detail)
        signed.register(KIND, SIGNED)
