"""The addresses of this room: one list a subject."""

from django.urls import URLPattern

app_name = "profiles"

projects: list[URLPattern] = []

urlpatterns = [*projects]
