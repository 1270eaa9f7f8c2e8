"""The addresses of the site, behind those of the views to compare by."""

from django.urls import path

from skerry.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from tests.benchmarks import views

urlpatterns = [
    path("bench/hello", views.hello),
    path("bench/insert", views.insert),
    path("bench/template", views.template),
    *urlpatterns,
]
