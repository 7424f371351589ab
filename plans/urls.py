"""The development plan: the present one, all of them, their goals, and the evaluation."""

from django.urls import path

from plans import views, views_evaluation, views_goals, views_links

app_name = "plans"
urlpatterns = [
    path("", views.plan_now, name="plan_now"),
    path("all/", views.plan_list, name="plan_list"),
    path("new/", views.plan_new, name="plan_new"),
    path("<uuid:uid>/", views.plan_detail, name="plan_detail"),
    path("<uuid:uid>/print/", views.plan_print, name="plan_print"),
    path("<uuid:uid>/edit/", views.plan_edit, name="plan_edit"),
    path("<uuid:uid>/delete/", views.plan_delete, name="plan_delete"),
    path("<uuid:uid>/restore/", views.plan_restore, name="plan_restore"),
    path("<uuid:uid>/evaluation/", views_evaluation.plan_evaluate, name="plan_evaluate"),
    path("<uuid:uid>/evaluation/reopen/", views_evaluation.plan_reopen, name="plan_reopen"),
    path("<uuid:uid>/goals/new/", views_goals.goal_new, name="goal_new"),
    path("goals/<uuid:uid>/", views_goals.goal_detail, name="goal_detail"),
    path("goals/<uuid:uid>/edit/", views_goals.goal_edit, name="goal_edit"),
    path("goals/<uuid:uid>/move/", views_goals.goal_move, name="goal_move"),
    path("goals/<uuid:uid>/settle/", views_goals.goal_settle, name="goal_settle"),
    path("goals/<uuid:uid>/reopen/", views_goals.goal_reopen, name="goal_reopen"),
    path("goals/<uuid:uid>/carry/", views_goals.goal_carry, name="goal_carry"),
    path("goals/<uuid:uid>/delete/", views_goals.goal_delete, name="goal_delete"),
    path("goals/<uuid:uid>/restore/", views_goals.goal_restore, name="goal_restore"),
    path("goals/<uuid:uid>/activity/", views_links.goal_activity, name="goal_activity"),
    path("goals/<uuid:uid>/link/", views_links.goal_link, name="goal_link"),
    path("goals/<uuid:uid>/unlink/", views_links.goal_unlink, name="goal_unlink"),
    path("link/", views_links.activity_link, name="activity_link"),
]
