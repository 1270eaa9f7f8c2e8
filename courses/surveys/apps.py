from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "courses.surveys"
    default_auto_field = "django.db.models.BigAutoField"
