from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "Activities"

    def ready(self) -> None:
        from activities.models import KIND, Activity
        from sharing import kinds

        kinds.register(KIND, Activity)
