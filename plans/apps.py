from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"

    def ready(self) -> None:
        from plans.models import KIND, Plan
        from plans.shared import plan_shared
        from plans.views import plan_detail
        from sharing import kinds, looking, shared_pages

        kinds.register(KIND, Plan)
        shared_pages.register(KIND, plan_shared)
        looking.register(KIND, plan_detail)
