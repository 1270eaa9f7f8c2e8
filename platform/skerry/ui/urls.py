"""The addresses of the design system."""

from django.urls import path

from skerry.ui import views

app_name = "ui"

urlpatterns = [
    path("assets/skerry-<slug:digest>.css", views.stylesheet, name="stylesheet"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
