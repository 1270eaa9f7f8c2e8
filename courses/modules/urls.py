from django.urls import path

from courses.modules.views import actions

app_name = "modules"

urlpatterns = [
    path("learning/join/<uuid:module_key>/", actions.join, name="join"),
    path("learning/lessons/<uuid:lesson_key>/steps/", actions.step, name="step"),
]
