"""Tells Django that the web is here, and lets every room name its errands."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "stigar.web"
    label = "web"

    def ready(self) -> None:
        autodiscover_modules("jobs")
