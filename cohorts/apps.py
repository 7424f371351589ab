from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "cohorts"

    def ready(self) -> None:
        # `actions` registers the daily job of the rules by which people join, and the one that sets what was left.
        from cohorts import actions  # noqa: F401
        from cohorts.models import CohortItem
        from notices import naming

        naming.register("event", CohortItem.objects.followed_by)
