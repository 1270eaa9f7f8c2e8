from django.urls import path

from skerry.jobs import views

app_name = "jobs"

urlpatterns = [
    path("jobs/<uuid:job_id>/", views.detail, name="detail"),
    path("jobs/<uuid:job_id>/cancel/", views.cancel_job, name="cancel"),
    path("jobs/<uuid:job_id>/retry/", views.retry_job, name="retry"),
]
