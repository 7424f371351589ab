"""Tasks: one's own, and those one sets or approves."""

from django.urls import path

from duties import views, views_overseeing

app_name = "duties"
urlpatterns = [
    path("", views.task_list, name="task_list"),
    path("new/", views_overseeing.task_new, name="task_new"),
    path("set/", views_overseeing.task_overseen, name="task_overseen"),
    path("<uuid:uid>/", views.task_detail, name="task_detail"),
    path("<uuid:uid>/done/", views.task_done, name="task_done"),
    path("<uuid:uid>/reopen/", views.task_reopen, name="task_reopen"),
    path("<uuid:uid>/approve/", views_overseeing.task_approve, name="task_approve"),
    path("<uuid:uid>/return/", views_overseeing.task_return, name="task_return"),
    path("<uuid:uid>/change/", views_overseeing.task_change, name="task_change"),
    path("<uuid:uid>/withdraw/", views_overseeing.task_withdraw, name="task_withdraw"),
]
